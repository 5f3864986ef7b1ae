import { type Layout, spaced } from '../layout.ts';
import { address, billedMonth, head, items, pageFoot, percent, row, sum, two } from './kit.ts';

const SKIPS = [
  ['Rotation benne 15 m³ DIB', 'rotation', 20],
  ['Traitement déchets non dangereux', 'tonne', 10],
  ['Location bac 770 L', 'mois', 20],
  ['Traitement gravats inertes', 'tonne', 10],
  ['Collecte bac cartons', 'passage', 10],
] as const;

/** A waste collector: pick-ups of the month with their tickets, two rates of VAT and a tax per ton, a paying slip at the foot. */
export const wasteSkips: Layout = {
  id: 'waste-skips',
  style: {
    sellers: ['Recyclane Ouest', 'Propreté Vallée du Rhône', 'Recyclane Ouest'],
    goods: ['Collecte'],
    rate: 20,
    lines: [3, 7],
    dates: ['slash', 'slash', 'long'],
    money: 'plain',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const lines = items(b, SKIPS, [2_900, 14_500], 3);
    const levy = 6_500 + (b.serial % 200) * 10;
    const of = (rate: number) =>
      sum(lines.filter((l) => l.good[2] === rate).map((l) => l.all)) + (rate === 10 ? levy : 0);
    const [low, high] = [of(10), of(20)];
    const [lowTax, highTax] = [percent(low, 10), percent(high, 20)];
    const gross = low + high + lowTax + highTax;
    const number = `${two(b.round + 41)}/${b.date.slice(0, 4)}/${b.serial + 10_000}`;
    const { first, last } = billedMonth(b.date);
    const day = (n: number) => `${first.slice(0, 8)}${two(2 + Math.floor((n * 26) / lines.length))}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:11mm 12mm 17mm} body{font:8.7pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between;gap:6mm} .g{border:1px solid #4a8f29;border-radius:2mm;padding:2mm 4mm} .g td{padding:.3mm 3mm .3mm 0} .d{width:100%;border-collapse:collapse;margin-top:5mm} .d th{background:#4a8f29;color:#fff;font-size:7.8pt;padding:1mm;text-align:left} .d td{border-bottom:1px solid #bcd5ad;padding:.9mm} .d td:nth-child(n+4),.d th:nth-child(n+4){text-align:right} .c{border-top:1px dashed #000;margin-top:8mm;padding-top:2mm;font-size:8pt}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 2 310 000 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – Récépissé de transport par route de déchets n° 37-2021-0${b.serial % 90}`,
      ),
      body: `<div class=h><div><b style="font-size:18pt;color:#4a8f29">${s.name}</b><br>Agence de ${s.city}<br>${s.street}, ${s.town}</div><div class=g><b style="font-size:12pt">FACTURE</b><table>${row('Numéro', `: ${number}`)}${row('Date', `: ${b.own()}`)}${row('N° client', `: 9${b.serial}`)}${row('N° contrat', `: CT${b.serial + 81} du ${b.other('contract', b.after(-612), 'slash')}`)}${row('Échéance', `: ${b.other('due', b.due)}`)}</table></div></div>
        <div class=h style="margin-top:8mm"><div style="font-size:8pt"><b>Site desservi :</b> ${b.buyer.street}, ${b.buyer.town}<br><b>Période de facturation :</b> du ${b.other('period', first, 'slash')} au ${b.other('period', last, 'slash')}</div><div style="width:80mm;font-size:10pt">${address(b.buyer, b.showsBuyerSiren ? `SIRET ${b.buyer.siret}` : '')}</div></div>
        <table class=d>${head('Date', 'N° bon', 'Prestation', 'Quantité', 'Unité', 'P.U. HT', 'Montant HT', 'TVA')}${lines.map((l, n) => row(b.other('pick-up', day(n), 'slash'), b.serial + 66_010 + n * 7, l.good[0], `${l.count},00`, l.good[1], b.money(l.unit), b.money(l.all), `${l.good[2]} %`)).join('')}${row('', '', 'TGAP – taxe générale sur les activités polluantes', '', '', '', b.money(levy), '10 %')}</table>
        <div class=h style="margin-top:5mm"><table class=d style="width:100mm;margin:0">${head('Taux TVA', 'Base HT', 'Montant TVA')}${low ? row('10,00 %', b.money(low), b.money(lowTax)) : ''}${high ? row('20,00 %', b.money(high), b.money(highTax)) : ''}</table><div class=g><table>${row('Total HT', b.money(low + high))}${row('Total TVA', b.money(lowTax + highTax))}${row('<b>Total TTC à payer</b>', `<b>${b.money(gross)} €</b>`)}</table></div></div>
        <p style="font-size:7.4pt">Les tarifs de traitement ont été révisés au ${b.other('tariff', `${b.date.slice(0, 4)}-01-02`, 'long')} conformément à votre contrat. Registre des déchets et bordereaux disponibles sur votre espace. En cas de retard : taux BCE majoré de 10 points et indemnité de 40 €. Escompte pour paiement anticipé : néant. TVA sur les encaissements.
        <div class=c><b>Coupon à joindre à votre règlement</b> – ${s.name}, TSA 30${b.serial % 900}, 37099 Tours Cedex 9<br>Client 9${b.serial} – Facture ${number} – À payer avant le ${b.other('due', b.due)} – Montant : ${b.money(gross)} €</div>`,
    };
  },
};
