import { spaced } from '../../../samples/mentions.ts';
import type { Layout } from '../layout.ts';
import { totals } from '../pieces.ts';

/** A freelance's page from a word processor; a first day of work and a signed quote before the date. */
export const freelance: Layout = {
  id: 'freelance',
  dates: ['long', 'slash', 'longUpper', 'longBare'],
  amounts: ['frenchClose', 'french', 'plain'],
  fonts: ['times', 'courier', 'helvetica'],
  covers: ['nothing'],
  lines: [1, 3],
  draw(s, b) {
    s.page();
    s.block(
      [
        b.seller.name,
        b.seller.street,
        `${b.seller.postcode} ${b.seller.city}`,
        `Siret : ${spaced(b.seller.siret)}`,
        b.seller.vatNumber ? `TVA : ${b.seller.vatNumber}` : 'TVA non applicable, art. 293 B du CGI',
      ],
      70,
      70,
      { size: 11 },
    );
    s.block([b.buyer.name, b.buyer.street, `${b.buyer.postcode} ${b.buyer.city}`], 350, 160, { size: 11 });
    s.text(`FACTURE ${b.number}`, 297, 250, { size: 14, bold: true, align: 'center' });
    s.text(`Selon devis signé le ${s.other('devis', b.ordered)}`, 70, 285, { size: 11 });
    s.text(`Le ${s.own(b.date)}`, 70, 302, { size: 11 });
    let y = 340;
    for (const l of b.lines) {
      s.text(l.name, 70, y, { size: 11 });
      s.text(s.money(l.net), 525, y, { size: 11, align: 'right' });
      y += 20;
    }
    y = totals(s, b, 330, 525, y + 15, { net: 'Total HT', gross: 'Total à payer' }, 11);
    s.text(`Payable sous 30 jours, soit le ${s.other('échéance', b.due)}`, 70, y + 30, { size: 11 });
    s.text(`RIB : ${b.seller.iban}`, 70, y + 48, { size: 10 });
  },
};
