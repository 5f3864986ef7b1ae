import { addDays } from '../../../../shared/domain/calendar.ts';
import type { Layout } from '../layout.ts';
import { brand, ids, legal, party } from '../pieces.ts';
import { PALE } from '../sheet.ts';

/** A statement of account: it lists invoices, and is none. */
export const statement: Layout = {
  id: 'statement',
  notInvoice: 'relevé',
  dates: ['slash', 'long'],
  amounts: ['frenchBare', 'french'],
  fonts: ['helvetica'],
  draw(s, b, r) {
    s.page();
    brand(s, b, 45, 60);
    s.block(ids(b.seller), 45, 78, { size: 8 });
    party(s, b.buyer, 340, 120);
    s.text('RELEVÉ DE COMPTE', 45, 190, { size: 15, bold: true });
    s.text(`Situation de votre compte arrêtée au ${s.other('relevé', b.date)}`, 45, 208);
    s.box(45, 232, 505, 15, PALE);
    for (const [n, head] of ['Date', 'Pièce', 'Échéance', 'Débit', 'Solde'].entries())
      s.text(head, 50 + n * 100, 243, { size: 8, bold: true });
    let [y, balance] = [262, 0];
    for (let n = r.int(4, 12); n > 0; n--) {
      const day = addDays(b.date, -n * r.int(6, 11));
      const amount = r.int(2_000, 200_000);
      balance += amount;
      const cells = [
        s.other('facture listée', day),
        `Facture ${r.int(10_000, 99_999)}`,
        s.other('échéance', addDays(day, 30)),
        s.money(amount),
        s.money(balance),
      ];
      for (const [k, cell] of cells.entries()) s.text(cell, 50 + k * 100, y, { size: 8 });
      y += 15;
    }
    s.text(`Solde dû : ${s.money(balance)}`, 545, y + 15, { size: 11, bold: true, align: 'right' });
    s.text('Sauf erreur ou omission, nous vous prions de bien vouloir nous adresser votre règlement.', 45, y + 45);
    legal(s, b, 800);
  },
};
