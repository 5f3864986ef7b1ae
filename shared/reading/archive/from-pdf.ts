import { inflateSync } from 'node:zlib';
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { detailOf, UnreadableError } from '../raster/unreadable.ts';
import type { Place, Rectangle } from './lay-words.ts';

/** What makes a page, and nothing that leads to other pages or does something when it is opened. */
const OF_A_PAGE = [
  'Type',
  'Parent',
  'Resources',
  'MediaBox',
  'CropBox',
  'BleedBox',
  'TrimBox',
  'ArtBox',
  'Rotate',
  'Contents',
  'UserUnit',
  'Group',
  'Annots',
];
/** What shows a stamp or a note, and nothing that does something when it is clicked. */
const OF_AN_ANNOTATION = ['Type', 'Subtype', 'Rect', 'F', 'AP', 'AS', 'BS', 'Border', 'C', 'CA', 'QuadPoints'];
/** Content whose names are looked at to leave out the pictures of other pages; more is copied with all it has. */
const MOST_CONTENT = 4_000_000;

/**
 * Opens a PDF to copy from; one that only limits what its owner allows opens like any other.
 *
 * @throws {UnreadableError}
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, password: '' });
    if (pdf.getPageCount() === 0) throw new Error('no page');
    return pdf;
  } catch (error) {
    const isLocked = error instanceof EncryptedPDFError || /password/i.test(detailOf(error));
    if (isLocked) throw new UnreadableError('PDF_ENCRYPTED');
    throw new UnreadableError('PDF_BROKEN', { detail: detailOf(error) });
  }
}

/**
 * Copies some pages (numbers from 1) as they look, their pictures untouched. Left behind: actions, links, attachments,
 * and pictures that only other pages show.
 *
 * @throws {UnreadableError}
 */
export async function copyPdfPages(from: PDFDocument, to: PDFDocument, numbers: readonly number[]): Promise<PDFPage[]> {
  try {
    for (const number of new Set(numbers)) reduceToLooks(from.getPage(number - 1));
    const pages = await to.copyPages(
      from,
      numbers.map((number) => number - 1),
    );
    return pages.map((page) => to.addPage(page));
  } catch (error) {
    throw new UnreadableError('PDF_BROKEN', { detail: detailOf(error) });
  }
}

/** Where what is shown of a page stands in its space. */
export function placeOf(page: PDFPage): Place {
  const { x, y, width, height } = common(page.getMediaBox(), page.getCropBox());
  const rotate = (((Math.round(page.getRotation().angle / 90) * 90) % 360) + 360) % 360;
  return { shown: { x, y, width, height }, rotate };
}

/** A crop box that lies outside its page is passed over, as readers do. */
function common(media: Rectangle, crop: Rectangle): Rectangle {
  const x = Math.max(media.x, crop.x);
  const y = Math.max(media.y, crop.y);
  const width = Math.min(media.x + media.width, crop.x + crop.width) - x;
  const height = Math.min(media.y + media.height, crop.y + crop.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : media;
}

function reduceToLooks(page: PDFPage): void {
  const { node } = page;
  keepOnly(node, OF_A_PAGE);
  const annotations = node.Annots();
  if (annotations) node.set(PDFName.of('Annots'), shownAnnotations(annotations, page));
  const resources = node.Resources();
  if (resources) node.set(PDFName.of('Resources'), withoutStrangers(resources, page));
}

function keepOnly(dict: PDFDict, names: readonly string[]): void {
  for (const key of dict.keys()) if (!names.includes(key.decodeText())) dict.delete(key);
}

function shownAnnotations(annotations: PDFArray, page: PDFPage): PDFArray {
  const shown: PDFObject[] = [];
  for (let n = 0; n < annotations.size(); n++) {
    const annotation = annotations.lookup(n);
    if (!(annotation instanceof PDFDict) || !(annotation.lookup(PDFName.of('AP')) instanceof PDFDict)) continue;
    keepOnly(annotation, OF_AN_ANNOTATION);
    shown.push(annotations.get(n));
  }
  return page.doc.context.obj(shown);
}

/** The resources of a page without the pictures that its content does not name (some scanners list all on every page). */
function withoutStrangers(resources: PDFDict, page: PDFPage): PDFDict {
  const pictures = resources.lookup(PDFName.of('XObject'));
  const content = contentOf(page);
  if (!(pictures instanceof PDFDict) || content === null) return resources;
  const named = new Set(content.match(/\/[^\s/<>()[\]{}%]+/g));
  const own = pictures.clone();
  for (const key of pictures.keys()) if (!named.has(key.asString())) own.delete(key);
  const reduced = resources.clone();
  reduced.set(PDFName.of('XObject'), own);
  return reduced;
}

/** Null where it is too long, or packed in another way than Flate. */
function contentOf(page: PDFPage): string | null {
  const contents = page.node.Contents();
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((ref) => page.doc.context.lookup(ref)) : [contents];
  const parts: string[] = [];
  for (const stream of streams) {
    if (stream === undefined || !(stream instanceof PDFRawStream)) return null;
    const part = unpacked(stream);
    if (part === null) return null;
    parts.push(part.toString('latin1'));
  }
  return parts.join('\n');
}

function unpacked({ dict, contents }: PDFRawStream): Buffer | null {
  const filter = dict.lookup(PDFName.of('Filter'));
  if (filter === undefined) return contents.length <= MOST_CONTENT ? Buffer.from(contents) : null;
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  if (only !== PDFName.of('FlateDecode') || dict.has(PDFName.of('DecodeParms'))) return null;
  try {
    // A few bytes may unpack to gigabytes.
    return inflateSync(contents, { maxOutputLength: MOST_CONTENT });
  } catch {
    return null;
  }
}
