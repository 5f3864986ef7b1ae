import sharp from 'sharp';
import type { Raster } from './engine.ts';
import { checkRaster, toPnm } from './raster.ts';

/**
 * A picture as the program takes least time to read it: black and white as PBM, greys as TIFF with packed rows, without its
 * dots an inch, which the program is told apart. It reads its input, and Leptonica a PGM, byte by byte, which takes a tenth of
 * a second for a page. Rejected with PictureRefused.
 */
export async function programInput(image: Raster): Promise<Uint8Array> {
  if (image.bits === 1) return toPnm(image);
  checkRaster(image);
  const { width, height, data } = image;
  return sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('b-w')
    .tiff({ compression: 'packbits' })
    .toBuffer();
}
