import type { Layout } from '../layout.ts';
import { ids, legal, pair, party, table, totals } from '../pieces.ts';

/** A pro-forma: it looks like an invoice in all but its title. */
export const proforma: Layout = {
  id: 'proforma',
  notInvoice: 'proforma',
  dates: ['slash', 'long'],
  amounts: ['french', 'frenchSpace'],
  fonts: ['helvetica', 'times'],
  draw(s, b, r) {
    s.page();
    party(s, b.seller, 45, 55, {}, ids(b.seller));
    party(s, b.buyer, 340, 120);
    s.text(r.pick(['FACTURE PRO FORMA', 'Facture proforma', 'FACTURE PRO-FORMA']), 45, 190, { size: 15, bold: true });
    pair(s, 'Numéro :', `PF${b.number}`, 45, 130, 215);
    pair(s, 'Date :', s.other('proforma', b.date), 45, 130, 230);
    pair(s, 'Valable jusqu’au :', s.other('validité', b.due), 45, 130, 245);
    const y = table(s, b, 285);
    totals(s, b, 370, 547, y + 10);
    s.text('Ce document ne tient pas lieu de facture.', 45, 740, { size: 8 });
    legal(s, b, 800);
  },
};
