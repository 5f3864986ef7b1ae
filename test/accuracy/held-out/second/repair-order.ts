import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A dealer's workshop: the car's own dates above, "Facture" in spaced letters, day and number in a narrow table. */
export const repairOrder: Layout = {
  id: 'dealer-workshop',
  style: {
    sellers: ['Concession Beaulieu Automobiles', 'Garage des Trois Croix', 'Mécapoids Services'],
    goods: [
      'M.O. MECANIQUE T2',
      'FILTRE A HUILE',
      'PLAQUETTES AV',
      'HUILE 5W30 BIDON',
      'FORFAIT GEOMETRIE',
      'RECYCLAGE',
    ],
    rate: 20,
    lines: [4, 11],
    dates: ['slash', 'dots', 'short'],
    money: 'plain',
    dueAfter: [0, 10],
  },
  draw(b) {
    const s = b.seller;
    const kind = b.round === 2 ? 'ORDRE DE RÉPARATION' : b.round === 7 ? 'DEVIS DE RÉPARATION' : 'FACTURE';
    const isInvoice = kind === 'FACTURE';
    const number = `A${b.date.slice(3, 4)}0${b.serial}`;
    const day = isInvoice ? b.own() : b.other('other', b.date);
    return {
      number,
      ...(isInvoice ? {} : { ask: b.round === 2 ? 'ordre de réparation' : 'devis' }),
      css: `@page{size:A4;margin:9mm 11mm} body{font:8.5pt 'Liberation Sans'} h1{letter-spacing:${isInvoice ? 6 : 2}mm;font-size:15pt;margin:3mm 0;border-top:3px solid #b71c1c;border-bottom:3px solid #b71c1c;text-align:center} table{border-collapse:collapse} .v{width:100%;margin:3mm 0} .v td{border:1px solid #777;padding:.8mm 1.5mm;width:25%} .v small{display:block;color:#777;font-size:6.5pt} .l{width:100%} .l th{border-bottom:1.5px solid;text-align:left} .l td:nth-child(n+3),.l th:nth-child(n+3){text-align:right} .w{display:flex;justify-content:space-between;align-items:flex-start}`,
      body: `<div class=w><div><b style="font-size:15pt;color:#b71c1c">${s.name}</b><br>Réparateur agréé – vente VN/VO – carrosserie<br>${s.street}<br>${s.town}</div><div style="border:1px solid;padding:3mm;width:78mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br>SIREN ${spaced(b.buyer.siren)}` : ''}</div></div>
        <h1>${kind}</h1>
        <table class=v><tr><td><small>Immatriculation</small>GK-${100 + b.round}-ZT<td><small>1re mise en circulation</small>${b.other('vehicle', b.after(-1200 - b.round * 40))}<td><small>Kilométrage</small>${40_000 + b.serial}<td><small>Prochain contrôle technique</small>${b.other('vehicle', b.after(260))}
        <tr><td><small>N° de série</small>VF3XX${b.serial}H09<td><small>Entrée atelier</small>${b.other('work', b.after(-3))} 08:10<td><small>Sortie atelier</small>${b.other('work', b.after(-1))} 17:45<td><small>Réceptionnaire</small>P. LEROUX</table>
        <table class=v style="width:60%"><tr><td><small>N°</small><b>${number}</b><td><small>Date</small><b>${day}</b><td><small>N° O.R.</small>${b.serial + 411} du ${b.other('order', b.after(-3))}<td><small>Page</small>1/1</table>
        <table class=l><tr><th>Réf.<th>Libellé<th>Qté<th>P.U. H.T.<th>Rem.<th>Montant H.T.${b.lines.map((l, n) => `<tr><td>${l.price}${n}K<td>${l.text}<td>${l.quantity},00<td>${b.money(l.price)}<td><td>${b.money(l.total)}`).join('')}</table><hr>
        <div class=w><div style="width:95mm;font-size:7pt">Prochaine révision : ${b.other('next', b.after(365))} ou 30 000 km.<br>Pièces garanties 2 ans. Travaux autorisés par le client le ${b.other('order', b.after(-3))}. Les véhicules non repris sous 8 jours sont gardés aux frais du client (loi du 31 décembre 1903).</div><table class=l style="width:70mm"><tr><td><td>Total H.T.<td>${b.money(b.net)}<tr><td><td>T.V.A. 20 %<td>${b.money(b.tax)}<tr><td><td><b>TOTAL T.T.C.</b><td><b>${b.money(b.gross)} €</b></table></div>
        <p>Mode de règlement : virement – ${isInvoice ? `à régler avant le ${b.other('due', b.due)}` : 'à réception'}</p><p style="font-size:6.5pt;text-align:center">${s.name} S.A.S. au capital de 250 000 € – R.C.S. ${s.city} ${spaced(s.siren)} – T.V.A. ${s.vat} – ORIAS 07 028 113</p>`,
    };
  },
};
