import type { Layout } from '../layout.ts';
import { ids, legal, party, totals } from '../pieces.ts';

/** Legal notices: the day of publication is later than the invoice, and stands in its lines. */
export const newspaper: Layout = {
  id: 'newspaper',
  dates: ['slash', 'long'],
  amounts: ['french', 'plain'],
  fonts: ['times', 'helvetica'],
  lines: [1, 1],
  draw(s, b, r) {
    s.page();
    s.text('LE COURRIER DES ANNONCES', 297, 55, { size: 18, bold: true, align: 'center' });
    s.text('Journal habilité à publier les annonces légales', 297, 70, { size: 8, align: 'center' });
    party(s, b.seller, 45, 100, { size: 8 }, ids(b.seller));
    party(s, b.buyer, 340, 140);
    s.text(`FACTURE N° ${b.number}`, 45, 215, { size: 13, bold: true });
    s.text(`${b.seller.city}, le ${s.own(b.date)}`, 45, 233);
    s.line(45, 250, 550);
    s.text('Annonce légale – constitution de société', 45, 270, { bold: true });
    s.text(
      `Parution : ${r.pick(['le-courrier-annonces.example', 'annonces-du-jour.example'])} du ${s.other('publication', b.published)}`,
      45,
      286,
    );
    s.text(`Ordre reçu le ${s.other('commande', b.ordered)} – statuts du ${s.other('acte', b.contract)}`, 45, 302);
    s.text(`Forfait département – ${r.int(20, 90)} lignes`, 45, 330);
    s.text(s.money(b.net), 547, 330, { align: 'right' });
    totals(s, b, 370, 547, 370, { due: 'Net à payer' });
    s.text(`Règlement à réception et au plus tard le ${s.other('échéance', b.due)}`, 45, 470, { size: 8 });
    legal(s, b, 800, { registered: true });
  },
};
