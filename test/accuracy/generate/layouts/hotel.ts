import { addDays } from '../../../../shared/domain/calendar.ts';
import type { Layout } from '../layout.ts';
import { ids, legal, party, totals } from '../pieces.ts';
import { PALE } from '../sheet.ts';

/** A hotel's bill: arrival, departure and one line a night, each with its day. */
export const hotel: Layout = {
  id: 'hotel',
  dates: ['slash', 'dotShort', 'slashShort'],
  amounts: ['plain', 'frenchClose', 'french'],
  fonts: ['helvetica', 'courier'],
  lines: [1, 1],
  draw(s, b, r) {
    s.page();
    s.text(`Hôtel ${b.seller.name}`, 297, 50, { size: 14, bold: true, align: 'center' });
    s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, ...ids(b.seller)], 297, 66, {
      size: 7.5,
      align: 'center',
    });
    party(s, b.buyer, 350, 130);
    const nights = r.int(1, 5);
    const arrival = addDays(b.date, -nights);
    s.text(`Chambre : ${r.int(101, 430)}`, 45, 130);
    s.text(`Arrivée : ${s.other('arrivée', arrival)}`, 45, 144);
    s.text(`Départ : ${s.other('départ', b.date)}`, 45, 158);
    s.text(`Réservation du ${s.other('commande', b.ordered)}`, 45, 172);
    s.text(`Facture n° ${b.number}`, 45, 210, { size: 12, bold: true });
    s.text(`Facturé le ${s.own(b.date)}`, 350, 210, { size: 10 });
    s.box(45, 232, 505, 15, PALE);
    s.text('Date', 50, 243, { size: 8, bold: true });
    s.text('Prestation', 130, 243, { size: 8, bold: true });
    s.text('Montant TTC', 545, 243, { size: 8, bold: true, align: 'right' });
    const each = Math.floor(b.gross / nights);
    for (let n = 0; n < nights; n++) {
      s.text(s.other('nuit', addDays(arrival, n)), 50, 264 + n * 15, { size: 8.5 });
      s.text('Nuitée et petit-déjeuner', 130, 264 + n * 15, { size: 8.5 });
      s.text(s.money(n === 0 ? b.gross - each * (nights - 1) : each), 545, 264 + n * 15, { size: 8.5, align: 'right' });
    }
    totals(s, b, 370, 547, 380, { due: 'Réglé par carte' });
    legal(s, b, 800);
  },
};
