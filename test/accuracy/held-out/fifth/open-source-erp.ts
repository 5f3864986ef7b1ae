import { type Layout, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** An open-source ERP's template: reference and both days right-aligned at the top, sender and recipient in two frames, linked order below. */
export const openSourceErp: Layout = {
  id: 'open-source-erp',
  style: {
    sellers: ['Association Numérique Libre', 'Vélos Cargo Rennais SCOP', 'Menuiserie Alba'],
    goods: [
      'Maintenance annuelle',
      'Vélo cargo biporteur',
      'Formation, demi-journée',
      'Porte sur mesure',
      'Frais de port',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'dashes', 'slash'],
    money: 'plain',
    dueAfter: [0, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isProforma = b.round === 3;
    const number = `${isProforma ? '(PROV' : 'FA'}${b.date.slice(2, 4)}${b.date.slice(5, 7)}-${String(b.serial % 9000).padStart(4, '0')}${isProforma ? ')' : ''}`;
    const day = isProforma ? b.other('other', b.date) : b.own();
    const y = 116 + b.lines.length * 7;
    return {
      number,
      ...(isProforma ? { ask: 'proforma' } : {}),
      css: sheetCss("9pt 'DejaVu Sans Condensed'"),
      body: `<section>${upTo(200, 10, `${isProforma ? 'Facture proforma' : 'Facture'} ${number}`, 'font-weight:bold;font-size:12pt;color:#00003c')}${upTo(200, 17, `Date ${isProforma ? 'du document' : 'facturation'} : ${day}`)}${upTo(200, 21.5, `Date échéance : ${b.other('due', b.due)}`)}${upTo(200, 26, `Code client : CU${b.date.slice(2, 4)}05-${b.serial % 9000}`)}${upTo(200, 30.5, `Réf. commande : CO-${b.serial} / ${b.other('order', b.after(-16))}`)}${upTo(200, 35, `Réf. expédition : SH-${b.serial} / ${b.other('delivery', b.after(-2))}`)}
        ${at(10, 14, s.name, 'font-size:14pt;font-weight:bold')}
        ${at(10, 41, 'Émetteur', 'font-size:7pt')}${frame(10, 45, 82, 38, 'background:#e6e6e6')}${at(100, 41, 'Adressé à', 'font-size:7pt')}${frame(100, 45, 100, 38)}
        ${stack(12, 47, 4.6, [`<b>${s.name}</b>`, s.street, s.town, 'Tél. : 02 99 00 11 22', 'Email : compta@exemple.fr'])}${stack(102, 47, 4.6, [`<b>${b.buyer.name}</b>`, b.buyer.street, b.buyer.town, b.showsBuyerSiren ? `Numéro TVA : ${b.buyer.vat}` : ''])}
        ${upTo(200, 90, 'Montants exprimés en Euros', 'font-size:7pt')}${frame(10, 95, 190, 5.5, 'border:1px solid #aaa')}${at(12, 96, 'Désignation')}${upTo(130, 96, 'TVA')}${upTo(152, 96, 'P.U. HT')}${upTo(167, 96, 'Qté')}${upTo(199, 96, 'Total HT')}
        ${b.lines.map((l, n) => at(12, 103 + n * 7, l.text + (n === 0 ? ` (Du ${b.other('period', b.after(1))} au ${b.other('period', b.after(365))})` : '')) + upTo(130, 103 + n * 7, '20%') + upTo(152, 103 + n * 7, b.money(l.price)) + upTo(167, 103 + n * 7, String(l.quantity)) + upTo(199, 103 + n * 7, b.money(l.total))).join('')}
        ${at(10, y, `Conditions de règlement : à ${isProforma ? 'la commande' : 'échéance'}`)}${at(10, y + 5, 'Règlement par virement sur le compte suivant :')}${at(10, y + 10, s.iban)}
        ${at(120, y, 'Total HT')}${upTo(199, y, b.money(b.net))}${at(120, y + 5, 'Total TVA 20%')}${upTo(199, y + 5, b.money(b.tax))}${frame(119, y + 9.5, 81, 5.5, 'background:#dcdcdc')}${at(120, y + 10, 'Total TTC')}${upTo(199, y + 10, b.money(b.gross))}
        ${block(10, 282, 190, `${s.name} – ${spaced(s.siren)} RCS ${s.city} – Numéro TVA : ${s.vat} – NAF 6201Z – 1/1`, 'font-size:7pt;text-align:center')}</section>`,
    };
  },
};
