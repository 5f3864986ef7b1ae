import { fold } from './fold.ts';
import { MONTHS } from './months.ts';
import type { Segment } from './segments.ts';
import { WEEKDAY } from './weekdays.ts';

/** What a page sets apart though it belongs together: letters of a wide title, and a date that is broken in its cell. */

/** Letters of one word are at most this far from each other, in heights; shorter words than these are initials. */
const LETTER_GAP = 3;
const FEWEST_LETTERS = 4;
/** A blank between words is wider than one between letters by this factor. */
const WORD = 1.5;

type Join = (run: readonly Segment[], blank: (n: number) => boolean) => Segment;

/** A line with the words put together whose letters stand so far apart that each is a segment of its own: `F  A  C  T`. */
export function joinLetters(line: readonly Segment[], join: Join): Segment[] {
  const joined: Segment[] = [];
  for (let n = 0; n < line.length; n++) {
    let end = n;
    while (end < line.length && isLetter(line[end]!) && (end === n || follows(line[end - 1]!, line[end]!))) end++;
    if (end - n < FEWEST_LETTERS) {
      joined.push(line[n]!);
      continue;
    }
    const run = line.slice(n, end);
    const steps = run.slice(1).map((s, i) => s.box.x + s.box.width / 2 - (run[i]!.box.x + run[i]!.box.width / 2));
    const usual = steps.toSorted((a, b) => a - b)[Math.floor((steps.length - 1) / 2)]!;
    joined.push(join(run, (i) => i > 0 && steps[i - 1]! > WORD * usual));
    n = end - 1;
  }
  return joined;
}

function isLetter({ text }: Segment): boolean {
  return /^[\p{Lu}'’°]$/u.test(text.trim());
}

function follows(last: Segment, next: Segment): boolean {
  const gap = next.box.x - (last.box.x + last.box.width);
  return gap < LETTER_GAP * next.box.height && Math.abs(last.box.height - next.box.height) < 0.5;
}

const DAY_AND_MONTH = new RegExp(`(?<![\\d.,/])\\d{1,2}(?:\\s?er)?\\s(?:de\\s)?(?:${MONTHS})(?:\\sdel?)?\\s*$`);
/** What leads to a day at the end of a line, so that it is one. */
const DAY = new RegExp(`(?<![a-z])(?:le|ce|du|au|${WEEKDAY})\\s+\\d{1,2}(?:\\s?er)?\\s*$`);
const MONTH_AND_YEAR = new RegExp(`^((?:${MONTHS})\\.?\\s(?:19|20)\\d{2})(?!\\d)`);
const YEAR = /^\s*((?:19|20)\d{2})(?![\d/-]|\s?\d|[.,]\d)/;
/** Lines of one text follow each other at most at this distance, in heights. */
const NEXT_LINE = 0.75;
/** By how much letters of one font may differ as an engine measures them, parts of their height. */
const MEASURED = 0.1;

/**
 * Dates that go on in the next line of their text or cell: `le 31 décembre`, and under it `2024`; `le lundi 1er`, and at the
 * beginning of the next line `septembre 2025`.
 */
export function joinYears(segments: readonly Segment[]): Segment[] {
  const used = new Set<Segment>();
  const whole = segments.map((upper) => {
    const rest = restOfDate(segments, upper, used);
    if (!rest) return upper;
    const { segment, part } = rest;
    if (segment.folded.text.slice(part.length).replace(/^[\s.,;]+$/, '') === '') used.add(segment);
    const start = upper.text.trimEnd().length + 1;
    const text = `${upper.text.trimEnd()} ${part}`;
    return {
      ...upper,
      text,
      folded: fold(text),
      parts: [...upper.parts, { start, end: text.length, box: upper.box, ...confidenceOf(segment) }],
    };
  });
  return whole.filter((_, n) => !used.has(segments[n]!));
}

/** What of the next line completes the date that a line ends in. */
function restOfDate(
  segments: readonly Segment[],
  upper: Segment,
  used: ReadonlySet<Segment>,
): { segment: Segment; part: string } | null {
  const year = DAY_AND_MONTH.test(upper.folded.text);
  if (!year && !DAY.test(upper.folded.text)) return null;
  const next = year ? YEAR : MONTH_AND_YEAR;
  const segment = segments.find(
    // A month can begin a line by nothing else than a date that is broken, wherever the lines of the text begin.
    (s) => !used.has(s) && (year ? isNextLine(upper, s) : isUnder(upper, s)) && next.test(s.folded.text),
  );
  return segment ? { segment, part: next.exec(segment.folded.text)![1]! } : null;
}

function confidenceOf(year: Segment): { confidence?: number } {
  const known = year.parts.flatMap((p) => p.confidence ?? []);
  return known.length > 0 ? { confidence: Math.min(...known) } : {};
}

function isUnder({ box: a }: Segment, { box: b, parts }: Segment): boolean {
  const gap = b.y - (a.y + a.height);
  // Of a scan, heights are measured.
  const apart = parts.some((p) => p.confidence !== undefined) ? MEASURED * b.height : 0.5;
  return gap > -0.4 * b.height && gap < NEXT_LINE * b.height && Math.abs(a.height - b.height) < apart;
}

function isNextLine(upper: Segment, lower: Segment): boolean {
  const [a, b] = [upper.box, lower.box];
  const [slack, aEnd, bEnd] = [0.5 * b.height, a.x + a.width, b.x + b.width];
  const aligned =
    Math.abs(a.x - b.x) < slack || Math.abs(aEnd - bEnd) < slack || Math.abs(a.x + aEnd - (b.x + bEnd)) < 2 * slack;
  return aligned && isUnder(upper, lower);
}
