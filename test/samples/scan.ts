import { type DrawnPage, drawnPages } from './drawn-pages.ts';
import type { Bitmap } from './g4.ts';
import type { Random } from './random.ts';
import { writeTiff } from './tiff.ts';

const DPI = 300;
/** Darker than this is black: a scanner's threshold, not a dither, which recognition reads badly. */
const THRESHOLD = 168;

/**
 * The pages of a PDF as an office scanner would give them: a TIFF of 300 dpi, black and white, Group 4, each page laid
 * in a little askew and with some dust.
 */
export async function scanPdf(pdf: Uint8Array, r: Random): Promise<Uint8Array> {
  const pages: Bitmap[] = [];
  for await (const page of drawnPages(pdf, DPI)) pages.push(laidIn(page, r));
  return writeTiff(pages, DPI);
}

/** Turned by up to half a degree about its middle, thresholded, with specks of dust. */
function laidIn({ width, height, data }: DrawnPage, r: Random): Bitmap {
  const points = new Uint8Array(width * height);
  const angle = ((r.next() - 0.5) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [cx, cy] = [width / 2, height / 2];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = Math.round(cx + (x - cx) * cos - (y - cy) * sin);
      const fromY = Math.round(cy + (x - cx) * sin + (y - cy) * cos);
      if (fromX < 0 || fromX >= width || fromY < 0 || fromY >= height) continue;
      const at = (fromY * width + fromX) * 4;
      const grey = data[at]! * 0.299 + data[at + 1]! * 0.587 + data[at + 2]! * 0.114;
      if (grey < THRESHOLD) points[y * width + x] = 1;
    }
  }
  for (let speck = r.int(20, 120); speck > 0; speck--) {
    const [x, y, size] = [r.int(2, width - 5), r.int(2, height - 5), r.int(1, 3)];
    for (let dy = 0; dy < size; dy++) points.fill(1, (y + dy) * width + x, (y + dy) * width + x + size);
  }
  return { width, height, points };
}
