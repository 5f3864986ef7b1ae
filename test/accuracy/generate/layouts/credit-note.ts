import type { Layout } from '../layout.ts';
import { brand, ids, legal, pair, party, table, totals } from '../pieces.ts';

/** An avoir with positive totals; the invoice it cancels, with its date, stands before its own date. */
export const creditNote: Layout = {
  id: 'credit-note',
  dates: ['slash', 'long', 'dot'],
  amounts: ['french', 'frenchSpace'],
  fonts: ['helvetica', 'times'],
  credit: 'positive',
  lines: [1, 2],
  draw(s, b) {
    s.page();
    brand(s, b, 45, 60);
    s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, ...ids(b.seller)], 45, 78, { size: 8 });
    party(s, b.buyer, 340, 130);
    s.text('AVOIR', 45, 180, { size: 18, bold: true });
    s.text(
      `Annule et remplace partiellement la facture ${b.preceding.number} du ${s.other('facture annulée', b.preceding.date)}`,
      45,
      200,
    );
    pair(s, 'Avoir n° :', b.number, 45, 130, 225);
    pair(s, 'Date :', s.own(b.date), 45, 130, 240);
    const y = table(s, b, 280);
    totals(s, b, 370, 547, y + 10, { gross: 'Total TTC de l’avoir' });
    s.text('À déduire de votre prochain règlement.', 45, 700);
    legal(s, b, 800);
  },
};
