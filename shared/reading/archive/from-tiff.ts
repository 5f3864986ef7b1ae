import { degrees, type PDFDocument, type PDFPage, PDFRawStream, type PDFRef, StandardFonts } from '@cantoo/pdf-lib';
import type { Place } from './lay-words.ts';
import { addContent, addResource } from './page-parts.ts';
import { type PdfPicture, pictureOf } from './picture.ts';
import type { TiffPage } from './tiff-pages.ts';

/** ISO 32000-1, annex C: readers need not show a page of more points a side. */
const LONGEST_SIDE = 14_400;
/** The long side of an A4 sheet, in inches: a page of unknown resolution is taken for one. */
const SHEET = 11.69;
const USUAL_DPI = [72, 96, 100, 150, 200, 240, 300, 400, 600, 1200];

/**
 * Adds one page of a TIFF, in its true size. A picture that can't be decoded becomes a page that says so.
 *
 * @param dpi dots per inch (across) that were taken for it; null for those that the file says.
 * @param turned by how much it is to be shown turned clockwise.
 */
export async function addTiffPage(
  pdf: PDFDocument,
  bytes: Uint8Array,
  source: TiffPage,
  dpi: number | null,
  turned: 0 | 90 | 180 | 270,
): Promise<{ page: PDFPage; place: Place }> {
  const [width, height] = pointsOf(source, dpi);
  const page = pdf.addPage([width, height]);
  if (turned !== 0) page.setRotation(degrees(turned));
  const picture = await pictureOf(bytes, source).catch(() => null);
  if (picture) {
    addResource(page, 'XObject', 'Picture', register(pdf, picture));
    addContent(page, 'last', `q ${width} 0 0 ${height} 0 0 cm /Picture Do Q\n`);
  } else {
    sayUnreadable(pdf, page, source.index + 1);
  }
  return { page, place: { shown: { x: 0, y: 0, width, height }, rotate: 0 } };
}

function register(pdf: PDFDocument, { entries, data }: PdfPicture): PDFRef {
  const { dict } = pdf.context.stream(new Uint8Array(), { Type: 'XObject', Subtype: 'Image', ...entries });
  return pdf.context.register(PDFRawStream.of(dict, data));
}

/** Its size in points. Dots that are not square (a fax: 204 by 98 an inch) make it so. */
function pointsOf({ width, height, dpi }: TiffPage, taken: number | null): [number, number] {
  const across = taken && taken > 0 ? taken : (dpi?.[0] ?? likelyDpi(Math.max(width, height)));
  const down = dpi ? across * (dpi[1] / dpi[0]) : across;
  const [w, h] = [(width * 72) / across, (height * 72) / down];
  const smaller = Math.min(1, LONGEST_SIDE / Math.max(w, h));
  return [rounded(w * smaller), rounded(h * smaller)];
}

function likelyDpi(dots: number): number {
  return USUAL_DPI.reduce((best, dpi) => (Math.abs(dots / dpi - SHEET) < Math.abs(dots / best - SHEET) ? dpi : best));
}

function rounded(points: number): number {
  return Math.max(1, Math.round(points * 1000) / 1000);
}

/** In black, so that nobody takes an empty page for the scan. */
function sayUnreadable(pdf: PDFDocument, page: PDFPage, number: number): void {
  const font = pdf.embedStandardFont(StandardFonts.Helvetica);
  const text = font.encodeText(`Page ${number} : image illisible dans le fichier d’origine.`);
  addResource(page, 'Font', 'Notice', font.ref);
  addContent(page, 'last', `BT /Notice 10 Tf 20 ${rounded(page.getHeight() / 2)} Td ${text} Tj ET\n`);
}
