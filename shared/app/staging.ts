import { depositFromMetadata, depositMetadata } from '../domain/deposit-metadata.ts';
import type { Deposit } from '../domain/document.ts';
import { isNameInProgress, isStandingFolder, type Place, placeOf, splitPath } from '../domain/ftp-path.ts';
import type { Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { RowOp } from '../ports/tables.ts';
import { type Deps, nowIso } from './deps.ts';
import { keys } from './keys.ts';
import { assertReceivable, replaced } from './receive.ts';
import { note, traced, traceparentOf } from './traced.ts';
import { stat } from './tree.ts';
import { mayBrowse, mayDeposit, notFound } from './tree-rights.ts';
import { containerOf, depositRow, folderOps, isVisible, type NameRow, namesAt, type TreeColumns } from './tree-rows.ts';

/**
 * Names in progress. A client that uploads `a.pdf.part` and renames it makes one deposit: a server-side copy under the
 * id that the staged blob has, so that it happens once however often the rename runs.
 *
 * Two uploads under one staged name are two files: the newest is the one a rename takes. Older ones with the same bytes
 * are dropped then (a client that tried again); older ones with other bytes were acknowledged, so they are kept out of
 * sight and shown to a person when they are due.
 */

/**
 * RNFR/RNTO. A staged name may get any name where the principal may deposit. A deposit itself is never renamed: its
 * name is part of its facts, and the dispatch may be reading it. Giving a file the name that it has is no change.
 * Throws `Refusal`: `not-found`, `invalid`, `forbidden`, `conflict`.
 */
export async function rename(deps: Deps, principal: Principal, from: string, to: string): Promise<void> {
  const place = placeOf(from);
  if (!place) throw notFound(from);
  const staged = await stagedAt(deps, principal, place, from);
  const [source, ...older] = staged;
  if (!source) return refuseUnlessSame(deps, principal, from, to);
  if (from === to) return;
  assertReceivable(principal, to);
  const { compte } = principal;
  const facts = { 'ami.compte': compte, 'ami.document': source.id };
  await traced(deps, 'rename', { home: source.columns.trace, facts }, async (span) => {
    await supersede(deps, compte, source, older);
    if (isNameInProgress(splitPath(to).name)) {
      note(span, { 'ami.staged': true });
      await moveStaged(deps, compte, source, to);
    } else await promote(deps, compte, source, { path: to, at: nowIso(deps.clock), unrenamed: false });
  });
}

/** The staged rows of a name that the principal may rename, newest first: its own, or for who may browse, anybody's. */
async function stagedAt(deps: Deps, principal: Principal, place: Place, path: string): Promise<NameRow[]> {
  if (place.segments.length === 0 || !mayDeposit(principal, place)) return [];
  const rows = (await namesAt(deps, principal.compte, path)).filter((r) => r.columns.kind === 'staged' && isVisible(r));
  const own = rows.filter((r) => r.columns.user === principal.user);
  return own.length > 0 || !mayBrowse(principal, place) ? own : rows;
}

async function refuseUnlessSame(deps: Deps, principal: Principal, from: string, to: string): Promise<void> {
  const entry = await stat(deps, principal, from);
  if (from === to) return;
  if (entry.kind === 'dir' || isStandingFolder(from)) throw new Refusal('invalid', 'FOLDER_NOT_RENAMED');
  throw new Refusal('invalid', 'DEPOSIT_NAME_FINAL', { name: entry.name });
}

/**
 * Takes older staged rows of a name out of the way of `newest`: those with the same bytes go, the others lose their name
 * until they are due. Done before `newest` itself is touched, so that a rename that is tried again finds it.
 */
export async function supersede(deps: Deps, compte: string, newest: NameRow, older: readonly NameRow[]): Promise<void> {
  const isSame = (r: NameRow) => r.columns.sha256 !== undefined && r.columns.sha256 === newest.columns.sha256;
  await dropStaged(deps, compte, older.filter(isSame));
  await withdrawNames(
    deps,
    compte,
    older.filter((r) => !isSame(r)),
  );
}

/** Takes the names of staged rows away; their bytes were acknowledged, and are shown to a person when due. */
export async function withdrawNames(deps: Deps, compte: string, rows: readonly NameRow[]): Promise<void> {
  const supersededAt = nowIso(deps.clock);
  await inTransactions(
    deps,
    compte,
    rows.map((r) => ({ op: 'merge', key: r.key, columns: { supersededAt } })),
  );
}

/** Removes staged rows and then their blobs. */
export async function dropStaged(deps: Deps, compte: string, rows: readonly NameRow[]): Promise<void> {
  await inTransactions(deps, compte, rows.flatMap(deletion));
  for (const { columns } of rows) if (columns.blob) await deps.blobs.remove('staging', columns.blob);
}

function deletion(row: NameRow): RowOp[] {
  const ops: RowOp[] = [{ op: 'delete', key: row.key }];
  if (row.columns.due) ops.push({ op: 'delete', key: row.columns.due });
  return ops;
}

/** More operations than one transaction takes, of which each may happen alone. */
async function inTransactions(deps: Deps, compte: string, ops: readonly RowOp[]): Promise<void> {
  for (let i = 0; i < ops.length; i += 100) await deps.tables.transact('state', compte, ops.slice(i, i + 100));
}

/** Staged under one name, staged under another: the bytes and the day they are due stay. */
async function moveStaged(deps: Deps, compte: string, source: NameRow, to: string): Promise<void> {
  const { directory, name } = splitPath(to);
  const key = keys.name(directory, name, source.id);
  const folders = folderOps(deps, compte, directory, nowIso(deps.clock));
  const late = new Date(deps.clock.now() + deps.settings.stagedForMs).toISOString();
  const due = source.columns.due ?? keys.due(late, `staged=${source.id}`);
  const columns: TreeColumns = { ...source.columns, name, due };
  await deps.tables.transact('state', compte, [
    ...folders.ops,
    { op: 'delete', key: source.key },
    { op: 'put', key, columns: { ...columns } },
    { op: 'put', key: due, columns: { kind: 'staged', key } },
  ]);
  folders.done();
}

interface Promotion {
  readonly path: string;
  /** When it was acknowledged, ISO 8601 UTC. */
  readonly at: string;
  readonly unrenamed: boolean;
}

/**
 * Makes a deposit of a staged file: copy, then the rows, then the staged blob goes. Where the deposit is there already,
 * an earlier run made it, under the name that its metadata states; the rest is done again for that name.
 */
export async function promote(deps: Deps, compte: string, source: NameRow, how: Promotion): Promise<Deposit> {
  const container = containerOf(placeOf(how.path)?.area ?? null);
  if (!container) throw new Error(`nothing can be deposited at ${how.path}`);
  const blob = `${compte}/${source.id}`;
  const wanted = await stagedDeposit(deps, compte, source, how);
  const copied = await deps.blobs.copy(
    { container: 'staging', name: blob },
    { container, name: blob },
    depositMetadata(wanted),
  );
  const there = copied ? null : await deps.blobs.head(container, blob);
  const deposit = (there && depositFromMetadata(there.metadata)) || wanted;

  const shown = depositRow(deposit, container);
  const folders = folderOps(deps, compte, deposit.directory, deposit.at);
  await deps.tables.transact('state', compte, [
    ...folders.ops,
    ...deletion(source).filter((o) => o.key !== shown.key),
    shown,
    ...(await replaced(deps, deposit, container)),
  ]);
  folders.done();
  await deps.blobs.remove('staging', blob);
  deps.log.info('deposited', {
    compte,
    id: deposit.id,
    directory: deposit.directory,
    size: deposit.size,
    user: deposit.user,
    unrenamed: deposit.unrenamed,
  });
  if (deposit.directory !== wanted.directory || deposit.name !== wanted.name)
    throw new Refusal('conflict', 'ALREADY_DEPOSITED_AS', { name: deposit.name });
  return deposit;
}

/** The deposit that a staged row stands for; a row that a rebuild made without hash gets it from the blob. */
async function stagedDeposit(deps: Deps, compte: string, source: NameRow, how: Promotion): Promise<Deposit> {
  const { columns } = source;
  const { directory, name } = splitPath(how.path);
  let { sha256, size, trace } = columns;
  if (!sha256 || size === undefined) {
    const info = await deps.blobs.head('staging', `${compte}/${source.id}`);
    const known = info && depositFromMetadata(info.metadata);
    if (!known) throw new Error(`staging/${compte}/${source.id} is gone or has no metadata`);
    ({ sha256, size, trace } = known);
  }
  // The rename where there is one, within the trace of the upload; where the timer gave up waiting for one, the upload.
  trace = traceparentOf() ?? trace;
  return {
    compte,
    id: source.id,
    directory,
    name,
    user: columns.user ?? '',
    address: columns.address ?? '',
    at: how.at,
    sha256,
    size,
    unrenamed: how.unrenamed,
    ...(trace ? { trace } : {}),
  };
}
