import { type Layout, spacedSiret } from '../layout.ts';
import { amid, at, frame, sheetCss, upTo } from './place.ts';

/** A restaurant's note on A4, centred: the day of the meal in its title, the bill's own day in its last line. */
export const banquetNote: Layout = {
  id: 'banquet-note',
  style: {
    sellers: ['Auberge du Pont Vieux', 'La Table de Gaspard', 'Brasserie des Halles'],
    goods: ['Menu Terroir', 'Forfait boissons', 'Apéritif maison', 'Location du salon', 'Café gourmand'],
    rate: 10,
    lines: [2, 5],
    dates: ['weekday', 'slash', 'long'],
    money: 'plain',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.date.slice(5, 7)}/${b.serial % 400}`;
    const y = 130 + b.lines.length * 7;
    return {
      number,
      css: sheetCss("10.5pt 'Liberation Serif'"),
      body: `<section>${amid(0, 18, 210, s.name, 'font-size:22pt;font-style:italic')}${amid(0, 29, 210, `${s.street} – ${s.town}`)}${amid(0, 34, 210, `SIRET ${spacedSiret(s.siret)} – TVA ${s.vat} – fermé le lundi`, 'font-size:8pt')}
        ${amid(0, 50, 210, b.buyer.name)}${amid(0, 55, 210, `${b.buyer.street}, ${b.buyer.town}`)}
        ${amid(0, 76, 210, `Repas d’entreprise du ${b.other('event', b.after(-4 - b.round))}`, 'font-size:13pt')}${amid(0, 83, 210, `${b.serial % 40} couverts – réservation du ${b.other('order', b.after(-31))}`)}
        ${amid(0, 96, 210, `Facture n° ${number}`, 'font-weight:bold')}${frame(40, 104, 130, 0.3, 'background:#000')}
        ${b.lines.map((l, n) => at(40, 110 + n * 7, `${l.quantity} ${l.text}`) + upTo(170, 110 + n * 7, b.money(l.total))).join('')}
        ${frame(40, y - 12, 130, 0.3, 'background:#000')}${upTo(140, y - 9, 'Total HT')}${upTo(170, y - 9, b.money(b.net))}${upTo(140, y - 3, 'TVA 10 %')}${upTo(170, y - 3, b.money(b.tax))}${upTo(140, y + 3, 'Total TTC', 'font-weight:bold')}${upTo(170, y + 3, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${amid(0, y + 20, 210, `Payable avant le ${b.other('due', b.due)}, chèque ou virement. Service compris.`)}${amid(0, y + 27, 210, `Facture éditée le ${b.own()}`)}${amid(0, 280, 210, `Réveillon : réservez dès le ${b.other('event', b.after(60))} !`, 'font-size:8.5pt')}</section>`,
    };
  },
};
