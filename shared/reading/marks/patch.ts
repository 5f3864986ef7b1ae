import type { Box } from '../../domain/page/page.ts';
import type { SheetMark } from '../../domain/scan/scanned-page.ts';
import type { Area } from './candidates.ts';
import type { Dots } from './reduce.ts';

/**
 * Patch codes: four parallel bars that separate documents in a stack of paper. From "Patch Code Information for Kodak
 * Scanners" (A-61599, October 2006): two bars are wide (0.20 inch, 5 mm) and two narrow (0.08 inch, 2 mm), the three
 * spaces narrow, so that every code is 0.80 inch across; bars are 2 inches long (0.75 on some scanners) and at most 3.75
 * inches from the edge of the sheet. The order of wide and narrow, from that edge inwards, is the code.
 */
const CODES: Readonly<Record<string, string>> = {
  WWNN: '1',
  WNNW: '2',
  WNWN: '3',
  NWWN: '4',
  NNWW: '6',
  NWNW: 'T',
};

/** Of the whole width, in inches: printers shrink pages to fit their margins. */
const WIDTH = 0.8;
const [LEAST, MOST] = [0.85, 1.08];
/** In tenths of the whole: a narrow bar or space is 1, a wide bar 2.5. Bleeding ink widens one what it takes of the other. */
const [NARROW_FROM, NARROW_TO] = [0.5, 1.6];
const [WIDE_FROM, WIDE_TO] = [1.9, 3.2];
/** Blank paper before the first and behind the last bar, inches. */
const QUIET = 0.1;
/** Shorter bars are a table or a logo, inches. */
const SHORTEST = 0.6;
/** What of the lines through a code must show it: the rest is dust. */
const MOST_MISSED = 0.15;
/** How far bars may stand askew: the tangent. */
const SLOPE = 0.12;
/** Nearer to one edge than this, of the sheet, its code is read from there; in the middle, from the upper or left edge. */
const NEAR_EDGE = 0.44;

/** Bars of one code seen on following lines across them. */
interface Run {
  readonly pattern: string;
  readonly first: number;
  last: number;
  seen: number;
  /** Along the line. */
  readonly firstStart: number;
  start: number;
  least: number;
  most: number;
}

/** The patch codes in one part of a page, in any of the four directions. `perInch`: dots of `picture` an inch. */
export function findPatchCodes(picture: Dots, perInch: number, part: Area = whole(picture)): SheetMark[] {
  const { width, height } = picture;
  const rows = { from: part.top, to: Math.min(height, part.top + part.height) };
  const columns = { from: part.left, to: Math.min(width, part.left + part.width) };
  const across = { lines: rows, dots: columns, length: width, step: 1, next: width };
  const down = { lines: columns, dots: rows, length: height, step: width, next: 1 };
  return [...along(picture, down, perInch, 'down'), ...along(picture, across, perInch, 'across')];
}

function whole({ width, height }: Dots): Area {
  return { left: 0, top: 0, width, height };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Lines {
  readonly lines: Range;
  /** Of each line. */
  readonly dots: Range;
  /** Of the page's own lines, which tells which edge is near. */
  readonly length: number;
  /** From one dot of a line to the next, and from one line to the next. */
  readonly step: number;
  readonly next: number;
}

function along({ dots }: Dots, way: Lines, perInch: number, direction: 'down' | 'across'): SheetMark[] {
  const [closed, open]: [Run[], Run[]] = [[], []];
  const gap = Math.ceil(0.06 * perInch);
  for (let line = way.lines.from; line < way.lines.to; line++) {
    for (let n = open.length - 1; n >= 0; n--) if (line - open[n]!.last > gap) closed.push(...open.splice(n, 1));
    for (const hit of patternsOf(dots, way, line, perInch)) {
      const slack = 2 + SLOPE * gap;
      const run = open.find((r) => r.pattern === hit.pattern && Math.abs(r.start - hit.start) <= slack);
      if (!run) {
        const { pattern, start, end } = hit;
        open.push({ pattern, first: line, last: line, seen: 1, firstStart: start, start, least: start, most: end });
        continue;
      }
      if (run.last === line) continue;
      run.last = line;
      run.seen++;
      run.start = hit.start;
      run.least = Math.min(run.least, hit.start);
      run.most = Math.max(run.most, hit.end);
    }
  }
  return [...closed, ...open]
    .filter((r) => {
      const length = r.last - r.first + 1;
      const steep = Math.abs(r.start - r.firstStart) > SLOPE * length + 2;
      return length >= SHORTEST * perInch && r.seen >= (1 - MOST_MISSED) * length && !steep;
    })
    .map((r) => markOf(r, way.length, perInch, direction));
}

/** Seven stretches, black first, that make a code, with blank paper on both sides. */
function* patternsOf(
  dots: Uint8Array,
  { dots: { from, to }, step, next }: Lines,
  line: number,
  perInch: number,
): Iterable<{ pattern: string; start: number; end: number }> {
  // Where each stretch begins; the first is white, if empty.
  const starts: number[] = [from];
  let colour = 0;
  for (let n = from, at = line * next + from * step; n < to; n++, at += step) {
    if (dots[at] !== colour) {
      starts.push(n);
      colour ^= 1;
    }
  }
  if (starts.length < 8) return;
  starts.push(to);
  const quiet = QUIET * perInch;
  for (let n = 1; n + 7 < starts.length; n += 2) {
    const [start, end] = [starts[n]!, starts[n + 7]!];
    const whole = end - start;
    if (whole < LEAST * WIDTH * perInch || whole > MOST * WIDTH * perInch) continue;
    if (start - starts[n - 1]! < quiet || (starts[n + 8] ?? to) - end < quiet) continue;
    const pattern = patternAt(starts, n, whole / 10);
    if (pattern && CODES[pattern]) yield { pattern, start, end };
  }
}

function patternAt(starts: readonly number[], first: number, unit: number): string | null {
  let pattern = '';
  for (let n = 0; n < 7; n++) {
    const width = (starts[first + n + 1]! - starts[first + n]!) / unit;
    const narrow = width >= NARROW_FROM && width <= NARROW_TO;
    if (n % 2 === 1) {
      if (!narrow) return null;
    } else if (narrow) pattern += 'N';
    else if (width >= WIDE_FROM && width <= WIDE_TO) pattern += 'W';
    else return null;
  }
  return pattern;
}

function markOf(r: Run, length: number, perInch: number, direction: 'down' | 'across'): SheetMark {
  // The same bars are another code from the other side: 3 is T upside down. The edge of the sheet tells which, however
  // the sheet was laid into the scanner.
  const middle = (r.least + r.most) / 2 / length;
  const pattern = middle > 1 - NEAR_EDGE ? [...r.pattern].reverse().join('') : r.pattern;
  const points = (n: number) => (n * 72) / perInch;
  const [start, size] = [points(r.least), points(r.most - r.least)];
  const [first, extent] = [points(r.first), points(r.last - r.first + 1)];
  const box: Box =
    direction === 'down'
      ? { x: first, y: start, width: extent, height: size }
      : { x: start, y: first, width: size, height: extent };
  return { kind: 'patch', format: CODES[pattern]!, text: '', box };
}
