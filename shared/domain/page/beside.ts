import type { Place } from './found-label.ts';
import { inColumn, sameLine } from './geometry.ts';
import type { Segment } from './segments.ts';
import { isLabelOfUpper, isMereValue } from './stack.ts';

/** Where a label's value may stand. */
export interface Beside {
  readonly segment: Segment;
  /** Start in its folded text. */
  readonly from: number;
  readonly place: Place;
}

/** How far below its label a value may stand, in heights. */
const FARTHEST_BELOW = 3.2;
/** Letters that are no part of a number. */
const WORD = /(?<![a-z0-9])[a-z]{2,}(?![a-z0-9/_.-]*\d)/;

/** Where the value of a label can stand that ends at `end`: after it, to its right, below it. The likeliest first. */
export function beside(segments: readonly Segment[], label: Segment, end: number): Beside[] {
  const places: Beside[] = [];
  if (/[a-z0-9]/.test(label.folded.text.slice(end))) places.push({ segment: label, from: end, place: 'after' });
  const right = segments
    .filter((s) => s !== label && s.box.x >= label.box.x + label.box.width - 1 && sameLine(s.box, label.box))
    .sort((a, b) => a.box.x - b.box.x)
    .find((s) => /[a-z0-9]/.test(s.folded.text));
  if (right) places.push({ segment: right, from: 0, place: 'right' });
  const below = segments
    .filter((s) => s !== label && s.box.y >= label.box.y + 0.6 * label.box.height && inColumn(s.box, label.box))
    .sort((a, b) => a.box.y - b.box.y)[0];
  const near = below && below.box.y - (label.box.y + label.box.height) < FARTHEST_BELOW * label.box.height;
  const upper = valueAbove(segments, label);
  // Of a row of values over their labels, what stands under a label is another row's.
  const over = upper && (!near || !isMereValue(below) || isLabelOfUpper(segments, label, below.box) === true);
  if (over) places.push({ segment: upper, from: 0, place: 'above' });
  else if (near) places.push({ segment: below, from: startUnder(below, label), place: 'below' });
  return places;
}

/** Filled cells may stand so near that they are one text: a value begins right under its heading, behind other values. */
function startUnder({ parts, folded }: Segment, label: Segment): number {
  const part = parts.find((p) => p.start > 0 && Math.abs(p.box.x - label.box.x) < 0.15 * p.box.height);
  if (!part) return 0;
  const from = folded.at.findIndex((at) => at >= part.start);
  return WORD.test(folded.text.slice(0, from)) ? 0 : from;
}

/** A value right above a label, closer than the height of the label, and under nothing that may be its own label. */
function valueAbove(segments: readonly Segment[], label: Segment): Segment | null {
  const [upper, higher] = segments
    .filter((s) => s !== label && s.box.y + 0.6 * s.box.height <= label.box.y && inColumn(s.box, label.box))
    .sort((a, b) => b.box.y - a.box.y);
  if (!upper || !isMereValue(upper)) return null;
  const gap = label.box.y - (upper.box.y + upper.box.height);
  const higherGap = higher ? upper.box.y - (higher.box.y + higher.box.height) : Number.POSITIVE_INFINITY;
  return gap < Math.max(label.box.height, upper.box.height) && higherGap > Math.max(gap, 0.15 * label.box.height) * 1.6
    ? upper
    : null;
}

/** The segments to the left of one, on its line, from left to right. */
export function lineBefore(segments: readonly Segment[], at: Segment): Segment[] {
  return segments
    .filter((s) => s !== at && s.box.x + s.box.width <= at.box.x + 1 && sameLine(s.box, at.box))
    .sort((a, b) => a.box.x - b.box.x);
}
