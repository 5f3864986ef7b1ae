import { type Layout, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** A DIY warehouse: the till's ticket with hour, the loyalty card's validity, the bill's day after "en date du"; once a note of delivery. */
export const depotStore: Layout = {
  id: 'depot-store',
  style: {
    sellers: ['Bricolande Distribution', 'Merlin des Bois SA', 'Jardi Maison Loire'],
    goods: [
      'Peinture mat blanc 10 L',
      'Perceuse 18 V',
      'Lame terrasse pin 2,4 m',
      'Cheville 8 mm x100',
      'Robinet thermostatique',
    ],
    rate: 20,
    lines: [2, 10],
    dates: ['slash', 'short', 'dots'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isSlip = b.round === 5;
    const number = `0${10 + b.round}-${b.serial}-${b.serial % 71}`;
    const till = b.after(-(b.round % 3) * 2);
    const y = 120 + b.lines.length * 5.5;
    return {
      number,
      ...(isSlip ? { ask: 'bon de livraison' } : {}),
      css: sheetCss("8.5pt 'DejaVu Sans Condensed'"),
      body: `<section>${frame(0, 0, 210, 20, 'background:#78be20')}${at(12, 6, s.name, 'font-size:16pt;color:#fff;font-weight:bold')}${stack(12, 24, 4.3, [`Magasin de ${s.city}`, s.street, s.town, 'Ouvert du lundi au samedi de 7 h à 20 h'])}
        ${frame(120, 46, 78, 26)}${stack(123, 49, 5, [b.buyer.name, b.buyer.street, b.buyer.town])}
        ${at(12, 58, isSlip ? 'BON DE LIVRAISON' : 'FACTURE', 'font-size:14pt;font-weight:bold')}${at(12, 66, `N° ${number} en date du ${isSlip ? b.other('delivery', b.date) : b.own()}`)}
        ${stack(12, 80, 4.5, [`Ticket n° ${b.serial} caisse 07 du ${b.other('payment', till)} à 11:42`, `Carte Pro n° 0${b.serial}33 valable jusqu’au ${b.other('validity', b.after(410))}`, `Retrait dépôt : ${b.other('delivery', b.after(isSlip ? 0 : 2))}`])}
        ${at(12, 104, 'Code')}${at(40, 104, 'Article')}${upTo(120, 104, 'Qté')}${upTo(150, 104, 'PU HT')}${upTo(172, 104, 'TVA')}${upTo(198, 104, isSlip ? 'Livré' : 'Total HT')}
        ${b.lines.map((l, n) => at(12, 111 + n * 5.5, `7${l.price}${n}`) + at(40, 111 + n * 5.5, l.text) + upTo(120, 111 + n * 5.5, String(l.quantity)) + upTo(150, 111 + n * 5.5, b.money(l.price)) + upTo(172, 111 + n * 5.5, '20 %') + upTo(198, 111 + n * 5.5, isSlip ? String(l.quantity) : b.money(l.total))).join('')}
        ${frame(110, y - 3, 88, 20)}${at(113, y, 'Montant HT')}${upTo(196, y, b.money(b.net))}${at(113, y + 5, 'Montant TVA')}${upTo(196, y + 5, b.money(b.tax))}${at(113, y + 10, isSlip ? 'Valeur TTC' : 'Total TTC', 'font-weight:bold')}${upTo(196, y + 10, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${at(12, y + 2, isSlip ? 'Reçu par (nom, signature) :' : 'Réglé : carte bancaire, solde 0,00 €')}${at(12, y + 8, isSlip ? 'Vos achats vous seront facturés en fin de mois.' : `Échange jusqu’au ${b.other('validity', b.after(90))}`)}
        ${block(12, 280, 186, `${s.name} – SA à directoire au capital de 100 000 000 € – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – éco-organisme FR025${b.serial}_04ABCD`, 'font-size:6.5pt')}</section>`,
    };
  },
};
