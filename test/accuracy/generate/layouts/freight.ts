import { addDays } from '../../../../shared/domain/calendar.ts';
import type { Layout } from '../layout.ts';
import { ids, legal, party, totals } from '../pieces.ts';
import { PALE } from '../sheet.ts';

/** A carrier: a table of shipments whose first column is a date, before the invoice's own one in reading order. */
export const freight: Layout = {
  id: 'freight',
  dates: ['slash', 'dash', 'slashShort'],
  amounts: ['plain', 'frenchBare', 'dotBare'],
  fonts: ['helvetica'],
  lines: [3, 14],
  draw(s, b, r) {
    s.page();
    party(s, b.seller, 45, 45, {}, ids(b.seller));
    party(s, b.buyer, 340, 100);
    s.text('Récapitulatif des expéditions', 45, 165, { bold: true });
    s.box(45, 175, 505, 15, PALE);
    for (const [n, head] of ['Enlevé le', 'Livré le', 'Récépissé', 'Destination', 'HT'].entries())
      s.text(head, 50 + n * 105, 186, { size: 8, bold: true });
    let y = 204;
    for (const l of b.lines) {
      const day = addDays(b.date, -r.int(2, 35));
      const cells = [
        s.other('enlèvement', day),
        s.other('livraison', addDays(day, 2)),
        String(r.int(100_000, 999_999)),
        r.pick(['Lyon', 'Lille', 'Brest', 'Metz']),
        s.money(l.net),
      ];
      for (const [n, cell] of cells.entries()) s.text(cell, 50 + n * 105, y, { size: 8 });
      y += 14;
    }
    totals(s, b, 370, 547, y + 10);
    s.frame(45, 640, 250, 70);
    s.text(`Facture de transport n° ${b.number}`, 52, 656, { bold: true });
    s.text(`Date de la facture : ${s.own(b.date)}`, 52, 672);
    s.text(`Règlement : ${s.other('échéance', b.due)}`, 52, 688);
    legal(s, b, 800);
  },
};
