import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, spaced } from '../layout.ts';
import { address, head, items, pageFoot, percent, row, sum } from './kit.ts';

/** A delivery platform's commission on a restaurant's orders: the fortnight's sales, the fees with VAT, what was paid out. */
export const mealCommission: Layout = {
  id: 'meal-commission',
  style: {
    sellers: ['Livraplat France SAS', 'Vélo Gourmand Technologies', 'Livraplat France SAS'],
    goods: ['Commission sur commandes livrées', 'Frais de publicité dans l’application', 'Location tablette'],
    rate: 20,
    lines: [2, 3],
    dates: ['slash', 'longZero', 'abbreviated'],
    money: 'nbsp',
    dueAfter: [3],
  },
  draw(b) {
    const s = b.seller;
    const isList = b.round === 1;
    const fees = items(b, this.style.goods, [2_400, 31_000], 1);
    const net = sum(fees.map((f) => f.all));
    const tax = percent(net, 20);
    const fee = net + tax;
    const sales = fee * 3 + b.serial * 4;
    const gross = isList ? sales - fee : fee;
    const number = `${isList ? 'PAY' : 'LVP-FR'}-${b.date.slice(0, 4)}-${b.serial + 320_000}`;
    const end = addDays(b.date, -1 - (b.round % 3));
    const start = addDays(end, -13);
    const period = `du ${b.other('period', start)} au ${b.other('period', end)}`;
    return {
      number,
      gross,
      ...(isList ? { ask: 'relevé de versement' } : {}),
      css: `@page{size:A4;margin:14mm 15mm 18mm} body{font:9.2pt/1.5 'Liberation Sans';color:#111} .h{display:flex;justify-content:space-between;gap:12mm} .h>div{flex:1} h1{font-size:20pt;margin:0 0 5mm} .g{color:#777;font-size:8pt} table{width:100%;border-collapse:collapse;margin:4mm 0} th{text-align:left;font-size:8pt;color:#777;border-bottom:1px solid #111} td{padding:1.4mm 0;border-bottom:1px solid #eee} td:last-child,th:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – ${s.street}, ${s.town} – ${spaced(s.siren)} RCS ${s.city} – Numéro de TVA ${s.vat}`,
      ),
      body: `<div style="background:#00b894;width:18mm;height:5mm;margin-bottom:6mm"></div><h1>${isList ? 'Relevé de versement' : 'Facture'}</h1>
        <div class=h><div><span class=g>${isList ? 'Restaurant' : 'Facturé à'}</span><br>${address(b.buyer, b.buyer.vat, b.showsBuyerSiren ? `SIREN ${spaced(b.buyer.siren)}` : '')}</div><div><span class=g>${isList ? 'Versement effectué par' : 'Émis par'}</span><br>${address(s, 'France', s.vat)}</div><div><span class=g>${isList ? 'Référence' : 'Numéro de facture'}</span><br>${number}<br>${isList ? `<span class=g>Date du versement</span><br>${b.other('payment', b.date)}` : `<span class=g>Date de la facture</span><br>${b.own()}`}<br><span class=g>Période</span><br>${period}</div></div>
        <table style="margin-top:9mm">${
          isList
            ? head('Opération', 'Montant') +
              row(
                `Ventes TTC encaissées pour votre compte (${45 + (b.serial % 20) * 2} commandes)`,
                `${b.money(sales)} €`,
              ) +
              row(
                `Commission et frais TTC, facture LVP-FR-${b.date.slice(0, 4)}-${b.serial + 319_990}`,
                `${b.money(-fee)} €`,
              ) +
              row('<b>Montant versé sur votre compte</b>', `<b>${b.money(sales - fee)} €</b>`)
            : head('Description', 'Taux TVA', 'Montant HT') +
              fees.map((f) => row(f.good, '20 %', `${b.money(f.all)} €`)).join('') +
              row('Total HT', '', `${b.money(net)} €`) +
              row('TVA 20 %', '', `${b.money(tax)} €`) +
              row('<b>Total TTC</b>', '', `<b>${b.money(fee)} €</b>`)
        }</table>
        ${isList ? `<p>Virement vers FR76 •••• ${b.serial} – délai interbancaire : crédit attendu le ${b.other('payment', b.after(2))}. Ce relevé n’est pas une facture.` : `<p><b>Paiement</b><br>Le montant de ${b.money(fee)} € a été retenu sur vos ventes de ${b.money(sales)} € TTC. Solde de ${b.money(sales - fee)} € versé le ${b.other('payment', b.due)}. Aucun règlement n’est attendu de votre part.`}
        <table>${head('Semaine du', 'Commandes', 'Ventes TTC')}${[0, 7].map((d) => row(b.other('sales', addDays(start, d), 'slash'), 19 + d + (b.serial % 20), `${b.money(d ? sales - percent(sales, 47) : percent(sales, 47))} €`)).join('')}</table>
        <p class=g>Services fournis en application du contrat partenaire accepté le ${b.other('contract', b.after(-402))}. TVA due sur les débits. Les ventes de repas ci-dessus sont facturées aux clients finaux au nom et pour le compte du restaurant.`,
    };
  },
};
