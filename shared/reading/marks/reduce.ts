import type { Raster } from '../ocr/engine.ts';

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

/** The mean of each square of `factor` by `factor` dots; what is left over at the right and lower edges is left out. */
export function reduced(raster: Raster, factor: number): Light {
  const width = Math.floor(raster.width / factor);
  const height = Math.floor(raster.height / factor);
  const light = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  const most = factor * factor;
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row++) addRow(raster, row, factor, sums);
    const at = y * width;
    // A bilevel picture is summed by its black, a grey one by its light.
    if (raster.bits === 1) for (let x = 0; x < width; x++) light[at + x] = 255 - Math.round((255 * sums[x]!) / most);
    else for (let x = 0; x < width; x++) light[at + x] = Math.round(sums[x]! / most);
  }
  return { width, height, light, factor };
}

function addRow(raster: Raster, row: number, factor: number, sums: Uint32Array): void {
  const { width, bits, data } = raster;
  const whole = sums.length * factor;
  if (bits === 8) {
    let at = row * width;
    for (let x = 0; x < sums.length; x++) {
      let sum = 0;
      for (let n = 0; n < factor; n++) sum += data[at++]!;
      sums[x]! += sum;
    }
    return;
  }
  const from = row * Math.ceil(width / 8);
  for (let n = 0; n * 8 < whole; n++) {
    const byte = data[from + n]!;
    // Most of a page is white.
    if (byte === 0) continue;
    const x = n * 8;
    const first = Math.floor(x / factor);
    if (byte === 255 && x + 8 <= whole && Math.floor((x + 7) / factor) === first) {
      sums[first]! += ONES[byte]!;
      continue;
    }
    for (let bit = 0; bit < 8 && x + bit < whole; bit++)
      if (byte & (128 >> bit)) sums[Math.floor((x + bit) / factor)]!++;
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
  for (const value of light) counts[value]!++;
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
