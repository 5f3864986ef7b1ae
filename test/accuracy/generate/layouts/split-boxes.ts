import type { Layout } from '../layout.ts';
import { ids, legal, party, table, totals } from '../pieces.ts';

/** A form: day, month and year each in a box of its own. */
export const splitBoxes: Layout = {
  id: 'split-boxes',
  dates: ['slashSpaced'],
  amounts: ['plain', 'frenchBare'],
  fonts: ['helvetica', 'courier'],
  lines: [1, 5],
  draw(s, b) {
    s.page();
    party(s, b.seller, 45, 50, {}, ids(b.seller));
    s.text('FACTURE', 297, 120, { size: 18, bold: true, align: 'center' });
    s.text('N°', 45, 155);
    s.frame(65, 142, 130, 18);
    s.text(b.number, 72, 155, { bold: true });
    s.text('Date', 330, 155);
    for (const [n, part] of s.own(b.date).split(' / ').entries()) {
      const x = 365 + n * 50;
      s.frame(x, 142, n === 2 ? 55 : 40, 18);
      s.text(part, x + (n === 2 ? 27 : 20), 155, { bold: true, align: 'center' });
    }
    party(s, b.buyer, 345, 190);
    const y = table(s, b, 270, { style: 'grid' });
    totals(s, b, 380, 547, y + 10, { gross: 'À PAYER TTC' });
    s.text('Reçu le', 45, 700, { size: 8 });
    s.text(s.other('échéance', b.due, 'slash'), 45, 730, { size: 8 });
    s.text('Échéance', 45, 718, { size: 7 });
    legal(s, b, 800);
  },
};
