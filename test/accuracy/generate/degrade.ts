import type { DrawnPage } from '../../samples/drawn-pages.ts';
import type { Bitmap } from '../../samples/g4.ts';
import type { Random } from '../../samples/random.ts';

/** Darker than this is black: a scanner's threshold, not a dither. */
const THRESHOLD = 168;

/** What happens to a page between paper and file. */
export interface Defects {
  /** Degrees, clockwise. */
  readonly skew: number;
  /** Share of the points that are turned over. */
  readonly noise: number;
  /** Quarter turns, clockwise. */
  readonly turns: 0 | 1 | 2 | 3;
  /** Lines where the paper was folded. */
  readonly folds: number;
  /** How dark the paper is at its darkest edge, 0 to 255; 0 for white paper. */
  readonly shade: number;
  /** Specks of dust. */
  readonly dust: number;
}

export const CLEAN: Defects = { skew: 0, noise: 0, turns: 0, folds: 0, shade: 0, dust: 0 };

/** The page as a black and white scanner gives it. */
export function scanned(page: DrawnPage, d: Defects, r: Random): Bitmap {
  const flat = laidIn(page, d, r);
  folded(flat, d.folds, r);
  dusty(flat, d.dust, r);
  noisy(flat, d.noise, r);
  let turned = flat;
  for (let n = 0; n < d.turns; n++) turned = quarterTurn(turned);
  return turned;
}

/** Turned by the skew about its middle, and thresholded; paper that is not white goes black in places. */
function laidIn({ width, height, data }: DrawnPage, { skew, shade }: Defects, r: Random): Bitmap {
  const points = new Uint8Array(width * height);
  const angle = (skew * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [cx, cy] = [width / 2, height / 2];
  const fromLeft = r.chance(0.5);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = Math.round(cx + (x - cx) * cos + (y - cy) * sin);
      const fromY = Math.round(cy - (x - cx) * sin + (y - cy) * cos);
      if (fromX < 0 || fromX >= width || fromY < 0 || fromY >= height) continue;
      const at = (fromY * width + fromX) * 4;
      let grey = data[at]! * 0.299 + data[at + 1]! * 0.587 + data[at + 2]! * 0.114;
      if (shade > 0) {
        const far = fromLeft ? 1 - x / width : x / width;
        grey -= shade * far * far + (r.next() + r.next() - 1) * 30;
      }
      if (grey < THRESHOLD) points[y * width + x] = 1;
    }
  }
  return { width, height, points };
}

/** Thin dark lines across the page, broken here and there. */
function folded({ width, height, points }: Bitmap, folds: number, r: Random): void {
  for (let n = 0; n < folds; n++) {
    const across = n % 2 === 0;
    const at = Math.round((across ? height : width) * r.pick([0.33, 0.5, 0.66]) + r.int(-20, 20));
    const length = across ? width : height;
    for (let along = 0; along < length; along++) {
      if (r.chance(0.35)) continue;
      const [x, y] = across ? [along, at] : [at, along];
      points[y * width + x] = 1;
      if (r.chance(0.5)) points[across ? (y + 1) * width + x : y * width + x + 1] = 1;
    }
  }
}

function dusty({ width, height, points }: Bitmap, dust: number, r: Random): void {
  for (let n = 0; n < dust; n++) {
    const [x, y, size] = [r.int(2, width - 5), r.int(2, height - 5), r.int(1, 3)];
    for (let dy = 0; dy < size; dy++) points.fill(1, (y + dy) * width + x, (y + dy) * width + x + size);
  }
}

/** Salt and pepper. */
function noisy({ points }: Bitmap, share: number, r: Random): void {
  for (let n = Math.round(points.length * share); n > 0; n--) {
    const at = r.int(0, points.length - 1);
    points[at] = 1 - points[at]!;
  }
}

function quarterTurn({ width, height, points }: Bitmap): Bitmap {
  const turned = new Uint8Array(points.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = points[y * width + x]!;
  return { width: height, height: width, points: turned };
}
