import { type Layout, spacedSiret } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** A free tool's page: number and "Émise le" in one line under the title, values of the right column before its labels; quotes look the same. */
export const freeTool: Layout = {
  id: 'free-tool',
  style: {
    sellers: ['Plomberie Ansart', 'Élodie Massart Coaching', 'Net’Services 49'],
    goods: ['Main-d’œuvre', 'Remplacement mitigeur', 'Séance individuelle', 'Nettoyage vitrerie', 'Déplacement'],
    rate: 20,
    lines: [1, 6],
    dates: ['slash', 'slash', 'long'],
    money: 'nbsp',
    dueAfter: [0, 30],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 1;
    const number = `${isQuote ? 'DEV' : 'FAC'}${b.date.slice(0, 4)}${b.date.slice(5, 7)}-${b.serial % 300}`;
    const day = isQuote ? b.other('quote', b.date) : b.own();
    const y = 122 + b.lines.length * 8;
    return {
      number,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: sheetCss("9pt 'DejaVu Sans'"),
      body: `<section>${frame(0, 0, 210, 4, 'background:#1abc9c')}${at(15, 14, s.name, 'font-weight:bold;font-size:12pt')}${stack(15, 21, 4.6, [s.street, s.town, `SIRET : ${spacedSiret(s.siret)}`, `TVA : ${s.vat}`])}
        ${upTo(195, 14, isQuote ? 'Devis' : 'Facture', 'font-size:22pt;color:#1abc9c')}${upTo(195, 26, `N° ${number} – ${isQuote ? 'Établi' : 'Émise'} le ${day}`)}
        ${upTo(195, 33, b.other('due', b.due), 'font-size:8pt')}${upTo(172, 33, isQuote ? 'Valide jusqu’au' : 'À payer avant le', 'font-size:8pt;color:#777')}${upTo(195, 38, b.other('work', b.after(isQuote ? 20 : -9)), 'font-size:8pt')}${upTo(172, 38, isQuote ? 'Début des travaux' : 'Date d’intervention', 'font-size:8pt;color:#777')}
        ${frame(110, 52, 85, 28, 'background:#f4f6f6')}${stack(114, 56, 5, [b.buyer.name, b.buyer.street, b.buyer.town])}
        ${at(15, 98, `Objet : ${isQuote ? 'votre demande' : 'votre accord'} du ${b.other('order', b.after(-23))}`)}${at(15, 110, 'DÉSIGNATION', 'font-size:7pt')}${upTo(125, 110, 'QUANTITÉ', 'font-size:7pt')}${upTo(160, 110, 'PRIX HT', 'font-size:7pt')}${upTo(195, 110, 'TOTAL HT', 'font-size:7pt')}
        ${b.lines.map((l, n) => frame(15, 115 + n * 8, 180, 0.2, 'background:#ccc') + upTo(195, 117 + n * 8, `${b.money(l.total)} €`) + upTo(160, 117 + n * 8, `${b.money(l.price)} €`) + upTo(125, 117 + n * 8, String(l.quantity)) + at(15, 117 + n * 8, l.text)).join('')}
        ${stack(135, y, 6, ['Total HT', 'TVA (20 %)', 'Total TTC'])}${upTo(195, y, `${b.money(b.net)} €`)}${upTo(195, y + 6, `${b.money(b.tax)} €`)}${upTo(195, y + 12, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${block(15, y + 28, 120, isQuote ? 'Bon pour accord (date et signature) :' : `Règlement par virement : ${s.iban}. Pénalités de retard au taux de la BCE majoré de 10 points.`, 'font-size:8pt')}${at(15, 284, `Document édité le ${b.other('printed', b.after(2))} – page 1 sur 1`, 'font-size:6.5pt;color:#999')}</section>`,
    };
  },
};
