import type { Layout } from '../layout.ts';
import { brand, ids, legal, pair, party, table, totals } from '../pieces.ts';
import { PALE } from '../sheet.ts';

/** A progress invoice: quote, start of works and end of the stage have dates, and what was paid before has amounts. */
export const buildingWorks: Layout = {
  id: 'building-works',
  dates: ['slash', 'long', 'dot'],
  amounts: ['french', 'points', 'frenchBare'],
  fonts: ['helvetica'],
  covers: ['nothing', 'delivery'],
  showsBothSirens: true,
  draw(s, b, r) {
    s.page();
    brand(s, b, 45, 55);
    s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, ...ids(b.seller)], 45, 72, { size: 8 });
    party(s, b.buyer, 330, 115, {}, ids(b.buyer).slice(0, 1));
    s.text(`Situation de travaux n° ${r.int(2, 6)}`, 45, 185, { size: 13, bold: true });
    s.box(45, 196, 505, 60, PALE);
    pair(s, 'Devis accepté le', s.other('devis', b.contract), 52, 160, 210, { size: 8.5 });
    pair(s, 'Ouverture du chantier', s.other('chantier', b.ordered), 52, 160, 224, { size: 8.5 });
    pair(s, 'Travaux arrêtés au', s.other('situation', b.delivered), 52, 160, 238, { size: 8.5 });
    pair(s, 'Facture n°', b.number, 320, 430, 210, { size: 8.5 });
    pair(s, 'En date du', s.own(b.date), 320, 430, 224, { size: 8.5 });
    pair(s, 'Paiement au', s.other('échéance', b.due), 320, 430, 238, { size: 8.5 });
    let y = table(s, b, 285, { headers: ['Lot', 'Ouvrages', 'Qté', 'PU HT', 'Montant HT'] });
    y = totals(s, b, 370, 547, y + 10, { gross: 'Total TTC de la situation' });
    s.text(`Cumul des situations précédentes HT : ${s.money(r.int(100_000, 9_000_000))}`, 45, y + 16, { size: 8 });
    s.text(`Assurance décennale valable jusqu’au ${s.other('assurance', b.nextReading)}`, 45, y + 30, { size: 8 });
    legal(s, b, 800);
  },
};
