import type { OcrEngine } from './engine.ts';

type Orientation = Awaited<ReturnType<OcrEngine['orientation']>>;

/**
 * What Tesseract says of a page's orientation: degrees clockwise that put it upright, and its own confidence (0 and up,
 * not a share). Null where it could not tell.
 */
export function orientationOf(degrees: number | null, confidence: number | null): Orientation {
  if (confidence === null || !Number.isFinite(confidence)) return null;
  if (degrees !== 0 && degrees !== 90 && degrees !== 180 && degrees !== 270) return null;
  return { turn: degrees, confidence };
}
