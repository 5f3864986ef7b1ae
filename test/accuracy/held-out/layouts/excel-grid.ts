import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A spreadsheet with all its cell borders: a row of headings, the values in the row below. */
export const excelGrid: Layout = {
  id: 'excel-grid',
  style: {
    sellers: ['Nettoyage Océan', 'Sécurivia', 'Paysages du Layon'],
    goods: ['Nettoyage des bureaux', 'Vitrerie', 'Tonte et taille', 'Ronde de nuit', 'Forfait déplacement'],
    rate: 20,
    lines: [2, 6],
    dates: ['short', 'slash', 'dashes', 'shortDots'],
    money: 'plain',
    dueAfter: [30, 31, 60],
  },
  draw(b) {
    const s = b.seller;
    const number = `FA${b.date.slice(2, 4)}${b.date.slice(5, 7)}${String(b.serial).padStart(4, '0')}`;
    const blank = '<tr><td>&nbsp;<td><td><td><td>'.repeat(4);
    return {
      number,
      css: `@page{size:A4;margin:12mm} body{font:9.5pt 'Liberation Sans'} table{border-collapse:collapse;width:100%}
        td{border:1px solid #999;padding:1.2mm 2mm} .h td{background:#dbe5f1;font-weight:bold;text-align:center}
        .v td{text-align:center} .n{border:none} .r{text-align:right}`,
      body: `<table><tr><td colspan=3 rowspan=4><b style="font-size:13pt">${s.name}</b><br>${s.street}<br>${s.town}<br>Siret : ${s.siret}
        <td colspan=2 style="font-size:16pt;text-align:center;letter-spacing:3pt">FACTURE<tr><td colspan=2>Client :<tr><td colspan=2>
        <b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}<tr><td colspan=2>${b.showsBuyerSiren ? `SIREN client : ${spaced(b.buyer.siren)}` : '&nbsp;'}
        <tr class=h><td>Commande du<td>Échéance<td>N° pièce<td>Date<td>Code client
        <tr class=v><td>${b.other('order', b.after(-22))}<td>${b.other('due', b.due)}<td>${number}<td>${b.own()}<td>C0${b.serial % 97}
        <tr class=h><td>Désignation<td>Période<td>Qté<td>P.U. HT<td>Montant HT
        ${b.lines.map((l) => `<tr><td>${l.text}<td>${b.other('period', b.after(-30))} - ${b.other('period', b.after(b.round % 2 ? 1 : -1))}<td class=r>${l.quantity}<td class=r>${b.money(l.price)}<td class=r>${b.money(l.total)}`).join('')}
        ${blank}<tr><td colspan=3 rowspan=3>Règlement par virement – IBAN ${s.iban}<td>Total HT<td class=r>${b.money(b.net)}
        <tr><td>TVA 20,00 %<td class=r>${b.money(b.tax)}<tr><td><b>Total TTC</b><td class=r><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:7.5pt">TVA intracommunautaire : ${s.vat} – Escompte pour paiement anticipé : néant. Tarifs en vigueur au 01/01/2019. Prix révisés chaque 1er janvier.</p>`,
    };
  },
};
