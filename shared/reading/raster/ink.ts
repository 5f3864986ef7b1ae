import { type Dots, type Light, reduced } from '../marks/reduce.ts';
import type { Raster } from '../ocr/engine.ts';

/** Dots an inch at which a page is judged: a letter of 8 points is some 8 high. */
const JUDGED_DPI = 100;
/** Ink is darker than this part of the paper's own light: what shows through from the back is lighter. */
const INK = 0.6;
/** Side of the squares whose lightest dots tell the paper's light: larger than any letter. */
const SQUARE = 48;
/** The edge of a sheet, inches: shadows and the scanner's own edge. */
const MARGIN = 0.12;

/** A page made small enough to judge: black is ink. */
export function inkOf(raster: Raster): Dots {
  const small = reduced(raster, Math.max(1, Math.round(raster.dpi / JUDGED_DPI)));
  // A dot is a mean of nine: a thin stroke makes it grey.
  const { across, light: lights } = paper(small);
  const limits = lights.map((own) => INK * own);
  const { width, height, light, factor } = small;
  const dots = new Uint8Array(light.length);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / SQUARE) * across;
    for (let x = 0; x < width; x++) {
      if (light[y * width + x]! < limits[row + Math.floor(x / SQUARE)]!) dots[y * width + x] = 1;
    }
  }
  return { width, height, dots, factor };
}

/** How light the paper is, in squares. */
export interface Paper {
  /** Of a square, in dots of the raster. */
  readonly side: number;
  /** Squares from the left edge to the right. */
  readonly across: number;
  /** Of each square, 0 to 255. */
  readonly light: Float64Array;
}

/** The paper of a grey page. */
export function paperOf(raster: Raster): Paper {
  return paper(reduced(raster, Math.max(1, Math.round(raster.dpi / JUDGED_DPI))));
}

function paper({ width, height, light, factor }: Light): Paper {
  const [across, down] = [Math.ceil(width / SQUARE), Math.ceil(height / SQUARE)];
  const lightest = new Uint8Array(across * down);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / SQUARE) * across;
    for (let x = 0; x < width; x++) {
      const at = row + Math.floor(x / SQUARE);
      if (light[y * width + x]! > lightest[at]!) lightest[at] = light[y * width + x]!;
    }
  }
  const usual = [...lightest].sort((a, b) => a - b)[lightest.length >> 1]!;
  // A square that is dark all over is a black bar, not paper.
  return {
    side: SQUARE * factor,
    across,
    light: Float64Array.from(lightest, (own) => (own < usual / 2 ? usual : own)),
  };
}

/** Part of the page that is black, 0 to 1. */
export function inkShare({ dots }: Dots): number {
  let black = 0;
  for (const dot of dots) black += dot;
  return dots.length === 0 ? 0 : black / dots.length;
}

/** Letters and lines, inches: lower ones are dust. */
const LOWEST = 0.035;
/** A punch hole, inches: as wide as high, nearer to an edge than this. */
const [HOLE_FROM, HOLE_TO, HOLE_EDGE] = [0.12, 0.4, 0.9];
/** What a single mark must measure to be more than dirt, inches: a signature, a figure. */
const DRAWN = 0.5;
/** A page number alone has one or two. */
const LEAST_MARKS = 3;

/** Inches: what is smaller is no sheet, and its edge no sheet's edge; and the ink below which there is only dust on it. */
const [NO_SHEET, DUST] = [1, 0.002];

/** True where there is nothing on the page but dust, punch holes and shadows at its edges. `dpi`: of the raster. */
export function isBlank(ink: Dots, dpi: number): boolean {
  const perInch = dpi / ink.factor;
  if (Math.min(ink.width, ink.height) / perInch < NO_SHEET) return inkShare(ink) < DUST;
  let marks = 0;
  for (const box of blobs(ink)) {
    const [wide, high] = [box.right - box.left + 1, box.bottom - box.top + 1].map((n) => n / perInch) as [
      number,
      number,
    ];
    const edge = Math.min(box.left, box.top, ink.width - 1 - box.right, ink.height - 1 - box.bottom) / perInch;
    if (Math.max(wide, high) < LOWEST * 1.5 || Math.min(wide, high) < LOWEST / 2) continue;
    // What touches the edge is its shadow, or a fold.
    if (edge < MARGIN) continue;
    if (isHole(box, wide, high, edge)) continue;
    marks += Math.max(wide, high) >= DRAWN ? LEAST_MARKS : 1;
    if (marks >= LEAST_MARKS) return false;
  }
  return true;
}

function isHole(box: Blob, wide: number, high: number, edge: number): boolean {
  if (edge > HOLE_EDGE || wide < HOLE_FROM || wide > HOLE_TO || high < HOLE_FROM || high > HOLE_TO) return false;
  const full = (box.right - box.left + 1) * (box.bottom - box.top + 1);
  return Math.abs(wide / high - 1) < 0.35 && box.dots / full > 0.55;
}

interface Blob {
  left: number;
  top: number;
  right: number;
  bottom: number;
  dots: number;
}

/** Groups of black dots that touch, also by their corners. */
function* blobs({ width, height, dots }: Dots): Iterable<Blob> {
  const left = Uint8Array.from(dots);
  const stack: number[] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] !== 1) continue;
    const blob: Blob = { left: width, top: height, right: 0, bottom: 0, dots: 0 };
    left[start] = 0;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      blob.dots++;
      blob.left = Math.min(blob.left, x);
      blob.right = Math.max(blob.right, x);
      blob.top = Math.min(blob.top, y);
      blob.bottom = Math.max(blob.bottom, y);
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
          const near = at + dy * width + dx;
          if (left[near] !== 1) continue;
          left[near] = 0;
          stack.push(near);
        }
      }
    }
    yield blob;
  }
}
