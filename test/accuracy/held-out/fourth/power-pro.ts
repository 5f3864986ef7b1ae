import { type Layout, STRAY, spaced } from '../layout.ts';

/** A power supplier's bill to a firm: its day in a sentence above the tiles, meter readings, the day of the debit in the largest letters. */
export const powerPro: Layout = {
  id: 'power-pro',
  style: {
    sellers: ['Électris Entreprises', 'Lumen Énergies SA', 'Voltacentre'],
    goods: ['Abonnement', 'Consommation heures pleines', 'Consommation heures creuses', 'Acheminement', 'CTA'],
    rate: 20,
    lines: [3, 6],
    dates: ['slash', 'longZero', 'long'],
    money: 'nbsp',
    dueAfter: [15, 18],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 3;
    const number = `10${b.serial}${b.serial % 7}834${b.round}`;
    return {
      number,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:11mm 13mm 16mm} body{font:9pt 'Liberation Sans';color:#333} .t{display:grid;grid-template-columns:62mm 1fr;gap:6mm} .grey{background:#f2f2f2;padding:3mm;font-size:8pt;line-height:1.5} .big{background:#fe5815;color:#fff;padding:4mm;text-align:center;border-radius:2mm} .big b{font-size:17pt} table{width:100%;border-collapse:collapse;margin:3mm 0} td,th{padding:1mm;border-bottom:1px solid #ccc;text-align:right} td:first-child,th:first-child{text-align:left} .p{break-before:page}`,
      body: `<div class=t><div><b style="font-size:18pt;color:#fe5815">${s.name}</b></div><div>Facture du ${b.own()}<br>n° ${number}<br><br><br></div>
        <div class=grey><b>Nous contacter</b><br>Du lundi au vendredi de 8 h à 18 h<br>09 69 32 15 ${10 + b.round}<br>Service clients, TSA 21${b.serial % 900}, ${s.town}<br><br><b>Vos références</b><br>Compte : 1 2${b.serial} 004<br>N° de PDL : 2248${b.serial}1107<br>Contrat en vigueur depuis le ${b.other('contract', b.after(-830))}<br>Échéance du contrat : ${b.other('contract', b.after(265))}<br><br><b>Prochaine relève</b><br>${b.other('next', b.after(59))}<br><b>Prochaine facture vers le</b><br>${b.other('next', b.after(62))}</div>
        <div><div style="margin:4mm 0 9mm 22mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${isStray || b.showsBuyerSiren ? `<br>SIRET ${b.buyer.siret} – TVA ${b.buyer.vat}` : ''}</div>
        <div class=big>À prélever le ${b.other('debit', b.due)}<br><b>${b.money(b.gross)} €</b> TTC</div>
        <table><tr><td>Électricité du ${b.other('period', b.after(-62))} au ${b.other('period', b.after(-2))}<td>${b.money(b.net)} €<tr><td>TVA (voir le détail au verso)<td>${b.money(b.tax)} €<tr><td><b>Montant TTC</b><td><b>${b.money(b.gross)} €</b></table></div></div>
        <p>Évolution de votre consommation facturée : ${b.serial} kWh, dont relevé réel du ${b.other('reading', b.after(-2))}. Votre facture précédente du ${b.other('previous', b.after(-61))} a bien été réglée le ${b.other('payment', b.after(-43))}.</p>
        <div class=p><b>Le détail de votre facture n° ${number}</b><table><tr><th>Élément<th>Ancien index<th>Nouvel index<th>Montant HT${b.lines.map((l) => `<tr><td>${l.text}, du ${b.other('period', b.after(-62))} au ${b.other('period', b.after(-2))}<td>${l.price}<td>${l.price + l.quantity}<td>${b.money(l.total)} €`).join('')}<tr><td>Total HT<td><td><td>${b.money(b.net)} €<tr><td>TVA 20,00 %<td><td><td>${b.money(b.tax)} €</table><p style="font-size:7pt">Prix de l’énergie révisé au ${b.other('law', `${b.date.slice(0, 4)}-02-01`, 'slash')}. Pénalités de retard : trois fois le taux légal. ${s.name}, société anonyme au capital de 2 084 994 €, ${s.street}, ${s.town}, ${spaced(s.siren)} RCS ${s.city}, TVA ${s.vat}.</p></div>`,
    };
  },
};
