import { spaced } from '../../../samples/mentions.ts';
import type { Layout } from '../layout.ts';
import { quantityText } from '../pieces.ts';

/** A till's roll: 80 mm wide, one column, date and time on one line. */
export const receipt: Layout = {
  id: 'receipt',
  dates: ['slash', 'slashShort', 'dotShort', 'dash'],
  amounts: ['plain', 'dotBare', 'frenchClose'],
  fonts: ['courier', 'helvetica'],
  lines: [1, 6],
  draw(s, b, r) {
    const height = 430 + b.lines.length * 22;
    s.page(226, height);
    const center = { align: 'center' as const, size: 8 };
    s.text(b.seller.name, 113, 30, { ...center, size: 10, bold: true });
    s.block(
      [
        b.seller.street,
        `${b.seller.postcode} ${b.seller.city}`,
        `SIRET ${spaced(b.seller.siret)}`,
        b.seller.vatNumber ? `TVA ${b.seller.vatNumber}` : null,
      ],
      113,
      44,
      center,
    );
    s.text('- - - - - - - - - - - - - - - - - - -', 113, 96, center);
    s.text(`FACTURE ${b.number}`, 12, 112, { size: 8.5, bold: true });
    s.text(`Le ${s.own(b.date)} à ${r.int(8, 20)}:${r.int(10, 59)}  Caisse ${r.int(1, 6)}`, 12, 126, { size: 8 });
    s.text(`Client : ${b.buyer.name}`, 12, 140, { size: 8 });
    let y = 162;
    for (const l of b.lines) {
      s.text(l.name.slice(0, 34), 12, y, { size: 7.5 });
      s.text(`  ${quantityText(l.quantity)} x`, 12, y + 10, { size: 7.5 });
      s.text(s.money(l.net), 214, y + 10, { size: 7.5, align: 'right' });
      y += 22;
    }
    s.text('- - - - - - - - - - - - - - - - - - -', 113, y, center);
    y += 16;
    const row = (label: string, amount: number, bold = false) => {
      s.text(label, 12, y, { size: bold ? 10 : 8, bold });
      s.text(s.money(amount), 214, y, { size: bold ? 10 : 8, bold, align: 'right' });
      y += 15;
    };
    row('Total HT', b.net);
    for (const t of b.taxes) if (t.rate !== '0') row(`TVA ${t.rate.replace('.', ',')}%`, t.amount);
    row('TOTAL TTC', b.gross, true);
    row('Carte bancaire', b.gross);
    y += 10;
    s.block(
      [
        'Échange sous 30 jours, jusqu’au',
        `${s.other('échange', b.due)} sur présentation`,
        'de ce ticket',
        `Offre valable jusqu’au ${s.other('offre', b.nextReading)}`,
        'MERCI DE VOTRE VISITE',
      ],
      113,
      y,
      center,
      1.5,
    );
  },
};
