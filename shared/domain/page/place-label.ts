import type { DateKind } from './date-kinds.ts';
import { findDates } from './dates.ts';
import type { Box } from './page.ts';
import { isMereLabel, readLabel } from './read-label.ts';
import { boxOf, type Segment, sourceOf } from './segments.ts';

/** Where a value stands, as seen from its label. */
export type Place = 'after' | 'right' | 'below';

export interface FoundLabel {
  readonly kind: DateKind;
  /** As it is written. */
  readonly text: string;
  readonly place: Place;
  readonly box: Box;
}

/** How far a label may stand above its value, in heights of the letters. */
const FARTHEST_ABOVE = 3.2;
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
    return { kind: own.kind, text: sourceOf(at, a, b), place: 'after', box: boxOf(at, a, b) };
  }
  if (/[a-z0-9]/.test(before)) return null;
  return (from === 0 ? toTheLeft(segments, at, box) : null) ?? above(segments, at, box);
}

function toTheLeft(segments: readonly Segment[], at: Segment, box: Box): FoundLabel | null {
  const left = segments
    .filter(
      (s) => s !== at && s.box.x + s.box.width <= box.x + 1 && sameLine(s.box, box) && /[a-z0-9]/.test(s.folded.text),
    )
    .sort((a, b) => b.box.x + b.box.width - (a.box.x + a.box.width))[0];
  if (!left || findDates(left.folded.text).length > 0) return null;
  const label = readLabel(left.folded.text);
  return label && { kind: label.kind, text: sourceOf(left, label.start, label.end), place: 'right', box: left.box };
}

function above(segments: readonly Segment[], at: Segment, box: Box): FoundLabel | null {
  const higher = segments
    .filter((s) => s !== at && s.box.y + s.box.height <= box.y + 0.35 * box.height && inColumn(s.box, box))
    .sort((a, b) => b.box.y - a.box.y);
  const nearest = higher[0];
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
