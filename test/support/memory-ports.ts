import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { AppSettings, Deps } from '../../shared/app/deps.ts';
import {
  BlobExists,
  type BlobInfo,
  type BlobStore,
  BlobTooLarge,
  type Container,
  type Metadata,
} from '../../shared/ports/blobs.ts';
import {
  type Columns,
  type Row,
  RowConflict,
  type RowOp,
  type Table,
  type TableStore,
} from '../../shared/ports/tables.ts';

/** The ports in memory, for fast tests of use cases: every call is counted, and any can be made to fail. */

interface StoredBlob {
  readonly bytes: Buffer;
  readonly metadata: Metadata;
  readonly modified: number;
}

/**
 * Calls by name (`create`, `transact`...), and faults to raise: a fault is thrown before (`before`) or after the work;
 * an answer that is lost makes the SDK ask again by itself, so that the caller sees what a second try gives.
 */
export class Calls {
  readonly made: string[] = [];
  #faults: { name: string; when: 'before' | 'after' | 'lost'; left: number; spare: number }[] = [];

  /** `spare`: how many calls of that name go well before. */
  fail(name: string, times = 1, when: 'before' | 'after' = 'before', spare = 0): void {
    this.#faults.push({ name, when, left: times, spare });
  }

  /** The work is done, its answer lost, and the work asked for once more. */
  loseAnswer(name: string, times = 1, spare = 0): void {
    this.#faults.push({ name, when: 'lost', left: times, spare });
  }

  reset(): void {
    this.made.length = 0;
    this.#faults = [];
  }

  async run<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    this.made.push(name);
    await new Promise((r) => setImmediate(r));
    this.#raise(name, 'before');
    let result = await work();
    if (this.#isDue(name, 'lost')) result = await work();
    this.#raise(name, 'after');
    return result;
  }

  #raise(name: string, when: 'before' | 'after'): void {
    if (this.#isDue(name, when)) throw new Error(`storage fault in ${name} (${when})`);
  }

  #isDue(name: string, when: 'before' | 'after' | 'lost'): boolean {
    const fault = this.#faults.find((f) => f.name === name && f.when === when && f.left > 0);
    if (!fault || fault.spare-- > 0) return false;
    fault.left--;
    return true;
  }
}

export class MemoryBlobs implements BlobStore {
  readonly calls: Calls;
  readonly #now: () => number;
  readonly stored = new Map<string, StoredBlob>();
  /** Awaited by every block of an upload, to make storage slow. */
  slowWrite: (() => Promise<void>) | null = null;

  constructor(calls: Calls, now: () => number) {
    this.calls = calls;
    this.#now = now;
  }

  names(container: Container): string[] {
    return [...this.stored.keys()]
      .filter((k) => k.startsWith(`${container}/`))
      .map((k) => k.slice(container.length + 1));
  }

  #set(container: Container, name: string, bytes: Uint8Array, metadata: Metadata) {
    this.stored.set(`${container}/${name}`, {
      bytes: Buffer.from(bytes),
      metadata: { ...metadata },
      modified: this.#now(),
    });
  }

  create(container: Container, name: string, bytes: Uint8Array, metadata: Metadata = {}): Promise<boolean> {
    return this.calls.run('create', () => {
      if (this.stored.has(`${container}/${name}`)) return false;
      this.#set(container, name, bytes, metadata);
      return true;
    });
  }

  put(container: Container, name: string, bytes: Uint8Array, metadata: Metadata = {}): Promise<void> {
    return this.calls.run('put', () => this.#set(container, name, bytes, metadata));
  }

  /** Blocks that were staged and neither committed nor discarded: `container/name` to their bytes. */
  readonly staged = new Map<string, Buffer[]>();

  upload(container: Container, name: string) {
    const key = `${container}/${name}`;
    const parts: Buffer[] = [];
    return {
      stage: (bytes: Uint8Array) => {
        const at = parts.push(Buffer.alloc(0)) - 1;
        return this.calls.run('stage', async () => {
          await this.slowWrite?.();
          parts[at] = Buffer.from(bytes);
          this.staged.set(key, parts);
        });
      },
      commit: (metadata: Metadata) =>
        this.calls.run('commit', () => {
          if (this.stored.has(key)) throw new BlobExists(name);
          if (this.staged.get(key) !== parts) throw new Error('its blocks are gone');
          this.#set(container, name, Buffer.concat(parts), metadata);
          this.staged.delete(key);
        }),
    };
  }

  discard(container: Container, name: string): Promise<void> {
    return this.calls.run('discard', () => {
      if (!this.stored.has(`${container}/${name}`)) this.staged.delete(`${container}/${name}`);
    });
  }

  #info(name: string, b: StoredBlob): BlobInfo {
    return { name, size: b.bytes.length, modified: b.modified, metadata: b.metadata };
  }

  get(container: Container, name: string, maxBytes = Number.POSITIVE_INFINITY) {
    return this.calls.run('get-blob', () => {
      const b = this.stored.get(`${container}/${name}`);
      if (b && b.bytes.length > maxBytes) throw new BlobTooLarge(this.#info(name, b));
      return b ? { ...this.#info(name, b), bytes: b.bytes } : null;
    });
  }

  head(container: Container, name: string) {
    return this.calls.run('head', () => {
      const b = this.stored.get(`${container}/${name}`);
      return b ? this.#info(name, b) : null;
    });
  }

  stream(container: Container, name: string, offset = 0) {
    return this.calls.run('stream', () => {
      const b = this.stored.get(`${container}/${name}`);
      if (!b) return null;
      const left = b.bytes.subarray(offset);
      const chunks = Array.from({ length: Math.ceil(left.length / 65536) }, (_, i) =>
        left.subarray(i * 65536, (i + 1) * 65536),
      );
      return { info: this.#info(name, b), body: Readable.from(chunks, { objectMode: false }) };
    });
  }

  copy(from: { container: Container; name: string }, to: { container: Container; name: string }, metadata: Metadata) {
    return this.calls.run('copy', () => {
      if (this.stored.has(`${to.container}/${to.name}`)) return false;
      const b = this.stored.get(`${from.container}/${from.name}`);
      if (!b) throw new Error(`no blob ${from.container}/${from.name} to copy`);
      this.#set(to.container, to.name, b.bytes, metadata);
      return true;
    });
  }

  async *list(container: Container, prefix: string): AsyncIterable<BlobInfo> {
    for (const name of this.names(container).sort())
      if (name.startsWith(prefix)) yield this.#info(name, this.stored.get(`${container}/${name}`)!);
  }

  remove(container: Container, name: string): Promise<void> {
    return this.calls.run('remove', () => {
      this.stored.delete(`${container}/${name}`);
    });
  }
}

export class MemoryTables implements TableStore {
  readonly calls: Calls;
  readonly #rows = new Map<string, Row>();
  #version = 0;

  constructor(calls: Calls) {
    this.calls = calls;
  }

  /** All rows of a partition, in the order of their keys. */
  rows(table: Table, partition: string): Row[] {
    const prefix = `${table}\n${partition}\n`;
    return [...this.#rows]
      .filter(([k]) => k.startsWith(prefix))
      .map(([, row]) => row)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  clear(table: Table): void {
    for (const k of [...this.#rows.keys()]) if (k.startsWith(`${table}\n`)) this.#rows.delete(k);
  }

  get(table: Table, partition: string, key: string): Promise<Row | null> {
    return this.calls.run('get-row', () => this.#rows.get(`${table}\n${partition}\n${key}`) ?? null);
  }

  insert(table: Table, partition: string, key: string, columns: Columns): Promise<boolean> {
    return this.calls.run('insert', () => {
      if (this.#rows.has(`${table}\n${partition}\n${key}`)) return false;
      this.#write(table, partition, key, columns);
      return true;
    });
  }

  range(
    table: Table,
    partition: string,
    from: string,
    to: string,
    limit = Number.POSITIVE_INFINITY,
    columns?: readonly string[],
  ): Promise<Row[]> {
    const only = (all: Columns) =>
      columns ? Object.fromEntries(Object.entries(all).filter(([name]) => columns.includes(name))) : all;
    return this.calls.run('range', () =>
      this.rows(table, partition)
        .filter((r) => r.key >= from && r.key < to)
        .slice(0, limit)
        .map((r) => ({ ...r, columns: only(r.columns) })),
    );
  }

  transact(table: Table, partition: string, ops: readonly RowOp[]): Promise<void> {
    if (ops.length === 0) return Promise.resolve();
    return this.calls.run('transact', () => {
      this.#check(table, partition, ops);
      for (const o of ops) {
        const at = `${table}\n${partition}\n${o.key}`;
        if (o.op === 'delete') this.#rows.delete(at);
        else
          this.#write(table, partition, o.key, {
            ...(o.op === 'merge' ? this.#rows.get(at)?.columns : {}),
            ...o.columns,
          });
      }
    });
  }

  #check(table: Table, partition: string, ops: readonly RowOp[]): void {
    if (ops.length > 100) throw new Error(`a transaction takes at most 100 rows, not ${ops.length}`);
    if (new Set(ops.map((o) => o.key)).size !== ops.length) throw new Error('a transaction names a row twice');
    for (const o of ops) {
      if (o.key.length > 512 || /[/\\#?\p{Cc}]/u.test(o.key)) throw new Error(`bad row key ${o.key}`);
      const row = this.#rows.get(`${table}\n${partition}\n${o.key}`);
      if (o.op === 'insert' && row) throw new RowConflict(o.key);
      if (o.op === 'put' && o.ifMatch && row?.etag !== o.ifMatch) throw new RowConflict(o.key);
    }
  }

  #write(table: Table, partition: string, key: string, columns: Columns): void {
    if (!key.isWellFormed()) throw new Error(`row key ${JSON.stringify(key)} is no Unicode text`);
    // A property takes 64 KiB in UTF-16.
    for (const [name, value] of Object.entries(columns))
      if (typeof value === 'string' && value.length > 32_768) throw new Error(`column ${name} of ${key} is too long`);
    const kept = Object.fromEntries(Object.entries(columns).filter(([, v]) => v !== undefined));
    this.#rows.set(`${table}\n${partition}\n${key}`, { key, columns: kept, etag: String(++this.#version) });
  }
}

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly fields: Record<string, unknown>;
}

export interface MemoryWorld {
  readonly deps: Deps;
  readonly blobs: MemoryBlobs;
  readonly tables: MemoryTables;
  readonly calls: Calls;
  readonly log: LogLine[];
  /** Moves the clock forward. Milliseconds. */
  pass(ms: number): void;
  /** Stops the clock, so that nothing ends by itself on a slow machine; `pass` still moves it. */
  stand(): void;
}

/** Everything a use case needs, with nothing behind it. The clock runs on from the real time and can be moved. */
export function memoryWorld(settings: Partial<AppSettings> = {}): MemoryWorld {
  let moved = 0;
  let stoodAt: number | null = null;
  const now = () => (stoodAt ?? Date.now()) + moved;
  const calls = new Calls();
  const blobs = new MemoryBlobs(calls, now);
  const tables = new MemoryTables(calls);
  const log: LogLine[] = [];
  const line =
    (level: string) =>
    (event: string, fields: Record<string, unknown> = {}) => {
      log.push({ level, event, fields });
    };
  const deps: Deps = {
    blobs,
    tables,
    bus: { send: async () => {}, close: async () => {} },
    reader: {
      read: async () => ({ kind: 'unreadable', mediaType: null, reason: 'NOT_READ', remarks: [] }),
    } as unknown as Deps['reader'],
    clock: { now, random: (n) => randomBytes(n) },
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    settings: {
      maxReadBytes: 100 * 1024 ** 2,
      hiddenForMs: 24 * 3_600_000,
      stagedForMs: 24 * 3_600_000,
      lotDelaySeconds: 60,
      ...settings,
    },
  };
  return { deps, blobs, tables, calls, log, pass: (ms) => (moved += ms), stand: () => (stoodAt = Date.now()) };
}
