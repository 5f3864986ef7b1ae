import { addDays } from '../../../../shared/domain/calendar.ts';
import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, quantityText, totals } from '../pieces.ts';
import { PALE } from '../sheet.ts';

/** The month's deliveries, each under the number and the day of its note. */
export const deliveryNotes: Layout = {
  id: 'delivery-notes',
  dates: ['slash', 'dot', 'slashShort'],
  amounts: ['frenchBare', 'plain'],
  fonts: ['helvetica', 'courier'],
  covers: ['delivery'],
  lines: [5, 16],
  draw(s, b, r) {
    s.page();
    brand(s, b, 45, 55);
    s.block([b.seller.street, `${b.seller.postcode} ${b.seller.city}`, ...ids(b.seller)], 45, 72, { size: 8 });
    party(s, b.buyer, 340, 120);
    s.text(`FACTURE ${b.number}`, 45, 180, { size: 13, bold: true });
    s.text('Date', 240, 172, { size: 7 });
    s.text(s.own(b.date), 240, 184, { bold: true });
    s.text('Page', 340, 172, { size: 7 });
    s.text('1', 340, 184, { bold: true });
    s.text('Échéance', 400, 172, { size: 7 });
    s.text(s.other('échéance', b.due), 400, 184, { bold: true });
    let y = 215;
    for (const [n, l] of b.lines.entries()) {
      if (n % 3 === 0) {
        s.box(45, y - 10, 505, 14, PALE);
        s.text(
          `BL n° ${r.int(20_000, 99_999)} du ${s.other('livraison', addDays(b.date, -r.int(1, 40)))} – commande du ${s.other('commande', addDays(b.date, -r.int(20, 60)))}`,
          50,
          y,
          { size: 8, bold: true },
        );
        y += 16;
      }
      s.text(l.code, 50, y, { size: 8 });
      s.text(l.name, 100, y, { size: 8 });
      s.text(quantityText(l.quantity), 400, y, { size: 8, align: 'right' });
      s.text(s.money(l.net), 545, y, { size: 8, align: 'right' });
      y += 14;
    }
    totals(s, b, 370, 547, y + 10);
    legal(s, b, 805);
  },
};
