import { findAmounts } from './amounts.ts';
import { findDates } from './dates.ts';
import { inColumn, sameLine } from './geometry.ts';
import type { Box } from './page.ts';
import { isMereLabel, readLabel } from './read-label.ts';
import type { Segment } from './segments.ts';
import { WEEKDAY_LAST } from './weekdays.ts';

/** Labels and values one below the other: which of them is whose. */

/** Nearer by this factor, a label belongs to the value that it is nearer to. */
const NEARER = 1.6;
const FARTHEST = 3.2;
const MOST_STEPS = 12;
/** A title is no label, though it stands above a value. */
const LARGER = 1.15;
/** Labels of other things than dates. */
const KNOWN =
  /(?<![a-z])(?:numero|number|nummer|n°|no|nr|ref|reference|code|clients?|customer|total|montant|page|tva|siret|siren|facture|invoice|objet|contact|representant|affaire|devise|mode)(?![a-z])/;

/** True where a text is a date, an amount or a number, and nothing else. */
export function isMereValue({ folded: { text } }: Segment): boolean {
  if (!/\d/.test(text) || text.length > 40) return false;
  let rest = text;
  for (const { start, end } of [...findDates(text), ...findAmounts(text)].sort((a, b) => b.start - a.start)) {
    rest = rest.slice(0, start).replace(WEEKDAY_LAST, '') + rest.slice(end);
  }
  // A number of a document may begin with a few letters.
  return !/(?<![a-z0-9])[a-z]{2,}(?![a-z0-9/_.-]*\d)/.test(rest.replace(/(?<![a-z])eur(?![a-z])/g, ''));
}

/**
 * Whether the label above a value belongs to another value, right above it: then the labels stand under their values.
 * `unclear` where the stack does not tell.
 */
export function isLabelOfUpper(segments: readonly Segment[], label: Segment, value: Box): boolean | 'unclear' {
  const upper = nextAbove(segments, label);
  if (!upper || !isMereValue(upper)) return upper !== null && isUnderInRow(segments, label, upper, value);
  const [up, down] = [gap(upper.box, label.box), gap(label.box, value)];
  const height = Math.min(label.box.height, value.height);
  // Never less than a fraction of a line: gaps may be nothing, or less.
  const [far, near] = [Math.max(up, 0.15 * height), Math.max(down, 0.15 * height)];
  if (far * NEARER < near) return true;
  if (near * NEARER < far) return false;
  return topIsValue(segments, upper, NEARER * Math.max(far, near));
}

/**
 * Whether a row of labels stands under its values, where the one above this label is a word ("Virement"): another label of
 * the row is much nearer to a value above it than the next value is to this one.
 */
function isUnderInRow(segments: readonly Segment[], label: Segment, upper: Segment, value: Box): boolean {
  if (upper.box.height > LARGER * value.height || gap(upper.box, label.box) * NEARER > gap(label.box, value))
    return false;
  return segments.some((s) => {
    if (s === label || !sameLine(s.box, label.box) || !isMereLabel(s.folded.text)) return false;
    const over = nextAbove(segments, s);
    return over !== null && isMereValue(over) && sameLine(over.box, upper.box);
  });
}

/** Whether a stack that goes up from a value, without larger gaps, begins with a value. */
function topIsValue(segments: readonly Segment[], value: Segment, farthest: number): boolean | 'unclear' {
  let [top, isValue] = [value, true];
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = nextAbove(segments, top);
    if (!next || gap(next.box, top.box) > farthest || next.box.height > LARGER * top.box.height) break;
    const nextIsValue = isMereValue(next);
    if (nextIsValue === isValue) break;
    if (!nextIsValue && !isMereLabel(next.folded.text)) return 'unclear';
    [top, isValue] = [next, nextIsValue];
  }
  // A line of an address right above the first value looks like its label.
  return isValue || readLabel(top.folded.text) !== null || KNOWN.test(top.folded.text) ? isValue : 'unclear';
}

function nextAbove(segments: readonly Segment[], at: Segment): Segment | null {
  const next = segments
    .filter((s) => s !== at && s.box.y + 0.6 * s.box.height <= at.box.y && inColumn(s.box, at.box))
    .sort((a, b) => b.box.y - a.box.y)[0];
  return next && gap(next.box, at.box) < FARTHEST * at.box.height ? next : null;
}

/** The nearest segment under a place, in its column, and not far away. */
export function nextBelow(segments: readonly Segment[], at: Segment, box: Box, farthest: number): Segment | null {
  const next = segments
    .filter((s) => s !== at && s.box.y >= box.y + 0.6 * box.height && inColumn(s.box, box))
    .sort((a, b) => a.box.y - b.box.y)[0];
  return next && gap(box, next.box) < farthest * box.height ? next : null;
}

/** From the lower edge of one to the upper edge of the other. */
function gap(upper: Box, lower: Box): number {
  return lower.y - (upper.y + upper.height);
}
