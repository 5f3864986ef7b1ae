/** Most pages of one file; past it the chain of directories is taken for an attack. */
const MOST_PAGES = 10_000;

/** Bytes of one value by TIFF field type, from 1 (TIFF 6.0, section 2; BigTIFF adds 16 to 18). */
const TYPE_SIZE: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 1, 1, 8, 8, 8];

const WIDTH = 256;
const LENGTH = 257;
/** Offsets and byte counts of the image's pieces: strips, tiles, or the stream of the old JPEG compression. */
const PIECES = [
  [273, 279],
  [324, 325],
  [513, 514],
] as const;

/** Fields that point at more than is followed here: other directories, and tables of the old JPEG compression. */
const POINTERS: readonly number[] = [330, 519, 520, 521, 34665, 34853, 40965];

/**
 * `incomplete`: something lies beyond the end of the file; `broken`: it can't be a TIFF at all. `certain`: nothing that
 * a page names was left unseen, down to the last letter of its texts.
 */
export type TiffVerdict =
  | { ok: true; pages: number; certain: boolean }
  | { ok: false; why: 'incomplete' | 'broken'; detail: string };

/**
 * Checks that every page of a TIFF is there: the chain of directories, their fields, and the pieces of the image all
 * lie inside the file. Nothing is decoded. Takes no more steps than the file has bytes: directories that overlap, or
 * share their pieces, could ask for billions.
 */
export function checkTiff(bytes: Uint8Array): TiffVerdict {
  const file = new TiffFile(bytes);
  const seen = new Set<number>();
  let certain = true;
  let at = file.firstDirectory();
  if (at === null) return incomplete('the header is cut');
  if (at === 0) return broken('no page');
  while (at !== 0) {
    if (at < 8) return broken(`a page cannot be at byte ${at}`);
    if (seen.has(at)) return broken('the pages follow each other in a circle');
    if (seen.size >= MOST_PAGES) return broken(`more than ${MOST_PAGES} pages`);
    seen.add(at);
    const page = seen.size;
    const directory = file.directory(at);
    if (directory === null) return incomplete(`page ${page} lies beyond the end`);
    if (directory.fields.size === 0) return broken(`page ${page} is empty`);
    const verdict = checkPage(file, directory.fields, page);
    if (verdict) return verdict;
    if (file.isTired) return broken('the pages overlap');
    certain &&= isSeenWhole(file, directory.fields);
    at = directory.next;
  }
  return { ok: true, pages: seen.size, certain };
}

function checkPage(file: TiffFile, fields: ReadonlyMap<number, Field>, page: number): TiffVerdict | null {
  for (const tag of [WIDTH, LENGTH]) {
    const field = fields.get(tag);
    if (!field || !(file.value(field, 0)! > 0)) return broken(`page ${page} has no size`);
  }
  let found = false;
  for (const [offsetTag, countTag] of PIECES) {
    const offsets = fields.get(offsetTag);
    if (!offsets || offsets.count === 0) continue;
    found = true;
    const counts = fields.get(countTag);
    for (let i = 0; i < offsets.count && !file.isTired; i++) {
      const offset = file.value(offsets, i);
      const count = counts && i < counts.count ? file.value(counts, i) : 1;
      if (offset === null || count === null || offset + count > file.size) {
        return incomplete(`the image of page ${page} goes beyond the end`);
      }
    }
  }
  return found ? null : broken(`page ${page} has no image`);
}

/** True where the values of every field lie inside the file, and none of them leads elsewhere. */
function isSeenWhole(file: TiffFile, fields: ReadonlyMap<number, Field>): boolean {
  for (const [tag, { type, count, at }] of fields) {
    const size = TYPE_SIZE[type];
    if (!size || POINTERS.includes(tag) || !(at + count * size <= file.size)) return false;
  }
  return PIECES.every(([offsets, counts]) => (fields.get(offsets)?.count ?? 0) <= (fields.get(counts)?.count ?? 0));
}

function incomplete(detail: string): TiffVerdict {
  return { ok: false, why: 'incomplete', detail };
}

function broken(detail: string): TiffVerdict {
  return { ok: false, why: 'broken', detail };
}

/** A field of a directory; `at` is where its values start. */
export interface Field {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** Reads numbers of a TIFF or BigTIFF, of either byte order; null beyond the end of the file. */
export class TiffFile {
  readonly size: number;
  private readonly view: DataView;
  private readonly little: boolean;
  private readonly big: boolean;
  private steps = 0;

  constructor(bytes: Uint8Array) {
    this.size = bytes.length;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.little = bytes[0] === 0x49;
    this.big = (this.little ? bytes[2] : bytes[3]) === 43;
  }

  /** True once more was read than a file of this size can hold. */
  get isTired(): boolean {
    return this.steps > this.size;
  }

  firstDirectory(): number | null {
    return this.big ? this.number(8, 8) : this.number(4, 4);
  }

  directory(at: number): { fields: Map<number, Field>; next: number } | null {
    const [countSize, entrySize, pointer] = this.big ? [8, 20, 8] : [2, 12, 4];
    const count = this.number(at, countSize);
    const nextAt = count === null ? null : at + countSize + count * entrySize;
    const next = nextAt === null ? null : this.number(nextAt, pointer);
    if (count === null || next === null) return null;
    const fields = new Map<number, Field>();
    for (let i = 0; i < count && !this.isTired; i++) {
      this.steps++;
      const entry = at + countSize + i * entrySize;
      const type = this.number(entry + 2, 2)!;
      const values = this.number(entry + 4, pointer)!;
      const inline = values * (TYPE_SIZE[type] ?? 1) <= pointer;
      const valueAt = entry + 4 + pointer;
      fields.set(this.number(entry, 2)!, {
        type,
        count: values,
        at: inline ? valueAt : this.number(valueAt, pointer)!,
      });
    }
    return { fields, next };
  }

  /** One of a field's values as an unsigned integer. */
  value(field: Field, index: number): number | null {
    const size = TYPE_SIZE[field.type] ?? 1;
    this.steps++;
    return this.number(field.at + index * size, size);
  }

  /** A fraction of two unsigned integers (type RATIONAL); null where it is none. */
  fraction(field: Field): number | null {
    if (field.type !== 5) return null;
    const [above, below] = [this.number(field.at, 4), this.number(field.at + 4, 4)];
    return above === null || !below ? null : above / below;
  }

  private number(at: number, size: number): number | null {
    if (!(at >= 0) || at + size > this.size) return null;
    if (size === 1) return this.view.getUint8(at);
    if (size === 2) return this.view.getUint16(at, this.little);
    if (size === 4) return this.view.getUint32(at, this.little);
    return Number(this.view.getBigUint64(at, this.little));
  }
}
