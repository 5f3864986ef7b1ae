import type { Layout } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

const SELLERS = [
  { name: 'Northgate Software Ireland Operations Ltd', vat: 'IE8256796U' },
  { name: 'Adoria Systems Software Ireland Limited', vat: 'IE6364992H' },
] as const;

/** Licences from Ireland in English: billing period, order and charge days; the second page says them again by seat. */
export const seatLicence: Layout = {
  id: 'seat-licence',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: ['Business Standard', 'Creative All Apps', 'Cloud Storage 1 TB', 'Exchange Online Plan 1', 'Azurine VM B2s'],
    rate: 0,
    lines: [1, 5],
    dates: ['britishLong', 'slash', 'english', 'iso', 'british', 'englishShort'],
    money: 'english',
    dueAfter: [0, 30],
  },
  draw(b) {
    const abroad = SELLERS[b.round % SELLERS.length]!;
    const number = `E0${b.serial}${String(b.serial % 1000).padStart(3, '0')}Q${b.round}`;
    const y = 152 + b.lines.length * 7;
    return {
      number,
      abroad,
      css: sheetCss("9pt 'Liberation Sans'"),
      body: `<section>${at(15, 14, abroad.name.split(' ')[0]!, 'font-size:20pt;color:#555')}${upTo(195, 14, 'Invoice', 'font-size:18pt')}${upTo(195, 23, number)}
        ${at(15, 38, 'Sold-To', 'font-weight:bold')}${stack(15, 43, 4.5, [b.buyer.name, b.buyer.street, b.buyer.town, 'France', `VAT ID: ${b.buyer.vat}`])}${at(75, 38, 'Bill-To', 'font-weight:bold')}${stack(75, 43, 4.5, [b.buyer.name, b.buyer.street, b.buyer.town])}
        ${frame(130, 36, 65, 36, 'background:#f2f2f2')}${stack(133, 38, 5.2, ['Invoice Number', 'Invoice Date', 'Due Date', 'Billing Period Start', 'Billing Period End', 'Purchased on'], 'font-size:7.5pt')}${[number, b.own(), b.other('due', b.due), b.other('period', b.after(-31)), b.other('period', b.after(-1)), b.other('order', b.after(-395))].map((v, n) => upTo(193, 38 + n * 5.2, v, 'font-size:7.5pt')).join('')}
        ${at(15, 92, 'Billing Summary', 'font-size:12pt')}${stack(15, 100, 5.5, ['Charges', 'Credits', 'VAT (reverse charge, 0%)', '<b>Total (EUR)</b>'])}${[b.money(b.net), '0.00', '0.00', `<b>${b.money(b.gross)}</b>`].map((v, n) => upTo(90, 100 + n * 5.5, v)).join('')}
        ${at(15, 134, 'Product')}${upTo(120, 134, 'Qty')}${upTo(155, 134, 'Unit price')}${upTo(195, 134, 'Amount')}${b.lines.map((l, n) => at(15, 142 + n * 7, l.text) + upTo(120, 142 + n * 7, String(l.quantity)) + upTo(155, 142 + n * 7, b.money(l.price)) + upTo(195, 142 + n * 7, b.money(l.total))).join('')}${upTo(155, y, 'Grand Total (EUR)')}${upTo(195, y, b.money(b.gross))}
        ${block(15, 262, 180, `${abroad.name}, 70 Sir John Rogerson’s Quay, Dublin 2, D02 R296, Ireland. VAT ID: ${abroad.vat}. Your card will be charged on ${b.other('debit', b.after(3))}. Next renewal: ${b.other('next', b.after(335))}. Agreement effective ${b.other('contract', b.after(-760))}.`, 'font-size:7pt')}</section>
        <section>${at(15, 14, `Details for invoice ${number}`, 'font-size:12pt')}${b.lines.map((l, n) => at(15, 28 + n * 10, `${l.text} – seats active ${b.other('period', b.after(-31 + n))} to ${b.other('period', b.after(-1))}`) + upTo(195, 28 + n * 10, b.money(l.total))).join('')}</section>`,
    };
  },
};
