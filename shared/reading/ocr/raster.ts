import type { Raster } from './engine.ts';

/** A picture that no engine is given. Not the engine's fault: the same picture fails again. */
export class PictureRefused extends Error {
  override readonly name = 'PictureRefused';
}

/** Tesseract holds coordinates in 16 bits. */
const MAX_SIDE = 32_767;

/** An A2 sheet at 300 dpi has 35 million dots. */
const MAX_DOTS = 64_000_000;

/** Below this Tesseract says "Image too small to scale". */
const MIN_SIDE = 3;

/** Throws PictureRefused where the picture can't hold letters, is beyond what an engine takes, or isn't what it says. */
export function checkRaster({ width, height, bits, data, dpi }: Raster): void {
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height) || (bits !== 1 && bits !== 8))
    throw new PictureRefused(`not a picture: ${width} x ${height} dots of ${bits} bits`);
  if (width < MIN_SIDE || height < MIN_SIDE)
    throw new PictureRefused(`the picture of ${width} x ${height} dots is too small to hold a letter`);
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_DOTS)
    throw new PictureRefused(
      `the picture of ${width} x ${height} dots is too large: at most ${MAX_SIDE} a side and ${MAX_DOTS / 1e6} million in all`,
    );
  const expected = rowBytes(width, bits) * height;
  if (data.length !== expected)
    throw new PictureRefused(
      `the picture of ${width} x ${height} dots has ${data.length} bytes of data in place of ${expected}`,
    );
  if (!(dpi >= 1 && dpi <= 10_000)) throw new PictureRefused(`the picture says ${dpi} dots per inch`);
}

/** As PBM (P4) or PGM (P5), https://netpbm.sourceforge.net/doc/: what both engines read without any decoder. */
export function toPnm(image: Raster): Uint8Array {
  checkRaster(image);
  const size = `${image.width} ${image.height}\n`;
  const header = Buffer.from(image.bits === 1 ? `P4\n${size}` : `P5\n${size}255\n`, 'latin1');
  const pnm = Buffer.concat([header, image.data]);
  // Leptonica skips all blanks after the header, and would take the first dots for some: they are changed a little.
  if (LIKE_BLANK.has(pnm[header.length]!)) pnm[header.length] = image.bits === 1 ? 0 : PLAIN;
  return pnm;
}

/** Blanks of ASCII, and the sign of a comment. */
const LIKE_BLANK = new Set([9, 10, 11, 12, 13, 32, 35]);
/** As dark as those, and none of them. */
const PLAIN = 33;

function rowBytes(width: number, bits: 1 | 8): number {
  return bits === 1 ? Math.ceil(width / 8) : width;
}
