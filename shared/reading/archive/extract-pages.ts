import { detectMediaType } from '../../domain/media-type.ts';
import { UnreadableError } from '../raster/unreadable.ts';
import { copyPdfPages, openPdf } from './from-pdf.ts';
import { addTiffPage } from './from-tiff.ts';
import { newPdf, PRODUCER, saved } from './output.ts';
import { tiffPictures } from './tiff-pictures.ts';

/**
 * A PDF of some pages of a scan (TIFF or PDF), as they came, their pictures without loss: a part of a batch. The same
 * input gives the same bytes.
 *
 * @param bytes the whole file; neither kept nor changed.
 * @param pages numbers from 1, in the order wanted.
 * @throws {UnreadableError} where the file can't be opened.
 * @throws {RangeError} where there is no such page.
 */
export async function extractPages(bytes: Uint8Array, pages: readonly number[]): Promise<Uint8Array> {
  const pdf = await newPdf();
  const type = detectMediaType(bytes);
  if (type === 'image/tiff') {
    pdf.setProducer(PRODUCER);
    const sources = tiffPictures(bytes);
    checkNumbers(pages, sources.length);
    for (const number of pages) await addTiffPage(pdf, bytes, sources[number - 1]!, null);
  } else if (type === 'application/pdf') {
    const from = await openPdf(bytes);
    checkNumbers(pages, from.getPageCount());
    // The part is read like the whole: what made it says how far its text is to be trusted.
    pdf.setProducer(from.getProducer() ?? PRODUCER);
    const creator = from.getCreator();
    if (creator) pdf.setCreator(creator);
    await copyPdfPages(from, pdf, pages);
  } else {
    throw new UnreadableError('FILE_TYPE_UNSUPPORTED', { type: type ?? 'application/octet-stream' });
  }
  return saved(pdf, ['extract', bytes, JSON.stringify(pages)]);
}

function checkNumbers(pages: readonly number[], count: number): void {
  const wrong = pages.find((number) => !Number.isInteger(number) || number < 1 || number > count);
  if (pages.length === 0 || wrong !== undefined) throw new RangeError(`page ${wrong ?? 'none'} of ${count}`);
}
