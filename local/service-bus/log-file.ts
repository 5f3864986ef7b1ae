import { type FileHandle, mkdir, open, readFile, rename, rm, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface LogFileOptions {
  path: string;
  /** Called for each whole line found at the start, in order. It throws SyntaxError for a line that isn't a record. */
  replay: (line: string) => void;
  /** The lines from which everything still needed can be rebuilt: what a compaction writes. */
  snapshot: () => string[];
  /** Smallest size at which a compaction is considered, in bytes. Default 4 MiB. */
  compactAbove?: number;
}

/** The log holds something that isn't a record before its end: damage, not the trace of a crash. */
export class DamagedLogError extends Error {
  override name = 'DamagedLogError';
}

interface Batch {
  lines: string[];
  done: PromiseWithResolvers<void>;
}

const GROWTH_BEFORE_COMPACTION = 3;
const LINES_PER_WRITE = 1000;
const NEWLINE = 0x0a;

function newBatch(): Batch {
  const done = Promise.withResolvers<void>();
  done.promise.catch(() => {}); // a failed write also rejects every later append, so nobody has to wait for this one
  return { lines: [], done };
}

/**
 * An append-only file of lines, durable by group commit: what is appended while an fsync runs shares the next one.
 * A last line cut by a crash is dropped on opening. When the file has grown to several times its last compacted
 * size it is replaced, by rename, by a snapshot. After a failed write nothing more is accepted: the file is then
 * behind the memory of its owner, and only opening it again is safe.
 */
export class LogFile {
  readonly #options: LogFileOptions;
  #file: FileHandle;
  #size: number;
  #compactAt: number;
  #waiting = newBatch();
  #writing: Batch | undefined;
  #running = false;
  #failure: Error | undefined;

  private constructor(options: LogFileOptions, file: FileHandle, size: number) {
    this.#options = options;
    this.#file = file;
    this.#size = size;
    this.#compactAt = this.#threshold(size);
  }

  /**
   * Opens or creates the file and replays what it holds.
   * @throws DamagedLogError when something that isn't a record is followed by a record
   */
  static async open(options: LogFileOptions): Promise<LogFile> {
    await mkdir(dirname(options.path), { recursive: true });
    await rm(`${options.path}.new`, { force: true }); // a compaction that a crash interrupted
    const size = await replayFile(options.path, options.replay);
    const file = await open(options.path, 'a');
    await syncDirectory(options.path);
    return new LogFile(options, file, size);
  }

  /** Resolves when the line is on disk. Lines appended in order are on disk in order. */
  append(line: string): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    const batch = this.#waiting;
    batch.lines.push(line);
    if (!this.#running) void this.#write();
    return batch.done.promise;
  }

  /** Resolves when everything appended so far is on disk. */
  flushed(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.#waiting.lines.length > 0) return this.#waiting.done.promise;
    return this.#writing?.done.promise ?? Promise.resolve();
  }

  /** Writes what is still waiting, then closes the file; later appends are refused. */
  async close(): Promise<void> {
    const written = this.flushed();
    this.#failure ??= new Error(`${this.#options.path} is closed`);
    await written.finally(() => this.#file.close());
  }

  async #write(): Promise<void> {
    this.#running = true;
    await null; // lets everything that came in the same turn join the first batch
    while (this.#waiting.lines.length > 0) {
      const batch = this.#waiting;
      this.#writing = batch;
      this.#waiting = newBatch();
      try {
        await (this.#size > this.#compactAt ? this.#compact() : this.#appendBatch(batch.lines));
        batch.done.resolve();
      } catch (cause) {
        this.#fail(batch, cause as Error);
        return;
      }
    }
    this.#writing = undefined;
    this.#running = false;
  }

  async #appendBatch(lines: string[]): Promise<void> {
    this.#size += await writeLines(this.#file, lines);
    await this.#file.datasync();
  }

  /** The snapshot already holds what the batch that caused it says: an owner changes its memory before it appends. */
  async #compact(): Promise<void> {
    const { path, snapshot } = this.#options;
    const lines = snapshot();
    const next = await open(`${path}.new`, 'w');
    try {
      this.#size = await writeLines(next, lines);
      await next.sync();
    } finally {
      await next.close();
    }
    await this.#file.close(); // Windows does not rename over an open file
    await rename(`${path}.new`, path);
    this.#file = await open(path, 'a');
    await syncDirectory(path);
    this.#compactAt = this.#threshold(this.#size);
  }

  #fail(batch: Batch, cause: Error): void {
    this.#failure = new Error(`${this.#options.path} cannot be written: ${cause.message}`, { cause });
    batch.done.reject(this.#failure);
    this.#waiting.done.reject(this.#failure);
  }

  #threshold(size: number): number {
    return Math.max(this.#options.compactAbove ?? 4 * 1024 * 1024, size * GROWTH_BEFORE_COMPACTION);
  }
}

async function writeLines(file: FileHandle, lines: string[]): Promise<number> {
  let written = 0;
  for (let at = 0; at < lines.length; at += LINES_PER_WRITE) {
    const bytes = Buffer.from(`${lines.slice(at, at + LINES_PER_WRITE).join('\n')}\n`);
    await file.appendFile(bytes);
    written += bytes.length;
  }
  return written;
}

/** Replays the whole lines of a file and cuts a torn end off; gives the size that remains. */
async function replayFile(path: string, replay: (line: string) => void): Promise<number> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  let good = 0;
  let badLine = 0;
  for (let start = 0, number = 1, end = bytes.indexOf(NEWLINE); end >= 0; number++) {
    try {
      replay(bytes.toString('utf8', start, end));
      if (badLine > 0) throw new DamagedLogError(damage(path, badLine));
      good = end + 1;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      badLine ||= number;
    }
    start = end + 1;
    end = bytes.indexOf(NEWLINE, start);
  }
  if (good < bytes.length) await truncate(path, good);
  return good;
}

function damage(path: string, line: number): string {
  return `${path} is damaged at line ${line}: records follow something that isn't one. Repair that line, or move the file away to start with an empty queue.`;
}

/** Makes a created or renamed name durable. Windows has no such call and needs none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
