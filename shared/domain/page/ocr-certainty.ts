import { addDays, type CalendarDate } from '../calendar.ts';
import type { DateCandidate } from './date-candidates.ts';
import type { IssueDate } from './issue-date.ts';

/**
 * When a date that was read from a picture counts as certain: the one place where that is decided. A digit may be
 * misread, and a misread year is the worst that can happen.
 */

/** The lowest confidence (0 to 1) of a date's words, read once, with which it can be certain. */
const SURE = 0.8;
/** Other dates of an invoice lie within so many days of its own: one that does speaks for the year. */
const NEAR_DAYS = 150;

/**
 * The reading of a scanned document: its date stays certain where it is read twice, or where the engine is sure of it and
 * another date of the document lies near it or no other date is there. Where nothing speaks for it, not even that day is
 * likely: a year may be wrong.
 */
export function scannedDate(read: IssueDate, candidates: readonly DateCandidate[]): IssueDate {
  const date = read.date ?? read.plausible[0];
  if (!date) return read;
  const others = candidates.filter((c) => !read.own.includes(c) && c.kind !== 'registration' && c.kind !== 'birth');
  const again = [...read.own, ...others].filter((c) => c.readings.includes(date)).length > 1;
  const supported = others.some((c) => c.readings.some((d) => isNear(d, date)));
  const sure = read.own.filter((c) => c.readings.includes(date)).some((c) => (c.confidence ?? 0) >= SURE);
  if (again || (sure && (supported || others.length === 0))) return read;
  return { ...read, date: null, plausible: supported || sure ? read.plausible : [] };
}

function isNear(a: CalendarDate, b: CalendarDate): boolean {
  return a <= addDays(b, NEAR_DAYS) && a >= addDays(b, -NEAR_DAYS);
}
