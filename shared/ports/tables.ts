/** Scalar columns of a row. Undefined columns are left out. Text up to 32,000 characters. */
export type Columns = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Row {
  readonly key: string;
  readonly columns: Columns;
  /** Opaque version, for `ifMatch`. */
  readonly etag: string;
}

/** One operation of an entity-group transaction: all rows of one partition, at most 100, all or nothing. */
export type RowOp =
  /** Fails the transaction with `RowConflict` where the row exists. */
  | { readonly op: 'insert'; readonly key: string; readonly columns: Columns }
  /** Replaces the whole row or creates it; with `ifMatch`, fails with `RowConflict` where it has changed since. */
  | { readonly op: 'put'; readonly key: string; readonly columns: Columns; readonly ifMatch?: string }
  /** Sets these columns, keeps the others, creates the row where there is none. */
  | { readonly op: 'merge'; readonly key: string; readonly columns: Columns }
  /** A row that is not there is no error. */
  | { readonly op: 'delete'; readonly key: string };

export class RowConflict extends Error {
  override name = 'RowConflict';
}

/** `state` holds a compte's rows (partition = compte); `logins` holds what is looked up before a compte is known. */
export type Table = 'state' | 'logins';

export interface TableStore {
  get(table: Table, partition: string, key: string): Promise<Row | null>;
  /** Resolves false where the row exists. */
  insert(table: Table, partition: string, key: string, columns: Columns): Promise<boolean>;
  /**
   * Rows with `from <= key < to`, in the order of their keys, at most `limit`. `columns`: those that are wanted, where not
   * all are; others may come too.
   */
  range(
    table: Table,
    partition: string,
    from: string,
    to: string,
    limit?: number,
    columns?: readonly string[],
  ): Promise<Row[]>;
  transact(table: Table, partition: string, ops: readonly RowOp[]): Promise<void>;
  /**
   * Merges a row a moment later, together with others of its partition; every later call of this store sees it at once.
   * For rows that somebody else makes again where this process dies first. Absent where a store has no such thing: then
   * `transact`. Resolves when more may be handed over.
   */
  later?(table: Table, partition: string, op: RowOp & { readonly op: 'merge' }): Promise<void>;
}

/** The bounds of all keys that begin with `prefix` (which must end with `|`). */
export function prefixRange(prefix: string): [from: string, to: string] {
  return [prefix, `${prefix.slice(0, -1)}}`];
}
