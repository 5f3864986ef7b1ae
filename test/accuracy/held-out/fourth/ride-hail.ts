import { type Layout, spaced } from '../layout.ts';

/** A ride of a platform's driver: issued by the platform in the driver's name, the ride's day in the line, everything at the left. */
export const rideHail: Layout = {
  id: 'ride-hail',
  style: {
    sellers: ['VTC Belkacem SASU', 'Transport Mireille Caron', 'Prestige Drive Nantes'],
    goods: ['Service de transport', 'Temps d’attente', 'Péage refacturé'],
    rate: 10,
    lines: [1, 2],
    dates: ['slash', 'long', 'shortDashes'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const number = `HVKLQPXN-${String(b.round + 1).padStart(2, '0')}-${b.date.slice(0, 4)}-${String(b.serial).padStart(7, '0')}`;
    const ride = b.after(-(b.round % 3));
    return {
      number,
      css: `@page{size:A4;margin:18mm} body{font:10pt 'Liberation Sans'} h1{font-size:26pt;margin:0 0 8mm} .g{display:grid;grid-template-columns:1fr 1fr} .r{text-align:right} table{width:100%;border-collapse:collapse;margin:8mm 0} th{border-bottom:2px solid #000;text-align:left;font-size:8.5pt} td{padding:2mm 0;border-bottom:1px solid #eee} td:nth-child(n+4),th:nth-child(n+4){text-align:right}`,
      body: `<h1>Facture</h1><div class=g><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>France</div><div class=r>Numéro de facture : ${number}<br>Date de facturation : ${b.own()}<br><br>Facture émise par Ondaride France pour le compte de :<br><b>${s.name}</b><br>${s.street}<br>${s.town}<br>SIREN : ${spaced(s.siren)}<br>N° de TVA : ${s.vat}</div></div>
        <table><tr><th>Date fiscale<th>Description<th>Qté<th>TVA<th>Montant TVA<th>Montant net${b.lines.map((l, n) => `<tr><td>${b.other('work', ride)}<td>${l.text}${n === 0 ? ' – 22:58, quai de la Gare' : ''}<td>${l.quantity}<td>10 %<td>${n === 0 ? b.money(b.tax - b.lines.slice(1).reduce((t, x) => t + Math.round(x.total / 10), 0)) : b.money(Math.round(l.total / 10))} €<td>${b.money(l.total)} €`).join('')}</table>
        <div class=g><div></div><div class="g r"><span>Total net</span><span>${b.money(b.net)} €</span><span>Total TVA 10 %</span><span>${b.money(b.tax)} €</span><b>Montant total à payer</b><b>${b.money(b.gross)} €</b></div></div>
        <p style="font-size:8pt;margin-top:20mm">Course réglée par carte le ${b.other('payment', b.after(1))}. Chauffeur inscrit au registre des VTC jusqu’au ${b.other('validity', b.after(900))}.</p>`,
    };
  },
};
