import { addDays, type CalendarDate } from '../calendar.ts';
import { findAmounts } from './amounts.ts';
import type { DateCandidate } from './date-candidates.ts';
import type { DateKind } from './date-kinds.ts';
import { fold } from './fold.ts';
import { holds, inColumn, sameLine } from './geometry.ts';
import { isHeadingOfLines } from './line-headings.ts';
import { yearsOfNumber } from './number-years.ts';
import type { Box } from './page.ts';
import { isMereLabel } from './read-label.ts';
import type { Segment } from './segments.ts';
import { fitsTerms, isUsualDelay, type Terms } from './terms.ts';

/**
 * What a careful clerk does with a date in the head of an invoice of which no label says what it is: takes it where all
 * other dates of the head say that they are others, nothing of the page speaks against it, and enough speaks for it.
 */

/**
 * What speaks for such a date:
 * - number: it stands beside or right under the document's number or title;
 * - numbered: the number has its month and year in it;
 * - terms: the stated terms of payment lead from it to the due date;
 * - delay: a usual number of days lies between it and the due date;
 * - between: it lies between what came before the invoice (orders, deliveries) and what comes after (due dates);
 * - latest: no date of the invoice's lines comes after it, and the last of them is near;
 * - period: the period that is billed ends right before it, or begins right after it;
 * - rest: all other dates of the document say that they are others;
 * - again: the same day stands on the document a second time;
 * - alone: no words stand with it;
 * - hour: the hour stands with it: of a sale, a ticket.
 */
export type HeadSign =
  | 'number'
  | 'numbered'
  | 'terms'
  | 'delay'
  | 'between'
  | 'latest'
  | 'period'
  | 'rest'
  | 'again'
  | 'alone'
  | 'hour';

export interface HeadDate {
  readonly candidate: DateCandidate;
  readonly signs: readonly HeadSign[];
  readonly certain: boolean;
}

/** What is known of the first page. */
export interface Head {
  readonly segments: readonly Segment[];
  readonly number: { readonly value: string; readonly page: number; readonly box: Box } | null;
  readonly title: Box | null;
  readonly terms: readonly Terms[];
}

/** What each sign counts; as much as this in all makes a date certain. */
const WEIGHT: Readonly<Record<HeadSign, number>> = {
  number: 2,
  numbered: 2,
  terms: 3,
  delay: 1,
  between: 1,
  latest: 1,
  period: 1,
  rest: 1,
  again: 1,
  alone: 1,
  hour: 1,
};
const ENOUGH = 4;
/** One of these must be among them: what ties the date to this document, and not to what happened around it. */
const ANCHORS: readonly HeadSign[] = ['number', 'numbered', 'terms'];
/** Rows of a list follow each other at most at this distance, in heights. */
const NEXT_ROW = 2.5;
/** Labels of days on which invoices are made out too: of a sale, of an edition. They count where no other date can be it. */
const ALSO_ISSUED =
  /^(?:date d.?\s?)?(?:edition|editee?|impression|imprimee?|generation|generee?|creation|creee?|validation|envoi|vente|sale)(?![a-z])/;
const ALSO_KINDS: readonly DateKind[] = ['print', 'publication', 'service', 'delivery', 'validity'];
const COPY = /copie|duplicata|reimpr|reedit/;

const BEFORE_IT: readonly DateKind[] = ['order', 'delivery', 'service', 'period'];
const OF_LINES: readonly DateKind[] = ['none', 'list', 'delivery', 'service'];
/** The last of the lines is at most so many days before the invoice, to tell anything. */
const NEAR_LINES = 31;
const NEAR_PERIOD = 5;
const AFTER_IT: readonly DateKind[] = ['due', 'debit'];
/** What came before an invoice lies at most so many days before it, to tell anything. */
const NEAR_DAYS = 120;
/** What looks like a year further away is a number. */
const NEAR_YEARS = 5;
/** How far below the number or the title, in heights. */
const RIGHT_UNDER = 2.2;
/** How far beside it. */
const BESIDE = 12;

/** The one date of the head that can be the invoice's own, with what speaks for it; null where there is none, or several. */
export function headDate(candidates: readonly DateCandidate[], head: Head): HeadDate | null {
  const top = linesTop(head.segments);
  const ofHead = candidates.filter((c) => c.page === 1 && c.box.y < top);
  const unknown = ofHead.filter((c) => isUnknown(c) && !isListed(c, candidates));
  const inHead = unknown.length > 0 ? unknown : ofHead.filter((c) => isAlsoIssued(c));
  const days = new Set(inHead.flatMap((c) => (c.readings.length === 1 ? c.readings : ['?'])));
  const [only] = inHead.filter((c) => c.kind !== 'none' || c.alone || standsWithNumber(c.box, head));
  // A number may look like 2019-11-02.
  if (!only || days.size !== 1 || only.readings.length !== 1 || only.form === 'iso') return null;
  const date = only.readings[0]!;
  if (isContradicted(date, candidates, head)) return null;
  const signs = signsOf(only, date, candidates, head, top);
  const weight = signs.reduce((sum, sign) => sum + WEIGHT[sign], 0);
  return { candidate: only, signs, certain: weight >= ENOUGH && signs.some((sign) => ANCHORS.includes(sign)) };
}

/** Without a label, or with one of which nothing is known. "Dossier clos le", "DSA n° 12 du" are the dates of those things. */
function isUnknown({ kind, label }: DateCandidate): boolean {
  return kind === 'none' || (kind === 'other' && !/\s(?:le|du|au|on|of|vom|am)\s*:?$/i.test(label?.text ?? ''));
}

/** Under a heading and its first date, in their column. */
function isListed(c: DateCandidate, candidates: readonly DateCandidate[]): boolean {
  const over = (o: DateCandidate) => o.page === c.page && o.box.y < c.box.y && inColumn(o.box, c.box);
  return (
    c.label === null &&
    candidates.some((o) => (o.kind === 'list' || o.label?.place === 'below') && over(o) && isOneList(o, c))
  );
}

function isOneList({ box: a }: DateCandidate, { box: b }: DateCandidate): boolean {
  return b.y - (a.y + a.height) < NEXT_ROW * a.height && Math.abs(a.height - b.height) < 0.5;
}

/** "Vente du", "Édition du" where the number is; nothing else says when the invoice was made out. */
function isAlsoIssued({ kind, label }: DateCandidate): boolean {
  if (!ALSO_KINDS.includes(kind)) return false;
  const text = fold(label?.text ?? '').text.trim();
  return ALSO_ISSUED.test(text) && !COPY.test(text);
}

/** Where the lines of the invoice begin: their headings, else the first amount. */
function linesTop(segments: readonly Segment[]): number {
  const headings = segments.filter((s) => isHeadingOfLines(segments, s)).map((s) => s.box.y);
  if (headings.length > 0) return Math.min(...headings);
  const amounts = segments.filter((s) => findAmounts(s.folded.text).length > 0).map((s) => s.box.y);
  return Math.min(Number.POSITIVE_INFINITY, ...amounts);
}

/** An order after it, or a payment before it, says that it is not the invoice's; so does another year in its number. */
function isContradicted(date: CalendarDate, candidates: readonly DateCandidate[], { number }: Head): boolean {
  const days = (kind: DateKind) => candidates.filter((c) => c.kind === kind).flatMap((c) => c.readings);
  if (days('order').some((d) => d > date) || days('due').some((d) => d < date)) return true;
  const year = Number(date.slice(0, 4));
  const years = (number ? yearsOfNumber(number.value) : []).filter((y) => Math.abs(y.year - year) <= NEAR_YEARS);
  return years.length > 0 && !years.some((y) => y.year === year);
}

function signsOf(
  own: DateCandidate,
  date: CalendarDate,
  candidates: readonly DateCandidate[],
  head: Head,
  top: number,
): HeadSign[] {
  const days = (kinds: readonly DateKind[]) =>
    candidates.filter((c) => kinds.includes(c.kind) && c.readings.length === 1).flatMap((c) => c.readings);
  const due = days(AFTER_IT);
  const ofLines = candidates
    .filter((c) => (c.page > 1 || c.box.y > top) && OF_LINES.includes(c.kind))
    .flatMap((c) => c.readings);
  const isSame = (c: DateCandidate) => c.readings.length === 1 && c.readings[0] === date;
  const others = candidates.filter((c) => c.page === 1 && c.box.y < top && !isSame(c) && !isListed(c, candidates));
  const last = ofLines.toSorted().at(-1);
  const before = days(BEFORE_IT).filter((d) => d <= date && d >= addDays(date, -NEAR_DAYS));
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4));
  const found: Readonly<Record<HeadSign, boolean>> = {
    number: standsWithNumber(own.box, head),
    numbered:
      head.number !== null && yearsOfNumber(head.number.value).some((y) => y.year === year && y.month === month),
    terms: fitsTerms(date, due, head.terms),
    delay: due.some((d) => isUsualDelay(date, d)),
    between: before.length > 0 && due.some((d) => d >= date),
    latest: last !== undefined && last <= date && last >= addDays(date, -NEAR_LINES),
    period: days(['period']).some((d) => d >= addDays(date, -NEAR_PERIOD) && d <= addDays(date, NEAR_PERIOD)),
    rest: others.length > 0 && !others.some((c) => isUnknown(c)),
    again: candidates.some((c) => c !== own && isUnknown(c) && c.readings.length === 1 && c.readings[0] === date),
    alone: own.alone && own.kind === 'none' && !hasWordsBefore(own.box, head.segments),
    hour: own.hour,
  };
  return (Object.keys(found) as HeadSign[]).filter((sign) => found[sign]);
}

/** "1er loyer", in a column of labels to its left: whatever it says, it says what the date is. */
function hasWordsBefore(box: Box, segments: readonly Segment[]): boolean {
  const left = segments
    .filter((s) => s.box.x + s.box.width <= box.x + 1 && sameLine(s.box, box))
    .sort((a, b) => b.box.x + b.box.width - (a.box.x + a.box.width))[0];
  return left !== undefined && /[a-z]{3}/.test(left.folded.text) && isMereLabel(left.folded.text);
}

/** True right of, or right under, the number or the title of the document. */
function standsWithNumber(box: Box, { segments, number, title }: Head): boolean {
  const value = number?.page === 1 ? number.box : null;
  // With its label, where they are one text.
  const whole = value && segments.find((s) => holds(s.box, value))?.box;
  return [value, whole, title].some((at) => at && standsWith(box, at));
}

function standsWith(box: Box, at: Box): boolean {
  if (sameLine(box, at)) {
    const gap = Math.max(box.x - (at.x + at.width), at.x - (box.x + box.width));
    return gap < BESIDE * box.height;
  }
  const gap = box.y - (at.y + at.height);
  return gap > -0.5 * box.height && gap < RIGHT_UNDER * box.height && (inColumn(box, at) || Math.abs(box.x - at.x) < 2);
}
