import { addDays } from '../../../../shared/domain/calendar.ts';
import type { Layout } from '../layout.ts';
import { ids, legal, party, totals } from '../pieces.ts';

/** A lawyer's note of fees: steps with their days, the date in a line with the town. */
export const fees: Layout = {
  id: 'fees',
  dates: ['long', 'longPadded', 'weekday'],
  amounts: ['french', 'frenchSpace'],
  fonts: ['times'],
  covers: ['nothing'],
  lines: [2, 5],
  draw(s, b, r) {
    s.page();
    s.text(b.seller.name.toUpperCase(), 297, 55, { size: 14, align: 'center' });
    s.text('Avocats à la Cour', 297, 70, { size: 9, align: 'center' });
    s.block(ids(b.seller), 297, 84, { size: 7.5, align: 'center' });
    party(s, b.buyer, 345, 130, { size: 10 });
    s.text(`Fait à ${b.seller.city}, le ${s.own(b.date)}`, 345, 205, { size: 10 });
    s.text(`NOTE D’HONORAIRES N° ${b.number}`, 60, 245, { size: 12, bold: true });
    s.text(
      `Dossier ouvert le ${s.other('contrat', b.contract)} – audience du ${s.other('audience', b.nextReading)}`,
      60,
      262,
    );
    let y = 295;
    for (const l of b.lines) {
      s.text(`${s.other('diligence', addDays(b.date, -r.int(1, 90)))} : ${l.name}`, 60, y, { size: 9.5 });
      s.text(s.money(l.net), 535, y, { size: 9.5, align: 'right' });
      y += 18;
    }
    totals(s, b, 330, 535, y + 15, { net: 'Honoraires HT', gross: 'Total TTC' }, 10);
    legal(s, b, 800);
  },
};
