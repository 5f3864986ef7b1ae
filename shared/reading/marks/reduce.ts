import type { Raster } from '../ocr/engine.ts';
import { unpacked } from '../raster/bits.ts';

/** A picture of whole bytes: 1 is black, 0 is white. */
export interface Dots {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
  /** Dots of the raster that one of these stands for, in each direction. */
  readonly factor: number;
}

/** How light each dot is, 0 to 255, in a picture `factor` times smaller than the raster. */
export interface Light {
  readonly width: number;
  readonly height: number;
  readonly light: Uint8Array;
  readonly factor: number;
}

/** Black dots in a byte of a raster of one bit a dot. */
const ONES = Uint8Array.from({ length: 256 }, (_, n) => {
  let ones = 0;
  for (let rest = n; rest > 0; rest >>= 1) ones += rest & 1;
  return ones;
});

/**
 * The mean of each square of `factor` by `factor` dots; what is left over at the right and lower edges is left out. With 1 a
 * grey raster's own bytes.
 */
export function reduced(raster: Raster, factor: number): Light {
  if (factor === 1) {
    const { width, height, data: light } = unpacked(raster);
    return { width, height, light, factor };
  }
  const width = Math.floor(raster.width / factor);
  const height = Math.floor(raster.height / factor);
  const light = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  const most = factor * factor;
  const half = most >> 1;
  // A bilevel picture is summed by its black, a grey one by its light.
  const lights = Uint8Array.from({ length: most + 1 }, (_, black) => 255 - Math.round((255 * black) / most));
  // Which sum each column belongs to: looked up, since a division a dot takes longer than all the rest.
  const columns = Uint16Array.from({ length: raster.bits === 1 ? width * factor : 0 }, (_, x) => x / factor);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row++) {
      if (raster.bits === 1) addBits(raster, row, columns, sums);
      else addBytes(raster, row, factor, sums);
    }
    const at = y * width;
    if (raster.bits === 1) for (let x = 0; x < width; x++) light[at + x] = lights[sums[x]!]!;
    else for (let x = 0; x < width; x++) light[at + x] = (sums[x]! + half) / most;
  }
  return { width, height, light, factor };
}

function addBytes({ width, data }: Raster, row: number, factor: number, sums: Uint32Array): void {
  let at = row * width;
  for (let x = 0; x < sums.length; x++) {
    let sum = 0;
    for (let n = 0; n < factor; n++) sum += data[at++]!;
    sums[x]! += sum;
  }
}

function addBits({ width, data }: Raster, row: number, columns: Uint16Array, sums: Uint32Array): void {
  const whole = columns.length;
  const from = row * Math.ceil(width / 8);
  for (let x = 0, at = from; x < whole; x += 8, at++) {
    const byte = data[at]!;
    // Most of a page is white.
    if (byte === 0) continue;
    const last = Math.min(x + 8, whole) - 1;
    if (last === x + 7 && columns[x] === columns[last]) {
      sums[columns[x]!]! += ONES[byte]!;
      continue;
    }
    for (let dot = x, bit = 128; dot <= last; dot++, bit >>= 1) if (byte & bit) sums[columns[dot]!]!++;
  }
}

/** Black where it is darker than half way between the paper and the ink (Otsu's method on the picture's histogram). */
export function thresholded({ width, height, light, factor }: Light): Dots {
  const limit = otsu(light);
  const dots = new Uint8Array(width * height);
  for (let n = 0; n < dots.length; n++) dots[n] = light[n]! <= limit ? 1 : 0;
  return { width, height, dots, factor };
}

function otsu(light: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (let n = 0; n < light.length; n++) counts[light[n]!]!++;
  let all = 0;
  for (let v = 0; v < 256; v++) all += v * counts[v]!;
  let [below, sum, best, limit] = [0, 0, 0, 127];
  for (let v = 0; v < 255; v++) {
    below += counts[v]!;
    sum += v * counts[v]!;
    const above = light.length - below;
    if (below === 0 || above === 0) continue;
    const apart = sum / below - (all - sum) / above;
    const between = below * above * apart * apart;
    if (between > best) [best, limit] = [between, v];
  }
  // Paper alone has a threshold too: its own grain is no ink.
  return Math.min(limit, 200);
}
