import type { Layout } from '../layout.ts';
import { ids, legal, party, penalties, table, totals } from '../pieces.ts';

/** Labels without colons, right-aligned against their values; the order's date is the first of them. */
export const stackedRight: Layout = {
  id: 'stacked-right',
  dates: ['slash', 'long', 'abbreviatedDash'],
  amounts: ['french', 'points', 'codeFirst'],
  fonts: ['helvetica', 'times'],
  draw(s, b) {
    s.page();
    party(s, b.seller, 45, 60, { size: 8 }, ids(b.seller));
    let y = 60;
    for (const [label, value] of [
      ['Date de commande', s.other('commande', b.ordered)],
      ['Date d’expédition', s.other('livraison', b.delivered)],
      ['Facture', b.number],
      ['Date', s.own(b.date)],
      ['Date d’échéance', s.other('échéance', b.due)],
      ['Client', b.customerCode],
    ] as const) {
      s.text(label, 440, y, { align: 'right', size: 8.5 });
      s.text(value, 450, y, { bold: true, size: 8.5 });
      y += 13;
    }
    party(s, b.buyer, 45, 165, { size: 10 });
    y = table(s, b, 250, { style: 'grid' });
    totals(s, b, 370, 547, y + 10, { due: 'Solde à payer' });
    penalties(s, 45, 750);
    legal(s, b, 800);
  },
};
