import { randomBytes } from 'node:crypto';
import { type PdfParts, paddedPdf } from '../../test/support/padded-pdf.ts';

const PIECE = 256 * 1024;
const FILLING = randomBytes(PIECE);

/** A PDF of exactly `size` bytes in pieces of 256 KiB, the same memory again and again: nothing is computed while it is sent. */
export function* pdfPieces(size: number): Generator<Buffer> {
  const { head, fill, tail } = paddedPdf(size);
  yield head;
  for (let left = fill; left > 0; left -= PIECE) yield left >= PIECE ? FILLING : FILLING.subarray(0, left);
  yield tail;
}

/** Small PDFs of distinct bytes at next to no cost: a number is written into the filling of one buffer that is copied. */
export function smallPdfs(size: number): (n: number) => Buffer {
  const { head, fill, tail }: PdfParts = paddedPdf(size);
  const whole = Buffer.concat([head, randomBytes(fill), tail]);
  return (n) => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32LE(n >>> 0, head.length);
    return bytes;
  };
}
