import { addDays, type CalendarDate } from '../calendar.ts';
import type { DateCandidate } from './date-candidates.ts';
import type { DateKind } from './date-kinds.ts';
import type { IssueDate } from './issue-date.ts';
import type { Nature } from './nature.ts';
import { fitsTerms, type Terms } from './terms.ts';

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
/** With which it can be certain among several that lie close to it and were read well. */
const SURE_AMONG = 0.4;
const AMONG_DAYS = 60;
const AMONG = 2;
/** Other dates of an invoice lie within so many days of its own: one that does speaks for the year. */
const NEAR_DAYS = 150;

/** What quotes and statements of accounts date, and few invoices. */
const OF_OTHER_DOCUMENTS: readonly DateKind[] = ['validity', 'situation'];
const VALID_UNTIL = /valab|valid/i;
/** As many days that could be its own are those of several documents. */
const SEVERAL_DOCUMENTS = 3;

/** What else is known of the document. */
export interface Around {
  readonly terms: readonly Terms[];
  /** The day on which it came. */
  readonly receivedOn: CalendarDate | null;
  /** It has a number, by a label that says that it is an invoice's. */
  readonly isNumbered: boolean;
}

/** Most invoices are sent on within so many days; one that was misread by a year was not. */
const FRESH_DAYS = 92;

/**
 * The reading of a scanned document: its date stays certain where it is read twice, where the stated terms lead from it to a due
 * date, where the engine is fairly sure of it and two other dates lie close to it, or where it is sure and another date of the
 * document lies near it or no other date is there. That it came soon after (`receivedOn`) counts as one such date. Where nothing speaks for it, not even that day is
 * likely: a year may be wrong. Nor is it where the page may be
 * no invoice.
 */
export function scannedDate(
  read: IssueDate,
  candidates: readonly DateCandidate[],
  nature: Nature,
  { terms, receivedOn, isNumbered }: Around,
): IssueDate {
  const date = read.date ?? read.plausible[0];
  if (!date) return read;
  const others = candidates.filter((c) => !read.own.includes(c) && c.kind !== 'registration' && c.kind !== 'birth');
  const again = [...read.own, ...others].filter((c) => c.readings.includes(date)).length > 1;
  const isFresh = receivedOn !== null && date <= addDays(receivedOn, 1) && date >= addDays(receivedOn, -FRESH_DAYS);
  const supported = isFresh || others.some((c) => c.readings.some((d) => isNear(d, date)));
  if (mayBeAnother(read, candidates, nature, isNumbered)) return { ...read, date: null, plausible: [] };
  const sureness = Math.max(0, ...read.own.filter((c) => c.readings.includes(date)).map((c) => c.confidence ?? 0));
  const due = others.filter((c) => c.kind === 'due').flatMap((c) => c.readings);
  const well = others.filter((c) => (c.confidence ?? 0) >= SURE).flatMap((c) => c.readings);
  const among = new Set(well.filter((d) => isNear(d, date, AMONG_DAYS))).size + (isFresh ? 1 : 0) >= AMONG;
  const isSure =
    again ||
    fitsTerms(date, due, terms) ||
    (among && sureness >= SURE_AMONG) ||
    (supported && sureness >= SURE) ||
    (others.length === 0 && sureness >= SURE_ALONE);
  if (isSure) return read;
  return { ...read, date: null, plausible: supported || sureness >= SURE_ALONE ? read.plausible : [] };
}

/**
 * An engine may lose a title that is white on black or set apart. Then a validity, the state of an account or the dates of
 * several invoices are all that tells a quote or a statement, where no date is explicitly the invoice's own.
 */
function mayBeAnother(
  read: IssueDate,
  candidates: readonly DateCandidate[],
  nature: Nature,
  isNumbered: boolean,
): boolean {
  if (nature === 'credit' || read.own.some((c) => c.kind === 'issue' || c.kind === 'document')) return false;
  const says = candidates.some((c) => OF_OTHER_DOCUMENTS.includes(c.kind) || VALID_UNTIL.test(c.label?.text ?? ''));
  const several = new Set(read.own.flatMap((c) => c.readings)).size >= SEVERAL_DOCUMENTS;
  return says && ((nature === 'unknown' && !isNumbered) || several);
}

function isNear(a: CalendarDate, b: CalendarDate, days = NEAR_DAYS): boolean {
  return a <= addDays(b, days) && a >= addDays(b, -days);
}
