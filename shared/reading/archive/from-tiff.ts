import { degrees, type PDFDocument, type PDFPage, PDFRawStream, type PDFRef, StandardFonts } from '@cantoo/pdf-lib';
import { believed, guessedDpi } from '../raster/size.ts';
import { tiffPage } from '../raster/tiff-page.ts';
import type { Place } from './lay-words.ts';
import { addContent, addResource } from './page-parts.ts';
import { type PdfPicture, pictureOf } from './picture.ts';
import type { TiffPicture } from './tiff-pictures.ts';

/** ISO 32000-1, annex C: readers need not show a page of more points a side. */
const LONGEST_SIDE = 14_400;

/** By the tag "orientation": whether what is stored is its mirror image, and by how much it is then turned clockwise. */
const ORIENTATIONS: Readonly<Record<number, readonly [mirrored: boolean, turned: 0 | 90 | 180 | 270]>> = {
  1: [false, 0],
  2: [true, 0],
  3: [false, 180],
  4: [true, 180],
  5: [true, 270],
  6: [false, 90],
  7: [true, 90],
  8: [false, 270],
};

/**
 * Adds one page of a TIFF, in its true size. A picture that can't be decoded becomes a page that says so.
 *
 * @param dpi dots per inch that were taken for it; null for those that the file says.
 */
export async function addTiffPage(
  pdf: PDFDocument,
  bytes: Uint8Array,
  source: TiffPicture,
  dpi: number | null,
): Promise<{ page: PDFPage; place: Place }> {
  const [width, height] = pointsOf(bytes, source, dpi);
  const [isMirrored, rotate] = ORIENTATIONS[source.orientation] ?? [false, 0];
  const page = pdf.addPage([width, height]);
  page.setRotation(degrees(rotate));
  const picture = await pictureOf(bytes, source).catch(() => null);
  if (picture) {
    addResource(page, 'XObject', 'Picture', register(pdf, picture));
    const place = isMirrored ? `${-width} 0 0 ${height} ${width} 0` : `${width} 0 0 ${height} 0 0`;
    addContent(page, 'last', `q ${place} cm /Picture Do Q\n`);
  } else {
    sayUnreadable(pdf, page, source.number);
  }
  return { page, place: { shown: { x: 0, y: 0, width, height }, rotate } };
}

function register(pdf: PDFDocument, { entries, data }: PdfPicture): PDFRef {
  const { dict } = pdf.context.stream(new Uint8Array(), { Type: 'XObject', Subtype: 'Image', ...entries });
  return pdf.context.register(PDFRawStream.of(dict, data));
}

/** Its size in points, as it is stored. Dots that are not square (a fax: 204 by 98 an inch) make it so. */
function pointsOf(bytes: Uint8Array, { number, width, height }: TiffPicture, taken: number | null): [number, number] {
  const { resolution, aspect } = tiffPage(bytes, number);
  const sides = [width * Math.max(1, 1 / aspect), height * Math.max(1, aspect)] as const;
  const said = believed(resolution && Math.max(resolution.x, resolution.y), ...sides);
  const dpi = taken && taken > 0 ? taken : (said ?? guessedDpi(...sides));
  const points = sides.map((dots) => (dots * 72) / dpi) as [number, number];
  const smaller = Math.min(1, LONGEST_SIDE / Math.max(...points));
  return [rounded(points[0] * smaller), rounded(points[1] * smaller)];
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
