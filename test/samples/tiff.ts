import { type Bitmap, encodeG4 } from './g4.ts';

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;

/** Scanned pages as a TIFF: one bit a point, CCITT Group 4, one strip a page, little-endian, 300 dpi (TIFF 6.0). */
export function writeTiff(pages: readonly Bitmap[], dpi: number): Uint8Array {
  const parts: Buffer[] = [];
  let at = 8;
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(at, 4);
  parts.push(header);
  for (const [n, page] of pages.entries()) {
    const strip = encodeG4(page);
    const fields: [tag: number, type: number, value: number][] = [
      [254, LONG, pages.length > 1 ? 2 : 0],
      [256, LONG, page.width],
      [257, LONG, page.height],
      [258, SHORT, 1],
      [259, SHORT, 4],
      // White is zero.
      [262, SHORT, 0],
      [273, LONG, 0],
      [274, SHORT, 1],
      [277, SHORT, 1],
      [278, LONG, page.height],
      [279, LONG, strip.length],
      [282, RATIONAL, 0],
      [283, RATIONAL, 0],
      [293, LONG, 0],
      [296, SHORT, 2],
    ];
    const size = 2 + fields.length * 12 + 4;
    const resolution = at + size;
    const image = resolution + 8;
    const end = image + strip.length + (strip.length % 2);
    const directory = Buffer.alloc(size + 8);
    directory.writeUInt16LE(fields.length, 0);
    for (const [k, [tag, type, value]] of fields.entries()) {
      const field = 2 + k * 12;
      directory.writeUInt16LE(tag, field);
      directory.writeUInt16LE(type, field + 2);
      directory.writeUInt32LE(1, field + 4);
      const written = type === RATIONAL ? resolution : tag === 273 ? image : value;
      if (type === SHORT) directory.writeUInt16LE(written, field + 8);
      else directory.writeUInt32LE(written, field + 8);
    }
    directory.writeUInt32LE(n + 1 < pages.length ? end : 0, size - 4);
    directory.writeUInt32LE(dpi, size);
    directory.writeUInt32LE(1, size + 4);
    parts.push(directory, Buffer.from(strip), Buffer.alloc(strip.length % 2));
    at = end;
  }
  return new Uint8Array(Buffer.concat(parts));
}
