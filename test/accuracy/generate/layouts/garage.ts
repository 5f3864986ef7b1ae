import type { Layout } from '../layout.ts';
import { brand, ids, legal, pair, party, table, totals } from '../pieces.ts';

/** A garage: the car's first registration, its entry, the repair order and the next inspection have dates. */
export const garage: Layout = {
  id: 'garage',
  dates: ['slash', 'slashShort'],
  amounts: ['frenchBare', 'plain'],
  fonts: ['helvetica', 'courier'],
  draw(s, b, r) {
    s.page();
    brand(s, b, 45, 50);
    s.block(
      [b.seller.street, `${b.seller.postcode} ${b.seller.city}`, `Tél : ${b.seller.phone}`, ...ids(b.seller)],
      45,
      66,
      { size: 8 },
    );
    party(s, b.buyer, 340, 110);
    s.frame(45, 170, 505, 62);
    pair(s, 'Véhicule', 'Utilitaire 1.5 dCi', 52, 172, 184, { size: 7.5 });
    pair(s, 'Immatriculation', `FG-${r.int(100, 999)}-KL`, 52, 172, 198, { size: 7.5 });
    pair(s, '1ère mise en circulation', s.other('mise en circulation', b.contract), 52, 172, 212, { size: 7.5 });
    pair(s, 'Kilométrage', String(r.int(8_000, 240_000)), 52, 172, 226, { size: 7.5 });
    pair(s, 'Entrée atelier', s.other('entrée', b.delivered), 320, 415, 184, { size: 8 });
    pair(s, 'O.R. n°', `${r.int(10_000, 99_999)} du ${s.other('commande', b.ordered)}`, 320, 415, 198, { size: 8 });
    pair(s, 'Prochain contrôle', s.other('contrôle', b.nextReading), 320, 415, 212, { size: 8 });
    s.text(`FACTURE N° ${b.number}`, 45, 260, { size: 12, bold: true });
    s.text(`LE ${s.own(b.date)}`, 550, 260, { size: 12, bold: true, align: 'right' });
    const y = table(s, b, 290, { headers: ['Code', 'Main-d’œuvre et pièces', 'Qté', 'PU HT', 'Total HT'] });
    totals(s, b, 370, 547, y + 10);
    legal(s, b, 800, { registered: true });
  },
};
