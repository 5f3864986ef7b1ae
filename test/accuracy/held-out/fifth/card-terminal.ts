import { type Layout, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** A card terminal's lessor: fees by month of takings, "Document établi le" small under the number; once a statement of fees, which bills nothing. */
export const cardTerminal: Layout = {
  id: 'card-terminal',
  style: {
    sellers: ['Monétique Hexa Services', 'Paymodo France SAS', 'Crédit Coopératif du Littoral Monétique'],
    goods: [
      'Location TPE',
      'Commissions cartes UE',
      'Commissions hors UE',
      'Abonnement passerelle',
      'Frais de dossier',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'longZero', 'dots'],
    money: 'nbsp',
    dueAfter: [5, 10],
  },
  draw(b) {
    const s = b.seller;
    const isStatement = b.round === 4;
    const number = `${isStatement ? 'RF' : 'MF'}-${b.serial}-${b.date.slice(2, 4)}${b.date.slice(5, 7)}`;
    const day = isStatement ? b.other('other', b.date) : b.own();
    const y = 140 + b.lines.length * 7;
    return {
      number,
      ...(isStatement ? { ask: 'relevé' } : {}),
      css: sheetCss("9pt 'DejaVu Sans Condensed'"),
      body: `<section>${stack(112, 48, 5, [b.buyer.name, b.buyer.street, b.buyer.town])}${at(14, 84, isStatement ? 'Relevé annuel de frais' : 'Facture de services monétiques', 'font-size:15pt;color:#0b5')}${at(14, 93, `${isStatement ? 'Relevé' : 'Facture'} n° ${number}`)}${at(14, 98, `Document établi le ${day}`, 'font-size:7.5pt')}
        ${at(14, 14, s.name, 'font-weight:bold;font-size:13pt')}${stack(14, 21, 4.5, [s.street, s.town, `Contrat commerçant 52${b.serial}`, `ouvert le ${b.other('contract', b.after(-977))}`])}
        ${frame(14, 108, 182, 14, 'background:#eef8f1')}${at(17, 110, isStatement ? 'Période couverte' : 'Encaissements', 'font-size:7.5pt')}${at(17, 115, `du ${b.other('period', b.after(isStatement ? -365 : -31))} au ${b.other('period', b.after(-1))}`)}${at(92, 110, 'Débit de votre compte', 'font-size:7.5pt')}${at(92, 115, isStatement ? 'déjà effectué' : `le ${b.other('debit', b.due)}`)}${at(150, 110, isStatement ? 'Total des frais TTC' : 'Total TTC', 'font-size:7.5pt')}${at(150, 115, `<b>${b.money(b.gross)} €</b>`)}
        ${b.lines.map((l, n) => at(17, 128 + n * 7, l.text) + upTo(140, 128 + n * 7, `${l.quantity} × ${b.money(l.price)} €`) + upTo(194, 128 + n * 7, `${b.money(l.total)} €`)).join('')}
        ${frame(14, y - 7, 182, 0.3, 'background:#0b5')}${at(120, y - 4, 'Montant HT')}${upTo(194, y - 4, `${b.money(b.net)} €`)}${at(120, y + 2, 'TVA 20 %')}${upTo(194, y + 2, `${b.money(b.tax)} €`)}${at(120, y + 8, 'Montant TTC')}${upTo(194, y + 8, `${b.money(b.gross)} €`)}
        ${block(14, y + 26, 182, isStatement ? 'Ce relevé récapitule, pour information, les frais perçus au cours de l’année (article L. 314-7 du code monétaire et financier). Il ne remplace pas vos factures.' : `Vos conditions changent au ${b.other('law', b.after(62))} ; sans refus de votre part avant le ${b.other('validity', b.after(60))}, elles seront réputées acceptées. Prochaine facture : ${b.other('next', b.after(31))}.`, 'font-size:7.5pt')}
        ${block(14, 282, 182, `${s.name}, ${s.street}, ${s.town} – ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat} – agrément ACPR`, 'font-size:6.5pt')}</section>`,
    };
  },
};
