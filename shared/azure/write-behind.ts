import type { Log } from '../ports/log.ts';
import type { Columns, Row, RowOp, Table, TableStore } from '../ports/tables.ts';

/** How long a row may wait for others of its partition. Milliseconds. */
const WAIT_MS = 200;
/** Rows of one transaction; Azure takes 100. */
const BATCH_ROWS = 100;
/** Rows that wait in one partition before whoever hands over more has to wait too. */
const MAX_WAITING = 1000;
const ATTEMPTS = 5;
const RETRY_MS = 500;

/**
 * A `TableStore` with `later`: rows of one partition that come within 0.2 s are written in one transaction. What this
 * process reads shows them as if they were written, and what it writes to one of them comes after it, so that it always
 * sees its own.
 */
export function writeBehind(tables: TableStore, log: Log): TableStore & { settle(): Promise<void> } {
  const partitions = new Map<string, Waiting>();
  const waitingOf = (table: Table, partition: string) => partitions.get(`${table}/${partition}`);

  return {
    async get(table: Table, partition: string, key: string): Promise<Row | null> {
      const unwritten = waitingOf(table, partition)?.rowsIn(key, `${key}\0`) ?? [];
      const row = await tables.get(table, partition, key);
      return unwritten.length === 0 ? row : overlaid(row ? [row] : [], unwritten)[0]!;
    },
    async insert(table: Table, partition: string, key: string, columns: Columns): Promise<boolean> {
      const waiting = waitingOf(table, partition);
      if (waiting?.has(key)) await waiting.settle();
      return tables.insert(table, partition, key, columns);
    },
    async range(
      table: Table,
      partition: string,
      from: string,
      to: string,
      limit?: number,
      columns?: readonly string[],
    ): Promise<Row[]> {
      const unwritten = waitingOf(table, partition)?.rowsIn(from, to) ?? [];
      const rows = await tables.range(table, partition, from, to, limit, columns);
      return unwritten.length === 0 ? rows : overlaid(rows, unwritten).slice(0, limit);
    },
    async transact(table: Table, partition: string, ops: readonly RowOp[]): Promise<void> {
      const waiting = waitingOf(table, partition);
      if (waiting && ops.some((o) => waiting.has(o.key))) await waiting.settle();
      return tables.transact(table, partition, ops);
    },
    async later(table, partition, op): Promise<void> {
      const name = `${table}/${partition}`;
      let waiting = partitions.get(name);
      if (!waiting) {
        waiting = new Waiting(
          (ops) => tables.transact(table, partition, ops),
          (error, rows) => log.error('rows-not-written', { table, partition, rows, error }),
          () => partitions.delete(name),
        );
        partitions.set(name, waiting);
      }
      await waiting.add(op.key, op.columns);
    },
    async settle(): Promise<void> {
      await Promise.all([...partitions.values()].map((w) => w.settle()));
    },
  };
}

/** Rows with what is still to be merged into them, in the order of their keys. A row that is not there yet has no version. */
function overlaid(rows: readonly Row[], unwritten: readonly (readonly [key: string, columns: Columns])[]): Row[] {
  const all = new Map(rows.map((r) => [r.key, r]));
  for (const [key, columns] of unwritten) {
    const row = all.get(key);
    all.set(key, row ? { ...row, columns: { ...row.columns, ...columns } } : { key, columns, etag: '' });
  }
  return [...all.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The rows of one partition that are not written yet. */
class Waiting {
  readonly #write: (ops: RowOp[]) => Promise<void>;
  readonly #lost: (error: unknown, rows: number) => void;
  readonly #empty: () => void;
  readonly #rows = new Map<string, Columns>();
  /** Those of `#rows` that are on their way. */
  #underWay = new Map<string, Columns>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;

  constructor(write: (ops: RowOp[]) => Promise<void>, lost: (error: unknown, rows: number) => void, empty: () => void) {
    this.#write = write;
    this.#lost = lost;
    this.#empty = empty;
  }

  has(key: string): boolean {
    return this.#rows.has(key) || this.#underWay.has(key);
  }

  /** Those with `from <= key < to`. */
  rowsIn(from: string, to: string): [key: string, columns: Columns][] {
    const found: [string, Columns][] = [];
    for (const rows of [this.#underWay, this.#rows])
      for (const [key, columns] of rows) if (key >= from && key < to) found.push([key, columns]);
    return found;
  }

  async add(key: string, columns: Columns): Promise<void> {
    this.#rows.set(key, { ...this.#rows.get(key), ...columns });
    if (this.#rows.size >= BATCH_ROWS) void this.#begin();
    else this.#timer ??= setTimeout(() => void this.#begin(), WAIT_MS);
    if (this.#rows.size >= MAX_WAITING) await this.settle();
  }

  /** Resolves when everything added before is written, or given up; what others go on adding keeps nobody waiting. */
  async settle(): Promise<void> {
    if (this.#writing) await this.#writing;
    // What came meanwhile may be on its way already, sent by somebody else who waited.
    if (this.#rows.size > 0) await this.#begin();
    else await this.#writing;
  }

  #begin(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
      if (this.#rows.size === 0) this.#empty();
      else this.#timer ??= setTimeout(() => void this.#begin(), WAIT_MS);
    });
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    this.#underWay = new Map(this.#rows);
    this.#rows.clear();
    const rows = [...this.#underWay];
    for (let i = 0; i < rows.length; i += BATCH_ROWS) {
      const batch = rows.slice(i, i + BATCH_ROWS);
      await this.#writeBatch(batch.map(([key, columns]) => ({ op: 'merge', key, columns })));
      for (const [key] of batch) this.#underWay.delete(key);
    }
  }

  async #writeBatch(ops: RowOp[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#write(ops);
      } catch (error) {
        if (attempt >= ATTEMPTS) return this.#lost(error, ops.length);
        await new Promise((r) => setTimeout(r, RETRY_MS * attempt));
      }
    }
  }
}
