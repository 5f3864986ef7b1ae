import { type Layout, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** A sales suite's document: "Facture F-... du" as a title at the right, a block of the deal's days at the left, subscription months in lines. */
export const salesSuite: Layout = {
  id: 'sales-suite',
  style: {
    sellers: ['Copieurs Services Atlantique', 'Téléphonie Cap Ouest', 'Alarme Sud Protection'],
    goods: [
      'Location copieur C308',
      'Pages couleur',
      'Forfait standard virtuel',
      'Télésurveillance',
      'Maintenance trimestrielle',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'long', 'short'],
    money: 'nbsp',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const isOrder = b.round === 2;
    const number = `${isOrder ? 'BDC' : 'F'}-${b.date.slice(0, 4)}-${String(b.serial).padStart(5, '0')}`;
    const day = isOrder ? b.other('order', b.date) : b.own();
    const y = 128 + b.lines.length * 8;
    return {
      number,
      ...(isOrder ? { ask: 'bon de commande' } : {}),
      css: sheetCss("9pt 'Liberation Sans'"),
      body: `<section>${upTo(196, 16, isOrder ? 'Bon de commande' : 'Facture', 'font-size:18pt;color:#e4572e')}${upTo(196, 25, `${number} du ${day}`, 'font-size:10.5pt')}${at(14, 16, s.name, 'font-size:14pt;font-weight:bold')}${stack(14, 24, 4.5, [s.street, s.town])}
        ${stack(14, 48, 5, ['Contrat signé le', 'Mise en service le', 'Fin d’engagement le', isOrder ? 'Livraison prévue le' : 'Date limite de paiement'], 'color:#777')}${stack(58, 48, 5, [b.other('contract', b.after(isOrder ? 0 : -420)), b.other('contract', b.after(isOrder ? 21 : -402)), b.other('contract', b.after(isOrder ? 1100 : 693)), b.other('due', b.due)])}
        ${stack(120, 48, 5, [`<b>${b.buyer.name}</b>`, b.buyer.street, b.buyer.town, 'France'])}
        ${frame(14, 108, 182, 7, 'background:#e4572e')}${at(16, 109.5, 'Libellé', 'color:#fff')}${upTo(140, 109.5, 'Qté', 'color:#fff')}${upTo(166, 109.5, 'P.U. HT', 'color:#fff')}${upTo(194, 109.5, 'Montant HT', 'color:#fff')}
        ${b.lines.map((l, n) => at(16, 119 + n * 8, `${l.text}${n < 2 ? ` – du ${b.other('period', b.after(1))} au ${b.other('period', b.after(91))}` : ''}`) + upTo(140, 119 + n * 8, String(l.quantity)) + upTo(166, 119 + n * 8, b.money(l.price)) + upTo(194, 119 + n * 8, b.money(l.total))).join('')}
        ${stack(140, y, 6, ['Total HT', 'TVA 20 %', '<b>Total TTC</b>'])}${upTo(194, y, `${b.money(b.net)} €`)}${upTo(194, y + 6, `${b.money(b.tax)} €`)}${upTo(194, y + 12, `<b>${b.money(b.gross)} €</b>`)}
        ${block(14, y + 2, 100, isOrder ? 'Le client commande les produits et services ci-dessus et accepte les conditions générales. Signature et cachet :' : `Relevé compteur du ${b.other('reading', b.after(-4))} : ${b.serial} pages. Prochain relevé le ${b.other('next', b.after(87))}.`)}
        ${block(14, 280, 182, `${s.name} – SAS au capital de 30 000 € – RCS ${s.city} ${spaced(s.siren)} – TVA intra ${s.vat}`, 'font-size:7pt;text-align:center')}</section>`,
    };
  },
};
