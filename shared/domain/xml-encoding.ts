import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { XmlError } from './xml-error.ts';

/** How a declared encoding is decoded. `refuse` finds a byte the encoding has no character for. */
interface SingleByte {
  readonly table: string;
  readonly refuse: (byte: number) => boolean;
}

/** The five bytes Windows-1252 leaves unassigned. */
const unassigned1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const win1252: SingleByte = { table: 'win1252', refuse: (b) => unassigned1252.has(b) };
/** 0x80 to 0x9F are control codes here: no accounting program writes one, so they betray another encoding. */
const latin9: SingleByte = { table: 'iso-8859-15', refuse: (b) => b >= 0x80 && b <= 0x9f };
const ascii: SingleByte = { table: 'ascii', refuse: (b) => b >= 0x80 };

/**
 * Files declared ISO-8859-1 that hold 0x80 to 0x9F are Windows-1252 in practice (the euro sign, the typographic
 * apostrophe), and browsers read them so (WHATWG Encoding Standard): both labels share one table.
 */
const SINGLE_BYTE: Readonly<Record<string, SingleByte>> = {
  'iso-8859-1': win1252,
  'iso8859-1': win1252,
  iso_8859_1: win1252,
  'iso_8859-1': win1252,
  latin1: win1252,
  l1: win1252,
  'windows-1252': win1252,
  cp1252: win1252,
  'iso-8859-15': latin9,
  'iso8859-15': latin9,
  'iso_8859-15': latin9,
  latin9: latin9,
  'latin-9': latin9,
  'us-ascii': ascii,
  ascii: ascii,
};

/**
 * Text of an XML file: byte order mark first, then the declared encoding (UTF-8, UTF-16, ISO-8859-1, ISO-8859-15,
 * Windows-1252, US-ASCII), else UTF-8 (XML 1.0, appendix F). Strict: bytes that do not fit are refused, never replaced.
 *
 * @returns the text without its byte order mark.
 * @throws XmlError XML_ENCODING, with the line where it can be told.
 */
export function decodeXml(bytes: Uint8Array): string {
  const [b0, b1, b2, b3] = bytes;
  if ((b0 === 0xff && b1 === 0xfe && b2 === 0 && b3 === 0) || (b0 === 0 && b1 === 0 && b2 === 0xfe && b3 === 0xff)) {
    throw new XmlError('XML_ENCODING', 'UTF-32 is not supported');
  }
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return utf8(bytes.subarray(3));
  if (b0 === 0xff && b1 === 0xfe) return utf16(bytes.subarray(2), 'utf-16le');
  if (b0 === 0xfe && b1 === 0xff) return utf16(bytes.subarray(2), 'utf-16be');
  if (b0 === 0x3c && b1 === 0 && b2 !== 0 && b3 === 0) return utf16(bytes, 'utf-16le');
  if (b0 === 0 && b1 === 0x3c && b2 === 0 && b3 !== 0) return utf16(bytes, 'utf-16be');

  const declared = declaredEncoding(bytes);
  if (declared === null || declared === 'utf-8' || declared === 'utf8') return utf8(bytes);
  const single = Object.hasOwn(SINGLE_BYTE, declared) ? SINGLE_BYTE[declared] : undefined;
  if (single) return singleByte(bytes, single, declared);
  if (/^utf-?16/.test(declared)) {
    throw new XmlError('XML_ENCODING', `declared ${declared} but not written in it`, 1);
  }
  throw new XmlError('XML_ENCODING', `encoding "${declared}" is not supported`, 1);
}

/** The `encoding` of the XML declaration in lower case, or null. The declaration is ASCII in every encoding read here. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512)).toString('latin1');
  const declaration = /^\s*<\?xml\s[^>]*?\?>/.exec(head);
  const encoding = declaration && /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration[0]);
  return encoding ? encoding[1]!.trim().toLowerCase() : null;
}

function utf8(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) {
    const at = firstBadUtf8Line(bytes);
    throw new XmlError('XML_ENCODING', 'bytes that are not UTF-8', at);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

function firstBadUtf8Line(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return line;
}

function utf16(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new XmlError('XML_ENCODING', `bytes that are not ${label.toUpperCase()}`);
  }
}

function singleByte(bytes: Uint8Array, encoding: SingleByte, declared: string): string {
  let line = 1;
  for (const byte of bytes) {
    if (byte === 0x0a) line++;
    else if (byte >= 0x80 && encoding.refuse(byte)) {
      const hex = byte.toString(16).toUpperCase();
      throw new XmlError('XML_ENCODING', `byte 0x${hex} is no character of ${declared}`, line);
    }
  }
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), encoding.table, { stripBOM: false });
}
