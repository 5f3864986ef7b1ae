import type { Layout } from '../layout.ts';
import { ids, legal, party, penalties, table, totals } from '../pieces.ts';

/** Number and date in one sentence, as the title. */
export const sentenceTitle: Layout = {
  id: 'sentence-title',
  dates: ['long', 'longPadded', 'slash', 'weekday'],
  amounts: ['french', 'frenchSpace'],
  fonts: ['times', 'helvetica'],
  showsBothSirens: true,
  draw(s, b) {
    s.page();
    party(s, b.seller, 60, 60, {}, [...ids(b.seller), b.seller.email]);
    party(s, b.buyer, 350, 140, {}, ids(b.buyer).slice(0, 1));
    s.text(`Facture n° ${b.number} du ${s.own(b.date)}`, 60, 230, { size: 14, bold: true });
    s.text(
      `Livraison effectuée le ${s.other('livraison', b.delivered)} selon votre commande du ${s.other('commande', b.ordered)}`,
      60,
      250,
    );
    const y = table(s, b, 285, { x: 60, width: 480 });
    const below = totals(s, b, 380, 537, y + 8);
    s.text(`Facture payable au plus tard le ${s.other('échéance', b.due)}.`, 60, below + 20);
    penalties(s, 60, 745, 470);
    legal(s, b, 800);
  },
};
