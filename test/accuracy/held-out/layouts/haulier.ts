import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A haulier's fortnightly bill: dozens of dated trips over pages, the invoice's head in a column at the right. */
export const haulier: Layout = {
  id: 'haulier',
  style: {
    sellers: ['Transports Gauthey', 'Messagerie Rhodanienne', 'Frigo Armor'],
    goods: ['LYON – DIJON', 'NANTES – RENNES', 'LILLE – REIMS', 'TOURS – LE MANS', 'NIMES – VALENCE'],
    rate: 20,
    lines: [20, 70],
    dates: ['short', 'slash', 'dots'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const number = `T${b.date.slice(2, 4)}/${String(b.serial).padStart(5, '0')}`;
    const day = (n: number) => b.after(-16 + Math.floor((n * 15) / b.lines.length));
    return {
      number,
      css: `@page{size:A4;margin:12mm 10mm 20mm} body{font:8.5pt 'DejaVu Sans Condensed'} .h{display:flex} .h>*{flex:1} table{width:100%;border-collapse:collapse} thead th{border-top:1px solid;border-bottom:1px solid;text-align:left}
        .i td:first-child{text-align:right;color:#666;padding-right:3mm} .i td{font-size:9.5pt} .r{text-align:right} tbody tr:nth-child(even){background:#f0f0f0}`,
      body: `<div class=h><div><b style="font-size:14pt">${s.name}</b><br>${s.street}<br>${s.town}<br>Licence n° 2019/84/0000${b.round} valable jusqu’au 30/06/2029</div>
        <div><table class=i><tr><td>FACTURE<td><b>${number}</b><tr><td>Période du<td>${b.other('period', b.after(-16))}<tr><td>au<td>${b.other('period', b.after(-1))}<tr><td>Établie le<td><b>${b.own()}</b><tr><td>Payable le<td>${b.other('due', b.due)}<tr><td>Client<td>${b.serial % 500}</table></div></div>
        <p style="margin-left:100mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br>Siren ${spaced(b.buyer.siren)}` : ''}</p>
        <table><thead><tr><th>Enlèvement<th>Livraison<th>Récépissé<th>Trajet<th class=r>Palettes<th class=r>Montant HT</thead><tbody>
        ${b.lines.map((l, n) => `<tr><td>${b.other('service', day(n))}<td>${b.other('delivery', day(n + 2))}<td>${55_000 + n * 3}<td>${l.text}<td class=r>${l.quantity}<td class=r>${b.money(l.total)}`).join('')}</tbody></table>
        <p class=r>Total HT ${b.money(b.net)} &nbsp;&nbsp; TVA 20 % ${b.money(b.tax)} &nbsp;&nbsp; <b>Total TTC ${b.money(b.gross)} EUR</b></p>
        <p style="font-size:7pt">Prix gazole CNR du mois : indice au 01/01/2020 = 100. Paiement à 30 jours date de facture (loi n° 2006-10 du 5 janvier 2006). SAS au capital de 80 000 € – RCS ${s.city} ${spaced(s.siren)} – ${s.vat}</p>`,
      footer: `<div style="font-size:7px;width:100%;text-align:center">Page <span class="pageNumber"></span>/<span class="totalPages"></span></div>`,
    };
  },
};
