import type { Entry } from '../shared/app/tree.ts';
import { Refusal } from '../shared/domain/refusal.ts';
import { Ranges } from './sftp-ranges.ts';
import type { Outgoing, Tree } from './vfs.ts';

/**
 * A read up to so far ahead of the last one waits for the stream to come by, and what the stream leaves behind on its way
 * is kept for reads that are late: clients send several at once, not always in order. Bytes.
 */
const AHEAD_BYTES = 512 * 1024;
const KEPT_BYTES = 1024 * 1024;

/** Streams of one counted download whose end is told together, at its close. */
const MAX_STREAMS = 16;

interface Stream {
  readonly file: Outgoing;
  readonly offset: number;
}

/** Bytes that the stream has passed and nobody has been sent yet. */
interface Piece {
  readonly at: number;
  readonly bytes: Buffer;
}

/**
 * A file that a client reads: one stream from storage for as long as the reads follow each other, another one where they
 * jump. Reads are answered one after the other.
 */
export class Download {
  readonly kind = 'download';
  readonly entry: Entry;
  readonly #tree: Tree;
  readonly #path: string;
  readonly #streams: Stream[] = [];
  readonly #sent = new Ranges();
  #chunks: AsyncIterator<Buffer> | null;
  /** The next byte of the stream. */
  #position = 0;
  #pieces: Piece[] = [];
  #tail: Promise<unknown> = Promise.resolve();
  #isEnded = false;

  private constructor(tree: Tree, path: string, entry: Entry, file: Outgoing) {
    this.#tree = tree;
    this.#path = path;
    this.entry = entry;
    this.#streams.push({ file, offset: 0 });
    this.#chunks = chunksOf(file);
  }

  /** Throws `Refusal` as `Tree.openRead`. */
  static async open(tree: Tree, path: string): Promise<Download> {
    const file = await tree.openRead(path, 0);
    const name = path.slice(path.lastIndexOf('/') + 1);
    return new Download(tree, path, { name, kind: 'file', size: file.size, at: file.at, id: file.id }, file);
  }

  get size(): number {
    return this.entry.size;
  }

  /** The bytes from `offset` on, `length` of them or up to the end; null beyond it. `ready` is awaited before. */
  read(offset: number, length: number, ready: () => Promise<void> | null): Promise<Buffer[] | null> {
    const bytes = this.#tail.then(async () => {
      const wait = ready();
      if (wait) await wait;
      if (this.#isEnded) throw new Refusal('invalid', 'BAD_HANDLE');
      if (offset >= this.size) return null;
      const end = Math.min(offset + length, this.size);
      const found = await this.#serve(offset, end);
      this.#sent.add(offset, end);
      return found;
    });
    this.#tail = bytes.catch(() => {});
    return bytes;
  }

  /**
   * Ends it and, where the client closed it, counts what it was sent: from each of the ranges that it has got.
   * `cause`: what cut it short.
   */
  async end(cause?: Error): Promise<void> {
    if (cause) this.#isEnded = true;
    // A read that waits for storage ends with its stream.
    for (const { file } of this.#streams) if (cause) file.body.destroy();
    await this.#tail;
    this.#isEnded = true;
    for (const { file } of this.#streams) file.body.destroy();
    this.#pieces = [];
    await this.#count(cause);
  }

  async #count(cause?: Error): Promise<void> {
    const streams = this.#streams.splice(0);
    // A resumed download begins where no stream does, where reads jumped there.
    if (streams.some((s) => s.file.isCounted))
      for (const { start } of this.#sent)
        if (streams.length < MAX_STREAMS && !streams.some((s) => s.offset === start))
          streams.push({ file: await this.#openAt(start), offset: start });
    streams.sort((a, b) => a.offset - b.offset);
    for (const { file, offset } of streams) {
      file.body.destroy();
      const range = [...this.#sent].find((r) => r.start <= offset && offset <= r.end);
      const sent = range ? range.end - offset : 0;
      await file.finished(sent, !cause && offset + sent === this.size, cause);
    }
  }

  async #serve(offset: number, end: number): Promise<Buffer[]> {
    const kept = this.#kept(offset, end);
    const missing = kept.reduce((at, p) => (p.at === at ? at + p.bytes.length : at), offset);
    if (missing < end && (missing < this.#position || missing > this.#position + AHEAD_BYTES)) await this.#jump(offset);
    while (this.#position < end) await this.#readOn();
    const found = this.#kept(offset, end).map((p) => p.bytes);
    this.#drop(offset, end);
    return found;
  }

  /** What is kept of a range, cut to it. */
  #kept(offset: number, end: number): Piece[] {
    if (this.#pieces.length === 0) return [];
    return this.#pieces
      .filter((p) => p.at < end && p.at + p.bytes.length > offset)
      .map((p) => {
        const from = Math.max(0, offset - p.at);
        return { at: p.at + from, bytes: p.bytes.subarray(from, end - p.at) };
      });
  }

  /** Keeps of what the stream has passed all but a range, and no more than may be kept. */
  #drop(offset: number, end: number): void {
    let pieces: Piece[] = [];
    for (const p of this.#pieces) {
      const to = p.at + p.bytes.length;
      if (to <= offset || p.at >= end) pieces.push(p);
      else {
        if (p.at < offset) pieces.push({ at: p.at, bytes: p.bytes.subarray(0, offset - p.at) });
        if (to > end) pieces.push({ at: end, bytes: p.bytes.subarray(end - p.at) });
      }
    }
    let bytes = pieces.reduce((n, p) => n + p.bytes.length, 0);
    while (bytes > KEPT_BYTES) {
      bytes -= pieces[0]!.bytes.length;
      pieces = pieces.slice(1);
    }
    this.#pieces = pieces;
  }

  async #readOn(): Promise<void> {
    this.#chunks ??= (await this.#openStream(this.#position)) && this.#chunks;
    try {
      const next = await this.#chunks!.next();
      if (next.done) throw new Error(`${this.#path} ended at byte ${this.#position} of ${this.size}`);
      this.#pieces.push({ at: this.#position, bytes: next.value });
      this.#position += next.value.length;
    } catch (e) {
      this.#chunks = null;
      throw e;
    }
  }

  async #jump(offset: number): Promise<void> {
    this.#pieces = [];
    await this.#openStream(offset);
  }

  async #openStream(offset: number): Promise<true> {
    const before = this.#streams.at(-1)!;
    before.file.body.destroy();
    if (!before.file.isCounted || this.#streams.length >= MAX_STREAMS) {
      this.#streams.pop();
      const range = [...this.#sent].find((r) => r.start <= before.offset && before.offset <= r.end);
      await before.file.finished(range ? range.end - before.offset : 0, false);
    }
    const file = await this.#openAt(offset);
    this.#streams.push({ file, offset });
    this.#chunks = chunksOf(file);
    this.#position = offset;
    return true;
  }

  /** The same bytes from another offset. Refused where the name shows another file by now. */
  async #openAt(offset: number): Promise<Outgoing> {
    const file = await this.#tree.openRead(this.#path, offset);
    if (file.id === this.entry.id) return file;
    file.body.destroy();
    const changed = new Refusal('conflict', 'FILE_CHANGED', { path: this.#path });
    await file.finished(0, false, changed);
    throw changed;
  }
}

function chunksOf(file: Outgoing): AsyncIterator<Buffer> {
  return (file.body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
}
