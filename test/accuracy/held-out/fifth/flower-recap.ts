import { type Layout, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** A florist's month: each bouquet with its day, the day of the bill under the buyer; once a reminder of it. */
export const flowerRecap: Layout = {
  id: 'flower-recap',
  style: {
    sellers: ['Fleurs Violette et Cie', 'L’Arrosoir Fleuriste', 'Boulangerie Maison Aubry'],
    goods: ['Bouquet accueil', 'Composition salle de réunion', 'Gerbe', 'Plante verte', 'Livraison centre-ville'],
    rate: 10,
    lines: [4, 14],
    dates: ['slash', 'shortDots', 'long'],
    money: 'plain',
    dueAfter: [8, 15],
  },
  draw(b) {
    const s = b.seller;
    const isReminder = b.round === 3;
    const number = `${b.date.slice(0, 4)}${String(b.serial % 999).padStart(3, '0')}`;
    const y = 112 + b.lines.length * 6;
    const back = isReminder ? -45 : 0;
    return {
      number,
      ...(isReminder ? { ask: 'relance' } : {}),
      css: sheetCss("9.5pt 'DejaVu Serif','Liberation Serif'"),
      body: `<section>${at(18, 16, s.name, 'font-size:18pt;color:#8e3b6f')}${stack(18, 26, 4.6, [s.street, s.town, `Siren ${spaced(s.siren)}`, `TVA ${s.vat}`], 'font-size:8pt')}
        ${stack(118, 42, 5, [b.buyer.name, b.buyer.street, b.buyer.town])}${at(118, 64, isReminder ? `le ${b.other('reminder', b.date)}` : `le ${b.own()}`)}
        ${at(18, 76, isReminder ? `RAPPEL – facture n° ${number} du ${b.other('previous', b.after(-44))} impayée` : `Facture n° ${number}`, 'font-size:12pt;font-weight:bold')}${at(18, 84, isReminder ? 'Nous restons dans l’attente de votre règlement ; merci de ne pas en tenir compte s’il est parti.' : `Livraisons du ${b.other('period', b.after(-30))} au ${b.other('period', b.after(-1))}`, 'font-size:8.5pt')}
        ${frame(18, 94, 175, 0.3, 'background:#8e3b6f')}${b.lines.map((l, n) => at(18, 98 + n * 6, b.other('delivery', b.after(back - 30 + n * 2))) + at(62, 98 + n * 6, `${l.quantity} × ${l.text}`) + upTo(193, 98 + n * 6, b.money(l.total))).join('')}
        ${frame(18, y - 11, 175, 0.3, 'background:#8e3b6f')}${at(120, y - 8, 'Total HT')}${upTo(193, y - 8, b.money(b.net))}${at(120, y - 2, 'TVA 10 %')}${upTo(193, y - 2, b.money(b.tax))}${at(120, y + 4, isReminder ? 'Total TTC restant dû' : 'Total TTC', 'font-weight:bold')}${upTo(193, y + 4, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${block(18, y + 18, 170, `${isReminder ? '' : `À régler pour le ${b.other('due', b.due)}. `}Pensez à commander pour le ${b.other('event', b.after(35))}.`)}</section>`,
    };
  },
};
