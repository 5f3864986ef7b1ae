import { isBilevel, packed } from './bits.ts';
import { type Picture, picturesOf } from './pdf-pictures.ts';
import type { Pdfium } from './pdfium.ts';
import { withDocument } from './pdfium.ts';
import type { PagePicture } from './picture.ts';
import { believed, guessedDpi, refuseBomb, shrinkage } from './size.ts';
import { UnreadableError } from './unreadable.ts';

/** Where no picture says how closely a page was scanned. */
const USUAL_DPI = 300;
/** Part of a page that its pictures cover where it is a scan. */
const SCAN_COVERS = 0.5;
/** FPDFBitmap_Gray: one byte a dot. */
const GREY = 1;
/** FPDF_ANNOT (stamps are annotations), FPDF_GRAYSCALE. */
const FLAGS = 0x01 | 0x08;

/** Number of pages. Nothing is drawn. */
export function pdfPages(bytes: Uint8Array): Promise<number> {
  return withDocument(bytes, (library, document) => {
    const pages = library._FPDF_GetPageCount(document);
    if (pages < 1) throw new UnreadableError('PDF_BROKEN', { detail: 'no page' });
    return pages;
  });
}

/** True where pictures cover at least that part of each of the pages, numbered from 1. Nothing is decoded. */
export function arePictures(bytes: Uint8Array, pages: readonly number[], part: number): Promise<boolean> {
  return withDocument(bytes, (library, document) =>
    pages.every((number) => {
      const page = library._FPDF_LoadPage(document, number - 1);
      if (page === 0) return false;
      const whole = library._FPDF_GetPageWidthF(page) * library._FPDF_GetPageHeightF(page);
      const covered = picturesOf(library, page).reduce((sum, { area }) => sum + area, 0);
      library._FPDF_ClosePage(page);
      return covered >= part * whole;
    }),
  );
}

/**
 * One page, numbered from 1, as it is shown (its /Rotate applied), in grey: dot for dot where one picture fills it, else
 * at 300 dots an inch. The page of a scan in black and white comes in black and white.
 */
export function pdfPicture(bytes: Uint8Array, number: number): Promise<PagePicture> {
  return withDocument(bytes, (library, document) => {
    if (number < 1 || number > library._FPDF_GetPageCount(document)) {
      throw new UnreadableError('PAGE_MISSING', { page: String(number) });
    }
    const page = library._FPDF_LoadPage(document, number - 1);
    if (page === 0) throw new UnreadableError('PDF_BROKEN', { detail: `page ${number} can't be opened` });
    try {
      return drawn(library, page);
    } finally {
      library._FPDF_ClosePage(page);
    }
  });
}

function drawn(library: Pdfium, page: number): PagePicture {
  const points = { width: library._FPDF_GetPageWidthF(page), height: library._FPDF_GetPageHeightF(page) };
  if (!(points.width > 0 && points.height > 0))
    throw new UnreadableError('PDF_BROKEN', { detail: 'a page without size' });
  const pictures = picturesOf(library, page);
  for (const { width, height, bitsADot } of pictures) refuseBomb(width, height, bitsADot || 24);
  const scan = scanOf(pictures, points.width * points.height);
  const dpiDrawn = scan?.dpi ?? USUAL_DPI;
  const [wide, high] = [(points.width * dpiDrawn) / 72, (points.height * dpiDrawn) / 72];
  const scale = shrinkage(wide, high);
  const width = Math.max(1, whole(wide * scale, scan));
  const height = Math.max(1, whole(high * scale, scan));
  const light = draw(library, page, width, height);
  const dpi = scan ? believed(scan.dpi, wide, high) : null;
  const dpiTaken = dpi ?? (scan ? guessedDpi(wide, high) : USUAL_DPI);
  const bilevel = scan?.bilevel === true || isBilevel(light);
  const raster = { width, height, bits: 8, data: light, dpi: dpiTaken * scale } as const;
  return {
    raster: bilevel && scale === 1 ? packed(raster) : raster,
    width: Math.round(wide),
    height: Math.round(high),
    dpi,
    dpiTaken,
    bilevel,
  };
}

interface Scan {
  readonly dpi: number;
  readonly bilevel: boolean;
  readonly sides: readonly number[];
}

/** What the pictures say of a page that they cover; null for a page that was not scanned. */
function scanOf(pictures: readonly Picture[], pageArea: number): Scan | null {
  const covered = pictures.reduce((sum, { area }) => sum + area, 0);
  if (covered < SCAN_COVERS * pageArea) return null;
  const largest = Math.max(...pictures.map(({ area }) => area));
  // Paper and letters may lie over each other as two pictures, of which the letters are finer.
  const main = pictures.filter(({ area }) => area >= largest / 2);
  const dpi = Math.max(...main.map((picture) => picture.dpi));
  const sides = main.flatMap(({ width, height }) => [width, height]);
  return { dpi: Math.round(dpi * 100) / 100, bilevel: pictures.every(({ bitsADot }) => bitsADot === 1), sides };
}

/** A side in whole dots: that of the picture itself where the page was rounded, so that no dot is mixed of two. */
function whole(side: number, scan: Scan | null): number {
  return scan?.sides.find((own) => Math.abs(own - side) <= 2) ?? Math.round(side);
}

/**
 * Less than a whole dot is left free around the page. A picture that fills it to the last dot would, by how its place is
 * rounded, be stretched by one, and its dots mixed.
 */
const FREE = 0.05;

function draw(library: Pdfium, page: number, width: number, height: number): Uint8Array {
  const { malloc, free } = library.wasmExports;
  const at = malloc(width * height);
  const numbers = malloc(40);
  if (at === 0 || numbers === 0) throw new UnreadableError('PDF_BROKEN', { detail: 'no memory to draw it' });
  try {
    const bitmap = library._FPDFBitmap_CreateEx(width, height, GREY, at, width);
    if (bitmap === 0) throw new UnreadableError('PDF_BROKEN', { detail: "it can't be drawn" });
    library._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    // FS_MATRIX, from points to dots, and FS_RECTF, the dots to draw.
    const across = (width - FREE) / library._FPDF_GetPageWidthF(page);
    const down = (height - FREE) / library._FPDF_GetPageHeightF(page);
    const values = [across, 0, 0, down, FREE / 2, FREE / 2, 0, 0, width, height];
    const view = new DataView(library.HEAPU8.buffer, numbers, 40);
    for (const [n, value] of values.entries()) view.setFloat32(n * 4, value, true);
    library._FPDF_RenderPageBitmapWithMatrix(bitmap, page, numbers, numbers + 24, FLAGS);
    library._FPDFBitmap_Destroy(bitmap);
    // Its memory moves where it grows: a copy.
    return library.HEAPU8.slice(at, at + width * height);
  } finally {
    free(at);
    free(numbers);
  }
}
