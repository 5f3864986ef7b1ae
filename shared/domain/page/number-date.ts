import type { DateCandidate } from './date-candidates.ts';
import { findDates } from './dates.ts';
import { fold } from './fold.ts';
import { holds } from './geometry.ts';
import type { Box } from './page.ts';
import { boxOf, type Segment } from './segments.ts';
import type { Labelled } from './totals.ts';
import { WEEKDAY } from './weekdays.ts';

/** Between a number and its date. */
const BETWEEN = new RegExp(
  String.raw`^\s*[-,/|(;>·•]?\s*(?:(?:emise?|etablie?|en date|datee?)\s+)?(?:(?:du|le|of|dated|from|vom|van|on)(?![a-z]))?\s*:?\s*(?:${WEEKDAY})?\s*$`,
);

/** The same, with words. */
const LEADING = /(?:^|[^a-z])(?:en date|datee?|du|le|of|dated|from|vom|van|on)\s*:?\s*$/;

/**
 * The candidates, that of the invoice's number among them: "F-2020-05130 du 2 janvier 2020" says as much as "facture n°
 * F-2020-05130 du 2 janvier 2020" where it is known that this is the number. `led`: words must lead from one to the other; on a scan those between two that
 * stand apart may be lost.
 */
export function withNumber(
  candidates: readonly DateCandidate[],
  number: Labelled<string> | null,
  segments: readonly Segment[],
  led = false,
): readonly DateCandidate[] {
  const box = number && dateOfNumber(number, segments, led);
  if (!box) return candidates;
  return candidates.map((c) => {
    const same = c.page === number.page && Math.abs(c.box.x - box.x) < 0.5 && Math.abs(c.box.y - box.y) < 0.5;
    if (!same || (c.kind !== 'none' && c.kind !== 'other' && c.kind !== 'plain')) return c;
    return { ...c, kind: 'document', label: { kind: 'document', text: number.value, place: 'after', box: number.box } };
  });
}

function dateOfNumber({ value, box }: Labelled<string>, segments: readonly Segment[], led: boolean): Box | null {
  const holder = segments.find((s) => holds(s.box, box));
  if (!holder) return null;
  const written = fold(value).text;
  const end = holder.folded.text.indexOf(written) + written.length;
  if (end < written.length) return null;
  const behind = dateLedTo(holder, end, led);
  if (led || behind || /[a-z0-9]/.test(holder.folded.text.slice(end))) return behind;
  // "du 31/08/2024" as the next line of its cell.
  const under = segments.find((s) => isUnder(s, holder.box) && /^\s*du\s/.test(s.folded.text));
  return under ? dateLedTo(under, 0) : null;
}

/** The first date of a segment, where nothing but words that lead to it stands before it. */
function dateLedTo(segment: Segment, from: number, led = false): Box | null {
  const { text } = segment.folded;
  const date = findDates(text).find((d) => d.start >= from);
  const between = text.slice(from, date?.start);
  return date && BETWEEN.test(between) && (!led || LEADING.test(between)) ? boxOf(segment, date.start, date.end) : null;
}

function isUnder({ box }: Segment, over: Box): boolean {
  const gap = box.y - (over.y + over.height);
  return Math.abs(box.x - over.x) < 0.5 * over.height && gap > -0.4 * over.height && gap < 0.9 * over.height;
}
