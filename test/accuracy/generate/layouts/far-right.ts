import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, table, totals } from '../pieces.ts';
import { GREY } from '../sheet.ts';

/** Labels at the left margin, values at the right one, the whole page between them. */
export const farRight: Layout = {
  id: 'far-right',
  dates: ['long', 'slash', 'abbreviated'],
  amounts: ['french', 'points'],
  fonts: ['helvetica', 'times'],
  draw(s, b) {
    s.page();
    brand(s, b, 50, 60);
    party(s, b.buyer, 50, 105);
    const rows = [
      ['Numéro de la facture', b.number],
      ['Début du contrat', s.other('contrat', b.contract)],
      ['Date de la facture', s.own(b.date)],
      ['Date limite de règlement', s.other('échéance', b.due)],
      ['Montant à payer', s.money(b.gross)],
    ] as const;
    for (const [n, [label, value]] of rows.entries()) {
      const y = 190 + n * 20;
      s.text(label, 50, y, { size: 10 });
      s.text(value, 545, y, { size: 10, bold: true, align: 'right' });
      s.line(50, y + 6, 545, y + 6, GREY);
    }
    const y = table(s, b, 320, { x: 50, width: 495, style: 'bare' });
    totals(s, b, 350, 542, y + 10);
    s.block(ids(b.seller), 50, 760, { size: 7 });
    legal(s, b, 800);
  },
};
