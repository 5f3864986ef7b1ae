import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, STRAY, spaced } from '../layout.ts';

/** An energy supplier for professionals: meter readings over the year's end, the debit in large letters, the date small. */
export const electricity: Layout = {
  id: 'electricity-pro',
  style: {
    sellers: ['Lumen Énergies', 'Voltalis Pro SA', 'Énergie des Deux Rives'],
    goods: [
      'Abonnement',
      'Consommation heures pleines',
      'Consommation heures creuses',
      'Contribution tarifaire d’acheminement',
    ],
    rate: 20,
    lines: [3, 4],
    dates: ['slash', 'long', 'short'],
    money: 'nbsp',
    dueAfter: [14, 21],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 4;
    const number = `10${String(b.serial).padStart(5, '0')}${b.date.slice(2, 4)}7`;
    const from = addDays(b.date, -61);
    const rows = b.lines
      .map(
        (l) =>
          `<tr><td>${l.text}<br><small>du ${b.other('period', from)} au ${b.other('period', b.after(-2))}</small><td>${l.quantity * 37} kWh<td>${b.money(l.total)}`,
      )
      .join('');
    return {
      number,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:0 0 16mm} body{font:9pt 'Liberation Sans';margin:0;color:#263238} .top{background:#00695c;color:#fff;padding:7mm 14mm;display:flex;justify-content:space-between} .m{display:flex;margin:8mm 14mm;gap:10mm} .left{width:58mm;font-size:8pt} .left h4{color:#00695c;margin:4mm 0 1mm} .amount{border:2px solid #00695c;border-radius:4mm;text-align:center;padding:4mm;font-size:11pt} .amount b{font-size:20pt}
        table{width:100%;border-collapse:collapse} td{border-bottom:1px dotted #90a4ae;padding:1.5mm 0} td:nth-child(n+2){text-align:right} .p2{break-before:page;padding:14mm}`,
      body: `<div class=top><b style="font-size:19pt">${s.name}</b><span style="text-align:right">Facture d’électricité<br><small>Offre Pro Horizon – prix fixe jusqu’au ${b.other('contract', b.after(400))}</small></span></div>
        <div class=m><div class=left><b>Vos références</b><br>Compte client 6 0${b.serial} 118<br>Point de livraison 19 4${b.serial} 2271 04<br>${isStray || b.showsBuyerSiren ? `SIREN ${spaced(b.buyer.siren)}<br>` : ''}Puissance 18 kVA<h4>Votre conseiller</h4>09 70 80 11 22 (prix d’un appel local), du lundi au vendredi de 8 h à 18 h<h4>Prochain relevé</h4>vers le ${b.other('next', b.after(58))}<h4>Prochaine facture</h4>${b.other('next', b.after(61))}<h4>Urgence dépannage</h4>09 72 67 50 37</div>
        <div style="flex:1"><div style="margin:0 0 10mm 30mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <p>Facture n° <b>${number}</b> du ${b.own()}</p><div class=amount>Montant à prélever TTC<br><b>${b.money(b.gross)} €</b><br>le ${b.other('debit', b.due)}</div>
        <table style="margin-top:6mm"><tr><td>Total hors TVA<td>${b.money(b.net)} €<tr><td>TVA à 20,00 %<td>${b.money(b.tax)} €<tr><td><b>Total TTC</b><td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:7.5pt">Index relevé le ${b.other('reading', b.after(-2))} ; relevé précédent du ${b.other('reading', from)} (estimé). Historique : votre facture du ${b.other('previous', addDays(from, 1))} a été réglée le ${b.other('payment', addDays(from, 18))}, merci.</p></div></div>
        <div class=p2><h3>Détail de la facture ${number}</h3><table>${rows}<tr><td>Total hors TVA<td><td>${b.money(b.net)} €</table>
        <p style="font-size:7pt">Le tarif réglementé a évolué au 1er février 2024. Accise sur l’électricité au taux en vigueur depuis le 01/02/2023. Contrat souscrit le ${b.other('contract', b.after(-690))}. En cas de litige : médiateur national de l’énergie, libre réponse n° 59252, 75443 Paris.</p></div>`,
      footer: `<div style="font-size:6px;width:100%;text-align:center">${s.name} – SA au capital de 6 250 000 € – RCS ${s.city} ${spaced(s.siren)} – ${s.street} ${s.town} – TVA ${s.vat} – page <span class="pageNumber"></span>/<span class="totalPages"></span></div>`,
    };
  },
};
