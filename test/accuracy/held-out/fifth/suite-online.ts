import { type Layout, STRAY, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** An online suite for small firms: the sender below the buyer, the day in a footer of the title block; an avoir of the same template. */
export const suiteOnline: Layout = {
  id: 'suite-online',
  style: {
    sellers: ['Studio Parallèle SAS', 'Agence Marée Haute', 'Bureau Triskel Conseil'],
    goods: [
      'Campagne sur les réseaux',
      'Impression 500 dépliants',
      'Audit énergétique',
      'Rédaction de pages',
      'Gestion de projet',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['slash', 'longZero', 'dots'],
    money: 'narrow',
    dueAfter: [15, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const [isStray, isCredit] = [b.round === 3, b.round === 5];
    const number = `${isCredit ? 'A' : 'F'}${b.date.slice(0, 4)}${b.date.slice(5, 7)}${String(b.serial % 999).padStart(3, '0')}`;
    const y = 118 + b.lines.length * 13;
    return {
      number,
      type: isCredit ? '381' : '380',
      ...(isStray ? { ask: STRAY } : {}),
      css: sheetCss("9pt 'Liberation Sans'", 'small{color:#888}'),
      body: `<section>${frame(0, 0, 60, 297, 'background:#27364b')}${stack(6, 18, 5, [`<b>${s.name}</b>`, s.street, s.town, '', `SIREN ${spaced(s.siren)}`, `TVA ${s.vat}`], 'color:#fff')}${stack(6, 70, 5, ['<small>Votre contact</small>', 'Julie Armand', '', '<small>Date de la prestation</small>', b.other('work', b.after(-8)), '', `<small>${isCredit ? 'Facture d’origine' : 'Devis accepté'}</small>`, b.other(isCredit ? 'previous' : 'quote', b.after(-29))], 'color:#fff')}
        ${at(70, 18, isCredit ? 'AVOIR' : 'FACTURE', 'font-size:24pt;letter-spacing:1mm')}${at(70, 31, number, 'font-size:12pt')}${at(70, 38, `Le ${b.own()}`)}
        ${stack(125, 50, 5, [b.buyer.name, b.buyer.street, b.buyer.town, ...(isStray || b.showsBuyerSiren ? [`SIREN ${spaced(b.buyer.siren)}`, `TVA ${b.buyer.vat}`] : [])])}
        ${at(70, 98, 'Description')}${upTo(155, 98, 'Qté')}${upTo(178, 98, 'PU HT')}${upTo(202, 98, 'Total HT')}${frame(70, 103, 132, 0.4, 'background:#27364b')}
        ${b.lines.map((l, n) => at(70, 107 + n * 13, l.text) + at(70, 111.5 + n * 13, `<small>Phase ${n + 1}, terminée le ${b.other('work', b.after(-27 + n * 4))}</small>`) + upTo(155, 107 + n * 13, String(l.quantity)) + upTo(178, 107 + n * 13, b.money(l.price)) + upTo(202, 107 + n * 13, b.money(l.total))).join('')}
        ${upTo(170, y, 'Total HT')}${upTo(202, y, `${b.money(b.net)} €`)}${upTo(170, y + 6, 'TVA 20 %')}${upTo(202, y + 6, `${b.money(b.tax)} €`)}${upTo(170, y + 13, isCredit ? 'Total TTC de l’avoir' : 'Total TTC', 'font-weight:bold')}${upTo(202, y + 13, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${block(70, y + 28, 130, isCredit ? `À valoir sur votre prochaine facture ou remboursable avant le ${b.other('due', b.due)}.` : `Échéance de paiement : ${b.other('due', b.due)} – virement : ${s.iban}`)}${at(70, 286, 'Conditions générales de vente, version du 01/03/2019', 'font-size:6.5pt')}</section>`,
    };
  },
};
