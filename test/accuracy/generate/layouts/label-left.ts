import type { Layout } from '../layout.ts';
import { brand, ids, legal, pair, party, penalties, table, totals } from '../pieces.ts';

/** A column of labels with their values to the right, the order's date among them. */
export const labelLeft: Layout = {
  id: 'label-left',
  dates: ['slash', 'long', 'dot', 'slashLoose'],
  amounts: ['french', 'frenchSpace', 'frenchBare'],
  fonts: ['helvetica', 'times'],
  showsBothSirens: true,
  draw(s, b) {
    s.page();
    brand(s, b, 45, 60);
    s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, ...ids(b.seller)], 45, 78, { size: 8 });
    party(s, b.buyer, 340, 130, {}, ids(b.buyer));
    s.text('FACTURE', 45, 150, { size: 16, bold: true });
    let y = 175;
    for (const [label, value] of [
      ['N° de facture :', b.number],
      ['Date de facture :', s.own(b.date)],
      ['Votre commande :', `${b.orderNumber} du ${s.other('commande', b.ordered)}`],
      ['Code client :', b.customerCode],
      ['Échéance :', s.other('échéance', b.due)],
    ] as const) {
      pair(s, label, value, 45, 140, y);
      y += 14;
    }
    y = table(s, b, 280);
    totals(s, b, 380, 547, y + 10);
    penalties(s, 45, 720);
    legal(s, b, 800);
  },
};
