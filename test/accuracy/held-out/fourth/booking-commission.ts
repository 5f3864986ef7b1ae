import type { Layout } from '../layout.ts';

const SELLERS = [
  { name: 'Stayfinder B.V.', vat: 'NL817744552B01' },
  { name: 'Roomlinker International B.V.', vat: 'NL828855663B01' },
] as const;

/** A booking site's commission, in French from abroad: month's period, due day, stays listed with arrival and departure. */
export const bookingCommission: Layout = {
  id: 'booking-commission',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: ['Réservation', 'Commission séjour', 'Frais de paiement'],
    rate: 0,
    lines: [3, 9],
    dates: ['long', 'slash', 'dashes'],
    money: 'plain',
    dueAfter: [14, 30],
  },
  draw(b) {
    const abroad = SELLERS[b.round % SELLERS.length]!;
    const isStatement = b.round === 5;
    const number = `15${b.serial}${b.serial % 83}07`;
    const day = isStatement ? b.other('other', b.date) : b.own();
    return {
      number,
      abroad,
      ...(isStatement ? { ask: 'relevé' } : {}),
      css: `@page{size:A4;margin:15mm} body{font:9pt 'DejaVu Sans'} .f{display:flex;justify-content:space-between} .k{display:grid;grid-template-columns:55mm 1fr;row-gap:.6mm;margin:6mm 0} table{width:100%;border-collapse:collapse;font-size:8pt} th,td{text-align:left;padding:1mm;border-bottom:1px solid #dce} td:last-child,th:last-child{text-align:right}`,
      body: `<div class=f><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>France<br>N° de TVA : ${b.buyer.vat}</div><div style="text-align:right"><b style="font-size:17pt;color:#003b95">${abroad.name.split(' ')[0]}</b><br>${abroad.name}<br>Herengracht 5${b.serial % 90}<br>1017 BZ Amsterdam, Pays-Bas<br>N° de TVA : ${abroad.vat}</div></div>
        <h2>${isStatement ? 'RELEVÉ DE RÉSERVATIONS (ceci n’est pas une facture)' : 'FACTURE'}</h2>
        <div class=k><span>Identifiant de l’établissement :</span><span>24${b.serial}1</span><span>${isStatement ? 'Relevé numéro' : 'Facture numéro'} :</span><span>${number}</span><span>Date :</span><span>${day}</span><span>Période :</span><span>${b.other('period', b.after(-33))} - ${b.other('period', b.after(-3))}</span></div>
        <table><tr><th>Réservation<th>Arrivée<th>Départ<th>Résultat<th>EUR${b.lines.map((l, n) => `<tr><td>${l.price}${n}221<td>${b.other('stay', b.after(-32 + n))}<td>${b.other('stay', b.after(-30 + n))}<td>${l.text}<td>${b.money(l.total)}`).join('')}<tr><td colspan=4>TVA : autoliquidation par le preneur, article 283-2 du CGI<td>0,00<tr><td colspan=4><b>${isStatement ? 'Total des réservations' : 'Montant total dû'}</b><td><b>${b.money(b.gross)}</b></table>
        <p>${isStatement ? `La facture suivra vers le ${b.other('next', b.after(4))}.` : `Date d’échéance du paiement : ${b.other('due', b.due)}. Merci d’indiquer le numéro de la facture.`}</p>`,
    };
  },
};
