import type { DateKind } from './date-kinds.ts';
import { findDates } from './dates.ts';
import type { Box } from './page.ts';
import { isMereLabel, type LabelText, readLabel } from './read-label.ts';
import { boxOf, type Segment, sourceOf } from './segments.ts';

/** Where a value stands, as seen from its label. */
export type Place = 'after' | 'right' | 'below';

const TITLE =
  /^(?:factures?|avoir|note de credit|invoice|credit note|rechnung|factuur)(?:\s*(?:n°|no\.?|nr\.?|#|:))?\s*(?:[a-z]{0,6}[-/_.]?\d[\w/.-]{0,20})\s*[-:]?$/;

export interface FoundLabel {
  readonly kind: DateKind;
  /** As it is written. */
  readonly text: string;
  readonly place: Place;
  readonly box: Box;
}

/** How far a label may stand above its value, in heights of the letters. */
const FARTHEST_ABOVE = 3.2;
/** A label to the left that is not further away than this, in heights, is nearer than one above. */
const CLOSE = 4;
/** Of a label that is shown as a whole. */
const LONGEST_LABEL = 40;
/** In points. */
const WIDEST_CELL = 160;
/** Lines of one label of several lines follow each other at most at this distance, in heights. */
const NEXT_LINE = 1.7;

/**
 * The label of what stands at `start` of a segment: the words before it, else those to its left on the line, else those
 * above it in its column. `from` is where the value before it in the same segment ends.
 */
export function labelAt(
  segments: readonly Segment[],
  at: Segment,
  from: number,
  start: number,
  box: Box,
): FoundLabel | null {
  const before = at.folded.text.slice(from, start);
  const own = readLabel(before);
  if (own) {
    const [a, b] = [from + own.start, from + own.end];
    const whole = sourceOf(at, from, start);
    const text = whole.length <= LONGEST_LABEL ? withoutColon(whole) : sourceOf(at, a, b);
    return { kind: own.kind, text, place: 'after', box: boxOf(at, a, b) };
  }
  if (/[a-z0-9]/.test(before)) return null;
  const left = from === 0 ? toTheLeft(segments, at, box) : null;
  const higher = above(segments, at, box);
  if (!left || !higher || left.kind === higher.kind) return left ?? higher;
  // A label right above and another far to the left: it can't be told whose value it is.
  const gap = box.x - (left.box.x + left.box.width);
  const close = box.y - (higher.box.y + higher.box.height) < box.height;
  return close && gap > CLOSE * box.height ? null : left;
}

function toTheLeft(segments: readonly Segment[], at: Segment, box: Box): FoundLabel | null {
  const line = segments
    .filter(
      (s) => s !== at && s.box.x + s.box.width <= box.x + 1 && sameLine(s.box, box) && /[a-z0-9]/.test(s.folded.text),
    )
    .sort((a, b) => b.box.x + b.box.width - (a.box.x + a.box.width));
  const left = line[0];
  if (!left || findDates(left.folded.text).length > 0) return null;
  const label = readLabel(left.folded.text) ?? titleLabel(left.folded.text) ?? titleLabel(lineOf(line), true);
  return (
    label && { kind: label.kind, text: withoutColon(left.text.slice(-LONGEST_LABEL)), place: 'right', box: left.box }
  );
}

/** The few segments to the left of a date as one text: a title may be set in parts. */
function lineOf(line: readonly Segment[]): string {
  return line
    .slice(0, 3)
    .reverse()
    .map((s) => s.folded.text.trim())
    .join(' ');
}

/** "Facture n° 12" to the left of a date, as good as "date"; in parts, only with "du" or "le" at its end. */
function titleLabel(text: string, inParts = false): LabelText | null {
  const title = inParts ? text.replace(/\s(?:du|le)$/, '') : text;
  return (!inParts || title !== text) && TITLE.test(title) ? { kind: 'plain', start: 0, end: text.length } : null;
}

function above(segments: readonly Segment[], at: Segment, box: Box): FoundLabel | null {
  const higher = segments
    .filter((s) => s !== at && s.box.y + s.box.height <= box.y + 0.35 * box.height && inColumn(s.box, box))
    .sort((a, b) => b.box.y - a.box.y);
  const nearest = headingOf(segments, higher[0], box) ?? higher[0];
  if (!nearest || box.y - (nearest.box.y + nearest.box.height) > FARTHEST_ABOVE * box.height) return null;
  if (!isMereLabel(nearest.folded.text)) return null;
  // Of two headings over one value, it can't be told whose it is.
  const rivals = higher.filter((s) => s !== nearest && sameLine(s.box, nearest.box));
  if (rivals.some((s) => overlap(s.box, box) > 0.5 * overlap(nearest.box, box))) return null;
  const lines = [nearest];
  for (const s of higher.slice(1)) {
    const last = lines[0]!;
    const near = last.box.y - (s.box.y + s.box.height) < (NEXT_LINE - 1) * last.box.height;
    if (lines.length > 2 || !near || sameLine(s.box, last.box) || !isMereLabel(s.folded.text)) break;
    lines.unshift(s);
  }
  const label = readLabel(lines.map((s) => s.folded.text).join(' '));
  return (
    label && { kind: label.kind, text: lines.map((s) => s.text.trim()).join(' '), place: 'below', box: nearest.box }
  );
}

/**
 * The heading of the cell that a value stands in, where no heading stands right over it: in the row next above, the last
 * that begins before the value's middle.
 */
function headingOf(segments: readonly Segment[], over: Segment | undefined, box: Box): Segment | null {
  const bottom = (s: Segment) => s.box.y + s.box.height;
  const near = segments.filter(
    (s) =>
      bottom(s) <= box.y + 0.35 * box.height &&
      box.y - bottom(s) < FARTHEST_ABOVE * box.height &&
      (!over || bottom(s) > bottom(over) + 0.5 * box.height),
  );
  const lowest = near.toSorted((a, b) => bottom(b) - bottom(a))[0];
  if (!lowest) return null;
  const row = near.filter((s) => sameLine(s.box, lowest.box)).sort((a, b) => a.box.x - b.box.x);
  if (row.length < 2 || !row.every((s) => isMereLabel(s.folded.text))) return null;
  const middle = box.x + box.width / 2;
  const heading = row.findLast((s) => s.box.x <= middle);
  return heading && middle - heading.box.x < WIDEST_CELL ? heading : null;
}

function withoutColon(label: string): string {
  return label.trim().replace(/[\s:.]+$/, '');
}

export function sameLine(a: Box, b: Box): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return shared > 0.5 * Math.min(a.height, b.height);
}

/** One above the other: they overlap, or begin or end together. */
export function inColumn(a: Box, b: Box): boolean {
  return overlap(a, b) > 0.3 * Math.min(a.width, b.width);
}

function overlap(a: Box, b: Box): number {
  return Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
}
