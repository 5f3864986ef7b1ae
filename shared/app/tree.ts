import type { Readable } from 'node:stream';
import { AREAS, isStandingFolder, joinPath, PAR_FOLDER, type Place, placeOf } from '../domain/ftp-path.ts';
import type { Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Container } from '../ports/blobs.ts';
import type { Deps } from './deps.ts';
import { assertBrowse, mayBrowse, mayDeposit, notFound } from './tree-rights.ts';
import { isAnswered, isHiddenFrom, isShownTo, type NameRow, namesAt, namesIn } from './tree-rows.ts';

/** Reading the FTP tree. Paths are in the normal form of `resolvePath`, inside the principal's compte. */

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'dir';
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** Milliseconds since 1970; null for a folder that has no row. */
  readonly at: number | null;
  /** Of a file: names its bytes, which never change. Null for a folder. */
  readonly id: string | null;
}

/**
 * What a folder shows, by name: the newest of each, folders as well. A path that is a file gives that file alone. Throws `Refusal` (`not-found`, `forbidden`).
 */
export async function list(deps: Deps, principal: Principal, path: string): Promise<Entry[]> {
  const place = placeOf(path);
  if (!place) throw notFound(path);
  assertBrowse(principal, place, path);
  if (place.area === null) return AREAS.filter((a) => mayBrowse(principal, placeOf(`/${a}`)!)).map((a) => standing(a));

  const rows = (await namesIn(deps, principal.compte, path)).filter(
    (r) => isShownTo(principal, r) && mayBrowse(principal, placeOf(joinPath(path, r.columns.name))!),
  );
  if (rows.length === 0 && !(place.segments.length === 0)) {
    const entry = await stat(deps, principal, path);
    if (entry.kind === 'file') return [entry];
  }
  const entries = newestOfEach(rows).map(entryOf);
  if (path === '/config' && !entries.some((e) => e.name === PAR_FOLDER)) entries.push(standing(PAR_FOLDER));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Rows come in the order of their keys: those of one name together, its folder first, then the newest file. */
function newestOfEach(rows: readonly NameRow[]): NameRow[] {
  return rows.filter((r, i) => i === 0 || rows[i - 1]!.columns.name !== r.columns.name);
}

function standing(name: string): Entry {
  return { name, kind: 'dir', size: 0, at: null, id: null };
}

function entryOf({ columns, id }: NameRow): Entry {
  const { name, at } = columns;
  if (columns.kind === 'dir') return { name, kind: 'dir', size: 0, at: Date.parse(at), id: null };
  return { name, kind: 'file', size: columns.size ?? 0, at: Date.parse(at), id };
}

/**
 * One file or folder. Answers for what was filed lately too, and for a user who only deposits: about folders and about
 * what that user sent itself, since clients check after an upload. Throws `Refusal` (`not-found`).
 */
export async function stat(deps: Deps, principal: Principal, path: string): Promise<Entry> {
  const place = placeOf(path);
  if (!place) throw notFound(path);
  const browse = mayBrowse(principal, place);
  const deposit = mayDeposit(principal, place);
  if (place.area === null) return standing('/');
  if (!browse && !deposit) throw notFound(path);
  if (place.segments.length === 0) return standing(place.area);

  const rows = await namesAt(deps, principal.compte, path);
  const now = deps.clock.now();
  const found = rows.find(
    (r) =>
      isAnswered(r, now, deps.settings.hiddenForMs) &&
      !isHiddenFrom(principal, r) &&
      (browse || r.columns.kind === 'dir' || r.columns.user === principal.user),
  );
  if (found) return entryOf(found);
  if (isStandingFolder(path)) return standing(place.segments.at(-1)!);
  throw notFound(path);
}

/** Throws `Refusal` where the path is no folder that the principal may enter. No look-up for folders that always exist. */
export async function assertFolder(deps: Deps, principal: Principal, path: string): Promise<void> {
  const place = placeOf(path);
  if (!place) throw notFound(path);
  if (place.area === null) return;
  if (!mayBrowse(principal, place) && !mayDeposit(principal, place)) throw notFound(path);
  if (isStandingFolder(path)) return;
  if ((await stat(deps, principal, path)).kind !== 'dir') throw new Refusal('invalid', 'NOT_A_FOLDER', { path });
}

/** A file opened for reading. */
export interface OpenFile {
  /** Its directory row: `id` names the bytes, which never change. */
  readonly row: NameRow;
  readonly size: number;
  /** From the offset asked for to the end. */
  readonly body: Readable;
}

/** Opens the newest visible file of a name. Throws `Refusal`: `not-found`, `forbidden`, `BAD_OFFSET`. */
export async function openRead(deps: Deps, principal: Principal, path: string, offset: number): Promise<OpenFile> {
  const place = placeOf(path);
  if (!place) throw notFound(path);
  assertBrowse(principal, place, path);
  const row = await newestFile(deps, principal, place, path);
  const size = row.columns.size ?? 0;
  if (offset > size) throw new Refusal('invalid', 'BAD_OFFSET', { size: String(size) });
  const content = await deps.blobs.stream(row.columns.container as Container, row.columns.blob!, offset);
  if (!content) throw new Error(`${row.columns.container}/${row.columns.blob}, shown as ${path}, is not there`);
  return { row, size, body: content.body };
}

async function newestFile(deps: Deps, principal: Principal, place: Place, path: string): Promise<NameRow> {
  const rows = place.segments.length ? await namesAt(deps, principal.compte, path) : [];
  const file = rows.find((r) => r.columns.kind !== 'dir' && isShownTo(principal, r));
  if (file) return file;
  if (isStandingFolder(path) || rows.some((r) => r.columns.kind === 'dir'))
    throw new Refusal('invalid', 'NOT_A_FILE', { path });
  throw notFound(path);
}
