import { type CalendarDate, dateFromParts } from '../calendar.ts';
import { MONTHS, monthNumber } from './months.ts';

/**
 * - text: the month by its name; iso: AAAA-MM-JJ; numeric: JJ/MM/AAAA and its like; these are dates wherever they stand;
 * - compact: AAAAMMJJ; spaced: JJ MM AAAA; these are dates only beside a label.
 */
export type DateForm = 'text' | 'iso' | 'numeric' | 'compact' | 'spaced';

/** A date as it is written somewhere, before anything is known of what it is the date of. */
export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly form: DateForm;
  readonly separator: string;
  /** Day first, or the only way to read it; null where the calendar has no such day. */
  readonly date: CalendarDate | null;
  /** Numeric dates with the month first, where the calendar has such a day and it is another one. */
  readonly monthFirst: CalendarDate | null;
}

// What may not follow a year of two digits: it would be an hour, a rate or an amount.
const AFTER_TWO_DIGITS = String.raw`(?!\d|[.,/:-]\d|\s?[h%€:]|\s\d)`;
const YEAR = String.raw`(\d{4}(?!\d|[.,/-]\d)|'?\d{2}${AFTER_TWO_DIGITS})`;
const DAY_MONTH = new RegExp(
  String.raw`(?<![\d.,/])(\d{1,2})(?:\s?er|st|nd|rd|th|e|\.)?[\s./-]{0,3}(?:de\s|of\s)?(?<![a-z])(${MONTHS})(?![a-z])\.?(?:\sdel?\s|[\s,./-]{0,3})${YEAR}`,
  'g',
);
const MONTH_DAY = new RegExp(
  String.raw`(?<![a-z])(${MONTHS})(?![a-z])\.?[\s./-]{0,3}(\d{1,2})(?:st|nd|rd|th)?(?:\s?,\s?|[\s./-]{1,2})(\d{4})(?!\d)`,
  'g',
);
const YEAR_FIRST = /(?<![\d./-])((?:19|20|21)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[./-]\d)/g;
const NUMERIC = /(?<![\d/]|\d[.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[./-]\d)/g;
const COMPACT = /(?<![\d.,/a-z-])((?:19|20)\d{2})(\d{2})(\d{2})(?![\d.,/a-z-])/g;
const SPACED = /(?<![\d.,/])(\d{2})\s(\d{2})\s((?:19|20)\d{2})(?!\d|\s?[.,/\d])/g;

/** All dates written in a folded text, in their order; where two readings overlap, the first of the forms above. */
export function findDates(text: string): WrittenDate[] {
  if (!/\d/.test(text)) return [];
  const found: WrittenDate[] = [];
  const add = (m: RegExpMatchArray, form: DateForm, separator: string, parts: [string, number, number]) => {
    const [start, end] = [m.index!, m.index! + m[0].length];
    if (found.some((f) => f.start < end && f.end > start)) return;
    const [year, month, day] = [fullYear(parts[0]), parts[1], parts[2]];
    const date = dateFromParts(year, month, day);
    const turned = form === 'numeric' ? dateFromParts(year, day, month) : null;
    found.push({ start, end, form, separator, date, monthFirst: turned === date ? null : turned });
  };
  for (const m of text.matchAll(DAY_MONTH)) add(m, 'text', '', [m[3]!, monthNumber(m[2]!), Number(m[1])]);
  for (const m of text.matchAll(MONTH_DAY)) add(m, 'text', '', [m[3]!, monthNumber(m[1]!), Number(m[2])]);
  for (const m of text.matchAll(YEAR_FIRST)) add(m, 'iso', m[2]!, [m[1]!, Number(m[3]), Number(m[4])]);
  for (const m of text.matchAll(NUMERIC)) {
    if (isNumericDate(m)) add(m, 'numeric', m[2]!, [m[4]!, Number(m[3]), Number(m[1])]);
  }
  for (const m of text.matchAll(SPACED)) add(m, 'spaced', ' ', [m[3]!, Number(m[2]), Number(m[1])]);
  for (const m of text.matchAll(COMPACT)) {
    if (dateFromParts(Number(m[1]), Number(m[2]), Number(m[3]))) {
      add(m, 'compact', '', [m[1]!, Number(m[2]), Number(m[3])]);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** With dots or hyphens and a year of two digits, `1.2.10` is a version or a chapter. */
function isNumericDate(m: RegExpMatchArray): boolean {
  const [all, day, separator, month, year] = m as unknown as [string, string, string, string, string];
  if (Number(day) > 31 || Number(month) > 31) return false;
  if (year.length === 4) return Number(year) >= 1900 && Number(year) < 2200;
  return !/\s/.test(all) && (separator === '/' || (day.length === 2 && month.length === 2));
}

function fullYear(text: string): number {
  const digits = text.replace("'", '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
