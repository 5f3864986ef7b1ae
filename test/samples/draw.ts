import { addDays } from '../../shared/domain/calendar.ts';
import { type Supplier, suppliers } from './catalogue.ts';
import { supplierCompany } from './company.ts';
import type { Company, Invoice, Line, Tax } from './model.ts';
import type { Random } from './random.ts';

export interface Frame {
  /** Most invoices are of this year, some of the days around its ends. */
  readonly year: number;
  readonly buyer: Company;
  /** `slug number` of what was drawn: no seller uses a number twice. */
  readonly taken: Set<string>;
  /** Suppliers still to come before each has come again. */
  readonly deck: number[];
}

/** One invoice to the buyer: a quarter of them around the turn of the year, where exercices are mistaken. */
export function drawInvoice(r: Random, { year, buyer, taken, deck }: Frame): { invoice: Invoice; slug: string } {
  if (deck.length === 0) deck.push(...shuffled(r, [...suppliers.keys()]));
  const n = deck.pop()!;
  const supplier = suppliers[n]!;
  const date = drawDate(r, year);
  const isCredit = r.chance(0.09);
  // A French avoir is a 381, or an invoice with negative totals.
  const negative = isCredit && r.chance(0.4);
  const lines = drawLines(r, supplier, negative ? -1 : 1, isCredit);
  const taxes = taxesOf(lines, supplier.exempt ?? null);
  const net = lines.reduce((sum, l) => sum + l.net, 0);
  const vat = taxes.reduce((sum, t) => sum + t.amount, 0);
  const gross = net + vat;
  const isPrepaid = !isCredit && supplier.covers === 'delivery' && gross > 80_000 && r.chance(0.2);
  const precedingDate = addDays(date, -r.int(5, 40));
  const number = freeNumber(supplier, date, isCredit, taken);
  const invoice: Invoice = {
    number,
    typeCode: isCredit && !negative ? '381' : '380',
    isCredit,
    date,
    due: isCredit ? null : dueDate(supplier, date),
    ...covered(r, supplier, date, isCredit),
    order: r.chance(0.4) ? `BC ${r.int(1000, 9999)}` : null,
    preceding: isCredit ? { number: numberOf(supplier, precedingDate, 0), date: precedingDate } : null,
    seller: supplierCompany(supplier, n),
    buyer,
    customerCode: `C${String(4000 + n * 37).padStart(6, '0')}`,
    subject: supplier.subject ?? null,
    terms: isCredit ? 'À valoir sur votre prochaine facture' : termsText(supplier),
    lines,
    taxes,
    net,
    vat,
    gross,
    prepaid: isPrepaid ? Math.round(gross * 0.3) : 0,
    look: supplier.look,
  };
  return { invoice, slug: supplier.slug };
}

function drawDate(r: Random, year: number): string {
  if (r.chance(0.25))
    return r.pick([
      `${year}-12-31`,
      `${year + 1}-01-01`,
      `${year - 1}-12-31`,
      `${year}-01-01`,
      `${year}-12-30`,
      `${year}-01-02`,
    ]);
  return addDays(`${year}-01-01`, r.int(0, 364));
}

/** Delivered, or over which period: near the turn of the year it is in the other exercice. */
function covered(r: Random, s: Supplier, date: string, isCredit: boolean): Pick<Invoice, 'delivered' | 'period'> {
  if (isCredit || s.covers === 'nothing') return { delivered: null, period: null };
  if (s.covers === 'delivery') return { delivered: addDays(date, -r.int(0, 4)), period: null };
  const first = `${date.slice(0, 8)}01`;
  if (s.covers === 'month') {
    const end = addDays(first, -1);
    return { delivered: null, period: [`${end.slice(0, 8)}01`, end] };
  }
  const start = Number(date.slice(8)) > 20 ? nextMonth(first) : first;
  return { delivered: null, period: [start, addDays(nextMonth(start), -1)] };
}

function nextMonth(first: string): string {
  return `${addDays(first, 32).slice(0, 8)}01`;
}

function endOfMonth(date: string): string {
  return addDays(nextMonth(`${date.slice(0, 8)}01`), -1);
}

function dueDate(s: Supplier, date: string): string {
  switch (s.terms) {
    case 'comptant':
      return date;
    case '30 jours':
      return addDays(date, 30);
    case '30 jours fin de mois':
      return endOfMonth(addDays(date, 30));
    case '45 jours fin de mois':
      return endOfMonth(addDays(date, 45));
    case 'prélèvement':
      return addDays(date, 15);
  }
}

function termsText(s: Supplier): string {
  if (s.terms === 'comptant') return 'Paiement comptant à réception';
  return s.terms === 'prélèvement' ? 'Prélèvement SEPA à l’échéance' : `Virement à ${s.terms}`;
}

function freeNumber(s: Supplier, date: string, isCredit: boolean, taken: Set<string>): string {
  for (let offset = 0; ; offset++) {
    const plain = numberOf(s, date, offset);
    const number = isCredit ? `AV${plain.replace(/^\D+/, (start) => (start.includes('-') ? '-' : ''))}` : plain;
    const key = `${s.slug} ${number}`;
    if (taken.has(key)) continue;
    taken.add(key);
    return number;
  }
}

/** Numbers grow with the date, as the law asks; where they name the month, they begin anew with it. */
function numberOf(s: Supplier, date: string, offset: number): string {
  const from = s.numbering.includes('MM') ? `${date.slice(0, 8)}01` : `${date.slice(0, 4)}-01-01`;
  const day = (Date.parse(date) - Date.parse(from)) / 86_400_000;
  // A supplier whose numbers name no year counts on from one to the next.
  const years = s.numbering.includes('Y') ? 0 : (Number(date.slice(0, 4)) - 2010) * 366;
  const running = Math.floor((day + years) * s.perDay) + offset + 1;
  return s.numbering
    .replace('YY', date.slice(2, 4))
    .replace('Y', date.slice(0, 4))
    .replace('MM', date.slice(5, 7))
    .replace(/N{3,}/, (places) => String(running).padStart(places.length, '0').slice(-places.length));
}

function drawLines(r: Random, s: Supplier, sign: number, few: boolean): Line[] {
  const count = few ? 1 : r.int(...s.lines);
  const prices = new Map(s.articles.map((a) => [a.code, priceOf(r, a)]));
  // A monthly invoice over several deliveries: each has its note, and articles come again.
  const notes = Math.ceil(count / s.articles.length);
  const firstNote = r.int(20_000, 60_000);
  const lines: Line[] = [];
  for (let note = 0; note < notes; note++) {
    const size = Math.min(s.articles.length, count - lines.length);
    const chosen = new Set(shuffled(r, s.articles).slice(0, size));
    for (const a of s.articles.filter((x) => chosen.has(x))) {
      const [from, to, step] = a.quantity;
      const quantity = sign * (from + step * r.int(0, Math.floor((to - from) / step)));
      const price = prices.get(a.code)!;
      const [text, code] = a.unit;
      const net = Math.sign(quantity) * Math.round((Math.abs(quantity) * price) / 100_000);
      const name = notes > 1 ? `${a.name} – BL ${firstNote + note * 3}` : a.name;
      if (net !== 0) lines.push({ code: a.code, name, quantity, unit: { text, code }, price, rate: a.rate, net });
    }
  }
  return lines;
}

/** Prices under a euro have four decimals, others two. */
function priceOf(r: Random, { price: [low, high] }: Supplier['articles'][number]): number {
  const grain = high < 10_000 ? 1 : 100;
  return Math.round(r.int(low, high) / grain) * grain;
}

function shuffled<T>(r: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, key: r.next() }))
    .toSorted((a, b) => a.key - b.key)
    .map((x) => x.value);
}

function taxesOf(lines: readonly Line[], exempt: string | null): Tax[] {
  const rates = [...new Set(lines.map((l) => l.rate))].sort((a, b) => Number(b) - Number(a));
  return rates.map((rate): Tax => {
    const base = lines.filter((l) => l.rate === rate).reduce((sum, l) => sum + l.net, 0);
    const amount = Math.sign(base) * Math.round((Math.abs(base) * Number(rate)) / 100);
    return rate === '0'
      ? { rate, category: 'E', reason: exempt, base, amount: 0 }
      : { rate, category: 'S', reason: null, base, amount };
  });
}
