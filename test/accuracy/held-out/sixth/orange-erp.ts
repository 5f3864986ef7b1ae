import type { Layout } from '../layout.ts';
import { address, registered, two } from './kit.ts';

/** A modular ERP's report: the number in a purple title, a row of bare labels with the days below, the deal's source; once a credit note. */
export const orangeErp: Layout = {
  id: 'orange-erp',
  style: {
    sellers: ['Robotique Agricole du Lot', 'Café Vert Torréfaction', 'Signalétique Marceau'],
    goods: [
      '[CAF-01] Café en grains Pérou bio 1 kg',
      '[SIG-22] Panneau dibond 60x80',
      '[SRV] Installation sur site',
      '[PCE-88] Capteur inductif M12',
      '[PORT] Frais de livraison',
    ],
    rate: 20,
    lines: [2, 9],
    dates: ['slash', 'slash', 'long'],
    money: 'narrow',
    dueAfter: [0, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isCredit = b.round === 4;
    const number = `${isCredit ? 'RINV' : b.round % 3 === 1 ? 'FAC' : 'INV'}/${b.date.slice(0, 4)}/${b.round % 2 ? `${two(Number(b.date.slice(5, 7)))}/` : ''}${String(b.serial % 9999).padStart(4, '0')}`;
    const cells: [string, string][] = [
      [isCredit ? 'Date de l’avoir' : 'Date de la facture', b.own()],
      ...(isCredit ? [] : ([['Date d’échéance', b.other('due', b.due)]] as [string, string][])),
      ...(b.round % 2 || isCredit
        ? []
        : ([['Date de livraison', b.other('delivery', b.after(-6 + b.round))]] as [string, string][])),
      [isCredit ? 'Origine' : 'Source', isCredit ? `INV/${b.date.slice(0, 4)}/0${b.serial % 800}` : `S0${b.serial}`],
      ['Code client', `C${b.serial % 5000}`],
    ];
    return {
      number,
      ...(isCredit ? { type: '381' as const } : {}),
      css: `@page{size:A4;margin:14mm 15mm} body{font:10pt 'DejaVu Sans';font-size:8.6pt;color:#333} h1{color:#714b67;font-size:17pt;font-weight:normal;margin:10mm 0 5mm} .i{display:flex;gap:9mm;margin-bottom:6mm} .i b{color:#714b67;display:block} table{width:100%;border-collapse:collapse} th{color:#714b67;border-bottom:1.5px solid #714b67;padding:1.5mm;text-align:right} td{padding:1.6mm 1.5mm;border-bottom:1px solid #eee;text-align:right} td:first-child,th:first-child{text-align:left} .t{width:75mm;margin:3mm 0 0 auto} .t tr:last-child td{border-top:1.5px solid #714b67;color:#714b67;font-weight:bold}`,
      body: `<div style="border-bottom:1px solid #714b67;padding-bottom:3mm"><b style="font-size:15pt;color:#e46e22">${s.name}</b><div style="font-size:8pt">${s.street}<br>${s.town}<br>France</div></div><div style="margin:7mm 0 0 95mm;line-height:1.45">${address(b.buyer, 'France', ...(b.showsBuyerSiren ? [`Numéro de TVA : ${b.buyer.vat}`] : []))}</div>
        <h1>${isCredit ? 'Avoir' : 'Facture'} ${number}</h1><div class=i>${cells.map(([k, v]) => `<div><b>${k}${b.round % 3 === 2 ? ' :' : ''}</b>${v}</div>`).join('')}</div>
        <table><tr><th>Description<th>Quantité<th>Prix unitaire<th>Taxes<th>Montant${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity},00 Unité(s)<td>${b.money(l.price)}<td>TVA 20 %<td>${b.money(l.total)} €`).join('')}</table>
        <table class=t><tr><td>Montant hors taxes<td>${b.money(b.net)} €<tr><td>TVA 20 %<td>${b.money(b.tax)} €<tr><td>Total<td>${b.money(b.gross)} €${!isCredit && b.round % 2 ? `<tr><td><i style="font-weight:normal">Payé le ${b.other('payment', b.after(11), 'slash')}</i><td>${b.money(b.gross)} €` : ''}</table>
        <p style="margin-top:9mm">${isCredit ? `Extourne de : INV/${b.date.slice(0, 4)}/0${b.serial % 800}, ${b.other('previous', b.after(-26), 'slash')}, retour de marchandise` : `Conditions de paiement : ${b.due === b.date ? 'règlement immédiat' : 'à l’échéance ci-dessus'}<br>Communication de paiement : <b>${number}</b> sur le compte ${s.iban}`}</p>
        <div style="position:fixed;bottom:0;left:0;right:0;border-top:1px solid #714b67;text-align:center;font-size:7pt;padding-top:1.5mm">${registered(s)}<br>Page 1 / 1</div>`,
    };
  },
};
