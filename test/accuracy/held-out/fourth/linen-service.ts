import { type Layout, spaced } from '../layout.ts';

/** Linen and mats: visits of the month as columns, the head on a tinted band, the invoice's day after "le" in the sentence of its number. */
export const linenService: Layout = {
  id: 'linen-service',
  style: {
    sellers: ['Blanchisserie Élia', 'Textiles Services du Rhône', 'Linéa Hygiène'],
    goods: [
      'Tapis 85 x 150',
      'Tenue cuisine',
      'Nappe blanche 160',
      'Bobine essuie-mains',
      'Fontaine à eau',
      'Forfait énergie',
    ],
    rate: 20,
    lines: [3, 8],
    dates: ['slash', 'dots', 'longZero'],
    money: 'nbsp',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const isReminder = b.round === 4;
    const number = `${b.date.slice(2, 4)}${b.date.slice(5, 7)}${b.serial}`;
    return {
      number,
      ...(isReminder ? { ask: 'relance' } : {}),
      css: `@page{size:A4;margin:0} body{font:8.5pt 'DejaVu Sans Condensed';margin:0} .band{background:#d9f0ef;padding:9mm 14mm;display:flex;justify-content:space-between} .in{padding:5mm 14mm} table{width:100%;border-collapse:collapse} td,th{padding:1mm;border:1px solid #bdd;text-align:right} td:first-child,th:first-child{text-align:left}`,
      body: `<div class=band><div><b style="font-size:16pt;color:#00807a">${s.name}</b><br>${s.street} – ${s.town}</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div><div class=in>
        <p>Client ${b.serial % 4000} – tournée 12 – contrat d’abonnement du ${b.other('contract', b.after(-700))} reconduit jusqu’au ${b.other('contract', b.after(396))}</p>
        ${isReminder ? `<h2>Deuxième relance</h2><p>${s.city}, le ${b.other('reminder', b.date)}</p><p>Sauf erreur de notre part, la facture n° ${number} du ${b.other('previous', b.after(-52))}, échue le ${b.other('due', b.after(-22))}, reste impayée. Nous vous prions de la régler sous huit jours.</p>` : `<h2>Facture n° ${number}, le ${b.own()}</h2>`}
        <table><tr><th>Article${[-28, -21, -14, -7].map((d) => `<th>${b.other('delivery', b.after(d - (isReminder ? 50 : 0)), 'short')}`).join('')}<th>Prix HT<th>Montant HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>–<td>–<td>–<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=6>Total HT<td>${b.money(b.net)}<tr><td colspan=6>TVA 20 %<td>${b.money(b.tax)}<tr><td colspan=6><b>${isReminder ? 'Reste dû' : 'Total TTC'}</b><td><b>${b.money(b.gross)} €</b></table>
        <p>${isReminder ? '' : `Prélèvement au ${b.other('debit', b.due)}. Révision annuelle des prix au ${b.other('next', b.after(120))}.`}</p><p style="font-size:6.5pt">${s.name}, SAS au capital de 600 000 €, RCS ${s.city} ${spaced(s.siren)}, TVA ${s.vat}</p></div>`,
    };
  },
};
