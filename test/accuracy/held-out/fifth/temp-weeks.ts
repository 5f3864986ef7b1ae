import { type Layout, spaced } from '../layout.ts';
import { at, block, frame, sheetCss, stack, upTo } from './place.ts';

/** Temporary work by week: end-of-week days in the lines, mission from and to, the bill's day beside the payment's; once a mission's contract. */
export const tempWeeks: Layout = {
  id: 'temp-weeks',
  style: {
    sellers: ['Intérim Confluence', 'Actifs Emploi Travail Temporaire', 'Relais Missions SA'],
    goods: ['Heures normales', 'Heures sup. 25 %', 'Prime de panier', 'Indemnité transport', 'Heures de nuit'],
    rate: 20,
    lines: [3, 9],
    dates: ['slash', 'dots', 'short'],
    money: 'plain',
    dueAfter: [10, 30],
  },
  draw(b) {
    const s = b.seller;
    const isContract = b.round === 0;
    const number = `${b.date.slice(2, 4)}4${String(b.serial).padStart(6, '0')}`;
    const y = 140 + b.lines.length * 6;
    return {
      number,
      ...(isContract ? { ask: 'contrat' } : {}),
      css: sheetCss("8.5pt 'Liberation Sans'"),
      body: `<section>${at(14, 12, s.name, 'font-size:17pt;font-weight:bold;color:#d6001c')}${at(14, 21, `Agence de ${s.city} – ${s.street} – ${s.town}`)}${stack(115, 36, 4.8, [b.buyer.name, b.buyer.street, b.buyer.town, isContract ? `SIRET ${b.buyer.siret}` : ''])}
        ${at(14, 66, isContract ? 'CONTRAT DE MISE À DISPOSITION' : 'FACTURE', 'font-size:13pt;font-weight:bold')}${frame(14, 74, 182, 0.5, 'background:#d6001c')}
        ${at(14, 77, isContract ? 'Contrat n°' : 'Facture n°', 'color:#777')}${at(60, 77, isContract ? 'Établi le' : 'Date de facturation', 'color:#777')}${at(106, 77, isContract ? 'Période d’essai jusqu’au' : 'Date de règlement', 'color:#777')}${at(152, 77, 'N° client', 'color:#777')}
        ${at(14, 82, number)}${at(60, 82, isContract ? b.other('contract', b.date) : b.own())}${at(106, 82, b.other('due', b.due))}${at(152, 82, `${b.serial % 7000}`)}
        ${stack(14, 94, 5, [`Salarié : Mme Inès Ravel – qualification : préparatrice de commandes`, `Mission du ${b.other('contract', b.after(isContract ? 1 : -38))} au ${b.other('contract', b.after(isContract ? 60 : 20))}, souplesse du ${b.other('contract', b.after(isContract ? 55 : 15))} au ${b.other('contract', b.after(isContract ? 66 : 26))}`, isContract ? 'Motif : accroissement temporaire d’activité' : `Contrat ${b.serial + 40} du ${b.other('contract', b.after(-38))}`])}
        ${at(14, 118, isContract ? 'Base' : 'Semaine finissant le')}${at(52, 118, 'Rubrique')}${upTo(130, 118, 'Nombre')}${upTo(160, 118, 'Taux HT')}${upTo(196, 118, 'Montant HT')}
        ${b.lines.map((l, n) => at(14, 126 + n * 6, isContract ? 'estimée' : b.other('work', b.after(-30 + 7 * (n % 4)))) + at(52, 126 + n * 6, l.text) + upTo(130, 126 + n * 6, `${l.quantity},00`) + upTo(160, 126 + n * 6, b.money(l.price)) + upTo(196, 126 + n * 6, b.money(l.total))).join('')}
        ${upTo(160, y - 6, 'Total HT')}${upTo(196, y - 6, b.money(b.net))}${upTo(160, y, 'TVA 20,00 %')}${upTo(196, y, b.money(b.tax))}${upTo(160, y + 6, isContract ? 'Coût estimé TTC' : 'Total TTC', 'font-weight:bold')}${upTo(196, y + 6, `${b.money(b.gross)} €`, 'font-weight:bold')}
        ${block(14, 272, 182, `${s.name} – SAS au capital de 2 000 000 € – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – garantie financière (art. L. 1251-49 du code du travail), attestation du ${b.other('law', b.after(-120))}`, 'font-size:6.5pt')}</section>`,
    };
  },
};
