import { spaced } from '../../samples/mentions.ts';
import type { Bill } from './bill.ts';
import type { PaperCompany } from './companies.ts';
import { GREY, PALE, type Sheet, type TextStyle } from './sheet.ts';

/** Name and address. */
export function address(c: PaperCompany): string[] {
  return [c.name, c.street, `${c.postcode} ${c.city}`];
}

/** `SIRET 999 100 006 00012 – APE 4711F`, `N° TVA FR...`. */
export function ids(c: PaperCompany): string[] {
  return [`SIRET ${spaced(c.siret)} – APE ${c.ape}`, ...(c.vatNumber ? [`N° TVA intracom. : ${c.vatNumber}`] : [])];
}

export function party(
  s: Sheet,
  c: PaperCompany,
  x: number,
  y: number,
  style: TextStyle = {},
  more: string[] = [],
): number {
  s.text(c.name, x, y, { ...style, bold: true, size: (style.size ?? 9) + 1 });
  return s.block([...address(c).slice(1), ...more], x, y + (style.size ?? 9) * 1.4, style);
}

/** What the law wants at the foot of the page: form, capital, register; some with the date of registration. */
export function legal(s: Sheet, b: Bill, y: number, options: { registered?: boolean; x?: number } = {}): void {
  const c = b.seller;
  const style = { size: 6.5, color: GREY, align: 'center' as const };
  const x = options.x ?? 297;
  const rcs = c.rcs ? `RCS ${c.rcs} ${spaced(c.siren)}` : `SIREN ${spaced(c.siren)}`;
  const since = options.registered ? ` (immatriculée le ${s.other('immatriculation', c.registeredOn)})` : '';
  s.text([c.name, c.legal].filter(Boolean).join(' – '), x, y, style);
  s.text(
    [`${rcs}${since}`, `SIRET ${spaced(c.siret)}`, `APE ${c.ape}`, c.vatNumber ? `TVA ${c.vatNumber}` : null]
      .filter(Boolean)
      .join(' – '),
    x,
    y + 9,
    style,
  );
}

export interface TableOptions {
  readonly x?: number;
  readonly width?: number;
  readonly headers?: readonly [code: string | null, name: string, quantity: string, price: string, net: string];
  readonly style?: 'lined' | 'grid' | 'bare' | 'striped';
  readonly size?: number;
  /** Only these lines of the bill. */
  readonly from?: number;
  readonly to?: number;
}

const HEADERS = ['Réf.', 'Désignation', 'Qté', 'P.U. HT', 'Montant HT'] as const;

/** The invoice's lines; gives the `y` below. */
export function table(s: Sheet, b: Bill, y: number, o: TableOptions = {}): number {
  const { x = 45, width = 505, headers = HEADERS, style = 'lined', size = 8 } = o;
  const at = {
    code: x + 3,
    name: headers[0] === null ? x + 3 : x + 55,
    quantity: x + width * 0.66,
    price: x + width * 0.82,
    net: x + width - 3,
  };
  const right = { size, align: 'right' as const };
  const row = size * 1.7;
  if (style !== 'bare') s.box(x, y - size - 2, width, row, style === 'striped' ? s.accent : PALE);
  const head = { size, bold: true, ...(style === 'striped' ? { color: [1, 1, 1] as const } : {}) };
  if (headers[0] !== null) s.text(headers[0], at.code, y, head);
  s.text(headers[1], at.name, y, head);
  s.text(headers[2], at.quantity, y, { ...right, ...head });
  s.text(headers[3], at.price, y, { ...right, ...head });
  s.text(headers[4], at.net, y, { ...right, ...head });
  let line = y + row;
  for (const l of b.lines.slice(o.from ?? 0, o.to)) {
    if (headers[0] !== null) s.text(l.code, at.code, line, { size });
    s.text(l.name, at.name, line, { size });
    s.text(quantityText(l.quantity), at.quantity, line, right);
    s.text(priceText(l.price), at.price, line, right);
    s.text(s.money(l.net), at.net, line, right);
    if (style === 'lined' || style === 'grid') s.line(x, line + 4, x + width);
    line += row;
  }
  if (style === 'grid') {
    s.frame(x, y - size - 2, width, line - y);
    for (const share of [0.57, 0.68, 0.84]) s.line(x + width * share, y - size - 2, x + width * share, line - size - 2);
  }
  return line + 6;
}

export interface TotalLabels {
  readonly net?: string;
  readonly vat?: (rate: string) => string;
  readonly gross?: string;
  readonly due?: string;
}

/** Net, taxes by rate and gross, the labels at `x` and the amounts ending at `right`; gives the `y` below. */
export function totals(
  s: Sheet,
  b: Bill,
  x: number,
  right: number,
  y: number,
  labels: TotalLabels = {},
  size = 9,
): number {
  const { net = 'Total HT', vat = (rate) => `TVA ${rate.replace('.', ',')} %`, gross = 'Total TTC', due } = labels;
  let at = y;
  const row = (label: string, amount: number, bold = false) => {
    s.text(label, x, at, { size, bold });
    s.text(s.money(amount), right, at, { size, bold, align: 'right' });
    at += size * 1.6;
  };
  row(net, b.net);
  for (const t of b.taxes) {
    if (t.rate === '0') s.text(t.reason ?? 'TVA non applicable', x, at, { size: size - 1.5 });
    else row(vat(t.rate), t.amount);
    if (t.rate === '0') at += size * 1.6;
  }
  row(gross, b.gross, true);
  if (due) row(due, b.gross, true);
  return at;
}

export function penalties(s: Sheet, x: number, y: number, width = 500): number {
  return s.paragraph(
    'En cas de retard de paiement, pénalités égales à trois fois le taux d’intérêt légal et indemnité forfaitaire de 40,00 € pour frais de recouvrement (art. L441-10 du code de commerce). Pas d’escompte pour paiement anticipé.',
    x,
    y,
    width,
    { size: 6.5, color: GREY },
  );
}

/** The seller's name in large letters, sometimes on a band. */
export function brand(s: Sheet, b: Bill, x: number, y: number, band = false): void {
  if (band) s.box(0, 0, 596, y + 14, s.accent);
  s.text(b.seller.name, x, y, { size: 17, bold: true, color: band ? [1, 1, 1] : s.accent });
}

/** A label and, at another place of the same line, its value. */
export function pair(
  s: Sheet,
  label: string,
  value: string,
  x: number,
  valueX: number,
  y: number,
  style: TextStyle = {},
): void {
  s.text(label, x, y, style);
  s.text(value, valueX, y, { ...style, bold: true });
}

export function quantityText(thousandths: number): string {
  const text = String(thousandths / 1000).replace('.', ',');
  return text;
}

function priceText(tenThousandths: number): string {
  return (tenThousandths / 10_000).toFixed(2).replace('.', ',');
}
