import type { Layout } from '../layout.ts';
import { brand, legal, party, table, totals } from '../pieces.ts';
import { PALE } from '../sheet.ts';

/** A table of one row above the lines: the date stands under its column's head. */
export const headerTable: Layout = {
  id: 'header-table',
  dates: ['slash', 'slashShort', 'dash'],
  amounts: ['frenchBare', 'plain', 'french'],
  fonts: ['helvetica', 'times'],
  draw(s, b) {
    s.page();
    brand(s, b, 45, 55);
    s.block(
      [b.seller.street, `${b.seller.postcode} ${b.seller.city}`, `Tél. ${b.seller.phone}`, b.seller.email],
      45,
      72,
      { size: 8 },
    );
    s.text('FACTURE', 550, 60, { size: 20, bold: true, align: 'right' });
    party(s, b.buyer, 330, 120, { size: 10 });
    const columns = [
      ['Numéro', b.number, 90],
      ['Date', s.own(b.date), 80],
      ['Code client', b.customerCode, 80],
      ['Date échéance', s.other('échéance', b.due), 90],
      ['Mode de règlement', 'Virement', 100],
      ['N° TVA', b.buyer.vatNumber ?? '', 65],
    ] as const;
    let x = 45;
    for (const [head, value, width] of columns) {
      s.box(x, 200, width, 16, PALE);
      s.frame(x, 200, width, 34);
      s.text(head, x + width / 2, 211, { size: 7.5, bold: true, align: 'center' });
      s.text(value, x + width / 2, 227, { size: value.length > 12 ? 6.5 : 8.5, align: 'center' });
      x += width;
    }
    const y = table(s, b, 262, { style: 'grid' });
    totals(s, b, 400, 547, Math.max(y, 620));
    legal(s, b, 800, { registered: true });
  },
};
