import type { Layout } from '../layout.ts';
import { pair, party, table, totals } from '../pieces.ts';
import { GREY } from '../sheet.ts';

/** A software seller abroad: month first in letters, the amount and its due date in a large line. */
export const englishCloud: Layout = {
  id: 'english-cloud',
  country: 'US',
  dates: ['usLong', 'usShort'],
  amounts: ['english', 'englishCode'],
  fonts: ['helvetica'],
  lines: [1, 3],
  draw(s, b) {
    s.page();
    s.text('Invoice', 45, 60, { size: 19, bold: true });
    pair(s, 'Invoice number', b.number, 45, 135, 85);
    pair(s, 'Date of issue', s.own(b.date), 45, 135, 100);
    pair(s, 'Date due', s.other('échéance', b.due), 45, 135, 115);
    s.text(b.seller.name, 45, 150, { bold: true });
    s.block([b.seller.city, `VAT ${b.seller.vatNumber}`], 45, 164);
    s.text('Bill to', 300, 150, { bold: true });
    party(s, b.buyer, 300, 164, {}, [`FR VAT ${b.buyer.vatNumber}`]);
    s.text(`${s.money(b.gross)} due ${s.other('échéance', b.due)}`, 45, 245, { size: 15, bold: true });
    s.text(`${s.other('période', b.period[0])} – ${s.other('période', b.period[1])}`, 45, 270, {
      size: 8,
      color: GREY,
    });
    const y = table(s, b, 295, { headers: [null, 'Description', 'Qty', 'Unit price', 'Amount'], style: 'bare' });
    totals(s, b, 330, 547, y + 10, { net: 'Subtotal', gross: 'Total', due: 'Amount due' });
    s.text('Page 1 of 1', 550, 815, { size: 7, align: 'right' });
  },
};
