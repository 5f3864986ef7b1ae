import type { Layout } from '../layout.ts';
import { ids, legal, party, penalties, table, totals } from '../pieces.ts';

/** The date in a box of its own at the right, its label in the band above. */
export const dateBox: Layout = {
  id: 'date-box',
  dates: ['slash', 'dot', 'dotShort'],
  amounts: ['french', 'frenchClose'],
  fonts: ['helvetica'],
  draw(s, b) {
    s.page();
    party(s, b.seller, 45, 55, {}, ids(b.seller));
    for (const [n, [label, value]] of (
      [
        ['FACTURE N°', b.number],
        ['DATE', s.own(b.date)],
      ] as const
    ).entries()) {
      const x = 330 + n * 112;
      s.box(x, 45, 106, 16, s.accent);
      s.text(label, x + 53, 56, { size: 8, bold: true, align: 'center', color: [1, 1, 1] });
      s.frame(x, 45, 106, 38);
      s.text(value, x + 53, 76, { size: 10, bold: true, align: 'center' });
    }
    s.frame(330, 110, 218, 70);
    party(s, b.buyer, 340, 130);
    s.text(`Vos références : ${b.orderNumber} du ${s.other('commande', b.ordered)}`, 45, 205, { size: 8 });
    const y = table(s, b, 235, { style: 'grid', headers: [null, 'Libellé', 'Quantité', 'Prix unitaire', 'Total HT'] });
    totals(s, b, 380, 547, y + 10, { net: 'Total hors taxes', gross: 'TOTAL TTC' });
    s.box(45, 690, 505, 18, [0.93, 0.93, 0.93]);
    s.text(`Date limite de paiement : ${s.other('échéance', b.due)}`, 55, 702, { bold: true });
    penalties(s, 45, 740);
    legal(s, b, 800);
  },
};
