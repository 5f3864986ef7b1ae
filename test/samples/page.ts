import { frenchDate } from '../../shared/domain/calendar.ts';
import { A4, BLACK, Canvas, GREY, type TextStyle, tint } from './canvas.ts';
import { DISCOUNT, identity, isExempt, PENALTIES, RECOVERY } from './mentions.ts';
import type { Company, Invoice, Line } from './model.ts';

const LEFT = 42;
const RIGHT = A4.width - 42;
const FOOT = A4.height - 62;
/** Above it, lines of the table; below, the totals of the last page. */
const LAST_LINE = FOOT - 16;

/** Euros as a French page shows them: `1 234,56`. */
export function euros(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${grouped(digits.slice(0, -2))},${digits.slice(-2)}`;
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

/** A quantity or price with as many decimals as it has, at least `least`. */
function number(value: number, digits: number, least: number): string {
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '').padEnd(least, '0');
  return `${value < 0 ? '-' : ''}${grouped(text.slice(0, -digits))}${fraction && `,${fraction}`}`;
}

function rateText(rate: string): string {
  return `${rate.replace('.', ',')} %`;
}

/** Draws an invoice as its seller prints it: one page, or as many as its lines need. */
export async function drawPages(i: Invoice): Promise<Canvas> {
  const c = await Canvas.create(i.look.font);
  const top = heads[i.look.layout](c, i);
  const y = table(c, i, top);
  totals(c, i, y);
  for (const n of c.pages.keys()) {
    c.turnTo(n);
    foot(c, i, n + 1);
  }
  return c;
}

function title(i: Invoice): string {
  return i.isCredit ? 'AVOIR' : 'FACTURE';
}

/** What the page says of the invoice itself, with this seller's words. */
function facts(i: Invoice): [label: string, value: string][] {
  const { labels } = i.look;
  const numberLabel = i.isCredit ? 'Avoir n°' : labels.number;
  return [
    [numberLabel, i.number],
    [i.isCredit ? 'Date de l’avoir' : labels.date, frenchDate(i.date)],
    ['Code client', i.customerCode],
    ...(i.order ? [['Votre commande', i.order] as [string, string]] : []),
    ...(i.delivered ? [[labels.delivered, frenchDate(i.delivered)] as [string, string]] : []),
    ...(i.due ? [[labels.due, frenchDate(i.due)] as [string, string]] : []),
  ];
}

type Head = (c: Canvas, i: Invoice) => number;

const heads: Readonly<Record<Invoice['look']['layout'], Head>> = {
  band: bandHead,
  classic: classicHead,
  letter: letterHead,
};

/** A coloured band over the whole width, facts in a column at its right. */
function bandHead(c: Canvas, i: Invoice): number {
  const { accent } = i.look;
  c.box(0, 0, A4.width, 74, accent);
  logo(c, i, LEFT + 18, 37, [1, 1, 1], accent);
  c.text(i.seller.name, LEFT + 46, 42, { size: 17, bold: true, color: [1, 1, 1] });
  c.text(title(i), RIGHT, 43, { size: 20, bold: true, color: [1, 1, 1], align: 'right' });
  sellerLines(c, i.seller, LEFT, 94);
  addressee(c, i, 318, 118);
  factsBox(c, i, LEFT, 166, 210);
  return subject(c, i, 262);
}

/** Seller at the left, title and facts framed at the right, addressee where the window of the envelope is. */
function classicHead(c: Canvas, i: Invoice): number {
  const { accent } = i.look;
  logo(c, i, LEFT + 20, 58, accent, [1, 1, 1]);
  c.text(i.seller.name, LEFT + 50, 56, { size: 14, bold: true, color: accent });
  c.text(i.seller.legal ?? 'Entrepreneur individuel', LEFT + 50, 69, { size: 8, color: GREY });
  sellerLines(c, i.seller, LEFT, 98);
  c.text(title(i), RIGHT, 60, { size: 24, bold: true, color: accent, align: 'right' });
  c.line(340, 70, RIGHT, accent, 1.5);
  addressee(c, i, 318, 128);
  factsBox(c, i, LEFT, 166, 210);
  return subject(c, i, 262);
}

/** A letter: everything in one column of text, as small firms write it. */
function letterHead(c: Canvas, i: Invoice): number {
  const { accent } = i.look;
  c.text(i.seller.name, LEFT, 62, { size: 18, bold: true, color: accent });
  c.line(LEFT, 70, RIGHT, accent, 0.8);
  sellerLines(c, i.seller, LEFT, 86);
  addressee(c, i, 318, 128);
  const [, dated, ...others] = facts(i);
  c.text(`${i.isCredit ? 'Avoir' : 'Facture'} n° ${i.number}`, LEFT, 226, { size: 14, bold: true });
  c.text(`${i.seller.city}, le ${dated![1]}`, RIGHT, 226, { align: 'right' });
  const rest = others.map(([label, value]) => `${label} : ${value}`).join('     ');
  c.text(rest, LEFT, 243, { size: 8.5, color: GREY });
  return subject(c, i, 258);
}

function logo(
  c: Canvas,
  i: Invoice,
  x: number,
  y: number,
  fill: readonly [number, number, number],
  ink: readonly [number, number, number],
): void {
  const initials = i.seller.name
    .split(/\s+/)
    .filter((w) => /^\p{Lu}/u.test(w))
    .slice(0, 2)
    .map((w) => w[0])
    .join('');
  c.disc(x, y, 18, fill);
  c.text(initials, x, y + 5.5, { size: 15, bold: true, color: ink, align: 'center' });
}

function sellerLines(c: Canvas, s: Company, x: number, y: number): void {
  const lines = [s.street, `${s.postcode} ${s.city}`, `Tél. ${s.phone}`, s.email];
  for (const [n, line] of lines.entries()) c.text(line, x, y + n * 12, { size: 8.5 });
}

function addressee(c: Canvas, i: Invoice, x: number, y: number): void {
  const b = i.buyer;
  const lines = [b.name.toUpperCase(), b.street, `${b.postcode} ${b.city.toUpperCase()}`];
  c.text('Facturé à', x, y - 14, { size: 7.5, color: GREY });
  for (const [n, line] of lines.entries()) c.text(line, x, y + n * 13, { size: 10, bold: n === 0 });
  c.text(`SIREN ${b.siren.replace(/(\d{3})(?=\d)/g, '$1 ')}${b.vatNumber ? ` – TVA ${b.vatNumber}` : ''}`, x, y + 42, {
    size: 7.5,
    color: GREY,
  });
}

function factsBox(c: Canvas, i: Invoice, x: number, y: number, width: number): void {
  const rows = facts(i);
  c.box(x, y, width, rows.length * 14 + 8, tint(i.look.accent, 0.9));
  for (const [n, [label, value]] of rows.entries()) {
    c.text(label, x + 8, y + 15 + n * 14, { size: 8.5, color: GREY });
    c.text(value, x + width - 8, y + 15 + n * 14, { bold: n < 2, align: 'right' });
  }
}

/** What the invoice is about, its period and what it credits; gives where the table begins. */
function subject(c: Canvas, i: Invoice, y: number): number {
  const lines = [
    i.subject,
    i.period ? `Période du ${frenchDate(i.period[0])} au ${frenchDate(i.period[1])}` : null,
    i.preceding ? `Avoir sur la facture ${i.preceding.number} du ${frenchDate(i.preceding.date)}` : null,
  ].filter((l) => l !== null);
  let at = Math.max(y, 166 + facts(i).length * 14 + 20);
  for (const line of lines) at += c.paragraph(line, LEFT, at + 4, RIGHT - LEFT, { italic: true }) + 1;
  return at + 8;
}

interface Column {
  readonly title: string;
  readonly x: number;
  readonly align: 'left' | 'right' | 'center';
  readonly value: (l: Line) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'Réf.', x: LEFT + 5, align: 'left', value: (l) => l.code },
  { title: 'Désignation', x: LEFT + 62, align: 'left', value: (l) => l.name },
  { title: 'Qté', x: 366, align: 'right', value: (l) => number(l.quantity, 3, 0) },
  { title: 'Unité', x: 373, align: 'left', value: (l) => l.unit.text },
  { title: 'PU HT', x: 452, align: 'right', value: (l) => number(l.price, 4, 2) },
  { title: 'TVA', x: 490, align: 'right', value: (l) => rateText(l.rate) },
  { title: 'Montant HT', x: RIGHT - 5, align: 'right', value: (l) => euros(l.net) },
];
const NAME_WIDTH = 228;
const ROW: TextStyle = { size: 8.5 };

/** The lines, over as many pages as they need; gives where they end on the last. */
function table(c: Canvas, i: Invoice, top: number): number {
  let y = tableHead(c, i, top);
  let from = top;
  for (const [n, l] of i.lines.entries()) {
    const name = c.wrap(l.name, NAME_WIDTH, ROW);
    const height = 7 + name.length * 10.5;
    if (y + height > LAST_LINE) {
      sides(c, i, from, y);
      c.text('Suite page suivante…', RIGHT, y + 12, { size: 8, italic: true, color: GREY, align: 'right' });
      c.addPage();
      c.text(`${title(i)} ${i.number} du ${frenchDate(i.date)} (suite)`, LEFT, 50, { size: 9, color: GREY });
      from = 64;
      y = tableHead(c, i, from);
    }
    if (i.look.layout === 'band' && n % 2 === 1) c.box(LEFT, y, RIGHT - LEFT, height, tint(i.look.accent, 0.94));
    for (const column of COLUMNS) {
      if (column.title === 'Désignation') continue;
      c.text(column.value(l), column.x, y + 12, { ...ROW, align: column.align });
    }
    for (const [k, part] of name.entries()) c.text(part, COLUMNS[1]!.x, y + 12 + k * 10.5, ROW);
    y += height;
  }
  sides(c, i, from, y);
  return y;
}

function tableHead(c: Canvas, i: Invoice, y: number): number {
  const dark = i.look.layout !== 'letter';
  if (dark) c.box(LEFT, y, RIGHT - LEFT, 18, i.look.accent);
  else c.line(LEFT, y + 18, RIGHT, BLACK, 0.8);
  for (const { title: text, x, align } of COLUMNS)
    c.text(text, x, y + 12.5, { size: 8.5, bold: true, align, color: dark ? [1, 1, 1] : BLACK });
  return y + 18;
}

function sides(c: Canvas, i: Invoice, top: number, bottom: number): void {
  c.line(LEFT, bottom, RIGHT, i.look.layout === 'letter' ? BLACK : GREY, 0.8);
  if (i.look.layout !== 'classic') return;
  for (const x of [LEFT, LEFT + 58, 334, 410, 456, 493, RIGHT]) c.vertical(x, top, bottom);
}

/** VAT by rate at the left, totals at the right, how to pay and what the law asks for below. */
function totals(c: Canvas, i: Invoice, end: number): void {
  const sums = sumRows(i);
  const height = Math.max(sums.length * 15, (i.taxes.length + 1) * 13) + 110;
  let y = end + 14;
  if (y + height > FOOT) {
    c.addPage();
    y = 64;
  }
  taxTable(c, i, y);
  for (const [n, [label, value]] of sums.entries()) {
    const last = n === sums.length - 1;
    if (last) c.box(350, y + n * 15 - 1, RIGHT - 350, 18, tint(i.look.accent, 0.82));
    const style: TextStyle = { size: last ? 10.5 : 9, bold: last };
    c.text(label, 356, y + 11.5 + n * 15, style);
    c.text(value, RIGHT - 6, y + 11.5 + n * 15, { ...style, align: 'right' });
  }
  pay(c, i, y + Math.max(sums.length * 15, (i.taxes.length + 1) * 13) + 18);
}

function sumRows(i: Invoice): [string, string][] {
  const rows: [string, string][] = [
    ['Total HT', euros(i.net)],
    ['Total TVA', euros(i.vat)],
  ];
  const e = (cents: number) => `${euros(cents)} €`;
  if (i.isCredit) return [...rows, ['Net à votre crédit', e(Math.abs(i.gross))]];
  if (i.prepaid === 0) return [...rows, ['Total TTC', e(i.gross)]];
  return [
    ...rows,
    ['Total TTC', e(i.gross)],
    ['Acompte versé', `-${e(i.prepaid)}`],
    ['Net à payer', e(i.gross - i.prepaid)],
  ];
}

function taxTable(c: Canvas, i: Invoice, y: number): void {
  const columns = [LEFT + 70, LEFT + 160, LEFT + 245];
  c.line(LEFT, y + 13, LEFT + 250, i.look.accent, 0.8);
  const row = (cells: readonly string[], at: number, style: TextStyle) => {
    for (const [n, cell] of cells.entries()) c.text(cell, columns[n]!, at, { ...style, align: 'right' });
  };
  row(['Taux', 'Base HT', 'TVA'], y + 9, { size: 8, bold: true });
  for (const [n, t] of i.taxes.entries())
    row([t.rate === '0' ? 'Exonéré' : rateText(t.rate), euros(t.base), euros(t.amount)], y + 24.5 + n * 13, {
      size: 8.5,
    });
}

function pay(c: Canvas, i: Invoice, y: number): void {
  const exemption = i.taxes.find((t) => t.reason)?.reason;
  if (exemption && isExempt(i)) c.text(`${exemption}.`, LEFT, y, { bold: true });
  const from = y + (exemption ? 14 : 0);
  c.text(`Conditions : ${i.terms}.`, LEFT, from, {});
  if (!i.isCredit && i.terms.startsWith('Virement'))
    c.text(`IBAN ${i.seller.iban.replace(/(.{4})(?=.)/g, '$1 ')} – en rappelant ${i.number}`, LEFT, from + 13, {});
  if (i.isCredit) return;
  for (const [n, mention] of [PENALTIES, RECOVERY, DISCOUNT].entries())
    c.text(mention, LEFT, from + 30 + n * 10, { size: 7.5, color: GREY });
}

function foot(c: Canvas, i: Invoice, page: number): void {
  c.line(LEFT, FOOT + 8, RIGHT, i.look.accent, 0.6);
  for (const [n, line] of identity(i.seller).entries())
    c.text(line, A4.width / 2, FOOT + 20 + n * 10, { size: 7, color: GREY, align: 'center' });
  c.text(`Page ${page}/${c.pages.length}`, RIGHT, FOOT + 42, { size: 7, color: GREY, align: 'right' });
}
