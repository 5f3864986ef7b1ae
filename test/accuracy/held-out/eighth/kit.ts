import { addDays } from '../../../../shared/domain/calendar.ts';
import { two } from '../sixth/kit.ts';

/** The month of a day, or one some months later: its first and its last day. */
export function monthOf(iso: string, later = 0): { readonly first: string; readonly last: string } {
  const first = startOf(iso, later);
  return { first, last: addDays(startOf(iso, later + 1), -1) };
}

function startOf(iso: string, later: number): string {
  const n = Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1 + later;
  return `${Math.floor(n / 12)}-${two((n % 12) + 1)}-01`;
}

/** The Monday of a day's week, or of one some weeks later. */
export function mondayOf(iso: string, weeks = 0): string {
  const day = (new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(iso, weeks * 7 - day);
}

/** A row of a table. */
export function row(...cells: readonly (string | number)[]): string {
  return `<tr>${cells.map((c) => `<td>${c}`).join('')}`;
}

export function percent(cents: number, rate: number): number {
  return Math.round((cents * rate) / 100);
}

export function sum(list: readonly number[]): number {
  return list.reduce((total, n) => total + n, 0);
}
