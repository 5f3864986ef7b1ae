import type { Deposit } from '../domain/document.ts';
import { type Area, isStandingFolder, splitPath } from '../domain/ftp-path.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Container } from '../ports/blobs.ts';
import type { Row, RowOp, TableStore } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { keys, MAX_KEY_CHARS, type NameColumns, ranges } from './keys.ts';

/** Every column that an N row may have: those of a name in progress state all that a deposit made of it will. */
export interface TreeColumns extends NameColumns {
  readonly sha256?: string;
  readonly address?: string;
  /** Traceparent of the upload, which its rename belongs to. */
  readonly trace?: string;
  /** Key of the row that shows it to a person when nobody renames it. */
  readonly due?: string;
  /** Set where a newer upload of the same name was renamed: the name is gone, the bytes are shown when due. */
  readonly supersededAt?: string;
  /** Of an export that a reader deleted: it is gone for readers, and there for the robot. */
  readonly hiddenFromReaders?: string;
}

export interface NameRow {
  readonly key: string;
  readonly id: string;
  readonly columns: TreeColumns;
}

/** The container that a deposit in an area goes to; null where nothing is deposited. */
export function containerOf(area: Area | null): Container | null {
  switch (area) {
    case 'import':
      return 'deposits';
    case 'config':
      return 'config';
    case 'retour':
      return 'returns';
    default:
      return null;
  }
}

/** Null for a row that only marks a name as hidden and never got its file. */
export function nameRow(row: Row): NameRow | null {
  const columns = row.columns as unknown as TreeColumns;
  if (!columns.kind || !columns.name) return null;
  return { key: row.key, id: row.key.slice(row.key.lastIndexOf('|') + 1), columns };
}

export async function namesAt(deps: Deps, compte: string, path: string): Promise<NameRow[]> {
  const { directory, name } = splitPath(path);
  const rows = await deps.tables.range('state', compte, ...ranges.names(directory, name));
  return rows.map(nameRow).filter((r) => r !== null);
}

export async function namesIn(deps: Deps, compte: string, directory: string): Promise<NameRow[]> {
  const rows = await deps.tables.range('state', compte, ...ranges.directory(directory));
  return rows.map(nameRow).filter((r) => r !== null);
}

/** What listings show: neither deleted, nor filed, nor left behind by a rename. */
export function isVisible({ columns }: NameRow): boolean {
  if (columns.kind === 'staged' && columns.supersededAt) return false;
  return !columns.deletedAt && !columns.hiddenAt;
}

/** What listings show to a principal. */
export function isShownTo(principal: Principal, row: NameRow): boolean {
  return isVisible(row) && !isHiddenFrom(principal, row);
}

export function isHiddenFrom(principal: Principal, { columns }: NameRow): boolean {
  return columns.hiddenFromReaders !== undefined && !may(principal, 'acknowledge', principal.compte);
}

/** What SIZE and MDTM answer for: the visible, and what was filed less than `hiddenForMs` ago. */
export function isAnswered(row: NameRow, now: number, hiddenForMs: number): boolean {
  const { columns } = row;
  if (isVisible(row)) return true;
  if (columns.deletedAt || columns.supersededAt || !columns.hiddenAt) return false;
  return Date.parse(columns.hiddenAt) + hiddenForMs > now;
}

/** Refuses (`invalid`) a path whose row key would be longer than the table takes. Twenty characters are the id's. */
export function assertKeyFits(path: string): void {
  const { directory, name } = splitPath(path);
  if (keys.name(directory, name, '-'.repeat(20)).length > MAX_KEY_CHARS) throw new Refusal('invalid', 'PATH_TOO_LONG');
}

/**
 * The row that shows a deposit in its folder. Merged, so that it commutes with the dispatch, which may have filed the
 * deposit (and hidden the name) between its blob and this row.
 */
export function depositRow(deposit: Deposit, container: Container): RowOp {
  return {
    op: 'merge',
    key: keys.name(deposit.directory, deposit.name, deposit.id),
    columns: { kind: 'file', ...fileColumns(deposit, container) },
  };
}

/** The rows of a name in progress: the name itself, and what shows it to a person at `due` (ISO 8601 UTC). */
export function stagedRows(deposit: Deposit, due: string): RowOp[] {
  const key = keys.name(deposit.directory, deposit.name, deposit.id);
  const dueKey = keys.due(due, `staged=${deposit.id}`);
  const { sha256, address, trace } = deposit;
  return [
    {
      op: 'put',
      key,
      columns: { kind: 'staged', ...fileColumns(deposit, 'staging'), sha256, address, trace, due: dueKey },
    },
    { op: 'put', key: dueKey, columns: { kind: 'staged', key } },
  ];
}

function fileColumns(deposit: Deposit, container: Container) {
  const { name, size, at, user, compte, id } = deposit;
  return { name, container, blob: `${compte}/${id}`, size, at, user };
}

/** Folders that this process has written rows of lately, so that a deposit need not write them each time. */
const known = new WeakMap<TableStore, Map<string, number>>();
const KNOWN_FOR_MS = 10 * 60_000;
const KNOWN_MAX = 10_000;

function knownFolders(deps: Deps): Map<string, number> {
  let map = known.get(deps.tables);
  if (!map) {
    map = new Map();
    known.set(deps.tables, map);
  }
  return map;
}

/** `directory` and the folders above it that need a row of their own, outermost first. */
function foldersOf(directory: string): string[] {
  const names = directory.split('/').filter(Boolean);
  return names.map((_, i) => `/${names.slice(0, i + 1).join('/')}`).slice(1);
}

/**
 * Operations that make `directory` and every folder above it exist, without those written a moment ago. The rows merge,
 * so a folder that the configuration knows keeps what the configuration wrote.
 */
export function folderOps(deps: Deps, compte: string, directory: string, at: string): { ops: RowOp[]; done(): void } {
  const map = knownFolders(deps);
  const now = deps.clock.now();
  const missing = foldersOf(directory).filter(
    (f) => !(map.get(`${compte}${f}`)! > now) && !(isStandingFolder(f) && f.startsWith('/config/')),
  );
  return {
    ops: missing.map((f) => folderRow(f, at)),
    done() {
      if (map.size > KNOWN_MAX) map.clear();
      for (const f of missing) map.set(`${compte}${f}`, now + KNOWN_FOR_MS);
    },
  };
}

function folderRow(path: string, at: string): RowOp {
  const { directory, name } = splitPath(path);
  return { op: 'merge', key: keys.name(directory, name, '-'), columns: { kind: 'dir', name, at } };
}

export function forgetFolder(deps: Deps, compte: string, path: string): void {
  knownFolders(deps).delete(`${compte}${path}`);
}
