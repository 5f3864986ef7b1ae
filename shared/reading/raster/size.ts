import { UnreadableError } from './unreadable.ts';

/** A page of more dots is made smaller: A4 at 600 dots an inch has 35 million. */
const MOST_DOTS = 40_000_000;
/** A page of more is not decoded at all: A4 at 1200 has 139 million. */
const MOST_DECODED_DOTS = 200_000_000;
const MOST_DECODED_BYTES = 256 * 1024 ** 2;

/** Refuses a picture that could fill the memory, by what its header says: before anything of it is decoded. */
export function refuseBomb(width: number, height: number, bitsADot: number): void {
  const dots = width * height;
  if (dots <= MOST_DECODED_DOTS && (dots * bitsADot) / 8 <= MOST_DECODED_BYTES) return;
  throw new UnreadableError('IMAGE_TOO_LARGE', { width: String(width), height: String(height) });
}

/** By how much a picture is made smaller to be worked with: 1, or less. */
export function shrinkage(width: number, height: number): number {
  return Math.min(1, Math.sqrt(MOST_DOTS / (width * height)));
}

/** Sheets that are scanned, in inches. */
const SHEETS = [
  [8.27, 11.69],
  [5.83, 8.27],
  [8.5, 11],
] as const;
/** Resolutions that scanners offer, dots an inch. */
const USUAL = [300, 200, 400, 600, 150, 240, 100] as const;
/** A till roll, inches. */
const ROLL_WIDTH = 3.15;

/**
 * Dots an inch as a file says, where they can be believed: programs write 72 or 96 of themselves, and the page would be a
 * poster.
 */
export function believed(dpi: number | null, width: number, height: number): number | null {
  if (dpi === null || !(dpi >= 50 && dpi <= 2400)) return null;
  const [short, long] = [Math.min(width, height) / dpi, Math.max(width, height) / dpi];
  return short <= 14 && long <= 60 && long >= 1 ? dpi : null;
}

/** Dots an inch of a picture that says nothing of them: those of the sheet it most likely is. */
export function guessedDpi(width: number, height: number): number {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (long / short > 2.2) return clamp(Math.round(short / ROLL_WIDTH));
  let [best, off] = [0, 0.05];
  for (const [sheetShort, sheetLong] of SHEETS) {
    for (const dpi of USUAL) {
      const apart = Math.max(Math.abs(short / sheetShort / dpi - 1), Math.abs(long / sheetLong / dpi - 1));
      if (apart < off) [best, off] = [dpi, apart];
    }
  }
  return best || clamp(Math.round(short / SHEETS[0][0]));
}

function clamp(dpi: number): number {
  return Math.min(600, Math.max(72, dpi));
}
