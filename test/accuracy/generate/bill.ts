import { addDays } from '../../../shared/domain/calendar.ts';
import type { Invoice, Line, Tax } from '../../samples/model.ts';
import type { Random } from '../../samples/random.ts';
import { abroad, type Dossier, dossiers, type PaperCompany, type Seller, sellerOf, tradesFor } from './companies.ts';
import { drawDay, firstOfMonth, monthsLater } from './days.ts';
import type { Layout } from './layout.ts';

/** An invoice with the other dates that its page may show; all AAAA-MM-JJ. */
export interface Bill extends Invoice {
  readonly seller: Seller;
  readonly buyer: PaperCompany;
  readonly dossier: Dossier;
  readonly due: string;
  readonly delivered: string;
  readonly period: readonly [start: string, end: string];
  readonly preceding: { readonly number: string; readonly date: string };
  readonly orderNumber: string;
  readonly ordered: string;
  readonly printed: string;
  readonly published: string;
  readonly debited: string;
  readonly contract: string;
  readonly nextReading: string;
}

const NUMBERINGS: readonly ((r: Random, date: string) => string)[] = [
  (r, d) => `FA-${d.slice(0, 4)}-${pad(r.int(1, 9999), 4)}`,
  (r, d) => `F${d.slice(2, 4)}${d.slice(5, 7)}-${pad(r.int(1, 999), 3)}`,
  (r) => String(r.int(100_000_000, 999_999_999)),
  (r, d) => `${d.slice(0, 4)}/${pad(r.int(1, 999), 3)}`,
  (r) => `FC${pad(r.int(1, 99_999), 6)}`,
  (r, d) => `${d.slice(0, 4)}${d.slice(5, 7)}${pad(r.int(1, 9999), 4)}`,
  (r) => `${r.pick(['A', 'K', 'VTE'])}-${r.int(10_000, 99_999)}`,
  (r) => String(r.int(1_000, 9_999)),
];

/** An invoice that fits the layout, from one of its sellers to one of the dossiers. */
export function drawBill(layout: Layout, index: number, r: Random): Bill {
  const trades = tradesFor(layout.covers ?? []);
  // Three sellers a layout: who prints so prints so again.
  const nth = index * 3 + r.int(0, 2);
  const home = sellerOf(nth, trades[nth % trades.length]!);
  const country = layout.country ?? 'FR';
  const seller = country === 'FR' ? home : abroad(home, country, nth);
  const dossier = r.pick(dossiers);
  const date = drawDay(r);
  const sign = layout.credit === 'negative' ? -1 : 1;
  const lines = drawLines(r, seller, sign, layout.lines ?? [1, 7]);
  const taxes = taxesOf(lines, country !== 'FR' ? 'Reverse charge' : (seller.trade.exempt ?? null));
  const net = lines.reduce((sum, l) => sum + l.net, 0);
  const vat = taxes.reduce((sum, t) => sum + t.amount, 0);
  const earlier = addDays(date, -r.int(5, 60));
  const month = firstOfMonth(date);
  const numbering = NUMBERINGS[nth % NUMBERINGS.length]!;
  const prefix = layout.credit ? 'AV' : '';
  const start = seller.trade.covers === 'ahead' ? month : monthsLater(month, -1);
  const delivered = addDays(date, -r.int(0, 12));
  return {
    number: prefix + numbering(r, date),
    typeCode: layout.credit === 'positive' ? '381' : '380',
    isCredit: layout.credit !== undefined,
    date,
    due: r.chance(0.5) ? addDays(date, r.pick([8, 15, 30, 45])) : addDays(monthsLater(addDays(date, 30), 1), -1),
    delivered,
    period: layout.yearly ? yearFrom(r, date) : [start, addDays(monthsLater(start, 1), -1)],
    order: null,
    orderNumber: `BC${r.int(1000, 9999)}`,
    preceding: { number: numbering(r, earlier), date: earlier },
    seller,
    buyer: dossier.company,
    dossier,
    customerCode: `C${r.int(10_000, 99_999)}`,
    subject: null,
    terms: 'Virement à 30 jours',
    lines,
    taxes,
    net,
    vat,
    gross: net + vat,
    prepaid: 0,
    look: seller.trade.look,
    ordered: addDays(delivered, -r.int(3, 40)),
    printed: addDays(date, r.int(1, 40)),
    published: addDays(date, r.int(3, 20)),
    debited: addDays(date, r.int(8, 20)),
    contract: addDays(date, -r.int(400, 2500)),
    nextReading: addDays(date, r.int(30, 180)),
  };
}

/** Twelve months that begin within two months of the invoice: over the end of any exercice. */
function yearFrom(r: Random, date: string): [string, string] {
  const start = monthsLater(date, r.int(-1, 2));
  return [start, addDays(monthsLater(start, 12), -1)];
}

function drawLines(r: Random, { trade }: Seller, sign: number, [from, to]: readonly [number, number]): Line[] {
  // Some sell in bulk, so that totals have thousands and tens of thousands.
  const scale = r.pick([1, 1, 1, 10, 40]);
  return Array.from({ length: r.int(from, to) }, (_, n): Line => {
    const a = trade.articles[(n + r.int(0, 1)) % trade.articles.length]!;
    const [low, high, step] = a.quantity;
    const quantity = sign * scale * Math.max(step, low + step * r.int(0, Math.floor((high - low) / step)));
    const price = Math.max(100, Math.round(r.int(...a.price) / 100) * 100);
    const net = sign * Math.round((Math.abs(quantity) * price) / 100_000);
    return {
      code: a.code,
      name: a.name,
      quantity,
      unit: { text: a.unit[0], code: a.unit[1] },
      price,
      rate: a.rate,
      net,
    };
  });
}

function taxesOf(lines: readonly Line[], exempt: string | null): Tax[] {
  const rateOf = (l: Line) => (exempt ? '0' : l.rate);
  const rates = [...new Set(lines.map(rateOf))].sort((a, b) => Number(b) - Number(a));
  return rates.map((rate): Tax => {
    const base = lines.filter((l) => rateOf(l) === rate).reduce((sum, l) => sum + l.net, 0);
    const amount = Math.sign(base) * Math.round((Math.abs(base) * Number(rate)) / 100);
    return { rate, category: rate === '0' ? 'E' : 'S', reason: rate === '0' ? exempt : null, base, amount };
  });
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}
