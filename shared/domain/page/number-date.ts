import type { DateCandidate } from './date-candidates.ts';
import { findDates } from './dates.ts';
import { fold } from './fold.ts';
import { boxOf, type Segment } from './segments.ts';
import type { Labelled } from './totals.ts';
import { WEEKDAY } from './weekdays.ts';

/** Between a number and its date. */
const BETWEEN = new RegExp(
  String.raw`^\s*[-,/|(]?\s*(?:(?:emise?|etablie?|en date|datee?)\s+)?(?:(?:du|le|of|dated|from|vom|van|on)(?![a-z]))?\s*:?\s*(?:${WEEKDAY})?\s*$`,
);

/**
 * The candidates, that of the invoice's number among them: "F-2020-05130 du 2 janvier 2020" says as much as "facture n°
 * F-2020-05130 du 2 janvier 2020" where it is known that this is the number.
 */
export function withNumber(
  candidates: readonly DateCandidate[],
  number: Labelled<string> | null,
  segments: readonly Segment[],
): readonly DateCandidate[] {
  const box = number && dateOfNumber(number, segments);
  if (!box) return candidates;
  return candidates.map((c) => {
    const same = c.page === number.page && Math.abs(c.box.x - box.x) < 0.5 && Math.abs(c.box.y - box.y) < 0.5;
    if (!same || (c.kind !== 'none' && c.kind !== 'other' && c.kind !== 'plain')) return c;
    return { ...c, kind: 'document', label: { kind: 'document', text: number.value, place: 'after', box: number.box } };
  });
}

function dateOfNumber({ value, box }: Labelled<string>, segments: readonly Segment[]) {
  const segment = segments.find(
    (s) =>
      s.box.y <= box.y + 1 &&
      s.box.y + s.box.height >= box.y + box.height - 1 &&
      s.box.x <= box.x + 1 &&
      s.box.x + s.box.width >= box.x + box.width - 1,
  );
  if (!segment) return null;
  const written = fold(value).text;
  const end = segment.folded.text.indexOf(written) + written.length;
  const date = findDates(segment.folded.text).find((d) => d.start >= end);
  if (end < written.length || !date || !BETWEEN.test(segment.folded.text.slice(end, date.start))) return null;
  return boxOf(segment, date.start, date.end);
}
