import { addDays } from '../../../shared/domain/calendar.ts';
import { type Random, random } from '../../samples/random.ts';
import type { Trap } from '../manifest.ts';
import { type DateForm, type MoneyForm, writeDay, writeMoney } from './forms.ts';

export interface Firm {
  readonly name: string;
  readonly street: string;
  readonly town: string;
  readonly city: string;
  readonly siren: string;
  /** Fourteen digits. */
  readonly siret: string;
  readonly vat: string;
  readonly iban: string;
}

export interface Line {
  readonly text: string;
  readonly quantity: number;
  /** Cents. */
  readonly price: number;
  readonly total: number;
}

/** What a layout draws. Amounts are cents, days AAAA-MM-JJ. */
export interface Bill {
  /** 0 to 11. */
  readonly round: number;
  readonly r: Random;
  readonly date: string;
  readonly due: string;
  readonly serial: number;
  readonly seller: Firm;
  readonly buyer: Firm;
  readonly showsBuyerSiren: boolean;
  readonly lines: readonly Line[];
  /** Per cent; 0 where the seller has no VAT. */
  readonly rate: number;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
  readonly traps: Trap[];
  /** `days` after the invoice's date. */
  after(days: number): string;
  /** Another date than the invoice's, written and noted as a trap. */
  other(kind: string, iso: string, form?: DateForm): string;
  /** The invoice's own date. */
  own(form?: DateForm): string;
  money(cents: number): string;
}

export interface Style {
  readonly sellers: readonly string[];
  readonly goods: readonly string[];
  readonly rate: number;
  /** Least and most lines. */
  readonly lines: readonly [number, number];
  /** By turns. */
  readonly dates: readonly DateForm[];
  readonly money: MoneyForm;
  readonly dueAfter: readonly number[];
}

/** Days on which exercices end or begin come first: each layout has each of them once. */
const DAYS = ['12-31', '01-01', '08-31', '09-01', '15', '16', '02-29', '06-30', '12-30', '01-02', '', ''] as const;
export const ROUNDS = DAYS.length;

const BUYERS = [
  'Fromagerie Desmoulins',
  'SARL Bois et Lames',
  'Cabinet Kermarrec',
  'Les Jardins de Thau',
  'Imprimerie Vauquelin',
  'Atelier Ronsard SAS',
];
const PLACES = [
  ['14 rue des Tanneurs', '37000', 'Tours'],
  ['2 quai de la Loire', '44000', 'Nantes'],
  ['89 avenue du 8 mai 1945', '69100', 'Villeurbanne'],
  ['31 rue du 11 novembre 1918', '42100', 'Saint-Étienne'],
  ['6 impasse du Lavoir', '21000', 'Dijon'],
  ['Parc d’activités des 4 Vents, bât. C', '59650', 'Villeneuve-d’Ascq'],
  ['17 cours Mirabeau', '13100', 'Aix-en-Provence'],
] as const;

/** The same place among the layouts and round give the same bill. */
export function drawBill(style: Style, layout: number, round: number): Bill {
  const r = random(layout * 1009 + round * 31 + 7);
  const date = drawDate(r, layout, round);
  const buyerNumber = r.int(0, BUYERS.length - 1);
  const lines = Array.from({ length: r.int(...style.lines) }, (): Line => {
    const [quantity, price] = [r.int(1, 12), r.int(450, 42_000)];
    return { text: r.pick(style.goods), quantity, price, total: quantity * price };
  });
  const net = lines.reduce((sum, l) => sum + l.total, 0);
  const tax = Math.round((net * style.rate) / 100);
  const form = style.dates[round % style.dates.length]!;
  const traps: Trap[] = [];
  return {
    round,
    r,
    date,
    due: addDays(date, r.pick(style.dueAfter)),
    serial: r.int(12, 9_870),
    seller: firm(style.sellers[round % style.sellers.length]!, 700 + layout * 20 + (round % style.sellers.length)),
    buyer: firm(BUYERS[buyerNumber]!, 100 + buyerNumber),
    showsBuyerSiren: round % 3 === 0,
    lines,
    rate: style.rate,
    net,
    tax,
    gross: net + tax,
    traps,
    after: (days) => addDays(date, days),
    other(kind, iso, as = form) {
      if (iso !== date) traps.push({ kind, date: iso });
      return writeDay(iso, as);
    },
    own: (as = form) => writeDay(date, as),
    money: (cents) => writeMoney(cents, style.money),
  };
}

function drawDate(r: Random, layout: number, round: number): string {
  const day = DAYS[(round + layout * 5) % DAYS.length]!;
  const year = day === '02-29' ? r.pick([2020, 2024]) : r.int(2020, 2025);
  if (day.length === 5) return `${year}-${day}`;
  return `${year}-${two(r.int(1, 12))}-${day || two(r.int(1, 28))}`;
}

/** Numbers of no real firm are meant; only their check digits are right. */
export function firm(name: string, n: number): Firm {
  const r = random(n * 6151);
  const siren = withCheckDigit(String(r.int(31_000_000, 94_999_999)));
  const [street, postcode, city] = r.pick(PLACES);
  return {
    name,
    street,
    town: `${postcode} ${city}`,
    city,
    siren,
    siret: withCheckDigit(`${siren}000${r.int(1, 9)}`),
    vat: `FR${two((12 + 3 * (Number(siren) % 97)) % 97)}${siren}`,
    iban: `FR76 ${r.int(1000, 9999)} ${r.int(1000, 9999)} ${r.int(1000, 9999)} ${r.int(1000, 9999)} ${r.int(1000, 9999)} ${r.int(100, 999)}`,
  };
}

/** Luhn's, as SIREN and SIRET have it. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((s, d, n) => {
    const v = Number(d) * (n % 2 === 0 ? 2 : 1);
    return s + (v > 9 ? v - 9 : v);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
