import type { Layout } from '../layout.ts';
import { brand, ids, legal, pair, party, penalties, table, totals } from '../pieces.ts';

/** A yearly subscription paid ahead: its period runs over the end of the year, and stands before the date. */
export const subscription: Layout = {
  id: 'subscription',
  dates: ['slash', 'long', 'abbreviated', 'iso'],
  amounts: ['french', 'frenchSpace', 'code'],
  fonts: ['helvetica'],
  covers: ['ahead', 'nothing'],
  yearly: true,
  lines: [1, 2],
  draw(s, b) {
    s.page();
    brand(s, b, 50, 60);
    s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, ...ids(b.seller)], 50, 78, { size: 7.5 });
    s.text('Facture d’abonnement', 50, 150, { size: 15, bold: true });
    s.text(`Abonnement du ${s.other('période', b.period[0])} au ${s.other('période', b.period[1])}`, 50, 170, {
      size: 11,
    });
    pair(s, 'Facture n°', b.number, 50, 130, 200, { size: 10 });
    pair(s, 'Émise le', s.own(b.date), 50, 130, 216, { size: 10 });
    pair(s, 'Abonné depuis', s.other('contrat', b.contract), 50, 130, 232, { size: 10 });
    party(s, b.buyer, 340, 190, { size: 10 });
    const y = table(s, b, 290, {
      x: 50,
      width: 500,
      headers: [
        null,
        `Désignation – période ${s.other('période', b.period[0])} - ${s.other('période', b.period[1])}`,
        'Qté',
        'PU HT',
        'HT',
      ],
    });
    totals(s, b, 360, 547, y + 10);
    s.text(
      `Renouvellement par tacite reconduction le ${s.other('renouvellement', b.period[1])}, sauf résiliation avant le ${s.other('résiliation', b.debited)}.`,
      50,
      700,
      { size: 8 },
    );
    penalties(s, 50, 730);
    legal(s, b, 800);
  },
};
