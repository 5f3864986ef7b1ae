import { at, block, frame, sheetCss, stack, upTo } from '../fifth/place.ts';
import { type Layout, spacedSiret } from '../layout.ts';

/** A refrigerated haulier's form: boxes of bare labels, loading and unloading days of each trip in two columns, the diesel index below. */
export const coldFreight: Layout = {
  id: 'cold-freight',
  style: {
    sellers: ['Transports Frigo Léon', 'Rouvière Logistique Froid', 'Transcap Ouest SAS'],
    goods: [
      'Palette 80x120 +2/+4 °C',
      'Lot complet frais',
      'Messagerie surgelée',
      'Livraison rendez-vous',
      'Retour palettes Europe',
    ],
    rate: 20,
    lines: [4, 15],
    dates: ['short', 'slash', 'shortDots'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.serial}${b.date.slice(5, 7)}`;
    const y = 112 + b.lines.length * 5;
    const boxes: [string, string, number][] = [
      ['FACTURE N°', number, 14],
      ['DATE FACTURE', b.own(), 48],
      ['CODE CLIENT', `${b.serial % 4000}`, 82],
      ['ECHEANCE', b.other('due', b.due), 116],
      ['REGLEMENT', 'VIREMENT 30 J NET', 150],
    ];
    return {
      number,
      css: sheetCss("8.6pt 'Liberation Sans'"),
      body: `<section>${at(14, 10, s.name.toUpperCase(), 'font-size:15pt;font-weight:bold;font-style:italic;color:#004a8f')}${stack(14, 18, 4.2, [s.street, s.town, 'Tél. 02 98 61 00 40', `SIRET ${spacedSiret(s.siret)}`, `TVA ${s.vat}`, `Licence communautaire 2019/53/000${b.serial % 900} valable jusqu’au ${b.other('validity', b.after(611))}`])}
        ${frame(108, 40, 88, 28)}${stack(112, 45, 5, [b.buyer.name, b.buyer.street, b.buyer.town])}
        ${boxes.map(([k, v, x]) => frame(x, 76, x === 150 ? 46 : 34, 12) + at(x + 1.5, 77, k, 'font-size:6.5pt') + at(x + 1.5, 81.5, v, 'font-size:10pt')).join('')}
        ${frame(14, 94, 182, 6, 'background:#d9e6f2')}${at(15, 95, 'Récépissé')}${at(36, 95, 'Enlevé le')}${at(57, 95, 'Livré le')}${at(78, 95, 'Destination')}${at(112, 95, 'Nature')}${upTo(172, 95, 'Poids kg')}${upTo(195, 95, 'Montant HT')}
        ${b.lines.map((l, n) => at(15, 103 + n * 5, String(b.serial * 4 + n)) + at(36, 103 + n * 5, b.other('loading', b.after(-31 + 2 * n))) + at(57, 103 + n * 5, b.other('delivery', b.after(-30 + 2 * n))) + at(78, 103 + n * 5, ['RUNGIS', 'LYON CORBAS', 'NANTES MIN', 'LILLE'][l.quantity % 4]!) + at(112, 103 + n * 5, l.text) + upTo(172, 103 + n * 5, String(l.price % 9000)) + upTo(195, 103 + n * 5, b.money(l.total))).join('')}
        ${frame(14, y - 7, 182, 0.3, 'background:#004a8f')}${stack(120, y - 4, 5, ['TOTAL HT', 'TVA 20 %', 'TOTAL TTC EUR'])}${[b.net, b.tax, b.gross].map((v, n) => upTo(195, y - 4 + n * 5, b.money(v), n === 2 ? 'font-weight:bold' : '')).join('')}
        ${block(14, y - 4, 95, `dont indexation gazole (article L3222-1 du code des transports) : indice CNR du ${b.other('law', `${b.date.slice(0, 7)}-01`)}, part carburant 27 %. Palettes non rendues au ${b.other('closing', b.after(-1))} : ${b.serial % 40}.`, 'font-size:7.5pt')}
        ${block(14, 276, 182, `Aucun escompte. En cas de retard de paiement, une indemnité de 40 € et des pénalités au taux légal x 3 sont dues de plein droit. Les contrats types (décret du ${b.other('law', '2017-03-31', 'long')}) s’appliquent à défaut de convention écrite. Le tribunal de commerce de ${s.city} est seul compétent.`, 'font-size:6.8pt')}</section>`,
    };
  },
};
