import { checkTiff } from '../../domain/ending/tiff.ts';
import { CopyImpossible } from './unreadable.ts';

/** A piece of the file: a strip of a picture, or a table. Bytes. */
export interface Piece {
  readonly offset: number;
  readonly size: number;
}

/** What a directory says of its picture; numbers as in TIFF 6.0, with its defaults. */
export interface TiffPage {
  /** From 0, in the chain of directories. */
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly samples: number;
  readonly compression: number;
  readonly photometric: number;
  readonly fillOrder: number;
  readonly t6Options: number;
  /** Empty where it is cut into tiles. */
  readonly strips: readonly Piece[];
  readonly jpegTables: Piece | null;
  /** Dots per inch across and down; null where the file says none. */
  readonly dpi: readonly [x: number, y: number] | null;
}

/** Of a picture copied as it is: more strips mean that it is made anew. */
const MOST_STRIPS = 2;

const TYPE_SIZE: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 1, 1, 8, 8, 8];
const RATIONAL = 5;

/**
 * The pictures of a TIFF (TIFF 6.0, or BigTIFF), in the order of its directories. Nothing is decoded.
 *
 * @throws {CopyImpossible} where the chain of directories is broken or cut.
 */
export function tiffPages(bytes: Uint8Array): TiffPage[] {
  // Bounds circles, overlaps and what lies beyond the end, so that the walk below needs no guards of its own.
  const verdict = checkTiff(bytes);
  if (!verdict.ok) {
    throw new CopyImpossible(verdict.why === 'incomplete' ? 'FILE_INCOMPLETE' : 'TIFF_BROKEN', {
      detail: verdict.detail,
    });
  }
  const file = new Numbers(bytes);
  const pages: TiffPage[] = [];
  let at = file.big ? file.at(8, 8) : file.at(4, 4);
  while (pages.length < verdict.pages) {
    const { fields, next } = directory(file, at);
    pages.push(pageOf(file, fields, pages.length));
    at = next;
  }
  return pages;
}

interface Field {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

function directory(file: Numbers, at: number): { fields: Map<number, Field>; next: number } {
  const [countSize, entrySize, pointer] = file.big ? [8, 20, 8] : [2, 12, 4];
  const count = file.at(at, countSize);
  const fields = new Map<number, Field>();
  for (let n = 0; n < count; n++) {
    const entry = at + countSize + n * entrySize;
    const type = file.at(entry + 2, 2);
    const values = file.at(entry + 4, pointer);
    const value = entry + 4 + pointer;
    const inline = values * (TYPE_SIZE[type] ?? 1) <= pointer;
    fields.set(file.at(entry, 2), { type, count: values, at: inline ? value : file.at(value, pointer) });
  }
  return { fields, next: file.at(at + countSize + count * entrySize, pointer) };
}

function pageOf(file: Numbers, fields: ReadonlyMap<number, Field>, index: number): TiffPage {
  const number = (tag: number, otherwise: number): number => {
    const field = fields.get(tag);
    return field ? file.value(field, 0) : otherwise;
  };
  const tables = fields.get(347);
  const [offsets, sizes] = [fields.get(273), fields.get(279)];
  const strips: Piece[] = [];
  for (let n = 0; offsets && n < Math.min(offsets.count, MOST_STRIPS); n++) {
    strips.push({ offset: file.value(offsets, n), size: sizes && n < sizes.count ? file.value(sizes, n) : 0 });
  }
  return {
    index,
    width: number(256, 0),
    height: number(257, 0),
    bits: number(258, 1),
    samples: number(277, 1),
    compression: number(259, 1),
    photometric: number(262, 0),
    fillOrder: number(266, 1),
    t6Options: number(293, 0),
    strips,
    jpegTables: tables ? { offset: tables.at, size: tables.count } : null,
    dpi: resolution(file, fields, number(296, 2)),
  };
}

/** `unit` as in field 296: 2 an inch, 3 a centimetre; 1 is none at all, and what it says is taken for inches. */
function resolution(file: Numbers, fields: ReadonlyMap<number, Field>, unit: number): [number, number] | null {
  const [x, y] = [282, 283].map((tag) => {
    const field = fields.get(tag);
    if (field?.type !== RATIONAL) return 0;
    const value = file.at(field.at, 4) / file.at(field.at + 4, 4);
    return unit === 3 ? value * 2.54 : value;
  }) as [number, number];
  const believed = (dpi: number) => dpi >= 30 && dpi <= 4800;
  if (!believed(x) && !believed(y)) return null;
  return [believed(x) ? x : y, believed(y) ? y : x];
}

/** Reads unsigned numbers in the byte order of the file; 0 beyond its end. */
class Numbers {
  readonly big: boolean;
  private readonly view: DataView;
  private readonly little: boolean;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.little = bytes[0] === 0x49;
    this.big = this.at(2, 2) === 43;
  }

  at(offset: number, size: number): number {
    if (!(offset >= 0) || offset + size > this.view.byteLength) return 0;
    if (size === 1) return this.view.getUint8(offset);
    if (size === 2) return this.view.getUint16(offset, this.little);
    if (size === 4) return this.view.getUint32(offset, this.little);
    return Number(this.view.getBigUint64(offset, this.little));
  }

  value(field: Field, index: number): number {
    const size = TYPE_SIZE[field.type] ?? 1;
    return this.at(field.at + index * size, Math.min(size, 8));
  }
}
