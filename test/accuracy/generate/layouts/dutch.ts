import type { Layout } from '../layout.ts';
import { brand, pair, party, table, totals } from '../pieces.ts';

export const dutch: Layout = {
  id: 'dutch',
  country: 'NL',
  dates: ['dash', 'nlLong'],
  amounts: ['euroFirst'],
  fonts: ['helvetica'],
  lines: [1, 5],
  draw(s, b) {
    s.page();
    brand(s, b, 45, 60);
    s.block([`${b.seller.postcode} ${b.seller.city}`, `BTW-nummer ${b.seller.vatNumber}`, 'KvK 99012345'], 45, 78, {
      size: 8,
    });
    party(s, b.buyer, 45, 140, { size: 10 }, ['Frankrijk', `BTW ${b.buyer.vatNumber}`]);
    s.text('Factuur', 340, 140, { size: 16, bold: true });
    pair(s, 'Besteldatum', s.other('commande', b.ordered), 340, 430, 162);
    pair(s, 'Factuurnummer', b.number, 340, 430, 177);
    pair(s, 'Factuurdatum', s.own(b.date), 340, 430, 192);
    pair(s, 'Vervaldatum', s.other('échéance', b.due), 340, 430, 207);
    const y = table(s, b, 270, { headers: ['Artikel', 'Omschrijving', 'Aantal', 'Prijs', 'Bedrag'] });
    totals(s, b, 350, 547, y + 10, { net: 'Totaal excl. btw', gross: 'Totaal incl. btw' });
    s.text('Btw verlegd. Gelieve te betalen vóór de vervaldatum.', 45, 740, { size: 8 });
  },
};
