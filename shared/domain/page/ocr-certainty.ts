import { addDays, type CalendarDate } from '../calendar.ts';
import type { DateCandidate } from './date-candidates.ts';
import type { DateKind } from './date-kinds.ts';
import type { IssueDate } from './issue-date.ts';
import type { Nature } from './nature.ts';

/**
 * When a date that was read from a picture counts as certain: the one place where that is decided. A digit may be
 * misread, and a misread year is the worst that can happen.
 */

/**
 * The lowest confidence (0 to 1) of a date's words, read once, with which it can be certain: where another date speaks for
 * its year, and where it stands by itself. docs/reading.md has the figures that they come from.
 */
const SURE = 0.7;
const SURE_ALONE = 0.9;
/** Other dates of an invoice lie within so many days of its own: one that does speaks for the year. */
const NEAR_DAYS = 150;

/** What quotes and statements of accounts date, and few invoices. */
const OF_OTHER_DOCUMENTS: readonly DateKind[] = ['validity', 'situation'];
const VALID_UNTIL = /valab|valid/i;
/** As many days that could be its own are those of several documents. */
const SEVERAL_DOCUMENTS = 3;

/**
 * The reading of a scanned document: its date stays certain where it is read twice, or where the engine is sure of it and
 * another date of the document lies near it or no other date is there. Where nothing speaks for it, not even that day is
 * likely: a year may be wrong. Nor is it where the page may be
 * no invoice.
 */
export function scannedDate(read: IssueDate, candidates: readonly DateCandidate[], nature: Nature): IssueDate {
  const date = read.date ?? read.plausible[0];
  if (!date) return read;
  const others = candidates.filter((c) => !read.own.includes(c) && c.kind !== 'registration' && c.kind !== 'birth');
  const again = [...read.own, ...others].filter((c) => c.readings.includes(date)).length > 1;
  const supported = others.some((c) => c.readings.some((d) => isNear(d, date)));
  if (mayBeAnother(read, candidates, nature)) return { ...read, date: null, plausible: [] };
  const sureness = Math.max(0, ...read.own.filter((c) => c.readings.includes(date)).map((c) => c.confidence ?? 0));
  if (again || (supported && sureness >= SURE) || (others.length === 0 && sureness >= SURE_ALONE)) return read;
  return { ...read, date: null, plausible: supported || sureness >= SURE_ALONE ? read.plausible : [] };
}

/**
 * An engine may lose a title that is white on black or set apart. Then a validity, the state of an account or the dates of
 * several invoices are all that tells a quote or a statement, where no date is explicitly the invoice's own.
 */
function mayBeAnother(read: IssueDate, candidates: readonly DateCandidate[], nature: Nature): boolean {
  if (nature === 'credit' || read.own.some((c) => c.kind === 'issue' || c.kind === 'document')) return false;
  const says = candidates.some((c) => OF_OTHER_DOCUMENTS.includes(c.kind) || VALID_UNTIL.test(c.label?.text ?? ''));
  const several = new Set(read.own.flatMap((c) => c.readings)).size >= SEVERAL_DOCUMENTS;
  return says && (nature === 'unknown' || several);
}

function isNear(a: CalendarDate, b: CalendarDate): boolean {
  return a <= addDays(b, NEAR_DAYS) && a >= addDays(b, -NEAR_DAYS);
}
