import { EInvoiceError, readEInvoice } from '../domain/einvoice/read.ts';
import { pdfEnding } from '../domain/ending/pdf.ts';
import type { EInvoice, Reading, Remark } from '../domain/invoice.ts';
import { detectMediaType } from '../domain/media-type.ts';
import type { Page } from '../domain/page/page.ts';
import { readPages } from '../domain/page/read-pages.ts';
import { listPages } from '../domain/scan/quality-remarks.ts';
import { textPages } from './pdf-text.ts';
import { getDocument, PasswordException, type PDFDocumentProxy } from './pdfjs.ts';

/** Embedded files looked at; an invoice has one or two. */
const MOST_ATTACHMENTS = 50;

/** Names under which the standards embed an invoice (Factur-X, ZUGFeRD 1 and 2, XRechnung). */
const INVOICE_NAME = /^(factur-x|zugferd-invoice|xrechnung)\.xml$/i;
const MEDIA_TYPE = 'application/pdf';

interface Attachment {
  readonly id: string;
  readonly name: string;
}

/**
 * Reads a PDF as far as the dispatch needs it: is it whole, can it be opened without a password, does it carry an
 * e-invoice, and what does its text say where it does not. No script is run, no font or image is decoded, nothing is fetched.
 *
 * @param bytes taken over by the PDF library: not to be used afterwards.
 */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
  const ending = pdfEnding(bytes);
  const failed = (detail: string): Reading =>
    ending === 'cut'
      ? { kind: 'unreadable', mediaType: MEDIA_TYPE, reason: 'FILE_INCOMPLETE', remarks: [] }
      : { kind: 'unreadable', mediaType: MEDIA_TYPE, reason: 'PDF_BROKEN', params: { detail }, remarks: [] };

  const task = getDocument({
    data: bytes,
    verbosity: 0,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  });
  try {
    const document = await task.promise;
    if (document.numPages < 1) return failed('no page');
    await document.getPage(1);
    if (ending === 'cut') return failed('cut');
    const remarks: Remark[] = ending === 'damaged' ? [{ code: 'PDF_REPAIRED' }] : [];
    const invoice = await embeddedInvoice(document, remarks);
    if (invoice) return { kind: 'einvoice', mediaType: MEDIA_TYPE, invoice, remarks };
    return await readText(document, remarks);
  } catch (error) {
    if (error instanceof PasswordException) {
      return { kind: 'unreadable', mediaType: MEDIA_TYPE, reason: 'PDF_ENCRYPTED', remarks: [] };
    }
    return failed(messageOf(error));
  } finally {
    await task.destroy();
  }
}

/** Letters and digits of a page that a scanner adds: a page number, a stamp, the head of a mail. An invoice has more. */
const FEW_LETTERS = 120;
/** Part of each page that its pictures cover then. */
const PICTURES_COVER = 0.8;

/**
 * True where the file has no text, or next to none on pages that are pictures. One page of more text, or one that is not
 * a picture, and the file is read by its text, as it says it itself.
 */
async function isPaper(document: PDFDocumentProxy, pages: readonly Page[]): Promise<boolean> {
  const letters = pages.map(({ fragments }) => fragments.map(({ text }) => text.replaceAll(/[^\p{L}\p{N}]/gu, '')));
  if (pages.every((page) => page.fragments.length === 0)) return true;
  if (letters.some((page) => page.join('').length > FEW_LETTERS)) return false;
  try {
    // Loaded for these few only.
    const { arePictures } = await import('./raster/pdf.ts');
    const numbers = pages.map(({ number }) => number);
    return await arePictures(await document.getData(), numbers, PICTURES_COVER);
  } catch {
    // Another library that can't open it is no reason to refuse what could be read.
    return false;
  }
}

/** Part of a page without text that a picture covers; a logo covers less. */
const PICTURE_COVERS = 0.2;

/** Numbers of the pages of a PDF with text that may say something of which nothing is known: pictures, and those left out. */
async function pagesNotRead(document: PDFDocumentProxy, pages: readonly Page[]): Promise<number[]> {
  const read = new Set(pages.map(({ number }) => number));
  const unread = Array.from({ length: document.numPages }, (_, n) => n + 1).filter((n) => !read.has(n));
  const empty = pages.filter((page) => page.fragments.length === 0);
  if (empty.length === 0) return unread;
  try {
    const { arePictures } = await import('./raster/pdf.ts');
    const bytes = await document.getData();
    for (const { number } of empty) if (await arePictures(bytes, [number], PICTURE_COVERS)) unread.push(number);
  } catch {
    // Another library that can't open it is no reason to refuse what could be read.
  }
  return unread.sort((a, b) => a - b);
}

/** The pages of a PDF without an e-invoice: paper where they have no text. */
async function readText(document: PDFDocumentProxy, remarks: Remark[]): Promise<Reading> {
  const { pages, whole: allTaken } = await textPages(document);
  if (await isPaper(document, pages)) return { kind: 'paper', mediaType: MEDIA_TYPE, remarks };
  const unread = await pagesNotRead(document, pages);
  if (unread.length > 0) remarks.push({ code: 'PDF_PAGES_NOT_READ', params: { pages: listPages(unread) } });
  const { invoice, nature, issueDate, mentioned, evidence, remarks: said, ...read } = readPages(pages);
  const whole = allTaken && read.whole;
  remarks.push(...said);
  if (!whole) remarks.push({ code: 'TEXT_TOO_LONG' });
  return {
    kind: 'text',
    mediaType: MEDIA_TYPE,
    // What was not read could say otherwise.
    invoice: whole ? invoice : { ...invoice, issueDate: null, issueDateText: null },
    nature,
    plausible: whole ? issueDate.plausible : [],
    near: [...new Set(issueDate.near)],
    mentioned,
    evidence,
    remarks,
  };
}

/**
 * The e-invoice among the embedded files, under any name: those of the standards first, then `*.xml`, then the rest.
 * What looks like one and cannot be read becomes a remark, and the PDF is paper.
 */
async function embeddedInvoice(document: PDFDocumentProxy, remarks: Remark[]): Promise<EInvoice | null> {
  const found: { name: string; invoice: EInvoice; remarks: Remark[] }[] = [];
  const all = await attachments(document, remarks);
  for (const group of [all.filter((a) => /\.xml$/i.test(a.name)), all.filter((a) => !/\.xml$/i.test(a.name))]) {
    for (const attachment of group) {
      const content = await contentOf(document, attachment, remarks);
      if (content === null) continue;
      try {
        found.push({ name: attachment.name, ...readEInvoice(content) });
      } catch (error) {
        if (!(error instanceof EInvoiceError)) throw error;
        if (error.code === 'XML_NOT_INVOICE' && !INVOICE_NAME.test(attachment.name)) continue;
        if (claimsToBeInvoice(attachment, content)) remarks.push(unreadable(attachment.name, error));
      }
    }
    if (found.length > 0) break;
  }
  const chosen = found.find((f) => f.invoice.syntax === 'cii') ?? found[0];
  if (!chosen) return null;
  if (found.some((f) => f.invoice.number !== chosen.invoice.number)) {
    remarks.push({ code: 'EINVOICE_SEVERAL', params: { count: String(found.length), name: chosen.name } });
  }
  remarks.push(...chosen.remarks);
  return chosen.invoice;
}

/** Names and identifiers of the embedded files, the likeliest first. */
async function attachments(document: PDFDocumentProxy, remarks: Remark[]): Promise<Attachment[]> {
  let map: Awaited<ReturnType<PDFDocumentProxy['getAttachments']>>;
  try {
    map = await document.getAttachments();
  } catch (error) {
    remarks.push({ code: 'EINVOICE_UNREADABLE', params: { name: '?', code: 'PDF_BROKEN', detail: messageOf(error) } });
    return [];
  }
  const list = [...(map ?? [])].map(([id, file]) => ({ id, name: (file as { filename?: string }).filename ?? id }));
  const rank = (a: Attachment) => (INVOICE_NAME.test(a.name) ? 0 : 1);
  return list.sort((a, b) => rank(a) - rank(b)).slice(0, MOST_ATTACHMENTS);
}

/** The bytes of an embedded file that looks like XML; null for any other, with a remark where its name says invoice. */
async function contentOf(document: PDFDocumentProxy, file: Attachment, remarks: Remark[]): Promise<Uint8Array | null> {
  let detail = 'no XML';
  let code = 'XML_MALFORMED';
  try {
    const content = (await document.getAttachmentContent(file.id)) as Uint8Array | null;
    if (content && detectMediaType(content) === 'application/xml') return content;
  } catch (error) {
    code = error instanceof PasswordException ? 'PDF_ENCRYPTED' : 'PDF_BROKEN';
    detail = messageOf(error);
  }
  if (INVOICE_NAME.test(file.name)) {
    remarks.push({ code: 'EINVOICE_UNREADABLE', params: { name: file.name, code, detail } });
  }
  return null;
}

/** True by its name, or by the names of the formats in what can be read of its first bytes. */
function claimsToBeInvoice(file: Attachment, content: Uint8Array): boolean {
  const head = Buffer.from(content.subarray(0, 4096)).toString('latin1').replaceAll('\0', '');
  return INVOICE_NAME.test(file.name) || /CrossIndustry|<(\w+:)?(Invoice|CreditNote)\b/.test(head);
}

function unreadable(name: string, error: EInvoiceError): Remark {
  const { detail, element, root } = error.params;
  return { code: 'EINVOICE_UNREADABLE', params: { name, code: error.code, detail: detail ?? element ?? root ?? '' } };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
