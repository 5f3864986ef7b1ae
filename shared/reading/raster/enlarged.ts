import sharp from 'sharp';
import type { Raster } from '../ocr/engine.ts';
import { packed, unpacked } from './bits.ts';

/** A coarse picture gains more. */
const COARSE_DPI = 250;
const [OF_COARSE, OF_FINE] = [1.5, 4 / 3];
/** An edge of a letter is where the picture is a little darker than half: strokes grow by less than they would. */
const EDGE = 140;

/** The picture larger and with smooth edges, in black and white: other letters come out of it than of the picture as it was. */
export async function enlarged(raster: Raster): Promise<Raster> {
  const { width, height, data, dpi } = unpacked(raster);
  const factor = dpi < COARSE_DPI ? OF_COARSE : OF_FINE;
  const picture = sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('b-w')
    // Faint letters become black.
    .normalise()
    .resize(Math.round(width * factor), Math.round(height * factor), { kernel: 'cubic', fit: 'fill' });
  const { data: larger, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return packed({ width: info.width, height: info.height, bits: 8, data: larger, dpi: dpi * factor }, EDGE);
}
