import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, table, totals } from '../pieces.ts';

/** Nothing but a number at the head: the date is told in a sentence under the totals. */
export const footerDate: Layout = {
  id: 'footer-date',
  dates: ['long', 'slash', 'longPadded'],
  amounts: ['french', 'frenchSpace'],
  fonts: ['helvetica', 'times'],
  draw(s, b) {
    s.page();
    brand(s, b, 45, 60);
    s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`], 45, 78, { size: 8 });
    party(s, b.buyer, 340, 110);
    s.text(`Facture ${b.number}`, 45, 180, { size: 15, bold: true });
    s.text(`Chantier terminé le ${s.other('livraison', b.delivered)}`, 45, 198);
    const y = table(s, b, 235);
    const below = totals(s, b, 370, 547, y + 10);
    s.text(
      `Facture établie le ${s.own(b.date)}, payable le ${s.other('échéance', b.due)} au plus tard.`,
      45,
      below + 30,
    );
    s.block(ids(b.seller), 45, 770, { size: 7 });
    legal(s, b, 805, { registered: true });
  },
};
