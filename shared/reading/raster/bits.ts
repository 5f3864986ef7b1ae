import type { Raster } from '../ocr/engine.ts';

const HALF = 128;

/** One byte a dot (0 is black) as eight dots a byte (1 is black): dots darker than `limit` are black. */
export function packed(raster: Raster, limit = HALF): Raster {
  if (raster.bits === 1) return raster;
  const { width, height, data: light, dpi } = raster;
  const row = Math.ceil(width / 8);
  const data = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    let at = y * width;
    const end = at + width;
    let to = y * row;
    for (; limit === HALF && at + 8 <= end; at += 8, to++) {
      // Half as light and lighter is what has the highest bit: eight at once where all have it, as on most of a page.
      const all =
        light[at]! &
        light[at + 1]! &
        light[at + 2]! &
        light[at + 3]! &
        light[at + 4]! &
        light[at + 5]! &
        light[at + 6]!;
      if ((all & light[at + 7]!) < HALF) data[to] = byteOf(light, at, at + 8, limit);
    }
    for (; at < end; at += 8, to++) data[to] = byteOf(light, at, Math.min(at + 8, end), limit);
  }
  return { width, height, bits: 1, data, dpi };
}

function byteOf(light: Uint8Array, from: number, end: number, limit: number): number {
  let byte = 0;
  for (let at = from, bit = 128; at < end; at++, bit >>= 1) if (light[at]! < limit) byte |= bit;
  return byte;
}

/** Eight dots a byte as one byte a dot. */
export function unpacked(raster: Raster): Raster {
  if (raster.bits === 8) return raster;
  const { width, height, data: bits, dpi } = raster;
  const row = Math.ceil(width / 8);
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let n = 0; n < row; n++) {
      const byte = bits[y * row + n]!;
      // Most of a page is white.
      if (byte === 0) continue;
      const from = y * width + n * 8;
      const dots = Math.min(8, width - n * 8);
      for (let bit = 0; bit < dots; bit++) if (byte & (128 >> bit)) data[from + bit] = 0;
    }
  }
  return { width, height, bits: 8, data, dpi };
}

/** True where every dot is black or white. */
export function isBilevel(light: Uint8Array): boolean {
  for (let n = 0; n < light.length; n++) if (light[n] !== 0 && light[n] !== 255) return false;
  return true;
}
