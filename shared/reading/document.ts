import { fileTypeFromBuffer } from 'file-type';
import { EInvoiceError, readEInvoice } from '../domain/einvoice/read.ts';
import { isMereBeginning } from '../domain/ending/beginning.ts';
import { checkTiff } from '../domain/ending/tiff.ts';
import { xmlEnding } from '../domain/ending/xml.ts';
import type { MediaType, Reading, Remark } from '../domain/invoice.ts';
import { detectMediaType } from '../domain/media-type.ts';
import { readPdf } from './pdf.ts';

/** Extensions that promise a type; any other end of a name ("facture 12.05") promises nothing. */
const EXTENSIONS: Readonly<Record<MediaType, RegExp>> = {
  'application/pdf': /\.pdf$/i,
  'image/tiff': /\.tiff?$/i,
  'application/xml': /\.xml$/i,
};
const PROMISE = /\.(pdf|tiff?|xml|jpe?g|png|gif|zip|docx?|xlsx?|txt|html?)$/i;

/**
 * Reads one file, type by content. To be run where a crash or an endless loop harms nobody: the bytes are whatever
 * somebody sent.
 *
 * @param bytes taken over: not to be used afterwards.
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<Reading> {
  const mediaType = detectMediaType(bytes);
  if (mediaType === null) {
    if (isMereBeginning(bytes)) return { kind: 'unreadable', mediaType, reason: 'FILE_INCOMPLETE', remarks: [] };
    const type = await nameType(bytes);
    return { kind: 'unreadable', mediaType, reason: 'FILE_TYPE_UNSUPPORTED', params: { type }, remarks: [] };
  }
  const reading = await readers[mediaType](bytes);
  if (EXTENSIONS[mediaType].test(name) || !PROMISE.test(name)) return reading;
  const type = { 'application/pdf': 'PDF', 'image/tiff': 'TIFF', 'application/xml': 'XML' }[mediaType];
  const remark: Remark = { code: 'EXTENSION_MISMATCH', params: { name: name.slice(-80), type } };
  return { ...reading, remarks: [...reading.remarks, remark] };
}

const readers: Readonly<Record<MediaType, (bytes: Uint8Array) => Reading | Promise<Reading>>> = {
  'application/pdf': readPdf,
  'image/tiff': readTiff,
  'application/xml': readXml,
};

function readXml(bytes: Uint8Array): Reading {
  const mediaType = 'application/xml';
  try {
    return { kind: 'einvoice', mediaType, ...readEInvoice(bytes) };
  } catch (error) {
    if (!(error instanceof EInvoiceError)) throw error;
    // A cut within a character is no encoding of another kind.
    const isCut = error.code === 'XML_TRUNCATED' || (error.code === 'XML_ENCODING' && xmlEnding(bytes) === 'cut');
    const reason = isCut ? 'FILE_INCOMPLETE' : error.code;
    return { kind: 'unreadable', mediaType, reason, params: error.params, remarks: [] };
  }
}

function readTiff(bytes: Uint8Array): Reading {
  const mediaType = 'image/tiff';
  const verdict = checkTiff(bytes);
  if (verdict.ok) return { kind: 'paper', mediaType, remarks: [] };
  const reason = verdict.why === 'incomplete' ? 'FILE_INCOMPLETE' : 'TIFF_BROKEN';
  return { kind: 'unreadable', mediaType, reason, params: { detail: verdict.detail }, remarks: [] };
}

/** What an unsupported file is, as a media type. */
async function nameType(bytes: Uint8Array): Promise<string> {
  const known = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (known) return known.mime;
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (/^\s*<(!doctype\s+html|html)\b/i.test(head.replace(/^\u00ef\u00bb\u00bf/, ''))) return 'text/html';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text file has none of these.
  return /[\u0000-\u0008\u000e-\u001a]/.test(head) ? 'application/octet-stream' : 'text/plain';
}
