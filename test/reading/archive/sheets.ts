import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../../../shared/domain/page/page.ts';
import type { ScannedPage } from '../../../shared/domain/scan/scanned-page.ts';
import type { Bitmap } from '../../samples/g4.ts';
import { run } from './programs.ts';

export const DPI = 200;

/** How a sheet lay in the scanner. */
export interface Lie {
  /** How much it must be turned clockwise to stand upright. */
  readonly turned: 0 | 90 | 180 | 270;
  /** Degrees that its lines fall to the right, once it is turned. */
  readonly skew: number;
}

export interface Sheet {
  /** As it came from the scanner. */
  readonly bitmap: Bitmap;
  readonly scanned: ScannedPage;
}

/** Where black bars stand for words, in points of the upright page; apart, and none like its mirror image. */
export const WORDS: readonly { readonly text: string; readonly box: Box }[] = [
  { text: 'Facture', box: { x: 40, y: 50, width: 90, height: 14 } },
  { text: 'été', box: { x: 150, y: 50, width: 24, height: 14 } },
  { text: '1234,56€', box: { x: 300, y: 130, width: 60, height: 9 } },
  { text: 'Total', box: { x: 250, y: 400, width: 44, height: 11 } },
];
/** Points: a small sheet, higher than wide. */
const SIZE = { width: 396, height: 540 };

/** A sheet with a black bar in the place of each word, as it came, with what a perfect reader reads on it. */
export function sheet(lie: Lie, number = 1, words = WORDS): Sheet {
  const straight = blank(dots(SIZE.width), dots(SIZE.height));
  for (const { box } of words) fill(straight, box);
  const bitmap = turnedBack(skewed(straight, lie.skew), lie.turned);
  return { bitmap, scanned: pageOf(bitmap, lie, number, words) };
}

export function pageOf(bitmap: Bitmap, lie: Lie, number: number, words: typeof WORDS): ScannedPage {
  const { width, height } = bitmap;
  const [w, h] = lie.turned % 180 === 0 ? [width, height] : [height, width];
  return {
    version: 1,
    engine: 'tesseract 5.3.0',
    page: {
      number,
      width: (w * 72) / DPI,
      height: (h * 72) / DPI,
      origin: 'ocr',
      fragments: words.map((word) => ({ ...word, confidence: 0.9 })),
    },
    quality: {
      width,
      height,
      dpi: DPI,
      dpiTaken: DPI,
      bilevel: true,
      turned: lie.turned,
      skew: lie.skew,
      ink: 0.02,
      blank: words.length === 0,
      confidence: words.length > 0 ? 0.9 : null,
    },
    marks: [],
  };
}

function dots(points: number): number {
  return Math.round((points * DPI) / 72);
}

function blank(width: number, height: number): Bitmap {
  return { width, height, points: new Uint8Array(width * height) };
}

function fill({ width, points }: Bitmap, box: Box): void {
  for (let y = dots(box.y); y < dots(box.y + box.height); y++)
    points.fill(1, y * width + dots(box.x), y * width + dots(box.x + box.width));
}

/** Every dot of a picture that is turned clockwise about its middle is sought where it was before. */
function skewed({ width, height, points }: Bitmap, degrees: number): Bitmap {
  const out = blank(width, height);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = Math.round(cx + (x - cx) * cos + (y - cy) * sin);
      const fromY = Math.round(cy - (x - cx) * sin + (y - cy) * cos);
      if (fromX < 0 || fromX >= width || fromY < 0 || fromY >= height) continue;
      out.points[y * width + x] = points[fromY * width + fromX]!;
    }
  }
  return out;
}

export function mirrored({ width, height, points }: Bitmap): Bitmap {
  const out = blank(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) out.points[y * width + x] = points[y * width + (width - 1 - x)]!;
  return out;
}

/** Counter-clockwise. */
export function turnedBack(bitmap: Bitmap, turned: number): Bitmap {
  let out = bitmap;
  for (let n = 0; n < turned / 90; n++) {
    const { width, height, points } = out;
    const next = blank(height, width);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) next.points[(width - 1 - x) * height + y] = points[y * width + x]!;
    out = next;
  }
  return out;
}

/** What `pdftotext -bbox` finds on one page: words with their places on the page as it is shown, in points. */
export function wordsFound(folder: string, pdf: Uint8Array, page = 1): { text: string; box: Box }[] {
  const file = join(folder, 'words.pdf');
  writeFileSync(file, pdf);
  const html = run('pdftotext', ['-bbox', '-f', String(page), '-l', String(page), file, '-']).toString();
  return [...html.matchAll(/<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<\/word>/g)].map((m) => {
    const [x, y, right, bottom] = m.slice(1, 5).map(Number) as [number, number, number, number];
    return { text: m[5]!, box: { x, y, width: right - x, height: bottom - y } };
  });
}

/** The page as it is shown, at the dots per inch of the sheets. */
export function shown(folder: string, pdf: Uint8Array, page = 1): Bitmap {
  const file = join(folder, 'shown.pdf');
  writeFileSync(file, pdf);
  const n = String(page);
  return readPbm(run('pdftoppm', ['-mono', '-r', String(DPI), '-f', n, '-l', n, file]));
}

/** Binary PBM: https://netpbm.sourceforge.net/doc/pbm.html */
export function readPbm(bytes: Buffer): Bitmap {
  const header = /^P4\s+(\d+)\s+(\d+)\s/.exec(bytes.subarray(0, 64).toString('latin1'))!;
  const out = blank(Number(header[1]), Number(header[2]));
  const row = Math.ceil(out.width / 8);
  for (let y = 0; y < out.height; y++)
    for (let x = 0; x < out.width; x++) {
      const byte = bytes[header[0].length + y * row + (x >> 3)]!;
      out.points[y * out.width + x] = (byte >> (7 - (x & 7))) & 1;
    }
  return out;
}

/** The smallest box around what is black near a place (within `reach` points of its box), in points. */
export function inkNear({ width, height, points }: Bitmap, box: Box, reach: number): Box {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = Math.max(0, dots(box.y - reach)); y < Math.min(height, dots(box.y + box.height + reach)); y++)
    for (let x = Math.max(0, dots(box.x - reach)); x < Math.min(width, dots(box.x + box.width + reach)); x++) {
      if (!points[y * width + x]) continue;
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
  const points72 = (n: number) => (n * 72) / DPI;
  return { x: points72(left), y: points72(top), width: points72(right + 1 - left), height: points72(bottom + 1 - top) };
}
