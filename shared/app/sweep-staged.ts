import { splitPath } from '../domain/ftp-path.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Row, RowOp } from '../ports/tables.ts';
import { type Deps, nowIso } from './deps.ts';
import { load } from './documents.ts';
import { ranges, unescapeKey } from './keys.ts';
import { dropStaged, promote } from './staging.ts';
import { type NameRow, nameRow } from './tree-rows.ts';

export interface Swept {
  /** Names in progress that nobody renamed, now deposits that a person is shown. */
  readonly promoted: number;
  /** Names in progress whose bytes the same user has deposited otherwise. */
  readonly dropped: number;
  /** Hidden names for which SIZE and MDTM answer no more. */
  readonly forgotten: number;
}

const PAGE = 100;

/**
 * Deals with what is due in a compte, at most a page of it: names in progress that were acknowledged and never renamed,
 * and hidden names to forget. For a timer; can run twice, and goes on after a fault at the next run.
 */
export async function sweepStaged(deps: Deps, compte: string): Promise<Swept> {
  const rows = await dueRows(deps, compte);
  let promoted = 0;
  let dropped = 0;
  let failed: unknown;
  for (const due of rows.filter((r) => r.columns['kind'] === 'staged')) {
    try {
      const done = await sweepOne(deps, compte, due);
      if (done === 'promoted') promoted++;
      if (done === 'dropped') dropped++;
    } catch (error) {
      // The oldest comes first at every run: it must not keep the others from being shown.
      deps.log.error('staged-not-swept', { compte, row: due.key, error });
      failed ??= error;
    }
  }
  const forgotten = await forget(
    deps,
    compte,
    rows.filter((r) => r.columns['kind'] === 'hidden'),
  );
  if (failed) throw failed;
  return { promoted, dropped, forgotten };
}

/** The oldest due rows that are ours; rows of other kinds are passed over, a few pages of them at most. */
async function dueRows(deps: Deps, compte: string): Promise<Row[]> {
  const [first, to] = ranges.due(nowIso(deps.clock));
  const ours: Row[] = [];
  let from = first;
  for (let page = 0; page < 10 && ours.length < PAGE; page++) {
    const rows = await deps.tables.range('state', compte, from, to, PAGE);
    ours.push(...rows.filter((r) => r.columns['kind'] === 'staged' || r.columns['kind'] === 'hidden'));
    if (rows.length < PAGE) break;
    from = `${rows.at(-1)!.key} `;
  }
  return ours.slice(0, PAGE);
}

/** The row that a due row points to; null where it is gone. */
async function target(deps: Deps, compte: string, due: Row): Promise<NameRow | null> {
  const key = due.columns['key'];
  const row = typeof key === 'string' ? await deps.tables.get('state', compte, key) : null;
  return row && nameRow(row);
}

/** `/import/007868/a.pdf.part` of `N|import!007868|a.pdf.part|id`. */
function pathOf(row: NameRow): string {
  return `/${unescapeKey(row.key.split('|')[1]!)}/${row.columns.name}`;
}

async function sweepOne(deps: Deps, compte: string, due: Row): Promise<'promoted' | 'dropped' | 'gone'> {
  const row = await target(deps, compte, due);
  if (row?.columns.kind !== 'staged') {
    await deps.tables.transact('state', compte, [{ op: 'delete', key: due.key }]);
    return 'gone';
  }
  const staged: NameRow = { ...row, columns: { ...row.columns, due: due.key } };
  const path = pathOf(staged);
  const facts = { compte, id: staged.id, directory: splitPath(path).directory, user: staged.columns.user };
  if (await isDepositedOtherwise(deps, compte, staged)) {
    deps.log.info('staged-copy-dropped', facts);
    await dropStaged(deps, compte, [staged]);
    return 'dropped';
  }
  deps.log.warn('staged-never-renamed', facts);
  try {
    await promote(deps, compte, staged, { path, at: staged.columns.at, unrenamed: true });
  } catch (e) {
    // A rename made the deposit and died before its rows: they are written now, under the name it was given.
    if (!(e instanceof Refusal)) throw e;
  }
  return 'promoted';
}

/**
 * The same user has deposited the same bytes in the same folder: tried again under another name, and renamed that one.
 * In another folder they are another dossier's, and were acknowledged for this one.
 */
async function isDepositedOtherwise(deps: Deps, compte: string, staged: NameRow): Promise<boolean> {
  const { sha256, user } = staged.columns;
  if (!sha256) return false;
  const same = await deps.tables.range('state', compte, ...ranges.bytes(sha256));
  const { directory } = splitPath(pathOf(staged));
  for (const r of same) {
    const id = r.columns['id'] as string;
    if (r.columns['user'] !== user || id === staged.id) continue;
    const other = await load(deps, compte, id);
    if (other?.document.deposit.directory === directory) return true;
  }
  return false;
}

async function forget(deps: Deps, compte: string, due: readonly Row[]): Promise<number> {
  const latest = deps.clock.now() - deps.settings.hiddenForMs;
  const deletions = new Map<string, RowOp>();
  let forgotten = 0;
  for (const d of due) {
    const row = await target(deps, compte, d);
    const since = row?.columns.hiddenAt;
    // Shown again, or hidden anew since: then another due row stands for it.
    if (row && since && Date.parse(since) <= latest) {
      deletions.set(row.key, { op: 'delete', key: row.key });
      forgotten++;
    }
    deletions.set(d.key, { op: 'delete', key: d.key });
  }
  const ops = [...deletions.values()];
  for (let i = 0; i < ops.length; i += 100) await deps.tables.transact('state', compte, ops.slice(i, i + 100));
  return forgotten;
}
