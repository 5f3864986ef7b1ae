import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** An operator's bill on two pages: next and previous bill, two periods over the month's end, a debit. */
export const telecomBox: Layout = {
  id: 'operator',
  style: {
    sellers: ['Télévia SA', 'Oria Mobile', 'Fibrelys Entreprises'],
    goods: ['Abonnement Fibre Pro 1 Gb/s', 'Forfait mobile 100 Go', 'Option IP fixe', 'Location de l’équipement'],
    rate: 20,
    lines: [3, 6],
    dates: ['long', 'slash', 'short'],
    money: 'plain',
    dueAfter: [12, 15],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.serial}${b.date.replaceAll('-', '').slice(2)}A`;
    return {
      number,
      css: `@page{size:A4;margin:14mm 14mm 22mm} body{font:9.5pt 'Liberation Sans';color:#222} .g{display:grid;grid-template-columns:62mm 1fr;gap:8mm} .side{background:#fff4e5;padding:4mm}
        h1{color:#e05a00;font-size:17pt;font-weight:normal} .f{display:flex;justify-content:space-between;padding:1mm 0} .pay{background:#e05a00;color:#fff;padding:3mm;font-size:13pt} .p2{break-before:page}
        .multi{columns:3;font-size:6.5pt;text-align:justify}`,
      body: `<div class=g><div class=side><b>${s.name}</b><br><br>Votre n° de client<br><b>7${b.serial}0041</b><br><br>Votre espace client<br>est ouvert 24 h/24<br><br>Votre facture précédente<br>${b.other('previous', b.after(-31))}<br><br>Votre prochaine facture<br>vers le ${b.other('next', b.after(31))}<br><br>Fin d’engagement<br>${b.other('contract', b.after(212))}</div>
        <div><div style="margin:12mm 0 12mm 30mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><h1>Votre facture du ${b.own()}</h1><div class=f><span>n° de facture</span><b>${number}</b></div>
        ${b.showsBuyerSiren ? `<div class=f><span>Votre SIREN</span><span>${spaced(b.buyer.siren)}</span></div>` : ''}
        <div class=f><span>Abonnements du ${b.other('period', b.date)} au ${b.other('period', b.after(30))}</span><span>${b.money(b.net)} €</span></div>
        <div class=f><span>Consommations du ${b.other('period', b.after(-31))} au ${b.other('period', b.after(-1))}</span><span>0,00 €</span></div>
        <div class=f><span>Total HT</span><span>${b.money(b.net)} €</span></div><div class=f><span>TVA 20,00 %</span><span>${b.money(b.tax)} €</span></div>
        <div class="f pay"><span>Total TTC à payer</span><b>${b.money(b.gross)} €</b></div><p>Ce montant sera prélevé le ${b.other('debit', b.due)} sur votre compte ${b.buyer.iban.slice(0, 14)}XXXX (mandat signé le ${b.other('mandate', b.after(-800))}).</p></div></div>
        <div class=p2><h1>Le détail</h1>${b.lines.map((l) => `<div class=f><span>${l.text} (${b.other('period', b.date, 'short')} – ${b.other('period', b.after(30), 'short')})</span><span>${b.money(l.total)}</span></div>`).join('')}
        <div class=multi>TVA payée sur les débits. Toute réclamation est recevable pendant un an. Taux de TVA en vigueur depuis le 1er janvier 2014. Conditions générales applicables au 15 mars 2019. Pénalités de retard exigibles le jour suivant la date limite de paiement. ${s.name}, SA au capital de 3 456 000 €, ${s.street}, ${s.town}, RCS ${s.city} ${spaced(s.siren)}, TVA ${s.vat}.</div></div>`,
      footer: `<div style="font-size:6.5px;width:100%;margin:0 14mm;text-align:right">${s.name} – facture ${number} – page <span class="pageNumber"></span> sur <span class="totalPages"></span></div>`,
    };
  },
};
