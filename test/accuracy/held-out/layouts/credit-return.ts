import type { Layout } from '../layout.ts';
import { spacedSiret } from '../layout.ts';

/** A credit note after a return: the invoice that it corrects is nearer the title than its own date. */
export const creditReturn: Layout = {
  id: 'credit-return',
  style: {
    sellers: ['Textiles Lavandou', 'Emballages Picard et fils', 'Outillage Vosgien'],
    goods: ['Retour rouleau 50 m', 'Reprise palette', 'Remise de fin d’année', 'Article défectueux'],
    rate: 20,
    lines: [1, 4],
    dates: ['slash', 'long', 'short', 'dashes'],
    money: 'nbsp',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const number = `AV-${b.date.slice(2, 4)}-${String(b.serial).padStart(4, '0')}`;
    return {
      number,
      type: '381',
      css: `@page{size:A4;margin:14mm} body{font:10pt 'DejaVu Serif'} h1{font-size:16pt;margin-bottom:1mm} .b{float:right;width:75mm;border:1px solid;padding:3mm} dl{display:grid;grid-template-columns:45mm 60mm;clear:both} dt{font-weight:bold} dd{margin:0} table{width:100%;border-collapse:collapse} td,th{border-bottom:1px solid #bbb;padding:1.4mm;text-align:right} td:first-child,th:first-child{text-align:left}`,
      body: `<div class=b>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><b>${s.name}</b><br>${s.street}<br>${s.town}<br><br><br>
        <h1>FACTURE D’AVOIR</h1><div>relative à notre facture n° FA-${b.serial - 7} du ${b.other('previous', b.after(-33))}</div>
        <dl><dt>Avoir n°<dd>${number}<dt>Retour reçu le<dd>${b.other('delivery', b.after(-6))}<dt>Date de l’avoir<dd>${b.own()}<dt>Bon de retour<dd>R${b.serial} du ${b.other('delivery', b.after(-12))}<dt>À valoir jusqu’au<dd>${b.other('validity', b.after(365))}</dl>
        <table><tr><th>Désignation<th>Qté<th>PU HT<th>Montant HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}
        <tr><td colspan=3>Total HT<td>${b.money(b.net)} €<tr><td colspan=3>TVA 20 %<td>${b.money(b.tax)} €<tr><td colspan=3>Total TTC en votre faveur<td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:8pt">Cet avoir sera déduit de votre échéance du ${b.other('due', b.due)}. Net de taxe, article 272-1 du CGI. SIRET ${spacedSiret(s.siret)} – TVA ${s.vat} – SAS au capital de 45 734,71 €</p>`,
    };
  },
};
