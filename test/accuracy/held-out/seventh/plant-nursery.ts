import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper } from '../sixth/kit.ts';

/** A nursery's spreadsheet: cells of grid, days as the sheet shows them, plant passport; once the client's order, once a note of delivery. */
export const plantNursery: Layout = {
  id: 'plant-nursery',
  style: {
    sellers: ['Pépinières du Val Joyeux', 'Horticulture Brémond EARL', 'GAEC des Trois Saules'],
    goods: [
      'Quercus ilex 14/16 MG',
      'Buxus C3',
      'Lavandula G9',
      'Malus golden scion',
      'Terreau 70 L',
      'Tuteur châtaignier 2 m',
    ],
    rate: 10,
    lines: [4, 14],
    dates: ['slash', 'sheet', 'long'],
    money: 'plain',
    dueAfter: [30, 60],
  },
  draw(b) {
    const s = b.seller;
    const kind = b.round === 1 ? 'bon de commande' : b.round === 4 ? 'bon de livraison' : null;
    const { lines, net, tax, gross } = cheaper(b, 6);
    const number = `${kind ? (b.round === 1 ? 'C' : 'L') : 'F'}${b.date.slice(0, 4)}.${b.serial % 700}`;
    const title = kind ? kind.toUpperCase() : 'FACTURE';
    return {
      number,
      gross,
      ...(kind ? { ask: kind } : {}),
      css: `@page{size:A4;margin:15mm 12mm} body{font:10pt 'Liberation Sans'} table{border-collapse:collapse;width:100%} td{border:1px solid #d0d0d0;height:5mm;padding:0 1.5mm;white-space:nowrap} .n{text-align:right} .h td{background:#c6e0b4;font-weight:bold;border-color:#000}`,
      body: `<table><tr><td colspan=3 style="font-size:15pt;color:#375623"><b>${s.name}</b><td colspan=2 class=n style="font-size:13pt"><b>${title}</b><tr><td colspan=3>${s.street}<td>N°<td class=n>${number}<tr><td colspan=3>${s.town}<td>Date<td class=n>${kind ? b.other('other', b.date) : b.own()}<tr><td colspan=3>SIRET ${spacedSiret(s.siret)}<td>Livraison<td class=n>${b.other('delivery', b.round === 1 ? b.after(15) : b.after(kind ? 0 : -7))}<tr><td colspan=3>TVA ${s.vat}<td>${b.round === 1 ? 'Réponse avant' : 'Échéance'}<td class=n>${kind === 'bon de livraison' ? '' : b.other('due', b.due)}<tr><td colspan=5><tr><td><td colspan=2>${b.round === 1 ? 'Commandé par' : 'Client'} :<td colspan=2>${b.buyer.name}<tr><td colspan=3><td colspan=2>${b.buyer.street}<tr><td colspan=3><td colspan=2>${b.buyer.town}<tr><td colspan=5>
        <tr class=h><td>Réf<td>Désignation<td class=n>Qté<td class=n>PU HT<td class=n>Total HT${lines.map((l) => `<tr><td>${l.price}<td>${l.text}<td class=n>${l.quantity}<td class=n>${b.money(l.price)} €<td class=n>${b.money(l.total)} €`).join('')}<tr><td colspan=5><tr><td colspan=3><td>Total HT<td class=n>${b.money(net)} €<tr><td colspan=3><td>TVA 10 %<td class=n>${b.money(tax)} €<tr class=h><td colspan=3><td>Total TTC<td class=n>${b.money(gross)} €</table>
        <p style="font-size:8pt">${b.round === 1 ? 'Bon pour commande (date et signature du client) :' : kind ? 'Réceptionné par : ........................ Réserves :' : `Commande du ${b.other('order', b.after(-21))}. Règlement : chèque ou virement ${s.iban}.`} Passeport phytosanitaire FR-CE${b.serial}, règlement du ${b.other('law', '2016-10-26', 'slash')}. Reprise garantie si plantation avant le ${b.other('validity', b.after(70))}.</p>`,
    };
  },
};
