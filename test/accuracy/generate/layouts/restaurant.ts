import { spaced } from '../../../samples/mentions.ts';
import type { Layout } from '../layout.ts';
import { quantityText } from '../pieces.ts';

/** A restaurant's bill on half a page; the licence and the quality label have years and dates. */
export const restaurant: Layout = {
  id: 'restaurant',
  dates: ['slash', 'dotShort', 'weekday', 'long'],
  amounts: ['plain', 'frenchClose'],
  fonts: ['helvetica', 'courier', 'times'],
  lines: [1, 5],
  draw(s, b, r) {
    s.page(420, 595);
    s.text(b.seller.name, 210, 45, { size: 15, bold: true, align: 'center' });
    s.text(`Maison fondée le ${s.other('fondation', b.seller.registeredOn)}`, 210, 60, { size: 7.5, align: 'center' });
    s.text(`${b.seller.street} – ${b.seller.postcode} ${b.seller.city}`, 210, 72, { size: 8, align: 'center' });
    s.text(`Table ${r.int(1, 30)} – ${r.int(1, 6)} couverts`, 35, 105);
    s.text(s.own(b.date), 385, 105, { align: 'right' });
    s.text(`Note n° ${b.number}`, 35, 120, { bold: true });
    s.text(`Société : ${b.buyer.name}`, 35, 140);
    let y = 170;
    for (const l of b.lines) {
      s.text(`${quantityText(l.quantity)}  ${l.name}`.slice(0, 52), 35, y, { size: 8.5 });
      s.text(s.money(l.net), 385, y, { size: 8.5, align: 'right' });
      y += 16;
    }
    y += 10;
    for (const [label, amount] of [
      ['Total HT', b.net],
      ...b.taxes.filter((t) => t.rate !== '0').map((t) => [`TVA ${t.rate.replace('.', ',')} %`, t.amount] as const),
    ] as [string, number][]) {
      s.text(label, 220, y);
      s.text(s.money(amount), 385, y, { align: 'right' });
      y += 15;
    }
    s.text('Total TTC', 220, y, { size: 12, bold: true });
    s.text(s.money(b.gross), 385, y, { size: 12, bold: true, align: 'right' });
    s.text(`SIRET ${spaced(b.seller.siret)}${b.seller.vatNumber ? ` – TVA ${b.seller.vatNumber}` : ''}`, 210, 560, {
      size: 7,
      align: 'center',
    });
  },
};
