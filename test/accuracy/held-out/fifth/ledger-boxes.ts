import { type Layout, spaced } from '../layout.ts';
import { amid, at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** A ledger program's form: all heads are written first, all values after them, the day in the middle box. */
export const ledgerBoxes: Layout = {
  id: 'ledger-boxes',
  style: {
    sellers: ['Emballages Courtois SA', 'Froid Industrie Picardie', 'Outillage Baudry'],
    goods: ['Caisse carton 400x300', 'Film étirable', 'Intervention dépannage', 'Adhésif havane', 'Palette 80x120'],
    rate: 20,
    lines: [3, 10],
    dates: ['slash', 'short', 'slash'],
    money: 'plain',
    dueAfter: [30, 45, 60],
  },
  draw(b) {
    const s = b.seller;
    const isStatement = b.round === 4;
    const number = `${isStatement ? 'RC' : 'FA'}${String(b.serial).padStart(5, '0')}`;
    const day = isStatement ? b.other('other', b.date) : b.own();
    const heads = isStatement
      ? ['Relevé n°', 'Arrêté au', 'Compte', 'Édition', 'Représentant']
      : ['Numéro', 'Date', 'Code client', 'Commande du', 'Expédié le'];
    const values = [
      number,
      day,
      `C${b.serial % 5000}`,
      b.other('order', b.after(isStatement ? 1 : -11)),
      isStatement ? 'M. Roy' : b.other('delivery', b.after(-3)),
    ];
    return {
      number,
      ...(isStatement ? { ask: 'relevé' } : {}),
      css: sheetCss("9pt 'Liberation Sans'"),
      body: `<section>${heads.map((h, n) => frame(12 + n * 37, 88, 37, 14) + amid(12 + n * 37, 89, 37, h, 'font-size:7pt')).join('')}${frame(108, 45, 89, 32)}${at(12, 108, 'Référence')}${at(40, 108, isStatement ? 'Facture' : 'Désignation')}${upTo(135, 108, 'Qté')}${upTo(165, 108, 'P.U. HT')}${upTo(197, 108, 'Montant HT')}${frame(12, 106, 185, 120)}
        ${at(12, 12, s.name, 'font-size:15pt;font-weight:bold')}${stack(12, 20, 4.5, [s.street, s.town, `Siret ${s.siret}`, `TVA ${s.vat}`])}${at(108, 25, isStatement ? 'RELEVÉ DE COMPTE' : 'FACTURE', 'font-size:20pt')}${stack(112, 50, 5, [b.buyer.name, b.buyer.street, b.buyer.town])}
        ${values.map((v, n) => amid(12 + n * 37, 95, 37, v)).join('')}
        ${b.lines.map((l, n) => at(13, 115 + n * 6, `R${l.price}`) + at(40, 115 + n * 6, isStatement ? `F${b.serial - n - 1} du ${b.other('previous', b.after(-20 - n * 6))}` : l.text) + upTo(135, 115 + n * 6, isStatement ? '' : String(l.quantity)) + upTo(165, 115 + n * 6, isStatement ? '' : b.money(l.price)) + upTo(196, 115 + n * 6, b.money(l.total))).join('')}
        ${at(125, 232, 'Total HT')}${at(125, 238, 'TVA 20 %')}${at(125, 244, isStatement ? 'Solde à ce jour' : 'Total TTC', 'font-weight:bold')}${upTo(197, 232, b.money(b.net))}${upTo(197, 238, b.money(b.tax))}${upTo(197, 244, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${at(12, 232, `Échéance : ${b.other('due', b.due)}`)}${at(12, 238, 'Mode de règlement : LCR non acceptée')}${block(12, 282, 185, `${s.name} au capital de 76 225 € – RCS ${s.city} ${spaced(s.siren)} – loi 92-1442 du 31 décembre 1992 – page 1/1`, 'font-size:6.5pt;text-align:center')}</section>`,
    };
  },
};
