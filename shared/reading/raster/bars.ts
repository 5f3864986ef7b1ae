import type { Raster } from '../ocr/engine.ts';
import { packed } from './bits.ts';

/**
 * Bars: dark rectangles with white letters, as titles and the heads of tables have them. Engines take many of them for pictures
 * and leave out their words; turned over, they are read as any others.
 */

/** Inches: a run of black that begins a bar, at least; what a bar is high; rows of letters in it, at most. */
const RUN = 0.2;
const HEIGHT = 0.08;
const LETTERS = 0.35;
/** Part of a bar's sides that is black, so far inside, in inches: bars are a little askew, and their edges rough. */
const SIDES = 0.8;
const INSIDE = 0.015;
/** Part of the whole of it: letters cover some, a frame leaves most free. */
const DARK = 0.5;
/** Part of the page: more is a photograph, or a page that is white on black. */
const LARGEST = 0.3;

interface Bar {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The page with its bars turned over; the same raster where it has none. */
export function turnedOver(raster: Raster): Raster {
  const bits = packed(raster);
  const bars = barsOf(bits).filter((bar) => isBar(bits, bar));
  if (bars.length === 0) return raster;
  const data = Uint8Array.from(raster.data);
  for (const bar of bars) {
    if (raster.bits === 8) turnBytes(data, raster.width, bar);
    else turnBits(data, raster.width, bar);
  }
  return { ...raster, data };
}

function turnBytes(data: Uint8Array, width: number, { left, right, top, bottom }: Bar): void {
  for (let y = top; y <= bottom; y++)
    for (let at = y * width + left; at <= y * width + right; at++) data[at] = 255 - data[at]!;
}

function turnBits(data: Uint8Array, width: number, { left, right, top, bottom }: Bar): void {
  const row = Math.ceil(width / 8);
  const [first, last] = [left >> 3, right >> 3];
  for (let y = top; y <= bottom; y++) {
    for (let n = first; n <= last; n++) {
      const from = n === first ? 0xff >> (left & 7) : 0xff;
      const to = n === last ? (0xff80 >> (right & 7)) & 0xff : 0xff;
      data[y * row + n]! ^= from & to;
    }
  }
}

/** Rectangles around long runs of black that lie above each other. */
function barsOf(bits: Raster): Bar[] {
  const { width, height, data, dpi } = bits;
  const row = Math.ceil(width / 8);
  const least = Math.max(2, Math.round((RUN * dpi) / 8));
  const reach = Math.round(LETTERS * dpi);
  const done: Bar[] = [];
  let open: Bar[] = [];
  for (let y = 0; y < height; y++) {
    for (let n = 0; n < row; n++) {
      if (data[y * row + n] !== 255) continue;
      const start = n;
      while (n < row && data[y * row + n] === 255) n++;
      if (n - start < least) continue;
      const run = { ...ends(data, y * row, row, start, n, width), top: y, bottom: y };
      const met = open.filter((b) => b.left <= run.right && run.left <= b.right && goesOn(bits, b, y));
      open = open.filter((b) => !met.includes(b));
      open.push(met.reduce(around, run));
    }
    if (open.some((b) => y - b.bottom > reach)) {
      done.push(...open.filter((b) => y - b.bottom > reach));
      open = open.filter((b) => y - b.bottom <= reach);
    }
  }
  return [...done, ...open];
}

/** True where the bar is dark between its rows so far and this one, beside its letters: a frame below it is not. */
function goesOn(bits: Raster, { left, right, bottom }: Bar, y: number): boolean {
  if (y - bottom <= 1) return true;
  const by = Math.round(INSIDE * bits.dpi);
  const between = { top: bottom + 1, bottom: y - 1 };
  const dark = (x: number) => darkness(bits, { ...between, left: x, right: x }) >= SIDES;
  return dark(left + by) || dark(right - by);
}

/** First and last dot of a run of whole bytes, with the dots beside them. */
function ends(data: Uint8Array, at: number, row: number, from: number, to: number, width: number) {
  const before = from > 0 ? data[at + from - 1]! : 0;
  const after = to < row ? data[at + to]! : 0;
  let [left, right] = [from * 8, to * 8 - 1];
  for (let bit = 1; bit < 256 && before & bit; bit <<= 1) left--;
  for (let bit = 128; bit > 0 && after & bit; bit >>= 1) right++;
  return { left, right: Math.min(right, width - 1) };
}

function around(a: Bar, b: Bar): Bar {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** True of a dark rectangle: its four sides and most of it are black. */
function isBar(bits: Raster, { left, right, top, bottom }: Bar): boolean {
  const [wide, high] = [right - left + 1, bottom - top + 1];
  if (high < HEIGHT * bits.dpi || wide < RUN * bits.dpi) return false;
  if (wide * high > LARGEST * bits.width * bits.height) return false;
  const by = Math.round(INSIDE * bits.dpi);
  const inner = { left: left + by, right: right - by, top: top + by, bottom: bottom - by };
  const sides = [
    { ...inner, bottom: inner.top },
    { ...inner, top: inner.bottom },
    { ...inner, right: inner.left },
    { ...inner, left: inner.right },
  ];
  return sides.every((side) => darkness(bits, side) >= SIDES) && darkness(bits, inner) >= DARK;
}

/** Part of a rectangle that is black. */
function darkness({ width, data }: Raster, { left, right, top, bottom }: Bar): number {
  const row = Math.ceil(width / 8);
  let black = 0;
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) black += (data[y * row + (x >> 3)]! >> (7 - (x & 7))) & 1;
  return black / ((right - left + 1) * (bottom - top + 1));
}
