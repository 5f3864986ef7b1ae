import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, penalties, table, totals } from '../pieces.ts';
import { GREY } from '../sheet.ts';

const LINES = [24, 38] as const;

/** Several pages; each repeats number, date and the day of printing at its foot. */
export const multiPage: Layout = {
  id: 'multi-page',
  dates: ['slash', 'long', 'dot'],
  amounts: ['french', 'frenchBare'],
  fonts: ['helvetica', 'times'],
  covers: ['delivery'],
  lines: [40, 90],
  draw(s, b) {
    const starts = [0];
    for (let at: number = LINES[0]; at < b.lines.length; at += LINES[1]) starts.push(at);
    for (const [n, from] of starts.entries()) {
      s.page();
      const last = n === starts.length - 1;
      let y = 60;
      if (n === 0) {
        brand(s, b, 45, 50);
        s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, ...ids(b.seller)], 45, 66, { size: 7.5 });
        party(s, b.buyer, 340, 100);
        s.text(`FACTURE ${b.number}`, 45, 150, { size: 13, bold: true });
        s.text(`Date : ${s.own(b.date)}      Échéance : ${s.other('échéance', b.due)}`, 45, 168);
        y = 200;
      }
      y = table(s, b, y, { from, to: starts[n + 1], size: 7.5 });
      if (!last) s.text('À reporter…', 547, y + 4, { size: 8, align: 'right' });
      if (last) totals(s, b, 380, 547, y + 8);
      if (last) penalties(s, 45, 765);
      s.line(45, 785, 550, 785, GREY);
      s.text(
        `Facture ${b.number} du ${s.own(b.date)} – imprimée le ${s.other('impression', b.printed)} – page ${n + 1}/${starts.length}`,
        45,
        796,
        { size: 7 },
      );
      legal(s, b, 812);
    }
  },
};
