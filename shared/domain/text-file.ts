import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/**
 * Decodes a text file that says nothing of its encoding: UTF-16 by its byte order mark (a spreadsheet's "Unicode text"),
 * UTF-8 with or without one, else Windows-1252 (a text with accents in that encoding is practically never valid UTF-8),
 * which ISO-8859-1 agrees with in every printable character.
 *
 * @returns null for UTF-32, UTF-16 without its mark or cut in a character, and binary files (a zero byte): they are
 *   refused by name.
 */
export function decodeTextFile(bytes: Uint8Array): string | null {
  const [b0, b1, b2, b3] = bytes;
  if (b0 === 0xff && b1 === 0xfe && !(b2 === 0 && b3 === 0)) return utf16(bytes.subarray(2), 'utf-16le');
  if (b0 === 0xfe && b1 === 0xff) return utf16(bytes.subarray(2), 'utf-16be');
  if (bytes.includes(0)) return null;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = isUtf8(bytes) ? view.toString('utf8') : iconv.decode(view, 'win1252');
  return text.replace(/^\uFEFF/, '');
}

function utf16(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be'): string | null {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
