import { Child, type ChildLimits, type ChildProgram, type Outcome } from './child.ts';

export interface PoolOptions extends ChildLimits {
  /** Children, each dealing with one document at a time. */
  readonly processes: number;
  /** What rejections call it: `the reader`. */
  readonly name: string;
}

/** Why a document has no answer: a code of messages.ts. */
export interface Failure {
  readonly reason: string;
  readonly params?: Readonly<Record<string, string>>;
}

export type Result<Answer> = { readonly answer: Answer; readonly bytes: Uint8Array } | Failure;

/** A child is replaced after that many documents, whatever it kept of them. */
const DOCUMENTS_PER_CHILD = 1000;
export const MEGABYTE = 1024 ** 2;

interface Job<Question, Answer> {
  readonly question: Question;
  readonly bytes: Uint8Array;
  readonly timeoutMs: number;
  readonly resolve: (result: Result<Answer>) => void;
  readonly reject: (error: Error) => void;
}

interface Slot<Question, Answer> {
  readonly child: Child<Question, Answer>;
  documents: number;
}

/**
 * Child processes, started with the first document and kept warm. A document that breaks a cap or crashes its child is
 * a {@link Failure}; the child is killed and replaced, and the documents behind it are unharmed.
 */
export class ChildPool<Question, Answer> {
  private readonly options: PoolOptions;
  private readonly program: ChildProgram;
  private readonly queue: Job<Question, Answer>[] = [];
  private readonly idle: Slot<Question, Answer>[] = [];
  private readonly slots = new Set<Slot<Question, Answer>>();
  private closed = false;

  constructor(options: PoolOptions, program: ChildProgram) {
    this.options = options;
    this.program = program;
  }

  /**
   * Asks about one document, after those that came before it.
   *
   * @param timeoutMs from the moment that a child takes it.
   * @throws Error where no child can start, or the pool is closed.
   */
  async ask(question: Question, bytes: Uint8Array, timeoutMs: number): Promise<Result<Answer>> {
    if (this.closed) throw new Error(`${this.options.name} is closed`);
    return new Promise((resolve, reject) => {
      this.queue.push({ question, bytes, timeoutMs, resolve, reject });
      this.pump();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const job of this.queue.splice(0)) job.reject(this.closedError());
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

  private takeIdle(): Slot<Question, Answer> | undefined {
    for (let slot = this.idle.pop(); slot; slot = this.idle.pop()) {
      if (slot.child.alive) return slot;
    }
    return undefined;
  }

  private start(): Slot<Question, Answer> | undefined {
    if (this.slots.size >= this.options.processes) return undefined;
    const slot: Slot<Question, Answer> = { child: new Child(this.options, this.program), documents: 0 };
    this.slots.add(slot);
    void slot.child.ended.then(() => {
      this.slots.delete(slot);
      const at = this.idle.indexOf(slot);
      if (at >= 0) this.idle.splice(at, 1);
      this.pump();
    });
    return slot;
  }

  private async work(slot: Slot<Question, Answer>, job: Job<Question, Answer>): Promise<void> {
    try {
      await slot.child.ready;
    } catch (error) {
      job.reject(this.closed ? this.closedError() : (error as Error));
      return;
    }
    const outcome = await slot.child.run(job.question, job.bytes, job.timeoutMs);
    slot.documents++;
    if (outcome.kind === 'not-started' && slot.documents > 1 && !this.closed) {
      // A warm child that died before it had the document: another one will take it.
      this.queue.unshift(job);
    } else if (outcome.kind !== 'answer' && this.closed) {
      job.reject(this.closedError());
    } else {
      job.resolve(outcome.kind === 'answer' ? outcome : this.failureOf(outcome, job.timeoutMs));
    }
    if (slot.child.alive && slot.documents < DOCUMENTS_PER_CHILD && !slot.child.bloated()) this.idle.push(slot);
    else await slot.child.kill();
    this.pump();
  }

  private failureOf(outcome: Exclude<Outcome<Answer>, { kind: 'answer' }>, timeoutMs: number): Failure {
    switch (outcome.kind) {
      case 'timeout':
        return { reason: 'READER_TIMEOUT', params: { seconds: String(timeoutMs / 1000) } };
      case 'memory': {
        const limit = String(Math.round(this.options.maxRssBytes / MEGABYTE));
        return { reason: 'READER_MEMORY', params: { limit } };
      }
      case 'crashed':
        return { reason: 'READER_CRASHED', params: { detail: outcome.detail } };
      case 'not-started':
        return { reason: 'READER_CRASHED', params: { detail: 'ended before it had the document' } };
    }
  }

  private closedError(): Error {
    return new Error(`${this.options.name} was closed`);
  }
}

/** Why a file is not sent to a child at all; null where it is. */
export function sizeFailure(bytes: Uint8Array, maxBytes: number): Failure | null {
  if (bytes.length === 0) return { reason: 'FILE_EMPTY' };
  if (bytes.length <= maxBytes) return null;
  const [size, limit] = [bytes.length, maxBytes].map((n) => String(Math.ceil(n / MEGABYTE)));
  return { reason: 'FILE_TOO_LARGE', params: { size: size!, limit: limit! } };
}
