import { findDates } from './dates.ts';
import { isBorder, withoutRules } from './drawn-rules.ts';
import { type Folded, fold } from './fold.ts';
import { closeUp, closeUpLines, isLetterSpaced } from './letter-spacing.ts';
import { MONTHS } from './months.ts';
import { onLines } from './ocr-boxes.ts';
import { correctDates } from './ocr-dates.ts';
import { undoubled } from './ocr-doubles.ts';
import { correctWords } from './ocr-words.ts';
import type { Box, Fragment, Page } from './page.ts';
import { joinLetters, joinYears } from './set-apart.ts';
import { cellOf } from './typed.ts';

/** Words that stand together on one line of one column: a label, a value, or both. */
export interface Segment {
  readonly page: number;
  readonly text: string;
  readonly folded: Folded;
  readonly box: Box;
  /** Parts of the text with their places, in order. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly box: Box;
  /** 0 to 1, of an OCR engine. */
  readonly confidence?: number | undefined;
}

/** Wider than this, in heights of the letters, a blank separates two columns; narrower than the second, no blank is one. */
const COLUMN_GAP = 0.95;
const WORD_GAP = 0.14;
/** Wider than this, in cells, a blank separates two columns of a typed page: one comes to 1.7 behind a comma, two to more than 2. */
const TYPED_GAP = 1.8;
/** How far centres of one line may differ, in heights. */
const LINE_SLACK = 0.4;

/** The segments of a page, from top to bottom and left to right. */
export function segmentsOf(page: Page): Segment[] {
  const fragments = page.origin === 'ocr' ? onLines(page.fragments) : closeUpLines(page.fragments);
  const texts = fragments.flatMap(split);
  const rows = linesOf(page.origin === 'ocr' ? texts : withoutRules(texts)).map((line) =>
    page.origin === 'ocr' ? undoubled(line) : line,
  );
  const cell = page.origin === 'ocr' ? cellOf(fragments) : null;
  const lines = rows.map((line) => joinLetters(joinLine(line, page, cell), merged));
  const segments = joinYears(lines.flatMap(joinDates));
  return page.origin === 'ocr' ? segments.filter((s) => SAYS.test(s.text)) : segments;
}

/** Marks by themselves are rules and dust, which an engine reads as such, and would stand between a value and its heading. */
const SAYS = /[\p{L}\p{N}\p{Sc}%]/u;

const DATE_PIECE = new RegExp(`^(?:\\d{1,2}|[/.-]|(?:19|20)\\d{2}|(?:${MONTHS})\\.?)$`);
/** Boxes of a form follow each other at most at this distance, in heights. */
const BOX_GAP = 8;

/** Day, month and year in boxes of their own are one date. */
function joinDates(line: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (let n = 0; n < line.length; n++) {
    const end = endOfDate(line, n);
    if (end > n + 1) joined.push(merged(line.slice(n, end)));
    else joined.push(line[n]!);
    if (end > n + 1) n = end - 1;
  }
  return joined;
}

/** The index behind the segments that make a date together, from `start`; `start` where they make none. */
function endOfDate(line: readonly Segment[], start: number): number {
  let end = start;
  for (; end < line.length && end < start + 5; end++) {
    const [last, next] = [line[end - 1], line[end]!];
    const gap = last && end > start ? next.box.x - (last.box.x + last.box.width) : 0;
    if (!DATE_PIECE.test(next.folded.text.trim()) || gap > BOX_GAP * next.box.height) break;
  }
  for (; end > start + 1; end--) {
    const text = line
      .slice(start, end)
      .map((s) => s.folded.text)
      .join(' ');
    const date = findDates(text.replace(/ ?([/.-]) ?/g, '$1'))[0];
    if (date?.date) return end;
  }
  return start;
}

function merged(run: readonly Segment[], blank: (n: number) => boolean = () => true): Segment {
  let text = '';
  const parts: Part[] = [];
  for (const [n, { text: own, box, parts: within }] of run.entries()) {
    if (text !== '' && blank(n)) text += ' ';
    const confidence = lowest(within);
    parts.push({ start: text.length, end: text.length + own.length, box, confidence });
    text += own;
  }
  return { page: run[0]!.page, text, folded: fold(text), box: around(run.map((s) => s.box)), parts };
}

/** Programs that set columns with blanks put several of them into one fragment. */
function split(fragment: Fragment): Fragment[] {
  const { text, box } = fragment;
  if (text.trim() === '') return [];
  if (!/\s{2}/.test(text) || isLetterSpaced(text)) return [{ ...fragment, text: closeUp(text) }];
  const each = box.width / text.length;
  return [...text.matchAll(/\S+(?:\s\S+)*/g)].map((m) => ({
    ...fragment,
    text: m[0],
    box: { ...box, x: box.x + m.index * each, width: m[0].length * each },
  }));
}

interface Line {
  readonly fragments: Fragment[];
  /** Of its first fragment. */
  readonly centre: number;
  readonly height: number;
}

/** Of two lines that a fragment may belong to, the one that it stands right behind or before: columns have lines of their own. */
function lineFor(fragment: Fragment, lines: readonly Line[]): Line | undefined {
  const near = lines.slice(-2).filter(({ height, centre: at, fragments }) => {
    // Measured heights drift along a line: what stands next to a word tells more than its first.
    const { box } = fragment.confidence === undefined ? { box: null } : nearest(fragments, fragment);
    const own = Math.min(box?.height ?? height, fragment.box.height);
    return Math.abs(centre(fragment.box) - (box ? centre(box) : at)) <= LINE_SLACK * own;
  });
  const [before, last] = near;
  if (!before || !last) return last ?? before;
  const reach = COLUMN_GAP * fragment.box.height;
  const isClose = (line: Line) => gapTo(nearest(line.fragments, fragment), fragment) <= reach;
  return isClose(before) && !isClose(last) ? before : last;
}

function nearest(fragments: readonly Fragment[], to: Fragment): Fragment {
  return fragments.reduce((a, b) => (gapTo(b, to) < gapTo(a, to) ? b : a));
}

/** How far two fragments stand from each other, points; below 0 where they overlap. */
function gapTo({ box: a }: Fragment, { box: b }: Fragment): number {
  return Math.max(b.x - (a.x + a.width), a.x - (b.x + b.width));
}

function linesOf(fragments: readonly Fragment[]): Fragment[][] {
  const sorted = fragments.toSorted((a, b) => centre(a.box) - centre(b.box) || a.box.x - b.box.x);
  const lines: Line[] = [];
  for (const fragment of sorted) {
    const line = lineFor(fragment, lines);
    if (line) line.fragments.push(fragment);
    else lines.push({ fragments: [fragment], centre: centre(fragment.box), height: fragment.box.height });
  }
  return lines.map((line) => line.fragments.sort((a, b) => a.box.x - b.box.x));
}

function joinLine(line: readonly Fragment[], page: Page, cell: number | null): Segment[] {
  const segments: Segment[] = [];
  let run: Fragment[] = [];
  const flush = () => {
    if (run.length > 0) segments.push(segment(run, page));
    run = [];
  };
  for (const fragment of line) {
    if (isBorder(fragment)) {
      flush();
      continue;
    }
    const last = run.at(-1);
    if (last) {
      const gap = fragment.box.x - (last.box.x + last.box.width);
      // Drawn twice, a little apart, to look bold.
      if (last.text === fragment.text && Math.abs(fragment.box.x - last.box.x) < 0.3 * last.box.height) continue;
      const column = COLUMN_GAP * Math.min(fragment.box.height, last.box.height);
      if (gap > Math.max(column, TYPED_GAP * (cell ?? 0))) flush();
    }
    run.push(fragment);
  }
  flush();
  return segments;
}

function segment(run: readonly Fragment[], { number: page, origin }: Page): Segment {
  let text = '';
  const parts: Part[] = [];
  const wordGap = wordGapOf(run);
  for (const [n, { text: own, box, confidence }] of run.entries()) {
    const last = run[n - 1];
    const blank = last && box.x - (last.box.x + last.box.width) > wordGap * Math.min(box.height, last.box.height);
    if (blank && !/\s$/.test(text) && !/^\s/.test(own)) text += ' ';
    parts.push({ start: text.length, end: text.length + own.length, box, confidence });
    text += own;
  }
  const folded = origin === 'ocr' ? correctDates(correctWords(fold(text))) : fold(text);
  return { page, text, folded, box: around(run.map((f) => f.box)), parts };
}

/** Where each letter is drawn by itself and far from the next, only a wider blank than those between them parts words. */
function wordGapOf(run: readonly Fragment[]): number {
  if (run.length < 4 || run.filter((f) => f.text.trim().length === 1).length < 0.8 * run.length) return WORD_GAP;
  const gaps = run.slice(1).map(({ box }, n) => {
    const last = run[n]!.box;
    return (box.x - (last.x + last.width)) / Math.min(box.height, last.height);
  });
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)]!;
  return Math.max(WORD_GAP, usual * 1.6);
}

/** The place of a part of a segment's folded text. */
export function boxOf({ folded, parts, box }: Segment, start: number, end: number): Box {
  const from = folded.at[start] ?? 0;
  const to = (folded.at[end - 1] ?? from) + 1;
  const boxes = parts
    .filter((p) => p.start < to && p.end > from)
    .map((p) => {
      const each = p.box.width / Math.max(1, p.end - p.start);
      const left = Math.max(from, p.start) - p.start;
      const right = Math.min(to, p.end) - p.start;
      return { ...p.box, x: p.box.x + left * each, width: (right - left) * each };
    });
  return boxes.length > 0 ? around(boxes) : box;
}

/** The lowest confidence of an OCR engine in a part of a segment's folded text; null where none is known. */
export function confidenceOf({ folded, parts }: Segment, start: number, end: number): number | null {
  const from = folded.at[start] ?? 0;
  const to = (folded.at[end - 1] ?? from) + 1;
  return lowest(parts.filter((p) => p.start < to && p.end > from)) ?? null;
}

function lowest(parts: readonly Part[]): number | undefined {
  const known = parts.flatMap((p) => p.confidence ?? []);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** The source's own letters for a part of the folded text. */
export function sourceOf({ text, folded }: Segment, start: number, end: number): string {
  if (end <= start) return '';
  return text.slice(folded.at[start], (folded.at[end - 1] ?? 0) + 1).trim();
}

export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  const right = Math.max(...boxes.map((b) => b.x + b.width));
  const bottom = Math.max(...boxes.map((b) => b.y + b.height));
  return { x, y, width: right - x, height: bottom - y };
}

function centre(box: Box): number {
  return box.y + box.height / 2;
}
