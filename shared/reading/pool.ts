import type { Reading } from '../domain/invoice.ts';
import { detectMediaType } from '../domain/media-type.ts';
import type { Reader } from '../ports/reader.ts';
import { Child, type Outcome, WORKER } from './child.ts';

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

/** A child is replaced after that many documents, whatever it kept of them. */
const DOCUMENTS_PER_CHILD = 1000;
const MEGABYTE = 1024 ** 2;

/**
 * A {@link Reader} over child processes, started with the first document and kept warm. A document that breaks a cap
 * or crashes its child is unreadable; the child is killed and replaced, and the documents behind it are unharmed.
 */
export function createReader(options: ReaderOptions = {}): Reader {
  return new ReaderPool(options);
}

interface Job {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly resolve: (reading: Reading) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  readonly child: Child;
  documents: number;
}

class ReaderPool implements Reader {
  private readonly options: Required<ReaderOptions>;
  private readonly queue: Job[] = [];
  private readonly idle: Slot[] = [];
  private readonly slots = new Set<Slot>();
  private closed = false;

  constructor(options: ReaderOptions) {
    this.options = {
      processes: Math.max(1, options.processes ?? 1),
      timeoutMs: options.timeoutMs ?? 20_000,
      maxRssBytes: options.maxRssBytes ?? 512 * MEGABYTE,
      maxInputBytes: options.maxInputBytes ?? 100 * MEGABYTE,
      startTimeoutMs: options.startTimeoutMs ?? 30_000,
      worker: options.worker ?? WORKER,
    };
  }

  async read(bytes: Uint8Array, hint: { readonly name: string }): Promise<Reading> {
    if (this.closed) throw new Error('the reader is closed');
    if (bytes.length === 0) return unreadable(bytes, 'FILE_EMPTY');
    if (bytes.length > this.options.maxInputBytes) {
      const [size, limit] = [bytes.length, this.options.maxInputBytes].map((n) => String(Math.ceil(n / MEGABYTE)));
      return unreadable(bytes, 'FILE_TOO_LARGE', { size: size!, limit: limit! });
    }
    return new Promise<Reading>((resolve, reject) => {
      this.queue.push({ bytes, name: hint.name, resolve, reject });
      this.pump();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const job of this.queue.splice(0)) job.reject(new Error('the reader was closed'));
    await Promise.all([...this.slots].map((slot) => slot.child.kill()));
  }

  /** Gives waiting documents to idle children, and starts children where there may be more. */
  private pump(): void {
    while (this.queue.length > 0 && !this.closed) {
      const slot = this.takeIdle() ?? this.start();
      if (!slot) return;
      void this.work(slot, this.queue.shift()!);
    }
  }

  private takeIdle(): Slot | undefined {
    for (let slot = this.idle.pop(); slot; slot = this.idle.pop()) {
      if (slot.child.alive) return slot;
    }
    return undefined;
  }

  private start(): Slot | undefined {
    if (this.slots.size >= this.options.processes) return undefined;
    const slot: Slot = { child: new Child(this.options, this.options.worker), documents: 0 };
    this.slots.add(slot);
    void slot.child.ended.then(() => {
      this.slots.delete(slot);
      const at = this.idle.indexOf(slot);
      if (at >= 0) this.idle.splice(at, 1);
      this.pump();
    });
    return slot;
  }

  private async work(slot: Slot, job: Job): Promise<void> {
    try {
      await slot.child.ready;
    } catch (error) {
      job.reject(this.closed ? new Error('the reader was closed') : (error as Error));
      return;
    }
    const outcome = await slot.child.run(job.bytes, job.name);
    slot.documents++;
    if (outcome.kind === 'not-started' && slot.documents > 1 && !this.closed) {
      // A warm child that died before it had the document: another one will read it.
      this.queue.unshift(job);
    } else if (outcome.kind !== 'reading' && this.closed) {
      job.reject(new Error('the reader was closed'));
    } else {
      job.resolve(this.readingOf(outcome, job));
    }
    if (slot.child.alive && slot.documents < DOCUMENTS_PER_CHILD && !slot.child.bloated()) this.idle.push(slot);
    else await slot.child.kill();
    this.pump();
  }

  private readingOf(outcome: Outcome, job: Job): Reading {
    switch (outcome.kind) {
      case 'reading':
        return outcome.reading;
      case 'timeout':
        return unreadable(job.bytes, 'READER_TIMEOUT', { seconds: String(this.options.timeoutMs / 1000) });
      case 'memory':
        return unreadable(job.bytes, 'READER_MEMORY', {
          limit: String(Math.round(this.options.maxRssBytes / MEGABYTE)),
        });
      case 'crashed':
        return unreadable(job.bytes, 'READER_CRASHED', { detail: outcome.detail });
      case 'not-started':
        return unreadable(job.bytes, 'READER_CRASHED', { detail: 'ended before it had the document' });
    }
  }
}

function unreadable(bytes: Uint8Array, reason: string, params?: Record<string, string>): Reading {
  return { kind: 'unreadable', mediaType: detectMediaType(bytes), reason, ...(params ? { params } : {}), remarks: [] };
}
