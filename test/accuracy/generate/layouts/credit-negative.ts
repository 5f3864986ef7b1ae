import type { Layout } from '../layout.ts';
import { ids, legal, party, table, totals } from '../pieces.ts';
import { PALE } from '../sheet.ts';

/** An invoice whose amounts are negative: the other French way of crediting. */
export const creditNegative: Layout = {
  id: 'credit-negative',
  dates: ['slash', 'slashShort', 'longPadded'],
  amounts: ['french', 'plain', 'points'],
  fonts: ['helvetica'],
  credit: 'negative',
  lines: [1, 3],
  showsBothSirens: true,
  draw(s, b) {
    s.page();
    party(s, b.seller, 45, 55, {}, ids(b.seller));
    party(s, b.buyer, 340, 120, {}, ids(b.buyer).slice(0, 1));
    s.box(45, 190, 505, 30, PALE);
    s.text('Facture d’avoir', 55, 209, { size: 13, bold: true });
    s.text(`Pièce ${b.number}`, 250, 209, { size: 10 });
    s.text(`en date du ${s.own(b.date)}`, 540, 209, { size: 10, align: 'right' });
    s.text(
      `Retour de marchandise du ${s.other('retour', b.delivered)} – facture d’origine ${b.preceding.number} (${s.other('facture annulée', b.preceding.date)})`,
      45,
      240,
      { size: 8 },
    );
    const y = table(s, b, 275, { style: 'grid' });
    totals(s, b, 370, 547, y + 10, { gross: 'Net à déduire TTC' });
    legal(s, b, 800);
  },
};
