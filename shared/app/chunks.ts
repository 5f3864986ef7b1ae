import type { ByteBudget } from './byte-budget.ts';

/** Most bytes that are ever held: a block. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** From here on what comes is copied into one buffer of a whole block, where there is room for it. */
const BUFFER_FROM_BYTES = 1024 * 1024;

/** Chunks smaller than this are put together, or a client that sends byte by byte would cost a hundred times its bytes. */
const SMALL_CHUNK_BYTES = 4096;
const SMALL_CHUNKS = 256;

/**
 * Buffers of blocks that storage has taken, for the next blocks: a fresh one costs more time, for its pages that the
 * system must clear, than filling it.
 */
const free: Buffer[] = [];
const MOST_FREE = 4;

/**
 * The bytes of an upload that are held, up to one block. What they take of the budget is taken by the caller when they
 * come, and given back by `release`.
 */
export class Chunks {
  readonly #budget: ByteBudget | undefined;
  #list: Uint8Array[] = [];
  #small: Uint8Array[] = [];
  #buffer: Buffer | null = null;
  #length = 0;
  /** Bytes of the budget beyond those held: the rest of the buffer. */
  #spare = 0;

  constructor(budget: ByteBudget | undefined) {
    this.#budget = budget;
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes of the budget taken for what may still come. */
  get reserved(): number {
    return this.#spare;
  }

  add(chunk: Uint8Array): void {
    if (!this.#buffer && this.#length + chunk.byteLength > BUFFER_FROM_BYTES) this.#useBuffer();
    if (this.#buffer) this.#buffer.set(chunk, this.#length);
    else this.#keep(chunk);
    this.#length += chunk.byteLength;
    // What came has taken its part of the budget itself.
    this.#giveSpare(Math.min(this.#spare, chunk.byteLength));
  }

  #keep(chunk: Uint8Array): void {
    if (chunk.byteLength >= SMALL_CHUNK_BYTES) {
      this.#list.push(...this.#small, chunk);
      this.#small = [];
    } else if (this.#small.push(chunk) >= SMALL_CHUNKS) {
      this.#list.push(Buffer.concat(this.#small));
      this.#small = [];
    }
  }

  #useBuffer(): void {
    const spare = MOST_BYTES - this.#length;
    if (this.#budget && !this.#budget.spare(spare)) return;
    this.#spare = this.#budget ? spare : 0;
    const buffer = free.pop() ?? Buffer.allocUnsafeSlow(MOST_BYTES);
    let at = 0;
    for (const part of [...this.#list, ...this.#small]) {
      buffer.set(part, at);
      at += part.byteLength;
    }
    this.#buffer = buffer;
    this.#list = [];
    this.#small = [];
  }

  #giveSpare(bytes: number): void {
    if (bytes === 0) return;
    this.#spare -= bytes;
    this.#budget?.give(bytes);
  }

  /** Everything, in one piece. It stays held, and must not be used after the next `add` or `take`. */
  whole(): Uint8Array {
    if (this.#buffer) return this.#buffer.subarray(0, this.#length);
    if (this.#list.length !== 1 || this.#small.length > 0) {
      this.#list = [Buffer.concat([...this.#list, ...this.#small], this.#length)];
      this.#small = [];
    }
    return this.#list[0]!;
  }

  /**
   * The same, given away: nothing is held any more. `release` is to be called once; `isDone` where nobody looks at the
   * bytes from then on, so that their buffer may be used again (a request that failed may still be sending them).
   */
  take(): { bytes: Uint8Array; release(isDone: boolean): void } {
    const bytes = this.whole();
    const length = this.#length;
    const buffer = this.#buffer;
    this.#list = [];
    this.#small = [];
    this.#buffer = null;
    this.#length = 0;
    // Last: the budget may press whoever holds most, and that must not be these bytes for a second time.
    this.#giveSpare(this.#spare);
    return {
      bytes,
      release: (isDone) => {
        if (buffer && isDone && free.length < MOST_FREE) free.push(buffer);
        this.#budget?.give(length);
      },
    };
  }
}
