import { extname } from 'node:path';
import type { Reading } from '../domain/invoice.ts';
import { detectMediaType } from '../domain/media-type.ts';
import type { Reader } from '../ports/reader.ts';
import { ChildPool, MEGABYTE, sizeFailure } from './child-pool.ts';

export interface ReaderOptions {
  /** Children, each reading one document at a time. Default 1. */
  readonly processes?: number;
  /** Per document. Default 20 s. */
  readonly timeoutMs?: number;
  /** Resident memory of a child, its own 100 MB included. Default 512 MB. */
  readonly maxRssBytes?: number;
  /** Default 100 MB. */
  readonly maxInputBytes?: number;
  /** For a child to start. Default 30 s. */
  readonly startTimeoutMs?: number;
  /** Another worker than the reader's own, for tests. */
  readonly worker?: URL;
}

/** The worker beside this module, from sources (`.ts`) as well as built (`.js`). */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/** A {@link Reader} over child processes with caps: see {@link ChildPool}. */
export function createReader(options: ReaderOptions = {}): Reader {
  const { timeoutMs = 20_000, maxInputBytes = 100 * MEGABYTE } = options;
  const pool = new ChildPool<{ readonly name: string }, Reading>(
    {
      name: 'the reader',
      processes: Math.max(1, options.processes ?? 1),
      maxRssBytes: options.maxRssBytes ?? 512 * MEGABYTE,
      startTimeoutMs: options.startTimeoutMs ?? 30_000,
    },
    { worker: options.worker ?? WORKER },
  );
  return {
    async read(bytes, { name }) {
      const failure = sizeFailure(bytes, maxInputBytes);
      const result = failure ?? (await pool.ask({ name }, bytes, timeoutMs));
      if ('answer' in result) return result.answer;
      return { kind: 'unreadable', mediaType: detectMediaType(bytes), ...result, remarks: [] };
    },
    close: () => pool.close(),
  };
}
