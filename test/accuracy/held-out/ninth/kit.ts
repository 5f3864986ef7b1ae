import { addDays } from '../../../../shared/domain/calendar.ts';
import type { Bill, Firm } from '../bill.ts';
import { spaced } from '../layout.ts';

export interface Item<G = string> {
  readonly good: G;
  readonly count: number;
  /** Cents. */
  readonly unit: number;
  readonly all: number;
}

/** The bill's lines with these goods by turns, at least to most cents each, in steps. */
export function items<G>(
  b: Bill,
  goods: readonly G[],
  [least, most]: readonly [number, number],
  counts = 4,
  step = 1,
): Item<G>[] {
  return b.lines.map((l, n) => {
    const count = 1 + (l.quantity % counts);
    const unit = Math.round((least + (l.price % (most - least + 1))) / step) * step;
    return { good: goods[(n + b.round) % goods.length]!, count, unit, all: unit * count };
  });
}

export function percent(cents: number, rate: number): number {
  return Math.round((cents * rate) / 100);
}

export function sum(list: readonly number[]): number {
  return list.reduce((total, n) => total + n, 0);
}

export function two(n: number): string {
  return String(n).padStart(2, '0');
}

export function yearOf(iso: string): number {
  return Number(iso.slice(0, 4));
}

/** First and last day of a day's month, or of one some months later. */
export function monthOf(iso: string, later = 0): { readonly first: string; readonly last: string } {
  const start = (more: number) => {
    const n = yearOf(iso) * 12 + Number(iso.slice(5, 7)) - 1 + later + more;
    return `${Math.floor(n / 12)}-${two((n % 12) + 1)}-01`;
  };
  return { first: start(0), last: addDays(start(1), -1) };
}

/** The month that a monthly bill of this day is for: the day's own where it is the last one, otherwise the one before. */
export function billedMonth(iso: string): { readonly first: string; readonly last: string } {
  const own = monthOf(iso);
  return own.last === iso ? own : monthOf(iso, -1);
}

/** A row of a table. */
export function row(...cells: readonly (string | number)[]): string {
  return `<tr>${cells.map((c) => `<td>${c}`).join('')}`;
}

/** A head of a table. */
export function head(...cells: readonly string[]): string {
  return `<tr>${cells.map((c) => `<th>${c}`).join('')}`;
}

/** Name, street and town, one below the other. */
export function address(f: Firm, ...more: readonly string[]): string {
  return [f.name, f.street, f.town, ...more.filter((m) => m)].join('<br>');
}

/** "SAS au capital de 10 000 € – RCS Dijon 123 456 789 – TVA FR..." */
export function registered(s: Firm, form: string): string {
  return `${s.name}, ${form} – Siège social : ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – N° TVA intracommunautaire : ${s.vat}`;
}

/** A line at the foot of each page. */
export function pageFoot(text: string, pages = 'Page', font = 'Liberation Sans'): string {
  return `<div style="font:6.3pt '${font}';width:100%;margin:0 12mm;color:#555;display:flex;gap:6mm"><span style="flex:1;text-align:center">${text}</span><span style="white-space:nowrap">${pages} <span class=pageNumber></span>/<span class=totalPages></span></span></div>`;
}

/** The same day some years later; the last of February where there is none. */
export function addYears(iso: string, years: number): string {
  const later = `${yearOf(iso) + years}${iso.slice(4)}`;
  return later.endsWith('-02-29') && (yearOf(iso) + years) % 4 !== 0 ? `${later.slice(0, 8)}28` : later;
}
