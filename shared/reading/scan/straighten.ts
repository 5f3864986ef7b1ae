import type { PageQuality } from '../../domain/scan/scanned-page.ts';
import { reduced } from '../marks/reduce.ts';
import type { Raster } from '../ocr/engine.ts';
import { packed } from '../raster/bits.ts';
import { despeckled } from '../raster/despeckle.ts';
import { withoutGreyDust } from '../raster/grey-dust.ts';
import { inkOf, inkShare, isBlank } from '../raster/ink.ts';
import type { PagePicture } from '../raster/picture.ts';
import { unscreened } from '../raster/screen.ts';
import { sheared } from '../raster/shear.ts';
import { skewOf } from '../raster/skew.ts';
import { rotated, type Turn, turned } from '../raster/turn.ts';

/** Lines that fall by less are left as they are: a tenth of a degree is half a letter across a page. */
export const LEAST_SKEW = 0.15;
/** Below this its lines run upwards or downwards: upright pages of the generated scans come to 1.5 and more, lying ones to 0.3. */
const LYING = 0.6;

/** A page scanned more closely is made smaller by whole dots: engines want some 300 an inch, and the rest is time. */
const CLOSE_DPI = 450;
const READ_DPI = 300;

/** The picture as an engine is given it, still as it lies. */
export function readable({ raster }: PagePicture): Raster {
  const clean = withoutGreyDust(despeckled(unscreened(raster)));
  if (clean.dpi < CLOSE_DPI) return clean;
  const { width, height, light, factor } = reduced(clean, Math.round(clean.dpi / READ_DPI));
  return { width, height, bits: 8, data: light, dpi: clean.dpi / factor };
}

/** What is seen of a page before it is read. */
export interface Looked {
  readonly skew: number;
  /** True where its lines run upwards or downwards. */
  readonly isLying: boolean;
  readonly ink: number;
  readonly blank: boolean;
}

export function look(raster: Raster): Looked {
  const ink = inkOf(raster);
  const { degrees, upright } = skewOf(ink);
  const blank = isBlank(ink, raster.dpi);
  return { skew: blank ? 0 : degrees, isLying: !blank && upright < LYING, ink: inkShare(ink), blank };
}

/**
 * What is seen of the picture that `readable` made of this one. A page is blank only where it is so as it came: a photograph may be
 * all screen.
 */
export function lookedAt({ raster }: PagePicture, source: Raster): Looked {
  const looked = look(source);
  return looked.blank && !look(despeckled(raster)).blank ? { ...looked, blank: false } : looked;
}

/** From here on whole dots are fine enough to move a page in black and white by. */
const FINE_DPI = 250;

/**
 * The page upright and straight. `skew`: of the page once it is turned. A fine picture in black and white stays one: engines
 * make such a picture of a grey one themselves, and take longer over it. A coarse one is mixed to greys all the same: moved by
 * whole dots, the full set had four invoices more to be asked for.
 */
export function straightened(raster: Raster, turn: Turn, skew: number): Raster {
  const upright = turned(raster, turn);
  const isStraight = Math.abs(skew) < LEAST_SKEW;
  if (raster.bits === 1 && isStraight) return packed(upright);
  if (raster.bits === 1 && raster.dpi >= FINE_DPI) return sheared(upright, -skew);
  return isStraight ? upright : rotated(upright, -skew);
}

/** What is kept of how a page was. */
export function qualityOf(
  picture: PagePicture,
  { ink, blank }: Looked,
  { turn, skew, confidence }: { turn: Turn; skew: number; confidence: number | null },
): PageQuality {
  const { width, height, dpi, dpiTaken, bilevel } = picture;
  const rounded = Math.round(ink * 1e5) / 1e5;
  return { width, height, dpi, dpiTaken, bilevel, turned: turn, skew, ink: rounded, blank, confidence };
}
