import { type Layout, spaced } from '../layout.ts';

/** An internet box's plain bill: "Facture n° ... émise le" in one centred line, a month of subscription that begins the day after. */
export const boxInvoice: Layout = {
  id: 'box-invoice',
  style: {
    sellers: ['Filibre', 'Onde Pro Haut Débit', 'Alizé Fibre SAS'],
    goods: ['Forfait Box Pro Fibre', 'Option IP fixe', 'Location équipement', 'Communications mobiles'],
    rate: 20,
    lines: [1, 4],
    dates: ['long', 'slash', 'longZero'],
    money: 'plain',
    dueAfter: [2, 5, 10],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.serial}7${b.serial}${b.round}`;
    return {
      number,
      css: `@page{size:A4;margin:15mm} body{font:10pt 'DejaVu Sans Condensed'} .c{text-align:center;margin:9mm 0} .f{display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse;margin-bottom:5mm} th{background:#cc0000;color:#fff;text-align:left;padding:1mm 2mm} td{padding:1mm 2mm} td:nth-child(n+2),th:nth-child(n+2){text-align:right}`,
      body: `<div class=f><b style="font:bold italic 24pt 'Liberation Serif';color:#cc0000">${s.name.split(' ')[0]!.toLowerCase()}</b><div>Identifiant : fbx${b.serial}<br>Ligne : 02 47 ${10 + b.round} 22 19<br>Client depuis le ${b.other('contract', b.after(-1120))}</div></div>
        <div style="margin:6mm 0 0 95mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <div class=c><b>Facture n° ${number} émise le ${b.own()}</b></div>
        <table><tr><th>Abonnement du ${b.other('period', b.after(1))} au ${b.other('period', b.after(30))}<th>HT<th>TVA<th>TTC${b.lines.map((l, n) => `<tr><td>${l.text}<td>${b.money(l.total)} €<td>20 %<td>${b.money(n === 0 ? l.total + b.gross - b.net - b.lines.slice(1).reduce((t, x) => t + Math.round(x.total / 5), 0) : l.total + Math.round(l.total / 5))} €`).join('')}</table>
        <table><tr><th>Consommation au-delà du forfait du ${b.other('period', b.after(-31))} au ${b.other('period', b.after(-1))}<th>Durée<th>Montant<tr><td>Vers mobiles<td>1 h 12<td>0,00 €<tr><td>Vers fixes<td>0 h 48<td>0,00 €</table>
        <div style="margin-left:95mm"><table><tr><td>Total HT<td>${b.money(b.net)} €<tr><td>TVA 20,00 %<td>${b.money(b.tax)} €<tr><td><b>Total TTC</b><td><b>${b.money(b.gross)} €</b></table></div>
        <p>Cette somme sera prélevée sur votre compte à partir du ${b.other('debit', b.due)}. ICS FR45ZZZ${b.serial}, RUM FHD-${b.serial}-1, mandat signé le ${b.other('mandate', b.after(-1118))}.</p>
        <p style="font-size:7pt">${s.name} – SAS au capital de 3 441 812 € – RCS ${s.city} ${spaced(s.siren)} – ${s.street} ${s.town} – N° de TVA intracommunautaire : ${s.vat}. Assistance au 32 44. Les tarifs au ${b.other('law', b.after(-140))} sont sur notre site.</p>`,
    };
  },
};
