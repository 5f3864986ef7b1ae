import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, penalties, table, totals } from '../pieces.ts';
import { GREY } from '../sheet.ts';

/** Four cells side by side, each with a small label above its value. */
export const labelAbove: Layout = {
  id: 'label-above',
  dates: ['slash', 'longPadded', 'abbreviated'],
  amounts: ['french', 'points', 'plain'],
  fonts: ['helvetica'],
  draw(s, b) {
    s.page();
    brand(s, b, 45, 34, true);
    s.block([`${b.seller.street}, ${b.seller.postcode} ${b.seller.city}`, ids(b.seller)[0]!], 45, 62, { size: 7.5 });
    party(s, b.buyer, 345, 110);
    const cells: [string, string][] = [
      ['Échéance', s.other('échéance', b.due)],
      ['N° facture', b.number],
      ['Date d’émission', s.own(b.date)],
      ['Date de livraison', s.other('livraison', b.delivered)],
    ];
    for (const [n, [label, value]] of cells.entries()) {
      const x = 45 + n * 127;
      s.frame(x, 190, 122, 34);
      s.text(label, x + 5, 201, { size: 7, color: GREY });
      s.text(value, x + 5, 217, { size: 9.5, bold: true });
    }
    const y = table(s, b, 260, { style: 'striped' });
    totals(s, b, 370, 547, y + 12, { net: 'Montant HT', gross: 'Montant TTC', due: 'Net à payer' });
    penalties(s, 45, 740);
    legal(s, b, 805);
  },
};
