import { Refusal } from '../shared/domain/refusal.ts';
import type { Aborted } from './transfer.ts';
import type { Arriving } from './vfs.ts';

/** Writes that came before the one they follow on: some clients (rclone) send several at once, in any order. */
const MAX_AHEAD = 64;
const MAX_AHEAD_BYTES = 2 * 1024 * 1024;

interface Ahead {
  readonly data: Buffer;
  readonly resolve: (taken: Promise<void>) => void;
  readonly reject: (e: unknown) => void;
}

/** A file that a client writes, from its first byte to its last. Whatever goes wrong with one write spoils the file. */
export class Upload {
  readonly kind = 'upload';
  readonly #incoming: Arriving;
  /** Told how many bytes more (or fewer) are kept here for want of those before them. */
  readonly #onAhead: (bytes: number) => void;
  readonly #ahead = new Map<number, Ahead>();
  #aheadBytes = 0;
  #expected = 0;
  #announced = 0;
  #tail: Promise<void> = Promise.resolve();
  #failure: unknown = null;
  #isEnded = false;

  constructor(incoming: Arriving, onAhead: (bytes: number) => void) {
    this.#incoming = incoming;
    this.#onAhead = onAhead;
  }

  /** Bytes without a gap from the start on. */
  get size(): number {
    return this.#expected;
  }

  /**
   * Resolves when the bytes are taken: awaiting it is the backpressure. Rejects where the file can't become whole, as
   * with an offset of null, which is beyond any file.
   */
  write(offset: number | null, data: Buffer): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (offset === null) return this.#spoil('UPLOAD_HAS_GAPS');
    if (offset === this.#expected) {
      const taken = this.#take(data);
      if (this.#ahead.size > 0) this.#catchUp();
      return taken;
    }
    if (offset < this.#expected || this.#ahead.has(offset)) return this.#spoil('UPLOAD_REWRITTEN');
    if (this.#ahead.size >= MAX_AHEAD || this.#aheadBytes + data.length > MAX_AHEAD_BYTES)
      return this.#spoil('UPLOAD_HAS_GAPS');
    return new Promise((resolve, reject) => {
      this.#ahead.set(offset, { data, resolve, reject });
      this.#keep(data.length);
    });
  }

  /** The client says how long the file is to be: true of what has come, or of what has still to come. */
  announce(size: number): void {
    if (size < this.#expected) void this.#spoil('SIZE_NOT_SET').catch(() => {});
    if (this.#failure) throw this.#failure;
    this.#announced = size;
  }

  /** Makes the file durable and visible. Where it can't be, nothing is left of it, and what prevented it is thrown. */
  async commit(): Promise<void> {
    this.#isEnded = true;
    if (this.#ahead.size > 0 || this.#announced > this.#expected) await this.#spoil('UPLOAD_HAS_GAPS').catch(() => {});
    await this.#tail;
    if (this.#failure) {
      await this.#incoming.abort(this.#failure);
      throw this.#failure;
    }
    try {
      await this.#incoming.commit();
    } catch (e) {
      await this.#incoming.abort(e);
      throw e;
    }
  }

  /** Leaves nothing of it. For a client that is gone; no harm after a commit has begun. */
  async abort(cause: Aborted): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#fail(cause);
    await this.#tail;
    await this.#incoming.abort(cause);
  }

  #take(data: Buffer): Promise<void> {
    this.#expected += data.length;
    const taken = this.#tail.then(() => {
      if (this.#failure) throw this.#failure;
      return this.#incoming.write(data);
    });
    this.#tail = taken.catch((e: unknown) => this.#fail(e));
    return taken;
  }

  #catchUp(): void {
    for (let next = this.#ahead.get(this.#expected); next; next = this.#ahead.get(this.#expected)) {
      this.#ahead.delete(this.#expected);
      this.#keep(-next.data.length);
      next.resolve(this.#take(next.data));
    }
    // What lies within bytes that have come by now can never follow on.
    if ([...this.#ahead.keys()].some((offset) => offset < this.#expected))
      this.#spoil('UPLOAD_REWRITTEN').catch(() => {});
  }

  #spoil(code: string): Promise<never> {
    this.#fail(new Refusal('invalid', code));
    return Promise.reject(this.#failure);
  }

  #fail(e: unknown): void {
    this.#failure ??= e;
    this.#keep(-this.#aheadBytes);
    const ahead = [...this.#ahead.values()];
    this.#ahead.clear();
    for (const { reject } of ahead) reject(this.#failure);
  }

  #keep(bytes: number): void {
    if (bytes === 0) return;
    this.#aheadBytes += bytes;
    this.#onAhead(bytes);
  }
}
