import { inColumn, sameLine } from './geometry.ts';
import type { Place } from './place-label.ts';
import type { Segment } from './segments.ts';

/** Where a label's value may stand. */
export interface Beside {
  readonly segment: Segment;
  /** Start in its folded text. */
  readonly from: number;
  readonly place: Place;
}

/** How far below its label a value may stand, in heights. */
const FARTHEST_BELOW = 3.2;

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
  if (below && below.box.y - (label.box.y + label.box.height) < FARTHEST_BELOW * label.box.height) {
    places.push({ segment: below, from: 0, place: 'below' });
  }
  return places;
}

/** The segments to the left of one, on its line, from left to right. */
export function lineBefore(segments: readonly Segment[], at: Segment): Segment[] {
  return segments
    .filter((s) => s !== at && s.box.x + s.box.width <= at.box.x + 1 && sameLine(s.box, at.box))
    .sort((a, b) => a.box.x - b.box.x);
}
