import type { Layout } from '../layout.ts';
import { ids, legal, party, table, totals } from '../pieces.ts';

/** A detachable slip at the foot repeats number and amount, with the last day to pay as its only date. */
export const slip: Layout = {
  id: 'slip',
  dates: ['slash', 'long', 'slashShort'],
  amounts: ['french', 'frenchClose'],
  fonts: ['helvetica'],
  lines: [1, 6],
  draw(s, b) {
    s.page();
    party(s, b.seller, 45, 50, {}, ids(b.seller));
    party(s, b.buyer, 340, 110, { size: 10 });
    s.text(`Facture n° ${b.number}`, 45, 180, { size: 13, bold: true });
    s.text(`établie en date du ${s.own(b.date)}`, 45, 196);
    const y = table(s, b, 230, { style: 'bare' });
    totals(s, b, 370, 547, y + 10);
    s.text('- '.repeat(90), 45, 660, { size: 7 });
    s.text('COUPON À JOINDRE À VOTRE RÈGLEMENT', 45, 680, { bold: true });
    s.text('Facture', 45, 705, { size: 7 });
    s.text(b.number, 45, 718, { bold: true });
    s.text('Date limite', 200, 705, { size: 7 });
    s.text(s.other('échéance', b.due), 200, 718, { bold: true });
    s.text('Montant', 350, 705, { size: 7 });
    s.text(s.money(b.gross), 350, 718, { bold: true });
    legal(s, b, 805, { registered: true });
  },
};
