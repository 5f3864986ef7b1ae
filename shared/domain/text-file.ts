import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/**
 * Decodes a text file that says nothing of its encoding: UTF-8 with or without a byte order mark, else Windows-1252 (a
 * text with accents in that encoding is practically never valid UTF-8).
 *
 * @returns null for UTF-16, UTF-32 and binary files (a zero byte): they are refused by name.
 */
export function decodeTextFile(bytes: Uint8Array): string | null {
  if (bytes.includes(0) || (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return null;
  }
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = isUtf8(bytes) ? view.toString('utf8') : iconv.decode(view, 'win1252');
  return text.replace(/^\uFEFF/, '');
}
