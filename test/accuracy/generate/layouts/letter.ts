import type { Layout } from '../layout.ts';
import { ids, legal, party, totals } from '../pieces.ts';

/** A letter: town and date at the right, the services told in sentences. */
export const letter: Layout = {
  id: 'letter',
  dates: ['long', 'weekday', 'longPadded', 'longBare'],
  amounts: ['french', 'frenchSpace', 'plain'],
  fonts: ['times'],
  covers: ['nothing'],
  lines: [1, 4],
  draw(s, b) {
    s.page();
    party(s, b.seller, 70, 70, { size: 10 }, ids(b.seller));
    party(s, b.buyer, 340, 160, { size: 10 });
    s.text(`${b.seller.city}, le ${s.own(b.date)}`, 340, 240, { size: 11 });
    s.text(`Objet : facture n° ${b.number}`, 70, 290, { size: 11, bold: true });
    s.text('Madame, Monsieur,', 70, 325, { size: 11 });
    let y = s.paragraph(
      `Suite à notre entretien du ${s.other('commande', b.ordered)}, veuillez trouver ci-dessous le détail de nos interventions, achevées le ${s.other('livraison', b.delivered)} :`,
      70,
      350,
      460,
      { size: 11 },
    );
    y += 12;
    for (const l of b.lines) {
      s.text(`– ${l.name}`, 85, y, { size: 10.5 });
      s.text(s.money(l.net), 525, y, { size: 10.5, align: 'right' });
      y += 17;
    }
    y = totals(s, b, 330, 525, y + 15, { net: 'Montant hors taxes', gross: 'Montant total TTC' }, 10.5);
    s.paragraph(
      `Nous vous remercions de bien vouloir nous régler avant le ${s.other('échéance', b.due)}. Veuillez agréer, Madame, Monsieur, nos salutations distinguées.`,
      70,
      y + 25,
      460,
      { size: 11 },
    );
    legal(s, b, 800);
  },
};
