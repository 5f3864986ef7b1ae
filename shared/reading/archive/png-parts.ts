/** Rows of a PNG as they are packed (PNG, second edition, 11.2): what a PDF reads as Flate with predictor 15. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colors: 1 | 3;
  readonly data: Uint8Array;
}

const SIGNATURE = 8;
const GREY = 0;
const COLOUR = 2;

/** @throws Error where the rows are not plain grey or colour, one after the other. */
export function pngParts(png: Uint8Array): PngParts {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const rows: Uint8Array[] = [];
  for (let at = SIGNATURE; at + 12 <= png.length; ) {
    const size = view.getUint32(at);
    const type = Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1');
    if (type === 'IDAT') rows.push(png.subarray(at + 8, at + 8 + size));
    at += 12 + size;
  }
  // The header is always the first chunk, at the same place.
  const [width, height, bits, type, interlaced] = [view.getUint32(16), view.getUint32(20), png[24]!, png[25]!, png[28]];
  if ((type !== GREY && type !== COLOUR) || interlaced !== 0) throw new Error(`PNG of type ${type}`);
  return { width, height, bits, colors: type === GREY ? 1 : 3, data: Buffer.concat(rows) };
}
