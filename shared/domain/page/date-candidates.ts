import type { CalendarDate } from '../calendar.ts';
import { type DateKind, otherTerms } from './date-kinds.ts';
import { type DateForm, findDates, type WrittenDate } from './dates.ts';
import type { FoundLabel } from './found-label.ts';
import { inColumn, sameLine } from './geometry.ts';
import { type Language, languageOf } from './language.ts';
import { isHeadingOfLines, LINE_HEADING } from './line-headings.ts';
import { isGuessed } from './ocr-dates.ts';
import type { Box } from './page.ts';
import { labelAt } from './place-label.ts';
import { isMereLabel, readLabel } from './read-label.ts';
import { boxOf, confidenceOf, type Segment, sourceOf } from './segments.ts';
import { WEEKDAY, WEEKDAY_LAST } from './weekdays.ts';

/** A date on a page, and what it is the date of. */
export interface DateCandidate {
  readonly kind: DateKind;
  /** The ways to read it: none where no such day exists, two where day and month can't be told apart. */
  readonly readings: readonly CalendarDate[];
  /** As it is written. */
  readonly text: string;
  readonly form: DateForm;
  readonly page: number;
  readonly box: Box;
  readonly label: FoundLabel | null;
  /** True where nothing else stands with it, but for an hour. */
  readonly alone: boolean;
  /** True where an hour stands beside it. */
  readonly hour: boolean;
  /** The lowest of an OCR engine for its words; null where there is none. */
  readonly confidence: number | null;
}

/** More dates than these on one page are a list of something. */
const MOST_ON_A_PAGE = 300;

const HOUR = /\d{1,2}\s?[h:]\s?\d{2}(?::\d{2})?/;
const ONLY_HOUR = /^\s*(?:a\s)?\d{1,2}\s?[h:]\s?\d{2}(?::\d{2})?\s*$/;
const SUM_HEADING =
  /(?<![a-z])(?:montants?|amount|total|prix|price|ht|ttc|euros?|€|debit|credit|solde|bedrag|betrag)(?![a-z])/;
const DOCUMENT_HEADING =
  /(?<![a-z])(?:factures?|invoice|rechnung|factuur|numero|number|client|customer|echeances?|due|page|kunden?|klant)(?![a-z])|n°/;
const DAY = new RegExp(WEEKDAY);
/** Digits alone are a date under such a label only: "facture n° 20191102" has a number. */
const DATE_LABEL = /dat(?:e|um)/i;
const SETTLED =
  /^\s*,?\s*(?:a|est|ont|was|has)\s(?:bien\s|been\s|deja\s)?(?:ete\s)?(?:regle|paye|acquitte|solde|annule|rembourse|paid|debite|preleve|encaisse)e?s?(?![a-z])/;
const REST_OF_SENTENCE = /^[^\p{L}\d]*(?:le|ce|the)[^\p{L}\d]*$/u;
const MERE_LE = /^[^\p{L}\d]*le[^\p{L}\d]*$/iu;
const STAMPED =
  /(?:^|[^a-z])(?:re[cg]ue?|payee?|reglee?|arrivee?|livree?|acceptee?|comptabilisee?|signee?|vue?)[^a-z]*$/;
const LE_IN_CAPITALS = /^[^\p{L}\d]*(?:LE|CE|THE)[^\p{L}\d]*$/u;
const TITLE_WORD = /(?<![a-z])(?:fact|avoir|invoice|honoraires|note|ticket)/;
/** "Le 20/01/2017 sur le compte ****305". */
const ON_ACCOUNT =
  /^\s*,?\s*(?:sur (?:le|votre|ce) compte|par (?:prelevement|debit|tip)|(?:from|to) your (?:account|card))(?![a-z])/;
const UNTIL = new RegExp(
  `^\\s*(?:au|a|to|till|until|through|bis|tot|t/m|jusqu'au|et|->?|>|/)\\s*(?:le|the)?\\s*(?:${WEEKDAY})?\\s*$`,
);

/** All dates of a page with their labels, from top to bottom. */
export function candidatesOf(segments: readonly Segment[], language: Language): DateCandidate[] {
  const order = monthOrder(segments, language);
  const found: DateCandidate[] = [];
  for (const segment of segments) {
    const dates = findDates(segment.folded.text);
    for (const [n, written] of dates.entries()) {
      if (found.length >= MOST_ON_A_PAGE) return markLists(found, segments);
      const from = dates[n - 1]?.end ?? 0;
      const box = boxOf(segment, written.start, written.end);
      // A label stands over the whole of "lundi 4 mars 2024".
      const day = WEEKDAY_LAST.exec(segment.folded.text.slice(from, written.start))?.[0].length ?? 0;
      const place = boxOf(segment, written.start - day, written.end);
      const label = labelAt(segments, segment, from, written.start, place);
      const tied = written.form === 'compact' || written.form === 'spaced';
      if (tied && !DATE_LABEL.test(label?.text ?? '')) continue;
      const isNumber = label?.title && written.form === 'iso';
      const confidence = sureness(segment, written);
      // "accepté / le 11/12/2024": of a scan, what stood before a small "le" may be lost.
      const isRest = confidence !== null && isRestOfLabel(segments, label, box);
      const rest = segment.folded.text.slice(0, written.start) + segment.folded.text.slice(written.end);
      found.push({
        kind: inPeriod(segment, dates, n)
          ? 'period'
          : (bracketed(segment, written.end) ??
            settled(segment, written.end) ??
            (isNumber ? null : isRest ? 'other' : label?.kind) ??
            'none'),
        readings: readingsOf(written, order, language, label),
        text: sourceOf(segment, written.start, written.end),
        form: written.form,
        page: segment.page,
        box,
        label,
        hour: HOUR.test(rest) || segments.some((s) => ONLY_HOUR.test(s.folded.text) && sameLine(s.box, box)),
        confidence,
        alone: !/[a-z0-9]/.test(rest.replace(HOUR, '').replace(DAY, '')),
      });
    }
  }
  return markLists(found, segments);
}

/**
 * A "le" that is no label: small, as within a sentence; behind the word of a stamp, which may stand askew; in capitals only
 * behind the title, as in "FACTURE N° 12 LE".
 */
function isRestOfLabel(segments: readonly Segment[], label: FoundLabel | null, date: Box): boolean {
  const text = label?.text ?? '';
  if (REST_OF_SENTENCE.test(text)) return true;
  if (MERE_LE.test(text) && segments.some((s) => STAMPED.test(s.folded.text) && isBefore(s.box, label!.box)))
    return true;
  return LE_IN_CAPITALS.test(text) && !segments.some((s) => sameLine(s.box, date) && TITLE_WORD.test(s.folded.text));
}

/** True of what ends to the left of it or over it, about a line apart. */
function isBefore(own: Box, of: Box): boolean {
  const high = Math.max(own.height, of.height);
  const apart = of.y + of.height / 2 - (own.y + own.height / 2);
  const gap = of.x - (own.x + own.width);
  return Math.abs(apart) < high ? gap > -high && gap < 3 * high : apart > 0 && apart < 2 * high && gap < high;
}

/** How sure a date is in which a letter was taken for a digit, at most. */
const GUESS = 0.5;

/** An OCR engine's own confidence; not in the word "1er", which it doubts and which can be nothing else. */
function sureness(segment: Segment, { start, end }: WrittenDate): number | null {
  const ordinal = /^1\s?er(?![a-z])\s*/.exec(segment.folded.text.slice(start, end))?.[0].length ?? 0;
  const own = confidenceOf(segment, start + ordinal, end);
  return own !== null && isGuessed(segment.folded, segment.text, start, end) ? Math.min(own, GUESS) : own;
}

type Order = 'day' | 'month' | 'both' | 'unknown';

/**
 * Which of day and month stands first, as the dates tell that can be read in one way only. On a French scan a month that there
 * is not is a misread one.
 */
function monthOrder(segments: readonly Segment[], language: Language): Order {
  let [day, month] = [false, false];
  for (const segment of segments) {
    for (const { form, separator, date, monthFirst, start, end } of findDates(segment.folded.text)) {
      if (form !== 'numeric' || separator === '.') continue;
      if (date && !monthFirst && date.slice(5, 7) !== date.slice(8)) day = true;
      if (!date && monthFirst && (language !== 'fr' || confidenceOf(segment, start, end) === null)) month = true;
    }
  }
  return day ? (month ? 'both' : 'day') : month ? 'month' : 'unknown';
}

/**
 * Numeric dates have the day first, but where the language is English, or unknown: there only the other dates of the
 * page can tell.
 */
function readingsOf(w: WrittenDate, order: Order, page: Language, label: FoundLabel | null): CalendarDate[] {
  // With dots, the day is first everywhere.
  const all = [w.date, w.separator === '.' ? null : w.monthFirst].filter((d) => d !== null);
  if (w.form !== 'numeric' || all.length < 2) return all;
  const own = label ? languageOf([label.text.toLowerCase()]) : 'other';
  const language = own === 'en' ? own : page;
  if (order === 'both') return all;
  if (order === 'month') return language === 'en' || language === 'other' ? [w.monthFirst!] : all;
  if (order === 'day') return [w.date!];
  return language === 'en' || language === 'other' ? all : [w.date!];
}

/** "31/01/2019 (échéance)": what is said after it counts more than what is said before. */
function bracketed({ folded: { text } }: Segment, end: number): DateKind | null {
  const inside = /^\s*\(([^)]{1,40})/.exec(text.slice(end))?.[1];
  return inside ? (otherTerms(inside)[0]?.kind ?? null) : null;
}

/** "Votre facture du 2 novembre a été réglée": a sentence about another invoice; or about a payment. */
function settled({ folded: { text } }: Segment, end: number): DateKind | null {
  const after = text.slice(end);
  return SETTLED.test(after) ? 'related' : ON_ACCOUNT.test(after) ? 'debit' : null;
}

function inPeriod({ folded: { text } }: Segment, dates: readonly WrittenDate[], n: number): boolean {
  const [before, own, after] = [dates[n - 1], dates[n]!, dates[n + 1]];
  return (
    (before !== undefined && UNTIL.test(text.slice(before.end, own.start))) ||
    (after !== undefined && UNTIL.test(text.slice(own.end, after.start)))
  );
}

/** True where another label begins between two values of a column. */
function headingBetween(segments: readonly Segment[], upper: Box, lower: Box): boolean {
  return segments.some(
    (s) =>
      s.box.y > upper.y + 0.6 * upper.height &&
      s.box.y + 0.6 * s.box.height < lower.y &&
      inColumn(s.box, lower) &&
      inColumn(s.box, upper) &&
      /[a-z]{3}/.test(s.folded.text) &&
      (isMereLabel(s.folded.text) || (readLabel(s.folded.text) !== null && findDates(s.folded.text).length === 0)),
  );
}

/** One of several days in the row of headings: "Article", "05/12/21", "12/12/21", "Prix HT". */
function isColumnHeading(c: DateCandidate, found: readonly DateCandidate[], segments: readonly Segment[]): boolean {
  if (!c.alone || !found.some((o) => o !== c && o.alone && o.page === c.page && sameLine(o.box, c.box))) return false;
  return segments.some((s) => sameLine(s.box, c.box) && isHeadingOfLines(segments, s));
}

/** A date under a heading, with others under it, is one of a list; so is one under "date" in the headings of lines. */
function markLists(found: readonly DateCandidate[], segments: readonly Segment[]): DateCandidate[] {
  return found.map((candidate) => {
    const { label, box } = candidate;
    if (isColumnHeading(candidate, found, segments)) return { ...candidate, kind: 'list' as const };
    if (label?.place !== 'below') return candidate;
    const under = found.some(
      (o) =>
        o !== candidate &&
        o.label === null &&
        o.kind !== 'period' &&
        o.box.y > box.y &&
        inColumn(o.box, box) &&
        o.box.y - box.y < 12 * box.height &&
        !headingBetween(segments, box, o.box),
    );
    const row = segments.filter((s) => sameLine(s.box, label.box)).map((s) => s.folded.text);
    const has = (heading: RegExp) => row.some((text) => heading.test(text) && !DATE_LABEL.test(text));
    const lines = candidate.kind === 'plain' && (has(LINE_HEADING) || (has(SUM_HEADING) && !has(DOCUMENT_HEADING)));
    return under || lines ? { ...candidate, kind: 'list' as const } : candidate;
  });
}
