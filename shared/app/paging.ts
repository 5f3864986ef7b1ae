import { Refusal } from '../domain/refusal.ts';
import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';

export interface PageQuery {
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where to go on, or null at the end. */
  readonly next: string | null;
}

/** What one call of the table service gives at most. */
const LARGE_STEP = 1000;

/**
 * A page of a range of rows, in the order of their keys. `accept` gives what a row shows, or null to pass it over.
 * Throws `Refusal` (`CURSOR_INVALID`) for an `after` that no page of this list gave.
 */
export async function pageOf<T>(
  deps: Deps,
  partition: string,
  [first, to]: readonly [string, string],
  query: PageQuery,
  accept: (row: Row) => T | null,
): Promise<Page<T>> {
  let from = query.after === undefined ? first : `${decodeCursor(query.after, first, to)} `;
  const items: T[] = [];
  let last = '';
  let want = query.limit + 1;
  for (;;) {
    const rows = await deps.tables.range('state', partition, from, to, want);
    for (const row of rows) {
      from = `${row.key} `;
      const item = accept(row);
      if (item === null) continue;
      if (items.length === query.limit) return { items, next: encodeCursor(last) };
      items.push(item);
      last = row.key;
    }
    if (rows.length < want) return { items, next: null };
    // Much is passed over, as for who sees few dossiers of many: read on in large steps.
    want = LARGE_STEP;
  }
}

function encodeCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function decodeCursor(cursor: string, first: string, to: string): string {
  const key = Buffer.from(cursor, 'base64url').toString();
  if (key < first || key >= to || /\p{Cc}/u.test(key)) throw new Refusal('invalid', 'CURSOR_INVALID');
  return key;
}
