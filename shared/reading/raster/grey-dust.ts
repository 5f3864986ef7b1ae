import type { Raster } from '../ocr/engine.ts';
import { MANY } from './despeckle.ts';
import { dustOf, smallGroups } from './dust.ts';
import { type Paper, paperOf } from './ink.ts';

/** What is darker than this part of the paper's own light is not paper: faint letters hold together at it. */
const DIRTY = 0.8;

/** A grey page without its dust, which is painted over with the paper around it; the same raster where it has little. */
export function withoutGreyDust(raster: Raster): Raster {
  if (raster.bits === 1) return raster;
  const { width, height, data: light, dpi } = raster;
  const paper = paperOf(raster);
  const data = Uint8Array.from(light);
  let groups = 0;
  // One at a time: a screened sheet may have millions.
  for (const group of smallGroups(inkDots(raster, paper), dustOf(dpi))) {
    groups++;
    for (const dot of group) {
      const x = dot % width;
      const y = (dot - x) / width;
      const own = paper.light[squareAt(paper, x, y)]!;
      // Its edge is lighter than ink, and darker than paper.
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        data.fill(own, v * width + Math.max(0, x - 1), v * width + Math.min(width, x + 2));
    }
  }
  return groups > MANY * width * height ? { ...raster, data } : raster;
}

/** What is darker than the paper around it, in black and white. */
function inkDots({ width, height, data: light, dpi }: Raster, paper: Paper): Raster {
  const row = Math.ceil(width / 8);
  const data = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    for (let left = 0; left < width; left += paper.side) {
      const limit = DIRTY * paper.light[squareAt(paper, left, y)]!;
      const right = Math.min(width, left + paper.side);
      for (let x = left; x < right; x++) if (light[y * width + x]! < limit) data[y * row + (x >> 3)]! |= 128 >> (x & 7);
    }
  }
  return { width, height, bits: 1, data, dpi };
}

function squareAt({ side, across, light }: Paper, x: number, y: number): number {
  // What is left over at the right and lower edges belongs to the last squares.
  const down = light.length / across;
  return Math.min(down - 1, Math.floor(y / side)) * across + Math.min(across - 1, Math.floor(x / side));
}
