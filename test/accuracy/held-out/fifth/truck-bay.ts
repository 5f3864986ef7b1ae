import { type Layout, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** A truck and tyre workshop on a dot-matrix form: labels end with colons in two columns, the vehicle's days in the left one. */
export const truckBay: Layout = {
  id: 'truck-bay',
  style: {
    sellers: ['Pneus Rives de Seine', 'Poids Lourds Services 72', 'Garage Agricole Morvan'],
    goods: ['PNEU 315/80 R22.5', 'EQUILIBRAGE', 'M.O. FREINAGE', 'PLAQUETTES JEU', 'VIDANGE PONT', 'TVE PNEU'],
    rate: 20,
    lines: [3, 9],
    dates: ['short', 'slash', 'shortDots'],
    money: 'plain',
    dueAfter: [30, 60],
  },
  draw(b) {
    const s = b.seller;
    const isRepair = b.round === 2;
    const number = `${isRepair ? 'OR' : ''}${b.serial}${b.round}${b.date.slice(3, 4)}`;
    const y = 116 + b.lines.length * 5;
    return {
      number,
      ...(isRepair ? { ask: 'ordre de réparation' } : {}),
      css: sheetCss("9pt 'Liberation Mono'"),
      body: `<section>${stack(10, 10, 4.4, [s.name.toUpperCase(), s.street.toUpperCase(), s.town.toUpperCase(), `RCS ${s.city.toUpperCase()} ${spaced(s.siren)}`, `TVA ${s.vat}`])}${at(120, 10, isRepair ? 'ORDRE DE REPARATION' : '*** FACTURE ***', 'font-size:13pt')}
        ${stack(10, 44, 4.6, ['IMMAT.      : FT-412-KD', `1ERE M.E.C. : ${b.other('vehicle', b.after(-1850))}`, `CONTROLE T. : ${b.other('vehicle', b.after(77))}`, `KMS         : 4${b.serial}1`, `ENTREE LE   : ${b.other('work', b.after(isRepair ? 0 : -2))}`, `SORTIE LE   : ${b.other('work', b.after(isRepair ? 1 : -1))}`], 'white-space:pre')}
        ${stack(120, 22, 4.6, [`NUMERO    : ${number}`, `DATE      : ${isRepair ? b.other('work', b.date) : b.own()}`, `ECHEANCE  : ${isRepair ? '' : b.other('due', b.due)}`, `O.R.      : ${b.serial + 5}`], 'white-space:pre')}${stack(120, 50, 4.6, [b.buyer.name.toUpperCase(), b.buyer.street.toUpperCase(), b.buyer.town.toUpperCase()])}
        ${frame(10, 84, 188, 6)}${at(12, 85, 'REF')}${at(36, 85, 'LIBELLE')}${upTo(130, 85, 'QTE')}${upTo(160, 85, 'PRIX NET')}${upTo(196, 85, 'MONTANT')}
        ${b.lines.map((l, n) => at(12, 94 + n * 5, String(l.price)) + at(36, 94 + n * 5, l.text) + upTo(130, 94 + n * 5, String(l.quantity)) + upTo(160, 94 + n * 5, b.money(l.price)) + upTo(196, 94 + n * 5, b.money(l.total))).join('')}
        ${upTo(160, y - 10, 'TOTAL H.T.')}${upTo(196, y - 10, b.money(b.net))}${upTo(160, y - 5, 'T.V.A. 20.00')}${upTo(196, y - 5, b.money(b.tax))}${upTo(160, y, isRepair ? 'ESTIME T.T.C.' : 'NET A PAYER T.T.C.')}${upTo(196, y, `${b.money(b.gross)} EUR`)}
        ${block(10, y + 14, 186, isRepair ? 'LE CLIENT DEMANDE L’EXECUTION DES TRAVAUX CI-DESSUS ET EN ACCEPTE LES CONDITIONS. SIGNATURE DU CLIENT :' : `RESSERRAGE DES ROUES A CONTROLER AVANT LE ${b.other('next', b.after(5))}. PNEUS USAGES REPRIS (DECRET 2002-1563 DU 24/12/2002).`, 'font-size:8pt')}</section>`,
    };
  },
};
