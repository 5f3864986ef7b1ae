import { may, type Principal } from '../domain/principal.ts';
import type { Lot } from '../domain/publication.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Row, RowConflict, type RowOp } from '../ports/tables.ts';
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

/** What the first event adds: the entries are the lot's from now on, and wait no longer. */
function claimOps(lot: Lot): RowOp[] {
  return lot.entries.flatMap((id): RowOp[] => [
    { op: 'merge', key: keys.entry(id), columns: { lot: lot.stem } },
    { op: 'delete', key: keys.pending(lot.dossier, lot.exercice, id) },
  ]);
}

/** What one transaction takes. */
const MAX_OPS = 100;

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
  let claims = before ? [] : claimOps(after);
  // A lot that a rebuild shows is whole at once, more than one transaction takes: its claims, true in any case, go first.
  for (; claims.length > 0 && rows.length + claims.length > MAX_OPS; claims = claims.slice(MAX_OPS))
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
