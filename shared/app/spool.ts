import type { Upload } from '../ports/blobs.ts';
import type { ByteBudget, Holder } from './byte-budget.ts';

/** Up to this size an upload is held in memory and written at once; beyond, it goes to storage in blocks of it. Bytes. */
export const BLOCK_BYTES = 8 * 1024 * 1024;
const BLOCKS_AT_ONCE = 4;

/** Chunks smaller than this are put together, or a client that sends byte by byte would cost a hundred times its bytes. */
const SMALL_CHUNK_BYTES = 4096;
const SMALL_CHUNKS = 256;

/**
 * The bytes of one upload between its client and storage. Small ones stay here to be written at once (`whole`); larger
 * ones, and those that the budget presses, leave in blocks while they come.
 */
export class Spool implements Holder {
  readonly #budget: ByteBudget | undefined;
  /** Opens the upload in blocks, at the first of them. */
  readonly #open: () => Promise<Upload>;
  #upload: Promise<Upload> | null = null;
  #chunks: Uint8Array[] = [];
  #small: Uint8Array[] = [];
  #held = 0;
  readonly #running = new Set<Promise<void>>();
  #failure: unknown;
  /** Nothing leaves in blocks any more. */
  #isSealed = false;

  constructor(budget: ByteBudget | undefined, open: () => Promise<Upload>) {
    this.#budget = budget;
    this.#open = open;
    budget?.join(this);
  }

  get held(): number {
    return this.#isSealed ? 0 : this.#held;
  }

  /** True once a part has left for storage. */
  get isInBlocks(): boolean {
    return this.#upload !== null;
  }

  /** Resolves when more may be written. Rejects where storage failed. */
  async write(chunk: Uint8Array): Promise<void> {
    if (this.#failure) throw this.#failure;
    const wait = this.#budget?.take(chunk.byteLength);
    if (wait) await wait;
    if (this.#isSealed) {
      this.#budget?.give(chunk.byteLength);
      return;
    }
    this.#keep(chunk);
    if (this.#held > BLOCK_BYTES || (this.#upload && this.#held >= BLOCK_BYTES)) this.spill();
    if (this.#running.size >= BLOCKS_AT_ONCE) await Promise.race(this.#running);
    if (this.#failure) throw this.#failure;
  }

  #keep(chunk: Uint8Array): void {
    this.#held += chunk.byteLength;
    if (chunk.byteLength < SMALL_CHUNK_BYTES) {
      this.#small.push(chunk);
      if (this.#small.length < SMALL_CHUNKS) return;
      this.#chunks.push(Buffer.concat(this.#small));
      this.#small = [];
      return;
    }
    if (this.#small.length > 0) this.#chunks.push(...this.#small);
    this.#small = [];
    this.#chunks.push(chunk);
  }

  spill(): void {
    if (this.#isSealed) return;
    const bytes = this.#takeHeld();
    if (bytes.byteLength === 0) return;
    this.#upload ??= this.#open();
    // Asked of the upload in the order of the blocks, though several are on their way at once.
    const task: Promise<void> = this.#upload
      .then((u) => u.stage(bytes))
      .catch((e: unknown) => {
        this.#failure ??= e;
      })
      .finally(() => {
        this.#running.delete(task);
        this.#budget?.give(bytes.byteLength);
      });
    this.#running.add(task);
  }

  /** Everything held, in one piece. What it held goes on counting until it is given back. */
  #takeHeld(): Uint8Array {
    const chunks = [...this.#chunks, ...this.#small];
    const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, this.#held);
    this.#chunks = [];
    this.#small = [];
    this.#held = 0;
    return bytes;
  }

  /** All of it where nothing has left yet, else null. It stays held, and may leave in blocks all the same. */
  peek(): Uint8Array | null {
    if (this.#upload) return null;
    const held = this.#held;
    const bytes = this.#takeHeld();
    this.#chunks = [bytes];
    this.#held = held;
    return bytes;
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
    this.#budget?.give(this.#held);
    this.#chunks = [];
    this.#small = [];
    this.#held = 0;
    await Promise.all(this.#running);
  }

  /** The upload in blocks, if one was begun; null also where it could not be opened. */
  async opened(): Promise<Upload | null> {
    return (await this.#upload?.catch(() => null)) ?? null;
  }
}
