import type { Upload } from '../ports/blobs.ts';
import type { ByteBudget, Holder } from './byte-budget.ts';
import { Chunks } from './chunks.ts';

/** Up to this size an upload is held in memory and written at once; beyond, it goes to storage in blocks of it. Bytes. */
export const BLOCK_BYTES = 8 * 1024 * 1024;
const BLOCKS_AT_ONCE = 4;

/**
 * The bytes of one upload between its client and storage. Small ones stay here to be written at once (`seal`); larger
 * ones, and those that the budget presses, leave in blocks while they come.
 */
export class Spool implements Holder {
  readonly #budget: ByteBudget | undefined;
  /** Opens the upload in blocks, at the first of them. */
  readonly #open: () => Promise<Upload>;
  #upload: Promise<Upload> | null = null;
  readonly #chunks: Chunks;
  readonly #running = new Set<Promise<void>>();
  #failure: unknown;
  /** Nothing leaves in blocks any more. */
  #isSealed = false;

  constructor(budget: ByteBudget | undefined, open: () => Promise<Upload>) {
    this.#budget = budget;
    this.#open = open;
    this.#chunks = new Chunks(budget);
    budget?.join(this);
  }

  get held(): number {
    return this.#isSealed ? 0 : this.#chunks.length;
  }

  get reserved(): number {
    return this.#isSealed ? 0 : this.#chunks.reserved;
  }

  /** True once a part has left for storage. */
  get isInBlocks(): boolean {
    return this.#upload !== null;
  }

  /** True where a block came to nothing, as far as its answer tells. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** A promise where nothing more may be written before it resolves. It rejects where storage failed. */
  write(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#failure) return Promise.reject(this.#failure);
    const wait = this.#budget?.take(chunk.byteLength, this);
    return wait ? wait.then(() => this.#keep(chunk)) : this.#keep(chunk);
  }

  #keep(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#isSealed) {
      this.#budget?.give(chunk.byteLength);
      return undefined;
    }
    let rest = chunk;
    while (rest.byteLength > 0) {
      // A file of one block exactly is still written at once: what it has is sent when more comes.
      if (this.#chunks.length === BLOCK_BYTES) this.spill();
      const part = rest.subarray(0, BLOCK_BYTES - this.#chunks.length);
      this.#chunks.add(part);
      rest = rest.subarray(part.byteLength);
    }
    return this.#running.size < BLOCKS_AT_ONCE ? undefined : this.#oneLess();
  }

  async #oneLess(): Promise<void> {
    await Promise.race(this.#running);
    if (this.#failure) throw this.#failure;
  }

  spill(): void {
    if (this.#isSealed || this.#chunks.length === 0) return;
    const { bytes, release } = this.#chunks.take();
    this.#upload ??= this.#open();
    // Asked of the upload in the order of the blocks, though several are on their way at once.
    const ended = (isDone: boolean) => {
      this.#running.delete(task);
      release(isDone);
    };
    const task: Promise<void> = this.#upload
      .then((u) => u.stage(bytes))
      .then(
        () => ended(true),
        (e: unknown) => {
          this.#failure ??= e;
          ended(false);
        },
      );
    this.#running.add(task);
  }

  /** All of it where nothing has left yet, else null. It stays held, and may leave in blocks all the same. */
  peek(): Uint8Array | null {
    return this.#upload ? null : this.#chunks.whole();
  }

  /** The same for the last time: from here on nothing leaves in blocks where nothing has. */
  seal(): Uint8Array | null {
    const bytes = this.peek();
    if (bytes) this.#isSealed = true;
    return bytes;
  }

  /** Sends the rest on its way and resolves when storage has every block. For an upload in blocks. */
  async flush(): Promise<Upload> {
    this.spill();
    const upload = await this.#upload!;
    await Promise.all(this.#running);
    if (this.#failure) throw this.#failure;
    return upload;
  }

  /** To be called once, however the upload ended: gives back what is held, and resolves when nothing is on its way. */
  async close(): Promise<void> {
    this.#isSealed = true;
    this.#budget?.leave(this);
    this.#chunks.take().release(false);
    await Promise.all(this.#running);
  }
}
