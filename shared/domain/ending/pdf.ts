/** How a PDF ends: whole; whole with a cross-reference that must be rebuilt (`damaged`); or before its end (`cut`). */
export type PdfEnding = 'whole' | 'damaged' | 'cut';

const MARK = '%%EOF';

/** How far into a cross-reference stream its type is looked for. */
const XREF_DICTIONARY_WITHIN = 4096;
/** How far into a file its linearization dictionary is (ISO 32000-1, annex F.3.3). */
const LINEARIZED_WITHIN = 1024;

/**
 * Tells a PDF that arrived whole from one that was cut, without opening it (ISO 32000-1, 7.5.5): readers repair a cut
 * file as well as they can and say nothing, and an invoice without its last pages would pass for whole.
 *
 * Whole is: a last `%%EOF` with no object after it, whose `startxref` is not the 0 of a linearized file's first part.
 * Zeros at the end are space reserved for a transfer. A file without `%%EOF` passes where something else follows its
 * `startxref`; one that ends within the mark was cut there.
 */
export function pdfEnding(bytes: Uint8Array): PdfEnding {
  const file = bufferOf(bytes);
  const mark = file.lastIndexOf(MARK);
  const offset = lastStartxref(file, mark < 0 ? file.length : mark);
  if (mark < 0) return offset !== null && leadsToXref(file, offset) && !endsWithinMark(file) ? 'whole' : 'cut';
  if (hasObjectAfter(file, mark)) return 'cut';
  if (offset === 0) return 'cut';
  return offset !== null && leadsToXref(file, offset) ? 'whole' : 'damaged';
}

/** `startxref`, its number, and at most the beginning of `%%EOF`. */
function endsWithinMark(file: Buffer): boolean {
  const end = endOfContent(file);
  return /startxref\s+\d{1,12}\s*(?:%(?:%(?:E(?:OF?)?)?)?)?$/.test(file.toString('latin1', Math.max(0, end - 64), end));
}

/**
 * True where a PDF is whole beyond the doubts that {@link pdfEnding} leaves: its last bytes are `startxref`, the offset of a
 * cross-reference and `%%EOF`, then white space or zeros alone, and it is as long as a linearized file says of itself.
 * A file to which changes were appended ends so before each of them too: cut just there, it can't be told from whole.
 */
export function endsAsPdf(bytes: Uint8Array): boolean {
  const file = bufferOf(bytes);
  const mark = file.lastIndexOf(MARK);
  if (mark < 0 || endOfContent(file) !== mark + MARK.length) return false;
  const tail = /startxref\s+(\d{1,12})\s+$/.exec(file.toString('latin1', Math.max(0, mark - 64), mark));
  if (!tail || Number(tail[1]) === 0 || !leadsToRealXref(file, Number(tail[1]), mark)) return false;
  const head = file.toString('latin1', 0, LINEARIZED_WITHIN + headerAt(file));
  const stated = /\/Linearized\b/.test(head) && /\/L\s+(\d{1,12})\b/.exec(head);
  return !stated || file.length >= Number(stated[1]);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Where the last byte ends that is neither white space nor a zero. */
function endOfContent(file: Buffer): number {
  let end = file.length;
  while (end > 0 && file[end - 1] === 0) end--;
  while (end > 0 && isSpace(file[end - 1])) end--;
  return end;
}

/** White space of a PDF (ISO 32000-1, 7.2.2), the zero included. */
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** `12 0 obj` after a position. A loop over the bytes: a search for each `obj` of a file full of them takes a second. */
function hasObjectAfter(file: Buffer, from: number): boolean {
  for (let at = from + MARK.length; at + 3 <= file.length; at++) {
    if (file[at] !== 0x6f || file[at + 1] !== 0x62 || file[at + 2] !== 0x6a) continue;
    if (isSpace(file[at - 1]) && isDigit(file[beforeSpaces(file, at - 1)]) && isObject(file, from, at)) return true;
  }
  return false;
}

function beforeSpaces(file: Buffer, from: number): number {
  let at = from;
  while (at > from - 24 && isSpace(file[at])) at--;
  return at;
}

function isObject(file: Buffer, from: number, at: number): boolean {
  return /\b\d+\s+\d+\s+$/.test(file.toString('latin1', Math.max(from, at - 24), at));
}

/** The number after the last `startxref` before a position. */
function lastStartxref(file: Buffer, before: number): number | null {
  const at = file.lastIndexOf('startxref', before);
  if (at < 0) return null;
  const m = /^startxref\s+(\d{1,12})\b/.exec(file.toString('latin1', at, at + 64));
  return m ? Number(m[1]) : null;
}

function headerAt(file: Buffer): number {
  return Math.max(0, file.subarray(0, 1024).indexOf('%PDF-'));
}

/** True where a cross-reference table or stream stands at that offset, counted from the file's start or its header. */
function leadsToXref(file: Buffer, offset: number): boolean {
  return [offset, offset + headerAt(file)].some((at) =>
    /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(file.toString('latin1', at, at + 40)),
  );
}

/** As {@link leadsToXref}, and an object there says that it is one: a number cut short may lead to any other. */
function leadsToRealXref(file: Buffer, offset: number, before: number): boolean {
  return [offset, offset + headerAt(file)].some((at) => {
    if (at >= before) return false;
    const text = file.toString('latin1', at, Math.min(before, at + XREF_DICTIONARY_WITHIN));
    return /^\s*xref\s/.test(text) || (/^\s*\d+\s+\d+\s+obj\b/.test(text) && /\/Type\s*\/XRef\b/.test(text));
  });
}
