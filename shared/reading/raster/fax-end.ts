import sharp, { type Sharp } from 'sharp';
import { type Field, TiffFile } from '../../domain/ending/tiff.ts';
import { tiffFields } from './tiff-page.ts';
import { UnreadableError } from './unreadable.ts';

const GROUP_4 = 4;
/** End of a Group 4 block (ITU-T T.6, 2.4.1.1): two codes of eleven zeros and a one. They stand nowhere else. */
const END = 0x001001;
/** Bits of the last row before the cut, which may be read as something else. */
const LAST_ROW_BITS = 4096;
/** Fewer rows are no loss: white ones at the foot, a bit each. */
const LEAST_MISSING = 16;

/** A page of one byte a dot as it was decoded, dot for dot as its file has it. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Refuses a page of Group 4 whose rows stop before its end: libtiff makes white ones of what is missing, and only warns.
 * What was decoded is coded again: where that begins as the file does and goes on where the file has ended, rows are
 * missing. A page that another way of coding made is let through: an odd one is not a broken one. To code it again takes as
 * long as to decode it, and is spared where `decoded` is given and each strip ends with the white foot that was read.
 *
 * @throws {UnreadableError}
 */
export async function refuseCutFax(bytes: Uint8Array, number: number, decoded: Decoded | null = null): Promise<void> {
  const own = stripsOf(bytes, number);
  if (!own || own.rows < 16) return;
  if (decoded && own.strips.every((strip, n) => endsAsRead(strip, decoded, n * own.rows, own.rows))) return;
  const again = await pictureOf(bytes, number, decoded)
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tileHeight: own.rows, miniswhite: own.whiteIsZero })
    .toBuffer();
  const made = stripsOf(again, 1);
  if (made?.strips.length !== own.strips.length || made.whiteIsZero !== own.whiteIsZero) return;
  for (const [n, strip] of own.strips.entries()) {
    const whole = made.strips[n]!;
    const [end, wholeEnd] = [endOf(strip), endOf(whole)];
    if (wholeEnd - end < LEAST_MISSING || !beginsAs(strip, whole, end - Math.min(LAST_ROW_BITS, end / 2))) continue;
    throw new UnreadableError('TIFF_BROKEN', { detail: `page ${number} stops before its end` });
  }
}

function pictureOf(bytes: Uint8Array, number: number, decoded: Decoded | null): Sharp {
  const options = { limitInputPixels: false } as const;
  if (!decoded) return sharp(bytes, { ...options, page: number - 1, failOn: 'error', ignoreIcc: true });
  const { width, height, data } = decoded;
  return sharp(data, { ...options, raw: { width, height, channels: 1 } });
}

/**
 * True where a strip has its mark of the end, and right before it the white foot that was read. A white row below a white
 * one is one bit, 1; the first of them passes the ink above it (0001) and ends (1). With fewer bits rows were made up. A cut
 * leaves no mark, and one that was written too early would need as many ones before it by chance.
 */
function endsAsRead(strip: Uint8Array, { width, height, data }: Decoded, from: number, rows: number): boolean {
  const end = endOf(strip);
  if (!isMarked(strip, end)) return false;
  const last = Math.min(height, from + rows);
  let white = 0;
  for (let at = last * width - 1; at >= from * width && data[at] === 255; at--) white++;
  const whiteRows = Math.floor(white / width);
  let ones = 0;
  while (ones < end && bitAt(strip, end - 1 - ones) === 1) ones++;
  return whiteRows === last - from ? ones === whiteRows : whiteRows > 0 && ones === whiteRows + 1;
}

interface Strips {
  readonly rows: number;
  readonly whiteIsZero: boolean;
  readonly strips: readonly Uint8Array[];
}

/** Null where the page is not plain Group 4 in strips. */
function stripsOf(bytes: Uint8Array, number: number): Strips | null {
  const fields = tiffFields(bytes, number);
  const file = new TiffFile(bytes);
  const value = (tag: number, otherwise: number) => {
    const field = fields.get(tag);
    return (field && file.value(field, 0)) ?? otherwise;
  };
  const [offsets, sizes] = [fields.get(273), fields.get(279)];
  const isPlain = value(259, 1) === GROUP_4 && value(293, 0) === 0 && value(258, 1) === 1 && value(262, 0) <= 1;
  if (!isPlain || !offsets || offsets.count !== sizes?.count) return null;
  const height = value(257, 0);
  const strips = Array.from({ length: offsets.count }, (_, n) => stripOf(bytes, file, offsets, sizes, n));
  if (value(266, 1) === 2) for (const strip of strips) mirror(strip);
  return { rows: Math.min(height, value(278, height)), whiteIsZero: value(262, 0) === 0, strips };
}

function stripOf(bytes: Uint8Array, file: TiffFile, offsets: Field, sizes: Field, n: number): Uint8Array {
  const at = file.value(offsets, n) ?? 0;
  // A copy, which slice() of a Buffer is not: a mirrored one is turned in its place.
  return Uint8Array.from(bytes.subarray(at, at + (file.value(sizes, n) ?? 0)));
}

/** The bit at which the rows of a strip end: at its mark, else at its last one. */
function endOf(strip: Uint8Array): number {
  let window = 0xffffff;
  for (let bit = 0; bit < strip.length * 8; bit++) {
    window = ((window << 1) | bitAt(strip, bit)) & 0xffffff;
    if (window === END) return bit - 23;
  }
  let last = strip.length * 8 - 1;
  while (last >= 0 && bitAt(strip, last) === 0) last--;
  return last + 1;
}

function isMarked(strip: Uint8Array, end: number): boolean {
  let code = 0;
  for (let bit = end; bit < end + 24 && bit < strip.length * 8; bit++) code = (code << 1) | bitAt(strip, bit);
  return code === END;
}

function bitAt(data: Uint8Array, bit: number): number {
  return (data[bit >> 3]! >> (7 - (bit & 7))) & 1;
}

function beginsAs(a: Uint8Array, b: Uint8Array, bits: number): boolean {
  const whole = Math.floor(bits / 8);
  for (let n = 0; n < whole; n++) if (a[n] !== b[n]) return false;
  return true;
}

/** Bits that were filled from the right. */
function mirror(strip: Uint8Array): void {
  for (let n = 0; n < strip.length; n++) {
    let turned = 0;
    for (let bit = 0; bit < 8; bit++) if (strip[n]! & (1 << bit)) turned |= 128 >> bit;
    strip[n] = turned;
  }
}
