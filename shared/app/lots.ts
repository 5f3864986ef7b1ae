import { may, type Principal } from '../domain/principal.ts';
import { isLive, isWithdrawn, type Lot } from '../domain/publication.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Row, RowConflict, type RowOp } from '../ports/tables.ts';
import { countLot } from './count-events.ts';
import { type Deps, nowIso } from './deps.ts';
import { append, type JournalEvent, readEvent } from './journal.ts';
import { keys, type NameColumns, ranges } from './keys.ts';
import { type Page, type PageQuery, pageOf } from './paging.ts';

export interface LoadedLot {
  readonly lot: Lot;
  readonly etag: string;
}

export function lotOf(row: Row): Lot {
  return JSON.parse(row.columns['data'] as string) as Lot;
}

export async function loadLot(deps: Deps, compte: string, stem: string): Promise<LoadedLot | null> {
  const row = await deps.tables.get('state', compte, keys.publication(stem));
  return row ? { lot: lotOf(row), etag: row.etag } : null;
}

/** Every row that shows a lot: its own, its entries' and, while it is in /export, its files'. */
function lotRows(lot: Lot): RowOp[] {
  const ops: RowOp[] = [
    {
      op: 'put',
      key: keys.publication(lot.stem),
      columns: { state: lot.state, version: lot.version, at: lot.preparedAt, data: JSON.stringify(lot) },
    },
  ];
  if (lot.state === 'published')
    for (const f of lot.files) {
      const columns: NameColumns = {
        kind: 'export',
        name: f.name,
        container: 'export',
        blob: `${lot.compte}/${f.name}`,
        size: f.size,
        at: lot.publishedAt!,
        lot: lot.stem,
        part: f.part,
      };
      ops.push({ op: 'merge', key: keys.name('/export', f.name, lot.stem), columns: { ...columns } });
    }
  return ops;
}

/**
 * What an event adds for the entries. The first one: they are the lot's from now on, and wait no longer. The one that
 * ends the lot: they wait again, marked with where they come from, or are withdrawn. An entry's own row goes on naming
 * the last lot that had it: what is named there is never put back in the queue by the entry's own event.
 */
function entryRows(before: Lot | null, lot: Lot): RowOp[] {
  if (!before) return isLive(lot) ? claimOps(lot) : [];
  // Its successor has taken them already.
  if (!isLive(before) || isLive(lot) || lot.replacedBy) return [];
  if (isWithdrawn(lot))
    return lot.entries.map((id) => ({
      op: 'merge',
      key: keys.entry(id),
      columns: { lot: lot.stem, withdrawnAt: lot.endedAt },
    }));
  return (lot.released ?? []).flatMap(({ id, exercice }): RowOp[] => [
    { op: 'put', key: keys.pending(lot.dossier, exercice, id), columns: releasedColumns(lot) },
    ...(exercice === lot.exercice
      ? []
      : [{ op: 'merge' as const, key: keys.entry(id), columns: { lot: lot.stem, exercice } }]),
  ]);
}

/** Entries that one lot gave back stay together, so that the next one repeats it and nothing else. */
export function releasedColumns(lot: Lot) {
  const repeats = lot.state === 'replaced' ? lot.stem : lot.repeats;
  return { at: lot.endedAt, from: lot.stem, repeats };
}

function claimOps(lot: Lot): RowOp[] {
  return lot.entries.flatMap((id): RowOp[] => [
    { op: 'merge', key: keys.entry(id), columns: { lot: lot.stem } },
    { op: 'delete', key: keys.pending(lot.dossier, lot.exercice, id) },
  ]);
}

/** What one transaction takes. */
const MAX_OPS = 100;

/** The subject of the one notice that tells what is wrong with a lot. */
export function lotNotice(stem: string): string {
  return `lot-${stem}`;
}

/** As for documents: the journal decides, the tables follow. Resolves null where somebody else's event came first. */
export async function commitLot(
  deps: Deps,
  before: LoadedLot | null,
  type: string,
  by: string,
  after: Omit<Lot, 'version'>,
): Promise<Lot | null> {
  const lot: Lot = { ...after, version: (before?.lot.version ?? 0) + 1 };
  const event: JournalEvent<Lot> = { version: lot.version, at: nowIso(deps.clock), by, type, after: lot };
  if (await append(deps.blobs, lot.compte, 'lot', lot.stem, event)) {
    countLot(deps, before?.lot ?? null, lot);
    await projectLot(deps, before, lot);
    return lot;
  }
  const theirs = await readEvent<Lot>(deps.blobs, lot.compte, 'lot', lot.stem, lot.version);
  if (theirs) await projectLot(deps, before, theirs.after);
  return null;
}

export async function projectLot(deps: Deps, before: LoadedLot | null, after: Lot): Promise<void> {
  const rows = lotRows(after).map((o): RowOp => {
    if (o.key !== keys.publication(after.stem) || o.op !== 'put') return o;
    return before ? { ...o, ifMatch: before.etag } : { op: 'insert', key: o.key, columns: o.columns };
  });
  const kept = new Set(rows.map((o) => o.key));
  const gone = before ? lotRows(before.lot).filter((o) => !kept.has(o.key)) : [];
  let claims = entryRows(before?.lot ?? null, after);
  // A lot that a rebuild shows is whole at once, more than one transaction takes: its claims, true in any case, go first.
  for (; !before && claims.length > 0 && rows.length + claims.length > MAX_OPS; claims = claims.slice(MAX_OPS))
    await deps.tables.transact('state', after.compte, claims.slice(0, MAX_OPS));
  const ops: RowOp[] = [...rows, ...claims, ...gone.map((o): RowOp => ({ op: 'delete', key: o.key }))];
  try {
    await deps.tables.transact('state', after.compte, ops);
  } catch (e) {
    if (!(e instanceof RowConflict)) throw e;
  }
}

/** Publications in the order of dossier, exercice and number. */
export async function listLots(
  deps: Deps,
  principal: Principal,
  compte: string,
  query: PageQuery & { readonly dossier?: string } = { limit: 1000 },
): Promise<Page<Lot>> {
  if (!may(principal, 'see', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  return pageOf(deps, compte, ranges.publications(query.dossier), query, (row) => {
    const lot = lotOf(row);
    return may(principal, 'see', compte, lot.dossier) ? lot : null;
  });
}

export async function getLot(deps: Deps, principal: Principal, compte: string, stem: string): Promise<Lot> {
  const loaded = await loadLot(deps, compte, stem);
  if (!loaded || !may(principal, 'see', compte, loaded.lot.dossier))
    throw new Refusal('not-found', 'PUBLICATION_NOT_FOUND', { stem });
  return loaded.lot;
}

/**
 * Brings the tables to the last event of every lot (a crash between an event and its rows leaves them one behind), and
 * tells which lots made before `youngest` (milliseconds) are still being written: nobody is at it any more.
 */
export async function bringLotsForward(
  deps: Deps,
  compte: string,
  youngest: number,
): Promise<{ forwarded: number; unfinished: Lot[] }> {
  const rows = await deps.tables.range('state', compte, ...ranges.publications());
  const versions = new Map(rows.map((r) => [r.key.slice(2), Number(r.columns['version'])]));
  const behind = new Map<string, number>();
  for await (const info of deps.blobs.list('journal', `${compte}/lot/`)) {
    const [, , stem = '', file = ''] = info.name.split('/');
    const version = Number.parseInt(file, 10);
    if (version > (versions.get(stem) ?? 0)) behind.set(stem, version);
  }
  for (const [stem, version] of behind) {
    const event = await readEvent<Lot>(deps.blobs, compte, 'lot', stem, version);
    if (event) await projectLot(deps, await loadLot(deps, compte, stem), event.after);
  }
  const lots = behind.size > 0 ? await deps.tables.range('state', compte, ...ranges.publications()) : rows;
  const unfinished = lots
    .filter((r) => r.columns['state'] === 'preparing')
    .map(lotOf)
    .filter((lot) => Date.parse(lot.preparedAt) <= youngest);
  return { forwarded: behind.size, unfinished };
}
