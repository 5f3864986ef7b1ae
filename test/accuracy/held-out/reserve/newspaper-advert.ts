import type { Layout } from '../layout.ts';

/** A publisher's bill for adverts: issues with their days, the invoice's line in the middle of a paragraph of references. */
export const newspaperAdvert: Layout = {
  id: 'advert-sales',
  style: {
    sellers: ['Éditions du Phare', 'Régie Presse Alsace', 'Le Journal des Métiers'],
    goods: ['Annonce légale', 'Quart de page quadri', 'Bandeau web', 'Encart 4 pages'],
    rate: 20,
    lines: [1, 6],
    dates: ['long', 'slash'],
    money: 'nbsp',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const number = `P${b.serial}${b.date.slice(2, 4)}`;
    return {
      number,
      css: `@page{size:A4;margin:18mm} body{font:10.5pt 'DejaVu Serif Condensed'} h1{font-size:24pt;font-style:italic;margin:0} .ref{border-left:4px solid #c00;padding-left:4mm;margin:10mm 0;line-height:1.5} table{width:100%} td:nth-child(n+3){text-align:right}`,
      body: `<h1>${s.name}</h1><div>Service publicité – ${s.street}, ${s.town}</div><div style="text-align:right;margin-top:8mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <div class=ref>Facture numéro : <b>${number}</b><br>Date de facturation : <b>${b.own()}</b><br>Bon de commande reçu le : ${b.other('order', b.after(-28))}<br>Bon à tirer du : ${b.other('proof', b.after(-14))}<br>Règlement : à 30 jours, soit le ${b.other('due', b.due)}</div>
        <table>${b.lines.map((l, n) => `<tr><td>${l.text}<td>parution du ${b.other('publication', b.after(-8 + n * 3))}<td>${l.quantity}<td>${b.money(l.total)} €`).join('')}
        <tr><td colspan=3>Montant HT<td>${b.money(b.net)} €<tr><td colspan=3>TVA (20 %)<td>${b.money(b.tax)} €<tr><td colspan=3><b>Montant TTC</b><td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:7.5pt">Publication habilitée par arrêté préfectoral du 19 décembre 2019. Tarif fixé par l’arrêté du 27 décembre 2022. SIREN ${s.siren}, TVA ${s.vat}, SAS au capital de 150 000 €.</p>`,
    };
  },
};
