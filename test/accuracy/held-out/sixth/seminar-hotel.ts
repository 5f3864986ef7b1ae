import { type Layout, STRAY, spaced } from '../layout.ts';
import { cheaper, two } from './kit.ts';

/** A hotel's folio of a seminar: arrival and departure in a strip, each night's charges with its day, printed later than its day; once a pro forma, once another firm's. */
export const seminarHotel: Layout = {
  id: 'seminar-hotel',
  style: {
    sellers: ['Hôtel de la Citadelle', 'Le Relais des Salines ***', 'Domaine de Bellegarde'],
    goods: [
      'Chambre supérieure',
      'Petit déjeuner buffet',
      'Journée d’étude',
      'Dîner du séminaire',
      'Taxe de séjour',
      'Parking souterrain',
      'Minibar',
    ],
    rate: 10,
    lines: [5, 14],
    dates: ['slash', 'short', 'abbreviated'],
    money: 'plain',
    dueAfter: [0, 30],
  },
  draw(b) {
    const s = b.seller;
    const isProforma = b.round === 0;
    const isStray = b.round === 4;
    const { lines, net, tax, gross } = cheaper(b, 5);
    const number = `${isProforma ? 'PF' : ''}${b.date.slice(2, 4)}0${b.serial}`;
    const stay = b.round % 2 ? 0 : 2 + b.round;
    const [arrival, departure] = [b.after(-stay - 3), b.after(-stay)];
    return {
      number,
      gross,
      ...(isProforma ? { ask: 'proforma' } : isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:12mm 16mm} body{font:9pt 'DejaVu Serif';font-size:8.4pt} h1{text-align:center;font-weight:normal;letter-spacing:2mm;margin:0;font-size:17pt} .s{display:grid;grid-template-columns:repeat(5,1fr);border:1px solid #8a6d3b;margin:6mm 0;text-align:center} .s div{padding:1.5mm;border-right:1px solid #8a6d3b} .s small{display:block;color:#8a6d3b;font-size:6.5pt;text-transform:uppercase} table{width:100%;border-collapse:collapse} th{border-bottom:1px solid #8a6d3b;text-align:left;font-weight:normal;font-style:italic} td,th{padding:.9mm} td:nth-child(n+3),th:nth-child(n+3){text-align:right}`,
      body: `<h1>${s.name}</h1><p style="text-align:center;font-size:7.5pt">${s.street} · ${s.town} · Tél. 03 81 44 ${b.serial % 90} 20 · reception@example.fr</p>
        <div style="display:flex;justify-content:space-between;margin-top:7mm"><div><b style="font-size:12pt">${isProforma ? 'FACTURE PRO FORMA' : 'FACTURE'} N° ${number}</b><br>${isProforma ? 'Établie' : 'Date'} : ${isProforma ? b.other('other', b.date) : b.own()}<br>Réservation ${b.serial + 60_000} du ${b.other('order', b.after(-49))}</div><div style="width:72mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${isStray || b.showsBuyerSiren ? `<br>SIRET ${b.buyer.siret}` : ''}</div></div>
        <div class=s>${[
          ['Arrivée', b.other('stay', isProforma ? b.after(30) : arrival)],
          ['Départ', b.other('stay', isProforma ? b.after(33) : departure)],
          ['Chambre', `${200 + (b.serial % 60)}`],
          ['Personnes', '2'],
          ['Caissier', 'NATHALIE'],
        ]
          .map(([k, v]) => `<div><small>${k}</small>${v}</div>`)
          .join('')}</div>
        <table><tr><th>Jour<th>Prestation<th>Qté<th>P.U. TTC<th>Débit TTC${lines.map((l, n) => `<tr><td>${b.other('work', isProforma ? b.after(30 + (n % 3)) : b.after(-stay - 3 + Math.floor((n * 3) / lines.length)))}<td>${l.text}<td>${l.quantity}<td>${b.money(Math.round(l.price * 1.1))}<td>${b.money(Math.round(l.total * 1.1))}`).join('')}</table>
        <table style="width:80mm;margin:5mm 0 0 auto"><tr><td>Total HT<td><td>${b.money(net)}<tr><td>TVA 10,00 %<td><td>${b.money(tax)}<tr><td><b>Total TTC en euros</b><td><td><b>${b.money(gross)}</b>${isProforma ? `<tr><td>Arrhes à verser avant le ${b.other('due', b.after(10))}<td><td>${b.money(Math.round(gross * 0.3))}` : b.round % 2 ? `<tr><td>Carte bancaire ${b.other('payment', departure)}<td><td>-${b.money(gross)}<tr><td>Solde<td><td>0,00` : `<tr><td>À régler au plus tard le ${b.other('due', b.due)}<td><td>${b.money(gross)}`}</table>
        <p style="font-size:7pt;margin-top:12mm;text-align:center">${isProforma ? 'Ce document ne vaut pas facture.' : 'Nous espérons vous revoir bientôt.'} Imprimé le ${b.other('printed', b.after(isProforma ? 0 : 1))} à ${two(8 + b.round)}:14<br>SARL au capital de 38 000 € – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – Classement Atout France du ${b.other('law', b.after(-902))}</p>`,
    };
  },
};
