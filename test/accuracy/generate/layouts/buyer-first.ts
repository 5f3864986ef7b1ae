import type { Layout } from '../layout.ts';
import { ids, pair, party, penalties, table, totals } from '../pieces.ts';

/** The buyer with its numbers comes first, at the upper left; the seller is told at the foot. */
export const buyerFirst: Layout = {
  id: 'buyer-first',
  dates: ['slash', 'dash', 'long'],
  amounts: ['french', 'frenchSpace', 'code'],
  fonts: ['helvetica'],
  showsBothSirens: true,
  draw(s, b) {
    s.page();
    s.text('Client', 45, 50, { size: 8, bold: true });
    party(s, b.buyer, 45, 66, { size: 10 }, ids(b.buyer));
    s.text('F A C T U R E', 550, 60, { size: 14, bold: true, align: 'right' });
    pair(s, 'Réf. facture', b.number, 380, 460, 90);
    pair(s, 'Date facture', s.own(b.date), 380, 460, 105);
    pair(s, 'Date commande', s.other('commande', b.ordered), 380, 460, 120);
    pair(s, 'À payer le', s.other('échéance', b.due), 380, 460, 135);
    const y = table(s, b, 190, { style: 'striped' });
    totals(s, b, 370, 547, y + 10);
    penalties(s, 45, 690);
    s.line(45, 720, 550);
    s.text('Émetteur', 45, 734, { size: 8, bold: true });
    party(s, b.seller, 45, 748, { size: 8 }, ids(b.seller));
    s.text(`IBAN ${b.seller.iban}`, 330, 748, { size: 8 });
  },
};
