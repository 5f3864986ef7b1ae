import { type Layout, STRAY, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** An American program in French: "FACTURER À", number, day, due day and terms as a strip of heads with the values below. */
export const stripInvoice: Layout = {
  id: 'strip-invoice',
  style: {
    sellers: ['Traiteur Ô Saveurs', 'Atelier Kintsugi', 'Logistique Bréhat'],
    goods: ['Plateaux repas', 'Restauration céramique', 'Stockage palette / mois', 'Préparation commande', 'Livraison'],
    rate: 20,
    lines: [2, 7],
    dates: ['slash', 'short', 'dashes'],
    money: 'plain',
    dueAfter: [15, 30, 60],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 0;
    const number = String(1000 + (b.serial % 4000));
    const cells = [
      ['FACTURE N°', number],
      ['DATE', b.own()],
      ['TOTAL DÛ', `${b.money(b.gross)} €`],
      ['ÉCHÉANCE', b.other('due', b.due)],
      ['CONDITIONS', 'Net'],
    ] as const;
    const y = 118 + b.lines.length * 7;
    return {
      number,
      ...(isStray ? { ask: STRAY } : {}),
      css: sheetCss("9.5pt 'Liberation Sans'"),
      body: `<section>${at(16, 16, s.name, 'font-weight:bold')}${stack(16, 21, 4.6, [s.street, s.town, 'facturation@exemple.fr', `N° SIREN ${spaced(s.siren)}`, `N° TVA ${s.vat}`])}${at(16, 50, 'Facture', 'font-size:20pt;color:#2ca01c')}
        ${at(16, 64, 'FACTURER À', 'font-size:7.5pt;color:#777')}${stack(16, 68, 4.6, [b.buyer.name, b.buyer.street, b.buyer.town, ...(isStray || b.showsBuyerSiren ? [`SIREN ${b.buyer.siren}`] : [])])}${at(100, 64, 'LIVRER À', 'font-size:7.5pt;color:#777')}${stack(100, 68, 4.6, [b.buyer.name, `le ${b.other('delivery', b.after(-1 - (b.round % 4)))}`])}
        ${frame(16, 90, 180, 13, 'background:#e8f5e6')}${cells.map(([k, v], n) => at(19 + n * 36, 91.5, k, 'font-size:7pt;color:#2ca01c') + at(19 + n * 36, 96, v)).join('')}
        ${at(16, 108, 'DATE DE SERVICE', 'font-size:7pt')}${at(48, 108, 'ACTIVITÉ', 'font-size:7pt')}${upTo(135, 108, 'QTÉ', 'font-size:7pt')}${upTo(165, 108, 'TARIF', 'font-size:7pt')}${upTo(196, 108, 'MONTANT', 'font-size:7pt')}
        ${b.lines.map((l, n) => at(16, 113 + n * 7, b.other('work', b.after(-28 + n * 3))) + at(48, 113 + n * 7, l.text) + upTo(135, 113 + n * 7, String(l.quantity)) + upTo(165, 113 + n * 7, b.money(l.price)) + upTo(196, 113 + n * 7, b.money(l.total))).join('')}
        ${frame(100, y, 96, 0.2, 'border-top:1px dashed #999')}${at(110, y + 3, 'SOUS-TOTAL HT')}${upTo(196, y + 3, b.money(b.net))}${at(110, y + 9, 'TVA 20 %')}${upTo(196, y + 9, b.money(b.tax))}${at(110, y + 15, 'TOTAL TTC')}${upTo(196, y + 15, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${block(16, y + 30, 80, `Merci de votre confiance. Nos bureaux seront fermés le ${b.other('holiday', b.after(10))}.`)}</section>`,
    };
  },
};
