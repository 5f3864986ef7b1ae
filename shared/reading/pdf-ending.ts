/** How a PDF ends: whole; whole with a cross-reference that must be rebuilt (`damaged`); or before its end (`cut`). */
export type PdfEnding = 'whole' | 'damaged' | 'cut';

/**
 * Tells a PDF that arrived whole from one that was cut, without opening it (ISO 32000-1, 7.5.5): readers repair a cut
 * file as well as they can and say nothing, and an invoice without its last pages would pass for whole.
 *
 * Whole is: a last `%%EOF` with no object after it, whose `startxref` is not the 0 of a linearized file's first part.
 * A file cut inside its last `%%EOF` alone has lost nothing. Zeros at the end are space reserved for a transfer.
 */
export function pdfEnding(bytes: Uint8Array): PdfEnding {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const mark = file.lastIndexOf('%%EOF');
  const offset = lastStartxref(file, mark < 0 ? file.length : mark);
  if (mark < 0) return offset !== null && leadsToXref(file, offset) ? 'whole' : 'cut';
  if (hasObjectAfter(file, mark)) return 'cut';
  if (offset === 0) return 'cut';
  return offset !== null && leadsToXref(file, offset) ? 'whole' : 'damaged';
}

function hasObjectAfter(file: Buffer, from: number): boolean {
  for (let at = file.indexOf('obj', from); at >= 0; at = file.indexOf('obj', at + 3)) {
    if (/\b\d+\s+\d+\s+$/.test(file.toString('latin1', Math.max(from, at - 24), at))) return true;
  }
  return false;
}

/** The number after the last `startxref` before a position. */
function lastStartxref(file: Buffer, before: number): number | null {
  const at = file.lastIndexOf('startxref', before);
  if (at < 0) return null;
  const m = /^startxref\s+(\d{1,12})\b/.exec(file.toString('latin1', at, at + 64));
  return m ? Number(m[1]) : null;
}

/** True where a cross-reference table or stream stands at that offset, counted from the file's start or its header. */
function leadsToXref(file: Buffer, offset: number): boolean {
  const header = Math.max(0, file.subarray(0, 1024).indexOf('%PDF-'));
  return [offset, offset + header].some((at) =>
    /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(file.toString('latin1', at, at + 40)),
  );
}
