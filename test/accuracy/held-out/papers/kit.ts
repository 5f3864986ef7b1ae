import type { Bill, Style } from '../bill.ts';
import { type Layout, spaced, spacedSiret } from '../layout.ts';
import { address } from '../sixth/kit.ts';

/** What a paper that is no invoice says; `number` is that of the invoice or the file it speaks of. */
export interface Paper {
  readonly body: string;
  readonly number?: string;
  readonly css?: string;
  readonly footer?: string;
  readonly gross?: number;
}

type Write = (b: Bill, number: string, second: boolean) => Paper;

/** A kind of paper that a person has to look at: `second` tells the one wording from the other. */
export function paper(
  id: string,
  ask: string,
  sellers: readonly string[],
  write: Write,
  style: Partial<Style> = {},
): Layout {
  return {
    id,
    style: {
      sellers,
      goods: [
        'Ramette papier A4 80 g',
        'Forfait maintenance trimestriel',
        'Cartouche de gaz 13 kg',
        'Main-d’œuvre technicien',
        'Palette Europe consignée',
        'Filtre à huile réf. 44-120',
      ],
      rate: 20,
      lines: [2, 4],
      dates: ['long', 'slash'],
      money: 'nbsp',
      dueAfter: [30],
      ...style,
    },
    draw(b) {
      const number = numberOf(b, id.length);
      return { number, css: '', ask, ...write(b, number, b.round % 2 === 1) };
    },
  };
}

function numberOf(b: Bill, form: number): string {
  const [year, serial] = [b.date.slice(0, 4), String(b.serial).padStart(4, '0')];
  return [`FA${year}${serial}`, `${serial}/${year.slice(2)}`, `${year}-${serial}`, `2${serial}07`, `FC-${serial}`][
    form % 5
  ]!;
}

export const SERIF = `@page{size:A4;margin:22mm 24mm} body{font:11pt/1.45 'Liberation Serif'} table{width:100%;border-collapse:collapse;margin:5mm 0} td,th{border:1px solid #000;padding:1mm 2mm;text-align:left} td:last-child,th:last-child{text-align:right}`;
export const SANS = `@page{size:A4;margin:14mm 16mm} body{font:9.6pt/1.45 'Liberation Sans'} h1{font-size:16pt;margin:7mm 0 4mm} table{width:100%;border-collapse:collapse;margin:4mm 0} td,th{border-bottom:1px solid #bbb;padding:1.1mm 1.5mm;text-align:left;vertical-align:top} td:last-child,th:last-child{text-align:right} .w{display:flex;justify-content:space-between} .b{border:1px solid #555;padding:2mm 4mm} small{font-size:7.6pt}`;

/** A letter: who writes, to whom, town and day, perhaps a subject. */
export function letter(b: Bill, text: string, sign: string, subject = '', references = ''): string {
  const s = b.seller;
  return `<b>${s.name}</b><br>${s.street}<br>${s.town}<br><small>SIRET ${spacedSiret(s.siret)} – TVA ${s.vat}</small><div style="margin:10mm 0 8mm 90mm">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIREN ${b.buyer.siren}`] : []))}<br><br>${s.city}, le ${b.own()}</div>${references ? `<p>${references}` : ''}${subject ? `<p><b>Objet : ${subject}</b>` : ''}${text}<p style="margin:9mm 0 0 90mm">${sign}`;
}

/** A form of a firm: its head, a title, two boxes. */
export function form(b: Bill, title: string, left: string, rest: string): string {
  const s = b.seller;
  return `<div class=w><div><b style="font-size:13pt">${s.name}</b><br>${s.street}<br>${s.town}<br>RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}</div><div class=b style="width:76mm">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIREN ${b.buyer.siren}`] : []))}</div></div><h1>${title}</h1><p>${left}${rest}`;
}

/** The lines with their amounts, and the totals. */
export function goods(b: Bill, last = 'Total TTC'): string {
  return `<table><tr><th>Désignation<th>Qté<th>P.U. HT<th>Montant HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table><table style="width:75mm;margin-left:auto"><tr><td>Total HT<td>${b.money(b.net)} €<tr><td>TVA ${b.rate} %<td>${b.money(b.tax)} €<tr><td><b>${last}</b><td><b>${b.money(b.gross)} €</b></table>`;
}
