/**
 * Calendar dates without a clock or a time zone: text `AAAA-MM-JJ` (ISO 8601), compared as text.
 * A date of an invoice or of an exercice is a day on a calendar, never an instant.
 */
export type CalendarDate = string & { readonly __calendarDate?: never };

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days of a month in the Gregorian calendar; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A calendar date from its parts, or null where no such day exists (30 February). Years 1900 to 2199. */
export function dateFromParts(year: number, month: number, day: number): CalendarDate | null {
  if (!Number.isInteger(year) || year < 1900 || year > 2199) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Reads `AAAA-MM-JJ`; null where the text is of another form or no such day exists. */
export function parseIsoDate(text: string): CalendarDate | null {
  const m = ISO.exec(text.trim());
  return m ? dateFromParts(Number(m[1]), Number(m[2]), Number(m[3])) : null;
}

/** Reads `AAAAMMJJ` (UN/CEFACT format 102); null as above. */
export function parseCompactDate(text: string): CalendarDate | null {
  const m = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  return m ? dateFromParts(Number(m[1]), Number(m[2]), Number(m[3])) : null;
}

/** Reads `JJ/MM/AAAA`, `JJ-MM-AAAA` or `JJ.MM.AAAA`; null as above. */
export function parseFrenchDate(text: string): CalendarDate | null {
  const m = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text.trim());
  return m ? dateFromParts(Number(m[4]), Number(m[3]), Number(m[1])) : null;
}

const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The day that an instant (ISO 8601) falls on where the firms are: 23:30 UTC on 31 December is 1 January in Paris. */
export function parisDay(instant: string): CalendarDate {
  return PARIS.format(new Date(instant));
}

/** The day `days` after (or before, when negative) a date. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const t = new Date(`${date}T00:00:00Z`);
  t.setUTCDate(t.getUTCDate() + days);
  return t.toISOString().slice(0, 10);
}

/** `AAAAMM` of a date: how an exercice is named by the month it ends in. */
export function yearMonth(date: CalendarDate): string {
  return date.slice(0, 4) + date.slice(5, 7);
}

/** `JJ/MM/AAAA`, as a French reader expects it. */
export function frenchDate(date: CalendarDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}
