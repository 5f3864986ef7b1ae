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
 * process reads or writes in that partition waits for them, so that it always sees its own.
 */
export function writeBehind(tables: TableStore, log: Log): TableStore & { settle(): Promise<void> } {
  const partitions = new Map<string, Waiting>();

  const settled = async (table: Table, partition: string): Promise<void> => {
    await partitions.get(`${table}/${partition}`)?.settle();
  };

  return {
    async get(table: Table, partition: string, key: string): Promise<Row | null> {
      await settled(table, partition);
      return tables.get(table, partition, key);
    },
    async insert(table: Table, partition: string, key: string, columns: Columns): Promise<boolean> {
      await settled(table, partition);
      return tables.insert(table, partition, key, columns);
    },
    async range(table: Table, partition: string, from: string, to: string, limit?: number): Promise<Row[]> {
      await settled(table, partition);
      return tables.range(table, partition, from, to, limit);
    },
    async transact(table: Table, partition: string, ops: readonly RowOp[]): Promise<void> {
      await settled(table, partition);
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

/** The rows of one partition that are not written yet. */
class Waiting {
  readonly #write: (ops: RowOp[]) => Promise<void>;
  readonly #lost: (error: unknown, rows: number) => void;
  readonly #empty: () => void;
  readonly #rows = new Map<string, Columns>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;

  constructor(write: (ops: RowOp[]) => Promise<void>, lost: (error: unknown, rows: number) => void, empty: () => void) {
    this.#write = write;
    this.#lost = lost;
    this.#empty = empty;
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
    if (this.#rows.size > 0) await this.#begin();
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
    const rows = [...this.#rows];
    this.#rows.clear();
    for (let i = 0; i < rows.length; i += BATCH_ROWS)
      await this.#writeBatch(rows.slice(i, i + BATCH_ROWS).map(([key, columns]) => ({ op: 'merge', key, columns })));
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
