import type { Layout } from '../layout.ts';
import { brand, ids, legal, pair, party, table, totals } from '../pieces.ts';

/** A telephone bill: periods, the day of the debit and the day counters begin again around the date. */
export const telecom: Layout = {
  id: 'telecom',
  dates: ['slash', 'long'],
  amounts: ['frenchClose', 'french', 'dot'],
  fonts: ['helvetica'],
  covers: ['ahead'],
  draw(s, b) {
    s.page();
    brand(s, b, 40, 36, true);
    party(s, b.buyer, 345, 110, { size: 10 });
    s.frame(40, 90, 250, 92);
    pair(s, 'Numéro de client :', b.customerCode, 48, 150, 106);
    pair(s, 'Votre contrat depuis le :', s.other('contrat', b.contract), 48, 160, 122);
    pair(s, 'N° facture :', b.number, 48, 150, 138);
    pair(s, 'Date de facture :', s.own(b.date), 48, 150, 154);
    pair(s, 'Remise à zéro :', s.other('remise à zéro', b.nextReading), 48, 150, 170);
    s.text(
      `Votre facture pour la période du ${s.other('période', b.period[0])} au ${s.other('période', b.period[1])}`,
      40,
      215,
      { size: 11, bold: true },
    );
    const y = table(s, b, 245, {
      x: 40,
      width: 515,
      headers: [null, 'Vos services', 'Qté', 'Prix', 'Montant HT'],
      style: 'bare',
    });
    const below = totals(s, b, 330, 552, y + 6, { gross: 'Total TTC de la facture', due: 'Montant prélevé' });
    s.box(40, below + 12, 515, 26, [0.95, 0.95, 0.88]);
    s.text(
      `Ce montant sera prélevé le ${s.other('prélèvement', b.debited)} sur votre compte bancaire.`,
      50,
      below + 28,
      { bold: true },
    );
    s.paragraph(
      'Les consommations sont relevées au dernier jour de la période. Service client gratuit depuis une ligne fixe, du lundi au samedi de 8 h à 20 h.',
      40,
      720,
      515,
      { size: 7 },
    );
    s.block(ids(b.seller), 40, 760, { size: 7 });
    legal(s, b, 800, { registered: true });
  },
};
