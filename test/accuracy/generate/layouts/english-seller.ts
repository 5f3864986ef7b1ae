import { spaced } from '../../../samples/mentions.ts';
import type { Layout } from '../layout.ts';
import { brand, legal, pair, party, table, totals } from '../pieces.ts';

/** A French seller's English template. Months in letters, or years first: day and month can't be taken for each other. */
export const englishSeller: Layout = {
  id: 'english-seller',
  dates: ['enLong', 'enShort', 'iso'],
  amounts: ['englishCode', 'french', 'codeFirst'],
  fonts: ['helvetica'],
  covers: ['nothing', 'month'],
  draw(s, b) {
    s.page();
    brand(s, b, 45, 60);
    s.block(
      [
        b.seller.street,
        `${b.seller.postcode} ${b.seller.city}, France`,
        `SIRET: ${spaced(b.seller.siret)}`,
        b.seller.vatNumber ? `VAT No: ${b.seller.vatNumber}` : null,
      ],
      45,
      78,
      { size: 8 },
    );
    s.text('INVOICE', 550, 60, { size: 20, align: 'right' });
    s.text('Bill to', 45, 150, { size: 8 });
    party(s, b.buyer, 45, 164);
    pair(s, 'Order date', s.other('commande', b.ordered), 340, 430, 150);
    pair(s, 'Invoice number', b.number, 340, 430, 166);
    pair(s, 'Invoice date', s.own(b.date), 340, 430, 182);
    pair(s, 'Due date', s.other('échéance', b.due), 340, 430, 198);
    const y = table(s, b, 260, { headers: ['Item', 'Description', 'Qty', 'Unit price', 'Amount'] });
    totals(s, b, 380, 547, y + 10, {
      net: 'Subtotal',
      vat: (rate) => `VAT ${rate}%`,
      gross: 'Total',
      due: 'Amount due',
    });
    legal(s, b, 800);
  },
};
