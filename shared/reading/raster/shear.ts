import type { Raster } from '../ocr/engine.ts';
import { packed } from './bits.ts';

/**
 * Turned about its middle by a few degrees clockwise, as large as before, in black and white: what leaves it is lost, what
 * comes in is white. Whole dots are moved, along, down and along again, which together is a rotation (Paeth, "A fast
 * algorithm for general raster rotation", 1986). No dot is mixed of others: a letter keeps its shape but for a step of one
 * dot here and there, and strokes of one dot stay as black as they were.
 */
export function sheared(raster: Raster, degrees: number): Raster {
  const { width, height, data: from, dpi } = packed(raster);
  const angle = (degrees * Math.PI) / 180;
  const [along, down] = [Math.tan(angle / 2), Math.sin(angle)];
  const row = Math.ceil(width / 8);
  const first = slidAlong(from, row, height, along);
  // What slid over the edge of the sheet would come back with the second.
  clearEdge(first, width, row, height);
  const data = slidAlong(slidDown(first, width, row, height, down), row, height, along);
  clearEdge(data, width, row, height);
  return { width, height, bits: 1, data, dpi };
}

/** Each row by whole dots, in proportion to how far it lies from the middle one. */
function slidAlong(from: Uint8Array, row: number, height: number, slope: number): Uint8Array {
  const to = new Uint8Array(from.length);
  const middle = (height - 1) / 2;
  for (let y = 0; y < height; y++) {
    const dots = Math.round((y - middle) * slope);
    const [bytes, bits] = [dots >> 3, dots & 7];
    const [start, end] = [y * row, (y + 1) * row];
    // The byte that gives its right part to each, and beyond it the one that gives its left part.
    const [first, last] = [Math.max(start, start - bytes - 1), Math.min(end, end - bytes)];
    for (let at = first; at < last; at++) {
      const left = at + bytes;
      const ink = left >= start ? from[left]! << bits : 0;
      to[at] = left + 1 < end ? ink | (from[left + 1]! >> (8 - bits)) : ink;
    }
  }
  return to;
}

/** Eight columns at a time by whole dots, in proportion to how far they lie from the middle. */
function slidDown(from: Uint8Array, width: number, row: number, height: number, slope: number): Uint8Array {
  const to = new Uint8Array(from.length);
  const middle = (width - 1) / 2;
  const rows = Int32Array.from({ length: row }, (_, n) => Math.round((n * 8 + 3.5 - middle) * slope));
  for (let y = 0, at = 0; y < height; y++) {
    for (let n = 0; n < row; n++, at++) {
      const source = y - rows[n]!;
      if (source >= 0 && source < height) to[at] = from[source * row + n]!;
    }
  }
  return to;
}

/** Dots behind the last of a row are no part of it. */
function clearEdge(data: Uint8Array, width: number, row: number, height: number): void {
  if (width % 8 === 0) return;
  const keep = (0xff00 >> (width % 8)) & 0xff;
  for (let y = 1; y <= height; y++) data[y * row - 1]! &= keep;
}
