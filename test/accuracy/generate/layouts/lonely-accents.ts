import type { Layout } from '../layout.ts';
import { ids, legal, pair, party, table, totals } from '../pieces.ts';

/** Old typesetting: accents beside their letters, or behind them; odd spaces in amounts. */
export const lonelyAccents: Layout = {
  id: 'lonely-accents',
  dates: ['long', 'abbreviated', 'longPadded'],
  amounts: ['french'],
  fonts: ['times', 'helvetica'],
  spellings: ['lonely', 'lonely', 'decomposed', 'narrow', 'figure'],
  draw(s, b) {
    s.page();
    party(s, b.seller, 60, 60, { size: 10 }, ids(b.seller));
    party(s, b.buyer, 340, 130, { size: 10 });
    s.text('Facture', 60, 200, { size: 17, bold: true });
    pair(s, 'Numéro de facture', b.number, 60, 190, 225, { size: 10 });
    pair(
      s,
      'Période facturée',
      `${s.other('période', b.period[0])} – ${s.other('période', b.period[1])}`,
      60,
      190,
      241,
      { size: 10 },
    );
    pair(s, 'Date d’émission', s.own(b.date), 60, 190, 257, { size: 10 });
    pair(s, 'Date d’échéance', s.other('échéance', b.due), 60, 190, 273, { size: 10 });
    const y = table(s, b, 310, {
      x: 60,
      width: 475,
      style: 'bare',
      headers: [null, 'Désignation', 'Quantité', 'Prix', 'Montant'],
    });
    totals(s, b, 350, 532, y + 10, { gross: 'Total à payer TTC' });
    legal(s, b, 800);
  },
};
