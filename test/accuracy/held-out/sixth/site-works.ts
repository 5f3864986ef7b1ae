import { type Layout, spaced } from '../layout.ts';
import { named, two } from './kit.ts';

/** A building firm's stage bills: deposit, progress and balance of a market, retention and earlier bills deducted, VAT due by the contractor for some. */
export const siteWorks: Layout = {
  id: 'site-works',
  style: {
    sellers: ['Charpentes Vasseur SAS', 'Électricité Générale Pons', 'Plâtrerie Isolation Moreno'],
    goods: [
      'Lot 04 – Charpente',
      'Lot 09 – Cloisons doublages',
      'Lot 12 – Courants forts',
      'Échafaudage',
      'Travaux supplémentaires TS1',
      'Compte prorata',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'long', 'dots'],
    money: 'nbsp',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const stage = ['Facture d’acompte n° 1', `Situation de travaux n° ${2 + b.round}`, 'Facture de solde – DGD'][
      b.round % 3
    ]!;
    const isSub = b.round % 2 === 1;
    const number = `${b.date.slice(0, 4)}-${two(Number(b.date.slice(5, 7)))}-${String(b.serial % 900).padStart(3, '0')}`;
    const tax = isSub ? 0 : b.tax;
    const held = Math.round(b.net * 0.05);
    return {
      number,
      gross: b.net + tax,
      css: `@page{size:A4;margin:13mm 14mm} body{font:9.2pt 'Liberation Sans Narrow';font-size:10pt} h1{font-size:14pt;border:2px solid #444;text-align:center;padding:2mm;margin:5mm 0} .g{display:grid;grid-template-columns:1fr 1fr;gap:10mm} .r{line-height:1.5} table{width:100%;border-collapse:collapse} td,th{border:1px solid #888;padding:1.1mm 1.8mm;text-align:right} td:first-child,th:first-child{text-align:left} th{background:#eee}`,
      body: `<div class=g><div><b style="font-size:15pt">${s.name}</b><br>${s.street}<br>${s.town}<br>RM ${two(b.serial % 90)} – SIREN ${spaced(s.siren)}<br>TVA ${s.vat}</div><div style="padding:12mm 0 0 10mm"><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}${isSub || b.showsBuyerSiren ? `<br>N° TVA : ${b.buyer.vat}` : ''}</div></div><h1>${stage}</h1>
        <div class="g r"><div>Facture n° : <b>${number}</b><br>Établie le : <b>${b.own()}</b><br>À régler le : ${b.other('due', b.due)}</div><div>Marché du ${b.other('contract', b.after(-240))} – OS du ${b.other('order', b.after(-215))}<br>Chantier : Résidence Les Ormes, ${b.buyer.town}<br>${b.round % 3 === 0 ? `Début des travaux prévu le ${b.other('work', b.after(21))}` : b.round % 3 === 1 ? `Travaux exécutés au ${b.other('work', b.after(-1))}` : `Réception prononcée le ${b.other('work', b.after(-17))}`}</div></div><br>
        <table><tr><th>Désignation<th>Montant marché HT<th>Avancement<th>Cumul HT<th>Déjà facturé HT<th>À facturer HT${named(
          b.lines,
          this.style.goods,
        )
          .map(
            (l, n) =>
              `<tr><td>${l.text}<td>${b.money(l.total * 4)}<td>${25 * (1 + (n % 3))} %<td>${b.money(l.total * (1 + (n % 3)))}<td>${b.money(l.total * (n % 3))}<td>${b.money(l.total)}`,
          )
          .join(
            '',
          )}<tr><td colspan=5><b>Total HT de la présente facture</b><td><b>${b.money(b.net)}</b><tr><td colspan=5>${isSub ? 'TVA : autoliquidation par le preneur, art. 283-2 nonies du CGI' : 'TVA 20 %'}<td>${b.money(tax)}<tr><td colspan=5><b>Total TTC</b><td><b>${b.money(b.net + tax)} €</b><tr><td colspan=5>Retenue de garantie 5 % (libérable le ${b.other('contract', b.after(380))})<td>-${b.money(held)}<tr><td colspan=5>Reste à régler après retenue<td>${b.money(b.net + tax - held)}</table>
        ${b.round % 3 === 0 ? '' : `<p>Rappel des factures précédentes : acompte n° 1 du ${b.other('previous', b.after(-180))} (réglé le ${b.other('payment', b.after(-131))}), situation n° 1 du ${b.other('previous', b.after(-62))}.</p>`}<p>IBAN ${s.iban}</p><p style="font-size:7.5pt">Loi n° 71-584 du ${b.other('law', '1971-07-16', 'long')} sur les retenues de garantie. Assurance décennale n° 4${b.serial}, attestation valable du ${b.other('contract', `${b.date.slice(0, 4)}-01-01`, 'slash')} au ${b.other('contract', `${b.date.slice(0, 4)}-12-31`, 'slash')}. Pénalités de retard : taux BCE + 10 points.</p>`,
    };
  },
};
