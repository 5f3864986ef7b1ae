import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A hotel's folio in two languages: each night a dated line, arrival and departure beside the date. */
export const hotelFolio: Layout = {
  id: 'hotel-folio',
  style: {
    sellers: ['Hôtel des Deux Ponts', 'Résidence Belle Rive', 'Logis du Parc'],
    goods: ['Chambre / Room', 'Petit déjeuner / Breakfast', 'Parking', 'Minibar'],
    rate: 10,
    lines: [2, 7],
    dates: ['slash', 'short', 'british'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.serial}-${b.round + 1}`;
    const nights = b.lines.length;
    const row = (fr: string, en: string, value: string) => `<tr><th>${fr} <i>${en}</i><td>${value}`;
    return {
      number,
      css: `@page{size:A4;margin:16mm} body{font:9.5pt 'Liberation Serif'} h1{text-align:center;font-weight:normal;letter-spacing:4px;color:#6b4e16} .m th{text-align:left;font-weight:normal;width:46mm} .m i{color:#999;font-size:8pt} .w{display:flex;justify-content:space-between}
        .l{width:100%;border-collapse:collapse;margin-top:6mm} .l th{border-bottom:2px solid #6b4e16;text-align:left} .l td:nth-child(n+3){text-align:right} footer{position:absolute;bottom:0;width:100%;display:flex;justify-content:space-between;font-size:7pt}`,
      body: `<h1>${s.name.toUpperCase()}</h1><div class=w><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <table class=m>${row('Chambre', 'Room', String(101 + b.round))}${row('Arrivée', 'Arrival', b.other('arrival', b.after(-nights)))}${row('Départ', 'Departure', b.other('departure', b.date))}${row('Date', 'Date', b.own())}${row('Facture', 'Invoice', number)}${row('Réservation', 'Booking', `BK${b.serial}8 (${b.other('order', b.after(-46))})`)}</table></div>
        <table class=l><tr><th>Date<th>Libellé<th>Débit<th>Crédit${b.lines.map((l, n) => `<tr><td>${b.other('service', b.after(n - nights))}<td>${l.text}<td>${b.money(l.total)}<td>`).join('')}
        <tr><td>${b.other('payment', b.date)}<td>Carte bancaire<td><td>${b.money(b.gross)}</table>
        <p style="text-align:right">Total HT / <i>Net</i> ${b.money(b.net)} €<br>TVA / <i>VAT</i> 10 % ${b.money(b.tax)} €<br><b>Total TTC / <i>Total</i> ${b.money(b.gross)} €</b><br>Solde / <i>Balance</i> 0,00 €</p>
        <footer><span>${s.street}<br>${s.town}</span><span>SARL au capital de 7 622 €<br>RCS ${s.city} ${spaced(s.siren)}<br>depuis le 17/09/1998</span><span>TVA ${s.vat}<br>Classement 3 étoiles<br>arrêté du 22/11/2021</span></footer>`,
    };
  },
};
