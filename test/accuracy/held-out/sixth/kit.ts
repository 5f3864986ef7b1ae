import type { Bill, Firm, Line } from '../bill.ts';
import { spaced } from '../layout.ts';

export interface Sums {
  readonly lines: readonly Line[];
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
}

/** The bill with prices divided by `by`: what a taxi or a baker asks for. With `goods`, nothing of these is sold twice before each of them was. */
export function cheaper(b: Bill, by: number, goods?: readonly string[]): Sums {
  const lines = named(b.lines, goods ?? b.lines.map((l) => l.text)).map((l) => {
    const price = Math.max(25, Math.round(l.price / by));
    return { ...l, price, total: price * l.quantity };
  });
  const net = lines.reduce((sum, l) => sum + l.total, 0);
  const tax = Math.round((net * b.rate) / 100);
  return { lines, net, tax, gross: net + tax };
}

/** The same lines with these goods by turns. */
export function named(lines: readonly Line[], goods: readonly string[]): Line[] {
  return lines.map((l, n) => ({ ...l, text: goods[n % goods.length]! }));
}

/** Name, street and town, one below the other. */
export function address(f: Firm, ...more: readonly string[]): string {
  return [f.name, f.street, f.town, ...more].join('<br>');
}

/** "SAS au capital de 10 000 € – RCS Dijon 123 456 789 – TVA FR..." */
export function registered(s: Firm, form = 'SAS au capital de 10 000 €'): string {
  return `${s.name} – ${form} – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA intracommunautaire ${s.vat}`;
}

/** A line at the foot of each page, with its number. */
export function pageFoot(text: string, pages = 'Page'): string {
  return `<div style="font:6.5pt 'Liberation Sans';width:100%;margin:0 12mm;color:#555;text-align:center">${text}<br>${pages} <span class=pageNumber></span> / <span class=totalPages></span></div>`;
}

export function two(n: number): string {
  return String(n).padStart(2, '0');
}
