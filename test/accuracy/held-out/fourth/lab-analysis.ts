import { type Layout, spacedSiret } from '../layout.ts';

/** A laboratory without VAT: received, analysed and reported days beside the printed day, all as narrow labelled fields. */
export const labAnalysis: Layout = {
  id: 'lab-analysis',
  style: {
    sellers: ['Laboratoire Biolys', 'Cabinet médical du Port', 'Médecine du travail Sarthe'],
    goods: [
      'Analyse eau potable D1',
      'Recherche légionelle',
      'Visite d’embauche',
      'Prélèvement sur site',
      'Rapport d’essai',
    ],
    rate: 0,
    lines: [1, 5],
    dates: ['slash', 'short', 'dots'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const number = `H-${b.date.slice(2, 4)}.${b.serial}`;
    const p = (k: string, v: string) => `<span class=k>${k}</span><span>${v}</span>`;
    return {
      number,
      css: `@page{size:A4;margin:16mm} body{font:9.5pt 'DejaVu Serif Condensed','Liberation Serif'} .g{display:grid;grid-template-columns:38mm 34mm 38mm 1fr;row-gap:1.4mm;border-top:1px solid;border-bottom:1px solid;padding:2mm 0;margin:6mm 0} .k{color:#666;font-size:8pt} table{width:100%} td+td{text-align:right} .tt td{border-top:1px solid;font-weight:bold;padding-top:2mm}`,
      body: `<div style="text-align:right">${s.name}<br>${s.street}<br>${s.town}<br>SIRET ${spacedSiret(s.siret)}</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <h3>Note d’honoraires ${number}</h3>
        <div class=g>${p('Prélevé le', b.other('work', b.after(-13)))}${p('Préleveur', 'C. Aubert')}${p('Reçu le', b.other('delivery', b.after(-12)))}${p('N° d’échantillon', `E${b.serial}`)}${p('Validé le', b.other('work', b.after(-3)))}${p('Note établie le', b.own())}${p('Édité le', b.other('printed', b.after(b.round % 3)))}${p('À régler avant le', b.other('due', b.due))}</div>
        <table>${b.lines.map((l) => `<tr><td>${l.quantity} × ${l.text}<td>${b.money(l.total)} €`).join('')}<tr class=tt><td>Total à régler (exonéré de TVA, art. 261-4-1° du CGI)<td>${b.money(b.gross)} €</table>
        <p style="font-size:8pt">Accréditation n° 1-${b.serial} valable jusqu’au ${b.other('validity', b.after(500))}. Identifiant TVA ${s.vat}. Conditions tarifaires du ${b.other('law', b.after(-88))}.</p>`,
    };
  },
};
