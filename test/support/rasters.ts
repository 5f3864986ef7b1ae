import type { Raster } from '../../shared/reading/ocr/engine.ts';
import { CLEAN, type Defects, scanned } from '../accuracy/generate/degrade.ts';
import { drawnPages } from '../samples/drawn-pages.ts';
import type { Bitmap } from '../samples/g4.ts';
import { random } from '../samples/random.ts';

/** Black and white points, one byte each, as a picture of one bit a dot. */
export function rasterOf({ width, height, points }: Bitmap, dpi: number): Raster {
  const row = Math.ceil(width / 8);
  const data = new Uint8Array(row * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (points[y * width + x]) data[y * row + (x >> 3)]! |= 128 >> (x & 7);
  return { width, height, bits: 1, data, dpi };
}

/** The pages of a PDF as a scanner gives them: bilevel. */
export async function scannedPages(pdf: Uint8Array, dpi: number, defects: Partial<Defects> = {}): Promise<Raster[]> {
  const pages: Raster[] = [];
  for await (const page of drawnPages(pdf, dpi))
    pages.push(rasterOf(scanned(page, { ...CLEAN, ...defects }, random(3)), dpi));
  return pages;
}

/** The same picture in grey: one byte a dot. */
export function inGrey({ width, height, data, dpi }: Raster, paper = 230, ink = 40): Raster {
  const row = Math.ceil(width / 8);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) grey[y * width + x] = data[y * row + (x >> 3)]! & (128 >> (x & 7)) ? ink : paper;
  return { width, height, bits: 8, data: grey, dpi };
}
