import type { CalendarDate } from '../calendar.ts';
import { fold } from '../page/fold.ts';
import type { DateOrder } from './lesson.ts';

/**
 * A label in the form in which two are compared: without accents and case, and with `#` for whatever has a digit, since
 * "Facture n° 12 du" is "Facture n° 13 du" the next time. Null where no letter is left.
 */
export function labelKey(label: string): string | null {
  const key = fold(label)
    .text.replace(/[^\s:]*\d[^\s:]*/g, '#')
    .replace(/[\s:.…]+/g, ' ')
    .trim();
  return /[a-z]/.test(key) ? key : null;
}

/** In which order a date of digits is written, where it says this day; null where it says another, or has no such form. */
export function orderOf(text: string, day: CalendarDate): DateOrder | null {
  const m = /^\D*(\d{1,2})\D+(\d{1,2})\D+\d{2,4}\D*$/.exec(text);
  if (!m) return null;
  const [first, second] = [Number(m[1]), Number(m[2])];
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  if (first === date && second === month) return 'dmy';
  return first === month && second === date ? 'mdy' : null;
}
