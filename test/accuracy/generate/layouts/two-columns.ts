import type { Layout } from '../layout.ts';
import { ids, legal, table, totals } from '../pieces.ts';

/** A coloured column at the left holds the seller and all the references, each label above its value. */
export const twoColumns: Layout = {
  id: 'two-columns',
  dates: ['slash', 'long', 'dot'],
  amounts: ['french', 'frenchSpace'],
  fonts: ['helvetica'],
  lines: [1, 6],
  draw(s, b) {
    s.page();
    s.box(0, 0, 165, 842, [0.93, 0.94, 0.97]);
    s.paragraph(b.seller.name, 18, 50, 135, { size: 13, bold: true, color: s.accent });
    let y = s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, b.seller.phone], 18, 95, { size: 7.5 });
    y =
      s.block(
        ids(b.seller).flatMap((line) => line.split(' – ')),
        18,
        y + 6,
        { size: 7 },
      ) + 20;
    for (const [label, value] of [
      ['Client', b.customerCode],
      ['Commande du', s.other('commande', b.ordered)],
      ['Facture', b.number],
      ['Établie le', s.own(b.date)],
      ['Livrée le', s.other('livraison', b.delivered)],
      ['À régler avant le', s.other('échéance', b.due)],
    ] as const) {
      s.text(label, 18, y, { size: 7.5 });
      s.text(value, 18, y + 13, { bold: true, size: 9.5 });
      y += 34;
    }
    s.text('Facture', 190, 60, { size: 22, bold: true });
    s.block([b.buyer.name, b.buyer.street, `${b.buyer.postcode} ${b.buyer.city}`], 190, 100, { size: 10 });
    const below = table(s, b, 190, {
      x: 190,
      width: 365,
      headers: [null, 'Prestation', 'Qté', 'PU', 'Total'],
      size: 7.5,
    });
    totals(s, b, 390, 552, below + 10);
    legal(s, b, 815, { x: 370 });
  },
};
