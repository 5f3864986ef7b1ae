import type { Layout } from '../layout.ts';
import { ids, party, quantityText } from '../pieces.ts';

/** An old business system: one width for all letters, capitals, dates as figures without separators or with points. */
export const mainframe: Layout = {
  id: 'mainframe',
  dates: ['compact', 'dotShort', 'slashShort', 'slash'],
  amounts: ['plain', 'dotBare'],
  fonts: ['courier'],
  draw(s, b, r) {
    s.page();
    const size = 8;
    party(s, b.seller, 40, 45, { size }, ids(b.seller));
    party(s, b.buyer, 330, 115, { size });
    s.text('FACTURE   NUMERO        DATE PIECE    CLIENT      REPRES.   ECHEANCE', 40, 190, { size });
    s.text(
      `          ${b.number.padEnd(14)}${s.own(b.date).padEnd(14)}${b.customerCode.padEnd(12)}${String(r.int(1, 99)).padEnd(10)}${s.other('échéance', b.due)}`,
      40,
      204,
      { size },
    );
    s.text('='.repeat(100), 40, 218, { size });
    s.text('ARTICLE    DESIGNATION                                       QUANTITE        MONTANT HT', 40, 232, {
      size,
    });
    let y = 250;
    for (const l of b.lines) {
      const name = l.name.toUpperCase().slice(0, 48);
      s.text(
        `${l.code.padEnd(11)}${name.padEnd(49)}${quantityText(l.quantity).padStart(9)}${s.money(l.net).padStart(18)}`,
        40,
        y,
        { size },
      );
      y += 13;
    }
    s.text('='.repeat(100), 40, y, { size });
    y += 16;
    const row = (label: string, amount: number) => {
      s.text(label.padEnd(30) + s.money(amount).padStart(14), 280, y, { size });
      y += 13;
    };
    row('TOTAL HT', b.net);
    for (const t of b.taxes) if (t.rate !== '0') row(`TVA ${t.rate.replace('.', ',')}`, t.amount);
    row('NET A PAYER TTC', b.gross);
    s.text(`EDITE LE ${s.other('impression', b.printed)}  PAGE 1`, 40, 815, { size: 7 });
  },
};
