import { addDays } from '../../../../shared/domain/calendar.ts';
import type { Layout } from '../layout.ts';
import { brand, ids, legal, pair, party, totals } from '../pieces.ts';

/** Tolls and fuel: a page full of dated passages behind the first, where the date is. */
export const toll: Layout = {
  id: 'toll',
  dates: ['slash', 'slashShort'],
  amounts: ['plain', 'french'],
  fonts: ['helvetica'],
  covers: ['month'],
  lines: [1, 3],
  draw(s, b, r) {
    s.page();
    brand(s, b, 45, 50);
    party(s, b.buyer, 340, 100);
    pair(s, 'Facture', b.number, 45, 150, 100);
    pair(s, 'Établie le', s.own(b.date), 45, 150, 115);
    pair(s, 'Trajets du', `${s.other('période', b.period[0])} au ${s.other('période', b.period[1])}`, 45, 150, 130);
    pair(s, 'Prélèvement le', s.other('prélèvement', b.debited), 45, 150, 145);
    let y = totals(s, b, 45, 300, 190);
    y += 20;
    s.block(ids(b.seller), 45, y, { size: 7 });
    legal(s, b, 805);
    s.page();
    s.text('Détail des trajets', 45, 50, { size: 11, bold: true });
    y = 75;
    for (let n = r.int(20, 45); n > 0; n--) {
      s.text(s.other('trajet', addDays(b.period[0], r.int(0, 27))), 45, y, { size: 7.5 });
      s.text(`${r.int(0, 23)}h${r.int(10, 59)}`, 110, y, { size: 7.5 });
      s.text(
        `${r.pick(['VIENNE', 'REVENTIN', 'VILLEFRANCHE', 'FLEURY'])} – ${r.pick(['ORANGE', 'BEAUNE', 'LANÇON'])}`,
        160,
        y,
        { size: 7.5 },
      );
      s.text(s.money(r.int(150, 3900)), 545, y, { size: 7.5, align: 'right' });
      y += 14;
    }
    legal(s, b, 805);
  },
};
