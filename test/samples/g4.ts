/** A page of black (1) and white (0) points, one byte each, rows from the top. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly points: Uint8Array;
}

/** Run lengths 0 to 63, then 64, 128 ... 1728 (ITU-T T.4, tables 2 and 3), as the bits they are written in. */
const WHITE =
  '00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010 00110011 00110100 11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000 010011001 010011010 011000 010011011'.split(
    ' ',
  );
const BLACK =
  '0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011 000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011 000000100100 000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 000001100111 0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 0000001100100 0000001100101'.split(
    ' ',
  );
/** 1792, 1856 ... 2560, for both colours. */
const LONG =
  '00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110 000000010111 000000011100 000000011101 000000011110 000000011111'.split(
    ' ',
  );
const PASS = '0001';
const HORIZONTAL = '001';
/** From three points to the left to three to the right of what changes in the row above. */
const VERTICAL = ['0000010', '000010', '010', '1', '011', '000011', '0000011'];
const END_OF_BLOCK = '000000000001000000000001';

/**
 * A page in CCITT Group 4 (ITU-T T.6): each row is written as what changes against the row above. No library of this
 * project writes it.
 */
export function encodeG4({ width, height, points }: Bitmap): Uint8Array {
  const out = new BitWriter();
  let above = changesOf(new Uint8Array(width), width);
  for (let y = 0; y < height; y++) {
    const row = changesOf(points.subarray(y * width, (y + 1) * width), width);
    writeRow(out, row, above, width);
    above = row;
  }
  out.write(END_OF_BLOCK);
  return out.bytes();
}

/** Where the colour changes, from the first black point on; then `width`, for good. */
function changesOf(row: Uint8Array, width: number): number[] {
  const changes: number[] = [];
  let color = 0;
  for (let x = 0; x < width; x++)
    if (row[x] !== color) {
      changes.push(x);
      color = row[x]!;
    }
  changes.push(width, width, width);
  return changes;
}

/** The names a0, a1, a2, b1, b2 are those of the recommendation. */
function writeRow(out: BitWriter, row: readonly number[], above: readonly number[], width: number): void {
  let a0 = -1;
  let black = 0;
  // Changes to black stand at even places of a row's list, to white at odd ones.
  let next = 0;
  let ref = 0;
  while (a0 < width) {
    // b1: the first change above, right of a0, to the colour that is not the current one.
    while (ref > 0 && above[ref - 1]! > a0) ref--;
    while (above[ref]! < width && (above[ref]! <= a0 || ref % 2 !== black)) ref++;
    const b1 = above[ref]!;
    const b2 = above[ref + 1] ?? width;
    const a1 = row[next] ?? width;
    if (b2 < a1) {
      out.write(PASS);
      a0 = b2;
    } else if (Math.abs(a1 - b1) <= 3) {
      out.write(VERTICAL[a1 - b1 + 3]!);
      a0 = a1;
      black = 1 - black;
      next++;
    } else {
      const a2 = row[next + 1] ?? width;
      out.write(HORIZONTAL);
      writeRun(out, a1 - Math.max(a0, 0), black);
      writeRun(out, a2 - a1, 1 - black);
      a0 = a2;
      next += 2;
    }
  }
}

function writeRun(out: BitWriter, length: number, black: number): void {
  const codes = black ? BLACK : WHITE;
  let left = length;
  for (; left >= 2560; left -= 2560) out.write(LONG[12]!);
  const makeUp = left - (left % 64);
  if (makeUp >= 1792) out.write(LONG[(makeUp - 1792) / 64]!);
  else if (makeUp > 0) out.write(codes[63 + makeUp / 64]!);
  out.write(codes[left % 64]!);
}

class BitWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  write(bits: string): void {
    for (const bit of bits) {
      this.#held = (this.#held << 1) | (bit === '1' ? 1 : 0);
      if (++this.#count < 8) continue;
      this.#bytes.push(this.#held);
      this.#held = 0;
      this.#count = 0;
    }
  }

  bytes(): Uint8Array {
    const last = this.#count > 0 ? [this.#held << (8 - this.#count)] : [];
    return Uint8Array.from([...this.#bytes, ...last]);
  }
}
