import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, table, totals } from '../pieces.ts';

/** A quote, to be signed. */
export const quote: Layout = {
  id: 'quote',
  notInvoice: 'devis',
  dates: ['slash', 'long', 'longPadded'],
  amounts: ['french', 'points'],
  fonts: ['helvetica'],
  draw(s, b) {
    s.page();
    brand(s, b, 45, 60);
    s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, ...ids(b.seller)], 45, 78, { size: 8 });
    party(s, b.buyer, 340, 130);
    s.text(`Devis n° D${b.number} du ${s.other('devis', b.date)}`, 45, 200, { size: 14, bold: true });
    s.text(`Validité de l’offre : ${s.other('validité', b.due)}`, 45, 218);
    const y = table(s, b, 255, { style: 'grid' });
    totals(s, b, 370, 547, y + 10, { gross: 'Total TTC du devis' });
    s.frame(330, 680, 218, 70);
    s.block(['Bon pour accord, date et signature :', 'Le      /      /'], 338, 694, { size: 8 }, 2);
    s.text('Acompte de 30 % à la commande, solde à réception de facture.', 45, 700, { size: 8 });
    legal(s, b, 800);
  },
};
