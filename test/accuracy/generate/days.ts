import { addDays, daysInMonth } from '../../../shared/domain/calendar.ts';
import type { Random } from '../../samples/random.ts';

export const FIRST_YEAR = 2017;
export const LAST_YEAR = 2025;

/**
 * The day of an invoice, AAAA-MM-JJ: every other one where exercices begin and end (the turn of the year, the end of
 * August, the ends of other months, the middle of a month, 29 February), the others anywhere.
 */
export function drawDay(r: Random): string {
  const year = r.int(FIRST_YEAR, LAST_YEAR);
  if (r.chance(0.5)) return addDays(`${year}-01-01`, r.int(0, 364));
  const at = (month: number, day: number) => `${year}-${two(month)}-${two(day)}`;
  const month = r.int(1, 12);
  const leap = year - (year % 4);
  return r.pick([
    () => at(12, 31),
    () => at(1, 1),
    () => r.pick([at(12, 30), at(1, 2)]),
    () => at(8, 31),
    () => at(9, 1),
    () => r.pick([at(6, 30), at(7, 1), at(3, 31), at(4, 1)]),
    () => at(month, daysInMonth(year, month)),
    () => at(month, 1),
    () => r.pick([at(month, 15), at(month, 16)]),
    () => `${leap < FIRST_YEAR ? leap + 4 : leap}-02-29`,
  ])();
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`;
}

/** The first day of the month `months` later. */
export function monthsLater(day: string, months: number): string {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(at / 12)}-${two((at % 12) + 1)}-01`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
