import { type Layout, spaced } from '../layout.ts';
import { at, block, sheetCss, stack, upTo } from './place.ts';

/** A lawyer's bill of time: hearing, judgment and agreement days in running text; the day in words at the right of the letterhead. */
export const counselRetainer: Layout = {
  id: 'counsel-retainer',
  style: {
    sellers: ['SELARL Thémis Conseils', 'Cabinet Oriane Leduc Avocat', 'AARPI Saint-Yves'],
    goods: ['Consultation', 'Rédaction des conclusions', 'Audience et plaidoirie', 'Frais de postulation'],
    rate: 20,
    lines: [1, 4],
    dates: ['long', 'weekday', 'longZero'],
    money: 'nbsp',
    dueAfter: [0, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `FH ${b.date.slice(2, 4)} ${String(b.serial % 999).padStart(3, '0')}`;
    const y = 152 + b.lines.length * 7;
    return {
      number,
      css: sheetCss("11pt 'Liberation Serif'"),
      body: `<section>${at(25, 20, s.name, 'font-size:17pt')}${at(25, 28, 'Avocat à la Cour', 'font-style:italic')}${stack(25, 36, 4.5, [s.street, s.town, 'Toque 114'], 'font-size:9pt')}
        ${stack(115, 55, 5, [b.buyer.name, b.buyer.street, b.buyer.town])}${at(115, 78, `${s.city}, ${b.round % 2 ? 'ce' : 'le'} ${b.own()}`)}
        ${at(25, 92, `Facture d’honoraires n° ${number}`, 'font-weight:bold')}${at(25, 98, `Aff. : ${b.buyer.name} c/ SCI du Moulin – RG 2${b.round}/0${b.serial}`, 'font-size:9.5pt')}
        ${block(25, 108, 160, `Diligences accomplies entre le ${b.other('period', b.after(-84))} et le ${b.other('period', b.after(-3))}, dont l’audience du ${b.other('event', b.after(-15))} ; délibéré fixé au ${b.other('event', b.after(22))}. Convention d’honoraires du ${b.other('contract', b.after(-260))}.`)}
        ${b.lines.map((l, n) => at(30, 145 + n * 7, `${l.text}, ${l.quantity} h`) + upTo(185, 145 + n * 7, `${b.money(l.total)} €`)).join('')}
        ${upTo(150, y, 'Total HT')}${upTo(185, y, `${b.money(b.net)} €`)}${upTo(150, y + 6, 'TVA au taux de 20 %')}${upTo(185, y + 6, `${b.money(b.tax)} €`)}${upTo(150, y + 12, 'Total TTC')}${upTo(185, y + 12, `${b.money(b.gross)} €`, 'border-top:1px solid')}
        ${at(25, y + 24, `Exigible au ${b.other('due', b.due)}.`)}${block(25, 270, 160, `Membre d’une association agréée. ${spaced(s.siren)} – TVA ${s.vat}. Les honoraires peuvent être contestés devant le bâtonnier (décret du 27 novembre 1991, art. 174 et suivants).`, 'font-size:8pt')}</section>`,
    };
  },
};
