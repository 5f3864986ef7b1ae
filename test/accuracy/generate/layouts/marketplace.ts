import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, table, totals } from '../pieces.ts';

/** An online shop: ordered, shipped and invoiced on days beside each other, in one line of the page. */
export const marketplace: Layout = {
  id: 'marketplace',
  dates: ['long', 'slash', 'abbreviated'],
  amounts: ['french', 'frenchClose', 'euroFirst'],
  fonts: ['helvetica'],
  covers: ['delivery'],
  lines: [1, 4],
  draw(s, b, r) {
    s.page();
    brand(s, b, 45, 55);
    s.text('Facture', 550, 55, { size: 18, align: 'right' });
    s.text(`Vendu par ${b.seller.name}`, 45, 80, { size: 8 });
    s.block(ids(b.seller), 45, 92, { size: 8 });
    const cells = [
      ['Date de la commande', s.other('commande', b.ordered)],
      ['Date d’expédition', s.other('livraison', b.delivered)],
      ['Date de facturation', s.own(b.date)],
      ['Numéro de facture', b.number],
    ] as const;
    for (const [n, [label, value]] of cells.entries()) {
      s.text(label, 45 + n * 130, 130, { size: 8, bold: true });
      s.text(value, 45 + n * 130, 144, { size: 9 });
    }
    s.text('Adresse de facturation', 45, 175, { size: 8, bold: true });
    party(s, b.buyer, 45, 190);
    s.text('Adresse de livraison', 305, 175, { size: 8, bold: true });
    party(s, b.buyer, 305, 190);
    s.text(`Commande ${r.int(100, 999)}-${r.int(1_000_000, 9_999_999)}-${r.int(1_000_000, 9_999_999)}`, 45, 260, {
      size: 8,
    });
    const y = table(s, b, 285, {
      headers: [null, 'Description', 'Quantité', 'P.U. hors TVA', 'Prix hors TVA'],
    });
    totals(s, b, 370, 547, y + 10, { gross: 'Total de la facture' });
    s.text(`Retours acceptés jusqu’au ${s.other('retour', b.due)}`, 45, 740, { size: 8 });
    legal(s, b, 800);
  },
};
