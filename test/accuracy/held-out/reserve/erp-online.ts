import type { Layout } from '../layout.ts';

/** An online ERP: number in the title, the days in three columns with the label over the value. */
export const erpOnline: Layout = {
  id: 'erp-online',
  style: {
    sellers: ['Ateliers Coubertin', 'Sérivision SARL', 'Menuiserie Dufresnoy'],
    goods: ['[DESK01] Bureau réglable', '[SRV] Pose sur site', '[CH-22] Chaise visiteur', 'Frais de port'],
    rate: 20,
    lines: [1, 7],
    dates: ['slash', 'longZero'],
    money: 'narrow',
    dueAfter: [0, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const number = `FAC/${b.date.slice(0, 4)}/${String(b.serial).padStart(5, '0')}`;
    const col = (label: string, value: string) => `<div><strong>${label}</strong><p>${value}</p></div>`;
    return {
      number,
      css: `@page{size:A4;margin:20mm 10mm 22mm} body{font:10pt 'DejaVu Sans';color:#212529} h2{color:#71639e;font-weight:400} .c{display:flex;gap:14mm} .c p{margin:0} table{width:100%;border-collapse:collapse;margin-top:6mm} th{border-bottom:2px solid #71639e;text-align:left} td{padding:1.5mm 0;border-bottom:1px solid #eee} td:nth-child(n+2),th:nth-child(n+2){text-align:right} .t{width:80mm;margin-left:auto}`,
      body: `<div>${s.name}<br>${s.street}<br>${s.town}<br>France</div><div style="margin:4mm 0 8mm 100mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>France${b.showsBuyerSiren ? `<br>N° TVA : ${b.buyer.vat}` : ''}</div>
        <h2>Facture ${number}</h2><div class=c>${col('Date de la facture', b.own())}${col('Date d’échéance', b.other('due', b.due))}${col('Date de livraison', b.other('delivery', b.after(-3)))}${col('Origine', `S0${b.serial}`)}</div>
        <table><tr><th>Description<th>Quantité<th>Prix unitaire<th>Taxes<th>Montant${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity},00 Unité(s)<td>${b.money(l.price)}<td>20 %<td>${b.money(l.total)} €`).join('')}</table>
        <table class=t><tr><td>Montant hors taxes<td>${b.money(b.net)} €<tr><td>TVA 20 %<td>${b.money(b.tax)} €<tr><td><b>Total</b><td><b>${b.money(b.gross)} €</b><tr><td><i>Payé le ${b.other('payment', b.after(2))}</i><td>0,00 €<tr><td>Montant dû<td>${b.money(b.gross)} €</table>
        <p>Conditions de paiement : 45 jours. Communication de paiement : <b>${number}</b></p>`,
      footer: `<div style="font-size:7px;width:100%;text-align:center">${s.name} | SIRET ${s.siret} | TVA ${s.vat} | Page <span class="pageNumber"></span> / <span class="totalPages"></span></div>`,
    };
  },
};
