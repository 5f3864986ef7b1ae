import type { Layout } from '../layout.ts';
import { brand, ids, legal, party, table, totals } from '../pieces.ts';
import { PALE } from '../sheet.ts';

/** An electricity bill: readings with their days, the next reading, and a second page that explains. */
export const energy: Layout = {
  id: 'energy',
  dates: ['slash', 'long', 'slashShort'],
  amounts: ['french', 'frenchSpace'],
  fonts: ['helvetica'],
  covers: ['month'],
  draw(s, b, r) {
    s.page();
    brand(s, b, 40, 50);
    s.text(`Facture du ${s.own(b.date)}`, 40, 90, { size: 15, bold: true });
    s.text(`n° ${b.number}`, 40, 106, { size: 10 });
    party(s, b.buyer, 345, 95, { size: 10 }, [`Réf. client ${b.customerCode}`]);
    s.text(`Montant à payer avant le ${s.other('échéance', b.due)} :`, 40, 150, { size: 10 });
    s.text(s.money(b.gross), 40, 168, { size: 13, bold: true });
    s.text(`Prochain relevé vers le ${s.other('relevé', b.nextReading)}`, 345, 168, { size: 8 });
    let y = table(s, b, 210, {
      x: 40,
      width: 515,
      headers: [
        null,
        `Consommation du ${s.other('période', b.period[0])} au ${s.other('période', b.period[1])}`,
        'kWh',
        'Prix',
        'Montant HT',
      ],
    });
    y = totals(s, b, 340, 552, y + 10, { gross: 'Total facture TTC' });
    s.block(ids(b.seller), 40, 760, { size: 7 });
    legal(s, b, 800);
    s.page();
    s.text('Détail de vos relevés', 40, 60, { size: 12, bold: true });
    s.box(40, 72, 515, 15, PALE);
    for (const [n, head] of ['Compteur', 'Ancien relevé', 'Index', 'Nouveau relevé', 'Index'].entries())
      s.text(head, 45 + n * 103, 83, { size: 8, bold: true });
    const index = r.int(1000, 80_000);
    const cells = [
      String(r.int(100, 999)),
      s.other('relevé', b.period[0]),
      String(index),
      s.other('relevé', b.period[1]),
      String(index + r.int(100, 900)),
    ];
    for (const [n, cell] of cells.entries()) s.text(cell, 45 + n * 103, 102, { size: 8 });
    s.paragraph(
      `Exemple : pour une facture du ${s.other('exemple', '2016-03-15')} d’un montant de 84,12 € TTC, payable le ${s.other('exemple', '2016-03-30')}, l’abonnement représente 12,40 €. Les tarifs ont changé le ${s.other('tarif', b.contract)}.`,
      40,
      140,
      515,
      { size: 8 },
    );
    legal(s, b, 800);
  },
};
