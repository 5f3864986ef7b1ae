import type { PageQuality } from '../../domain/scan/scanned-page.ts';
import type { Raster } from '../ocr/engine.ts';
import { inkOf, inkShare, isBlank } from '../raster/ink.ts';
import type { PagePicture } from '../raster/picture.ts';
import { skewOf } from '../raster/skew.ts';
import { rotated, type Turn, turned } from '../raster/turn.ts';

/** Lines that fall by less are left as they are: a tenth of a degree is half a letter across a page. */
export const LEAST_SKEW = 0.15;
/** Lines that stand out that much less below each other than beside each other run upwards or downwards. */
const LYING = 0.8;

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

/** The page upright and straight. `skew`: of the page once it is turned. */
export function straightened(raster: Raster, turn: Turn, skew: number): Raster {
  const upright = turned(raster, turn);
  return Math.abs(skew) < LEAST_SKEW ? upright : rotated(upright, -skew);
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
