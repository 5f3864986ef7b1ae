import { degrees, type PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { detectMediaType } from '../../domain/media-type.ts';
import type { ScannedPage } from '../../domain/scan/scanned-page.ts';
import { UnreadableError } from '../raster/unreadable.ts';
import { type WordFont, wordFont } from './font.ts';
import { copyPdfPages, openPdf, placeOf } from './from-pdf.ts';
import { addTiffPage } from './from-tiff.ts';
import { layWords, type Place, WORD_FONT } from './lay-words.ts';
import { newPdf, PRODUCER, saved } from './output.ts';
import { addContent, addResource } from './page-parts.ts';
import { tiffPictures } from './tiff-pictures.ts';

/**
 * A searchable PDF of a scan (TIFF, or PDF without text): each page in its true size, its picture without loss, shown
 * upright, with the words that were read laid invisibly where they stand. The same input gives the same bytes. A page
 * without words in `pages` is shown as it is; a picture that can't be decoded becomes a page that says so.
 *
 * @param bytes the whole file; neither kept nor changed.
 * @param pages what was read, found by `page.number`.
 * @throws {UnreadableError} where the file as a whole can't be opened.
 */
export async function makeArchive(bytes: Uint8Array, pages: readonly ScannedPage[]): Promise<Uint8Array> {
  const read = new Map(pages.map((page) => [page.page.number, page]));
  const pdf = await newPdf();
  pdf.setProducer(PRODUCER);
  // Readers, this project's own too, tell by "OCR" that letters may be misread.
  pdf.setCreator(
    ['AMI COMPTA OCR', ...new Set(pages.map((page) => page.engine).filter((engine) => engine !== ''))]
      .join(', ')
      .slice(0, 200),
  );
  const font = wordFont(pdf);
  const type = detectMediaType(bytes);
  if (type === 'image/tiff') await fromTiff(pdf, bytes, read, font);
  else if (type === 'application/pdf') await fromPdf(pdf, bytes, read, font);
  else throw new UnreadableError('FILE_TYPE_UNSUPPORTED', { type: type ?? 'application/octet-stream' });
  return saved(pdf, ['archive', bytes, JSON.stringify(pages)]);
}

async function fromTiff(
  pdf: PDFDocument,
  bytes: Uint8Array,
  read: ReadonlyMap<number, ScannedPage>,
  font: WordFont,
): Promise<void> {
  for (const source of tiffPictures(bytes)) {
    const scanned = read.get(source.number);
    const { page, place } = await addTiffPage(pdf, bytes, source, scanned?.quality.dpiTaken ?? null);
    finish(page, scanned, place, font);
  }
}

async function fromPdf(
  pdf: PDFDocument,
  bytes: Uint8Array,
  read: ReadonlyMap<number, ScannedPage>,
  font: WordFont,
): Promise<void> {
  const from = await openPdf(bytes);
  const numbers = Array.from({ length: from.getPageCount() }, (_, n) => n + 1);
  for (const [n, page] of (await copyPdfPages(from, pdf, numbers)).entries()) {
    finish(page, read.get(n + 1), placeOf(page), font);
  }
}

/** Lays the words of a page over it, and has it shown upright. */
function finish(page: PDFPage, scanned: ScannedPage | undefined, place: Place, font: WordFont): void {
  if (!scanned) return;
  const content = layWords(scanned, place, font);
  if (content !== '') {
    addResource(page, 'Font', WORD_FONT, font.ref);
    addContent(page, 'first', content);
  }
  page.setRotation(degrees((place.rotate + scanned.quality.turned) % 360));
}
