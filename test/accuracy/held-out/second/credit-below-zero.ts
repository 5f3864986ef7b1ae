import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A distributor's credit note with amounts below zero; the invoice it corrects has its day in the same row of boxes. */
export const creditBelowZero: Layout = {
  id: 'credit-below-zero',
  style: {
    sellers: ['Comptoir Électrique Lorrain', 'Bricopro Négoce SAS', 'Dislab Consommables'],
    goods: ['RETOUR DISJONCTEUR 32A', 'AVOIR SUR PRIX', 'REPRISE EMBALLAGE', 'GESTE COMMERCIAL', 'CASSE TRANSPORT'],
    rate: 20,
    lines: [1, 4],
    dates: ['short', 'slash', 'dots'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const number = `AVO${String(b.serial).padStart(7, '0')}`;
    const cell = (label: string, value: string) => `<td><span>${label}</span><br>${value}`;
    return {
      number,
      type: '381',
      gross: -b.gross,
      css: `@page{size:A4;margin:12mm} body{font:8.5pt 'Liberation Sans'} .b{width:100%;border-collapse:collapse;margin:5mm 0} .b td{border:1.5px solid #4a148c;padding:1mm 2mm;text-align:center;font-weight:bold} .b span{font-weight:normal;font-size:6.5pt;text-transform:uppercase;color:#4a148c} .l{width:100%;border-collapse:collapse} .l th{background:#4a148c;color:#fff} .l td{text-align:right;padding:1mm} .l td:nth-child(2){text-align:left} .w{display:flex;justify-content:space-between}`,
      body: `<div class=w><div><div style="font-size:20pt;font-weight:bold;color:#4a148c">${s.name.split(' ')[0]}</div>${s.name}<br>${s.street}<br>${s.town}</div><div style="border:1px solid #ccc;padding:4mm;width:75mm;margin-top:10mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div style="font-size:15pt;font-weight:bold">AVOIR</div>
        <table class=b><tr>${cell('Votre facture', `F${b.serial - 9}`)}${cell('du', b.other('previous', b.after(-21 - b.round)))}${cell('Avoir n°', number)}${cell('du', b.own())}${cell('Compte', `411${b.serial}`)}${cell('Retour reçu', b.other('delivery', b.after(-4)))}</table>
        <table class=l><tr><th>Réf.<th>Désignation<th>Qté<th>P.U. HT<th>Montant HT${b.lines.map((l, n) => `<tr><td>${l.price}${n}<td>${l.text}<td>-${l.quantity}<td>${b.money(l.price)}<td>${b.money(-l.total)}`).join('')}</table><hr>
        <table class=l style="width:80mm;margin-left:106mm"><tr><td>Total HT<td>${b.money(-b.net)}<tr><td>TVA 20,00 %<td>${b.money(-b.tax)}<tr><td><b>Total TTC</b><td><b>${b.money(-b.gross)} EUR</b></table>
        <p>À déduire de votre prochain règlement, échéance ${b.other('due', b.due)}. Motif : voir bon de retour BR${b.serial} du ${b.other('delivery', b.after(-8))}.</p>
        <p style="font-size:6.5pt;position:absolute;bottom:0">${s.name} – capital 1 500 000 € – RCS ${s.city} B ${spaced(s.siren)} – TVA ${s.vat} – Siège social : ${s.street}, ${s.town} – Clause de réserve de propriété, loi n° 80-335 du 12 mai 1980</p>`,
    };
  },
};
