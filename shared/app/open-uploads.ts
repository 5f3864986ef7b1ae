import type { Container } from '../ports/blobs.ts';
import type { TableStore } from '../ports/tables.ts';
import { type Deps, nowIso } from './deps.ts';

/**
 * Uploads in blocks that are under way. Blocks that are never committed cost their storage for a week in Azure and can't
 * be found by looking at blobs, so a row stands for each upload from before its first block to after its end. What a
 * killed gateway leaves is discarded when it starts again, or by the timer where it never does, and once more a while
 * later: storage may carry out what it was sent before.
 */

/** A partition that no compte can be named. */
const PARTITION = '_uploads';

/** A block that was on its way when its gateway was killed has arrived after this time, or never does. Milliseconds. */
const LATE_MS = 30_000;

/** Rows of this age belong to nobody, whichever gateway wrote them. Milliseconds. */
const FORGOTTEN_MS = 24 * 3_600_000;

/** Ids of the uploads that this process is at work on. */
const live = new WeakMap<TableStore, Set<string>>();

function liveOf(deps: Deps): Set<string> {
  let set = live.get(deps.tables);
  if (!set) {
    set = new Set();
    live.set(deps.tables, set);
  }
  return set;
}

export interface OpenUpload {
  readonly container: Container;
  readonly blob: string;
}

function keyOf(deps: Deps, { container, blob }: OpenUpload): string {
  return `${deps.settings.gateway ?? 'gateway'}|${container}|${blob.replaceAll('/', '|')}`;
}

/** To be awaited before the first block. */
export async function uploadBegins(deps: Deps, upload: OpenUpload): Promise<void> {
  const key = keyOf(deps, upload);
  liveOf(deps).add(key);
  const columns = { container: upload.container, blob: upload.blob, at: nowIso(deps.clock) };
  await deps.tables.transact('state', PARTITION, [{ op: 'put', key, columns }]);
}

/** After the commit: its blocks are a blob now. A row that stays is found out by the sweep. */
export async function uploadEnds(deps: Deps, upload: OpenUpload): Promise<void> {
  const key = keyOf(deps, upload);
  liveOf(deps).delete(key);
  try {
    await deps.tables.transact('state', PARTITION, [{ op: 'delete', key }]);
  } catch (error) {
    deps.log.warn('upload-row-left', { blob: upload.blob, error });
  }
}

/**
 * After an abort: discards the blocks. Where storage does not answer, the sweep does it later; it does so once more
 * where a block had no answer (`isSure` is false), since that block may still be on its way.
 */
export async function uploadAborts(deps: Deps, upload: OpenUpload, isSure: boolean): Promise<void> {
  liveOf(deps).delete(keyOf(deps, upload));
  await discard(deps, keyOf(deps, upload), upload, isSure);
}

async function discard(deps: Deps, key: string, upload: OpenUpload, isLast: boolean): Promise<boolean> {
  const { container, blob } = upload;
  try {
    await deps.blobs.discard(container, blob);
    const discardedAt = nowIso(deps.clock);
    // With all that a sweep needs: the row may never have been written, or have gone meanwhile.
    const columns = { container, blob, at: discardedAt, discardedAt };
    await deps.tables.transact('state', PARTITION, [isLast ? { op: 'delete', key } : { op: 'merge', key, columns }]);
    return true;
  } catch (error) {
    deps.log.warn('blocks-not-discarded', { container, blob, error });
    return false;
  }
}

/**
 * Discards what was left: of this gateway (its name is in the settings) everything that it is not at work on, of others
 * what is a day old. Gives how many were discarded. `own` is false in processes that are no gateway.
 */
export async function sweepUploads(deps: Deps, own: boolean): Promise<number> {
  const rows = await deps.tables.range('state', PARTITION, '', '~');
  const mine = `${deps.settings.gateway ?? 'gateway'}|`;
  const forgotten = new Date(deps.clock.now() - FORGOTTEN_MS).toISOString();
  let discarded = 0;
  for (const { key, columns } of rows) {
    const isLive = liveOf(deps).has(key);
    const isOurs = own && key.startsWith(mine);
    if (isLive || !(isOurs || String(columns['at']) < forgotten)) continue;
    const upload = { container: columns['container'] as Container, blob: columns['blob'] as string };
    const before = Date.parse(String(columns['discardedAt'] ?? ''));
    if (before > deps.clock.now() - LATE_MS) continue;
    if ((await discard(deps, key, upload, !Number.isNaN(before))) && Number.isNaN(before)) discarded++;
  }
  if (discarded > 0) deps.log.info('uploads-discarded', { count: discarded });
  return discarded;
}
