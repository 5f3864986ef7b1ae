import type { Dots } from '../marks/reduce.ts';

/** How the lines of a page run. */
export interface Skew {
  /** Degrees by which they fall to the right (clockwise); 0 where nothing says so. */
  readonly degrees: number;
  /** How much sharper they stand out one below the other than beside each other; below 1 they run upwards or downwards. */
  readonly upright: number;
}

/** Degrees. */
const MOST = 7;
const COARSE = 0.5;
const FINE = 0.1;
/** Edges of fewer dots are no text. */
const LEAST_EDGES = 60;

/**
 * Skew by projection profile: the angle at which the lower edges of the letters fall together on the fewest rows. Best at
 * about 100 dots an inch.
 */
export function skewOf(picture: Dots): Skew {
  const rows = edges(picture, false);
  const columns = edges(picture, true);
  if (rows.length < LEAST_EDGES * 2) return { degrees: 0, upright: 1 };
  const along = sharpest(rows, picture.width, picture.height, FINE);
  // Only how sharp is asked here, and a few hundredths of that decide nothing.
  const across = sharpest(columns, picture.height, picture.width, COARSE);
  return { degrees: along.degrees, upright: across.score > 0 ? along.score / across.score : 1 };
}

/** Places of black dots with white below them: along, across, along... With `turned`, to the right of them. */
function edges({ width, height, dots }: Dots, turned: boolean): Int32Array {
  const places: number[] = [];
  const next = turned ? 1 : width;
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0, at = y * width; x < width - 1; x++, at++) {
      if (dots[at] === 1 && dots[at + next] === 0) places.push(turned ? y : x, turned ? x : y);
    }
  }
  return Int32Array.from(places);
}

function sharpest(places: Int32Array, length: number, depth: number, step: number): { degrees: number; score: number } {
  const scoreAt = (degrees: number) => sharpness(places, Math.tan((degrees * Math.PI) / 180), length, depth);
  const best = { degrees: 0, score: scoreAt(0) };
  const look = (from: number, to: number, step: number) => {
    for (let n = 0; from + n * step <= to + 1e-9; n++) {
      const degrees = Math.round((from + n * step) * 10) / 10;
      const score = scoreAt(degrees);
      if (score > best.score) Object.assign(best, { degrees, score });
    }
  };
  look(-MOST, MOST, COARSE);
  if (step < COARSE) look(Math.max(-MOST, best.degrees - COARSE), Math.min(MOST, best.degrees + COARSE), step);
  return best;
}

/** By how much what falls on a row differs from the next row, squared, a place: lines of text do, shadows and noise less. */
function sharpness(places: Int32Array, slope: number, length: number, depth: number): number {
  const reach = Math.ceil(Math.abs(slope) * length) + 1;
  const rows = new Int32Array(depth + 2 * reach);
  for (let n = 0; n < places.length; n += 2) rows[Math.round(places[n + 1]! - slope * places[n]!) + reach]!++;
  let sum = 0;
  for (let n = 1; n < rows.length; n++) sum += (rows[n]! - rows[n - 1]!) ** 2;
  return (2 * sum) / places.length;
}
