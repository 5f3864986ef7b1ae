import { depositFromMetadata } from '../domain/deposit-metadata.ts';
import type { Document } from '../domain/document.ts';
import { idFloor, isId } from '../domain/ids.ts';
import type { PostedEntry } from '../domain/publication.ts';
import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { askToLookAgain, documentOf, load, project } from './documents.ts';
import { askToPublish, showEntry } from './entries.ts';
import { readEvent } from './journal.ts';
import { keys, ranges } from './keys.ts';
import { bringLotsForward } from './lots.ts';
import { notify } from './notices.ts';
import { askToReadAgain, isDispatchDue } from './read-again.ts';
import { replaceIncomplete } from './replace-incomplete.ts';
import { finishSplits } from './split.ts';

export interface Reconciled {
  /** Deposits without a record, queued again. */
  readonly deposits: number;
  /** Configuration files without a report, and reports of the robot not taken, queued again. */
  readonly others: number;
  /** Documents and lots whose tables were behind their journal, brought forward. */
  readonly forwarded: number;
  /** Exercices with entries that wait for a lot, or a lot that nobody finishes, asked to publish. */
  readonly lots: number;
  /** Scans that wait to be read, asked for again. */
  readonly unread: number;
}

/** A blob younger than this may still be on its way through the queue. */
const GRACE_MS = 2 * 60_000;

/**
 * Finds what an event should have brought and did not: a lost event is never a lost invoice. Looks at what came within
 * `windowMs` (identifiers sort newest first, so the listing stops there), or at everything.
 */
export async function reconcile(
  deps: Deps,
  compte: string,
  options: { windowMs: number | null; graceMs?: number },
): Promise<Reconciled> {
  const now = deps.clock.now();
  const until = options.windowMs === null ? null : idFloor(now - options.windowMs);
  const youngest = now - (options.graceMs ?? GRACE_MS);

  const [, rangeEnd] = ranges.documents();
  const rows = await deps.tables.range('state', compte, 'D|', until ? keys.document(until) : rangeEnd);
  const versions = new Map(rows.map((r) => [r.key.slice(2), Number(r.columns['version'])]));

  const deposits: string[] = [];
  for await (const id of recent(deps, 'deposits', compte, until, youngest)) if (!versions.has(id)) deposits.push(id);
  await deps.bus.send(
    'deposits',
    // A backlog is not made longer by asking for it every five minutes.
    deposits.map((id) => ({ body: { kind: 'dispatch', compte, id, again: false }, messageId: `lost/${compte}/${id}` })),
  );

  // Reports are kept for ever, so that only a night's look reads them all.
  const [first, last] = ranges.configImports();
  const reports = await deps.tables.range('state', compte, first, until ? keys.configImport(until) : last);
  const imports = new Set(reports.map((r) => r.key.slice(2)));
  const config: string[] = [];
  for await (const id of recent(deps, 'config', compte, until, youngest)) if (!imports.has(id)) config.push(id);
  // Asked to run again, and the message was lost, however old the file is.
  for (const r of await deps.tables.range('state', compte, ...ranges.askedImports())) config.push(r.key.slice(2));
  await deps.bus.send(
    'config',
    [...new Set(config)].map((id) => ({ body: { kind: 'configure', compte, id } })),
  );

  const taken = new Set(
    (await deps.tables.range('state', compte, 'R|', until ? keys.returned(until) : ranges.returned()[1])).map((r) =>
      r.key.slice(2),
    ),
  );
  const returns: string[] = [];
  for await (const id of recent(deps, 'returns', compte, until, youngest)) if (!taken.has(id)) returns.push(id);
  await deps.bus.send(
    'returns',
    returns.map((id) => ({ body: { kind: 'report', compte, id } })),
  );

  // Entries and lots have no time in their names: they are looked at with everything.
  if (until === null) await bringEntriesForward(deps, compte, youngest);
  const lots = until === null ? await bringLotsForward(deps, compte, youngest) : { forwarded: 0, unfinished: [] };
  const forwarded = lots.forwarded + (await bringForward(deps, compte, until, versions));

  const pending = new Map<string, { dossier: string; exercice: string }>();
  for (const { dossier, exercice } of lots.unfinished) pending.set(`${dossier}_${exercice}`, { dossier, exercice });
  for (const row of await deps.tables.range('state', compte, ...ranges.allPending())) {
    if (Date.parse(row.columns['at'] as string) > youngest - deps.settings.lotDelaySeconds * 1000) continue;
    const [, dossier, exercice] = row.key.split('|') as [string, string, string];
    pending.set(`${dossier}_${exercice}`, { dossier, exercice });
  }
  for (const p of pending.values()) await askToPublish(deps, { compte, ...p });

  // However long ago it came: a reader may be away for days.
  const waiting = until === null ? rows : await deps.tables.range('state', compte, ...ranges.waiting());
  await tryFailedAgain(deps, compte, waiting, { all: until === null });
  const unread = await askToReadAgain(deps, compte, waiting, { all: until === null, youngest });
  await replaceIncomplete(deps, compte, rows);
  await finishSplits(deps, compte, rows, { youngest });

  const others = config.length + returns.length;
  const found = { deposits: deposits.length, others, forwarded, lots: pending.size, unread };
  if (Object.values(found).some((n) => n > 0)) deps.log.warn('reconciled', { compte, ...found });
  return found;
}

/**
 * A document whose dispatch failed for good may have met a fault that has passed: it is tried again, after pauses that
 * grow. None is given up: a reader that was away for hours leaves nothing behind.
 */
async function tryFailedAgain(
  deps: Deps,
  compte: string,
  rows: readonly Row[],
  options: { readonly all: boolean },
): Promise<void> {
  const now = deps.clock.now();
  const failed = rows
    .filter((r) => r.columns['state'] === 'waiting' && r.columns['reason'] === 'PROCESSING_FAILED')
    .map(documentOf)
    .filter((d) => options.all || isDispatchDue(now - Date.parse(d.changedAt)));
  await askToLookAgain(
    deps,
    compte,
    failed.map((d) => d.deposit.id),
  );
}

/** Identifiers of the blobs of one compte, newest first, down to `until`, the youngest left out. */
async function* recent(
  deps: Deps,
  container: 'deposits' | 'config' | 'returns',
  compte: string,
  until: string | null,
  youngest: number,
): AsyncIterable<string> {
  for await (const info of deps.blobs.list(container, `${compte}/`)) {
    const id = info.name.slice(compte.length + 1);
    if (until && id > until) return;
    if (info.modified > youngest) continue;
    if (!isId(id)) {
      await notify(deps, compte, `foreign-${container}-${id}`, {
        code: 'FOREIGN_BLOB',
        params: { container, name: info.name.slice(0, 200) },
        dossier: null,
        problems: [],
      });
      continue;
    }
    const facts = depositFromMetadata(info.metadata);
    if (facts && Date.parse(facts.at) > youngest) continue;
    yield id;
  }
}

/** An entry whose event was written, and its rows not: nobody may have been told so, but a rebuild would bring it too. */
async function bringEntriesForward(deps: Deps, compte: string, youngest: number): Promise<void> {
  const rows = await deps.tables.range('state', compte, ...ranges.entries());
  const shown = new Set(rows.map((r) => r.key.slice(2)));
  for await (const info of deps.blobs.list('journal', `${compte}/entry/`)) {
    const id = info.name.split('/')[2]!;
    if (shown.has(id) || info.modified > youngest) continue;
    const event = await readEvent<PostedEntry>(deps.blobs, compte, 'entry', id, 1);
    if (event) await showEntry(deps, event.after);
  }
}

/** A crash between an event and its rows leaves the tables one version behind. */
async function bringForward(
  deps: Deps,
  compte: string,
  until: string | null,
  versions: ReadonlyMap<string, number>,
): Promise<number> {
  const forwarded: string[] = [];
  const behind = new Map<string, number>();
  for await (const info of deps.blobs.list('journal', `${compte}/document/`)) {
    const [, , id = '', file = ''] = info.name.split('/');
    if (until && id > until) break;
    const version = Number.parseInt(file, 10);
    if (version > (versions.get(id) ?? 0)) behind.set(id, version);
  }
  for (const [id, version] of behind) {
    const held = await load(deps, compte, id);
    if (held && held.document.version >= version) continue;
    const event = await readEvent<Document>(deps.blobs, compte, 'document', id, version);
    if (!event) continue;
    try {
      await project(deps, held, event.after);
      forwarded.push(id);
    } catch (error) {
      // One that the tables refuse keeps none of the others waiting, nor what else is looked at.
      deps.log.error('not-brought-forward', { compte, id, version, error });
    }
  }
  await askToLookAgain(deps, compte, forwarded);
  return forwarded.length;
}
