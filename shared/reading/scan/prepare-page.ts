import sharp from 'sharp';
import type { PreparedPage } from '../../ports/scan-reader.ts';
import { findMarks } from '../marks/find-marks.ts';
import type { OcrEngine, Raster } from '../ocr/engine.ts';
import { packed, unpacked } from '../raster/bits.ts';
import type { PagePicture } from '../raster/picture.ts';
import type { Turn } from '../raster/turn.ts';
import { look, lookedAt, qualityOf, readable, straightened } from './straighten.ts';

/**
 * Turns and straightens the picture of one page for an engine elsewhere; no letter is read here. Each page that is not
 * blank is asked for how it stands, which costs a second or more: what its lines say does not tell 180 degrees from none.
 */
export async function preparePicture(picture: PagePicture, engine: OcrEngine): Promise<PreparedPage> {
  const source = readable(picture);
  const looked = lookedAt(picture, source);
  const turn: Turn = looked.blank ? 0 : ((await engine.orientation(source))?.turn ?? 0);
  const skew = turn === 0 ? looked.skew : look(straightened(source, turn, 0)).skew;
  const raster = straightened(source, turn, skew);
  return {
    kind: 'prepared',
    png: await pngOf(raster, source.bits === 1),
    quality: qualityOf(picture, looked, { turn, skew, confidence: null }),
    marks: looked.blank ? [] : await findMarks(raster),
    width: (raster.width * 72) / raster.dpi,
    height: (raster.height * 72) / raster.dpi,
  };
}

async function pngOf(raster: Raster, bilevel: boolean): Promise<Uint8Array> {
  const { width, height, data, dpi } = bilevel ? unpacked(packed(raster)) : raster;
  const picture = sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .withMetadata({ density: dpi });
  return picture.png(bilevel ? { palette: true, colours: 2, dither: 0 } : {}).toBuffer();
}
