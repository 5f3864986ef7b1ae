import { addDays, type CalendarDate, dateFromParts, daysInMonth } from '../calendar.ts';

/** How long after the invoice it is to be paid, as its page states. */
export interface Terms {
  readonly days: number;
  readonly endOfMonth: boolean;
}

const TERMS =
  /(?<![\d.,])(\d{1,3})\s?(?:jours?|j\b|days?|tagen?|dagen)(?![a-z])(?:\s(?:nets?|date de facture|a compter de la facture|a reception))?(\s?(?:,\s?)?(?:fin de mois|fdm|end of month|eom))?/g;
const LONGEST = 120;

/** The terms that a page states: "paiement à 30 jours", "45 jours fin de mois". */
export function termsOf(texts: readonly string[]): Terms[] {
  return texts.flatMap((text) =>
    [...text.matchAll(TERMS)]
      .map((m) => ({ days: Number(m[1]), endOfMonth: m[2] !== undefined }))
      .filter(({ days }) => days > 0 && days <= LONGEST),
  );
}

/** True where one of the due dates is the day that the terms give for an invoice of this date. */
export function fitsTerms(date: CalendarDate, due: readonly CalendarDate[], terms: readonly Terms[]): boolean {
  return terms.some(({ days, endOfMonth }) => {
    const later = addDays(date, days);
    const expected = endOfMonth ? [monthEnd(later), addDays(monthEnd(date), days)] : [later];
    return due.some((d) => expected.includes(d));
  });
}

/** Days between an invoice and its due date that are the usual ones. */
const USUAL_DELAYS: readonly number[] = [0, 7, 8, 10, 14, 15, 20, 21, 28, 30, 45, 60, 90];

/** True where so many days lie between two as are usual for a payment. */
export function isUsualDelay(date: CalendarDate, due: CalendarDate): boolean {
  return USUAL_DELAYS.some((days) => addDays(date, days) === due);
}

function monthEnd(date: CalendarDate): CalendarDate {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  return dateFromParts(year, month, daysInMonth(year, month)) ?? date;
}
