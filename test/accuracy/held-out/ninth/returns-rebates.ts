import type { Bill } from '../bill.ts';
import { type Layout, spaced, spacedSiret } from '../layout.ts';
import { address, head, items, monthOf, pageFoot, percent, row, sum, yearOf } from './kit.ts';

const GOODS = [
  'Radiateur panneau 22 600x1000',
  'Robinet thermostatique droit 1/2',
  'Pompe circulateur 25-60',
  'Collecteur plancher 5 départs',
];

/** A plumbing merchant's credit notes of two kinds: goods taken back, in plain amounts; a rebate of the year, below zero. */
export const returnsRebates: Layout = {
  id: 'returns-rebates',
  style: {
    sellers: ['Thermosane Distribution', 'Cédrane Négoce Thermique', 'Thermosane Distribution'],
    goods: GOODS,
    rate: 20,
    lines: [1, 4],
    dates: ['slash', 'slash', 'short'],
    money: 'plain',
    dueAfter: [30],
  },
  draw: (b) => (b.round % 2 ? rebate(b) : back(b)),
};

function back(b: Bill) {
  const s = b.seller;
  const lines = items(b, GOODS, [1_900, 16_000], 2);
  const net = sum(lines.map((l) => l.all));
  const kept = percent(net, 10);
  const tax = percent(net - kept, 20);
  const gross = net - kept + tax;
  const number = `AV${b.serial + 60_000}`;
  return {
    number,
    gross,
    type: '381' as const,
    css: `@page{size:A4;margin:10mm 12mm 16mm} body{font:8.8pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between} .b{width:100%;border-collapse:collapse;margin:4mm 0} .b th{background:#d2232a;color:#fff;font-size:7.6pt;padding:.8mm} .b td{border:1px solid #d2232a;padding:1mm 1.5mm;text-align:center} .d td:nth-child(2){text-align:left} .d td:nth-child(n+3){text-align:right}`,
    footer: pageFoot(`${s.name} – SA au capital de 5 000 000 € – SIRET ${spacedSiret(s.siret)} – TVA ${s.vat}`),
    body: `<div class=h><div><b style="font-size:17pt;color:#d2232a">${s.name}</b><br>Chauffage – Sanitaire – Climatisation<br>Agence : ${s.street}, ${s.town}</div><div style="width:78mm;padding-top:10mm">${address(b.buyer, b.showsBuyerSiren ? `SIREN ${spaced(b.buyer.siren)}` : '')}</div></div>
      <div style="font:bold 14pt 'Liberation Sans';margin-top:5mm">AVOIR</div><table class=b>${head('Avoir n°', 'Date', 'Compte client', 'N° commande', 'Bon de retour', 'Page')}${row(`<b>${number}</b>`, b.own(), `S${b.serial}`, `RET ${b.round}4${b.serial}`, `BR${b.serial + 7} du ${b.other('return', b.after(-3 - b.round))}`, '1')}</table>
      <table class="b d">${head('Code', 'Désignation', 'Qté', 'PU net HT', 'Montant HT')}${row('', `En référence à notre facture FC${b.serial + 58_700} du ${b.other('invoice', b.after(-26 - b.round * 4))}`, '', '', '')}${lines.map((l) => row(`${l.unit}TH`, l.good, l.count, b.money(l.unit), b.money(l.all))).join('')}${row('FRET', 'Abattement 10 % sur reprise de matériel', '1', b.money(-kept), b.money(-kept))}</table>
      <table class=b style="width:120mm;margin-left:auto">${head('Total HT', 'TVA 20,00 %', 'Total TTC', 'Net à votre crédit')}${row(b.money(net - kept), b.money(tax), b.money(gross), `<b>${b.money(gross)} €</b>`)}</table>
      <p>Cet avoir sera déduit de votre prochain relevé, échéance du ${b.other('due', monthOf(b.date, 1).last)}. Il est valable jusqu’au ${b.other('validity', b.after(365))}.<p style="font-size:7.4pt">TVA récupérée par le fournisseur : l’acquéreur doit rectifier la taxe initialement déduite (art. 272 du CGI).`,
  };
}

function rebate(b: Bill) {
  const s = b.seller;
  const turnover = 1_850_000 + b.serial * 310;
  const net = percent(turnover, 3);
  const tax = percent(net, 20);
  const number = `RFA-${yearOf(b.date)}-${b.serial}`;
  const year = b.date.slice(5) === '12-31' ? yearOf(b.date) : yearOf(b.date) - 1;
  return {
    number,
    gross: -(net + tax),
    type: '381' as const,
    css: `@page{size:A4;margin:18mm 20mm 18mm} body{font:10.5pt/1.5 'Liberation Serif'} table{width:100%;border-collapse:collapse;margin:6mm 0} td,th{border:1px solid #666;padding:1.4mm 2mm;text-align:left} td:last-child,th:last-child{text-align:right}`,
    footer: pageFoot(
      `${s.name} – SA au capital de 5 000 000 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}`,
      'Page',
      'Liberation Serif',
    ),
    body: `<b style="font-size:15pt;color:#d2232a">${s.name}</b><br>Direction commerciale<br>${s.street}, ${s.town}<div style="margin:10mm 0 8mm 86mm">${address(b.buyer, `SIREN ${spaced(b.buyer.siren)}`)}<p>${s.city}, le ${b.own('long')}</div>
      <p><b>FACTURE D’AVOIR N° ${number}</b><br>Objet : remise de fin d’année ${year} – accord commercial du ${b.other('contract', `${year}-02-11`, 'long')}<p>Madame, Monsieur,<p>Conformément à l’accord cité en objet, nous portons au crédit de votre compte la remise calculée sur votre chiffre d’affaires net du ${b.other('period', `${year}-01-01`, 'slash')} au ${b.other('period', `${year}-12-31`, 'slash')}.
      <table>${head('Libellé', 'Montant en euros')}${row('Chiffre d’affaires net HT de la période', b.money(turnover))}${row('Taux de remise', '3,00 %')}${row('Remise HT', b.money(-net))}${row('TVA 20,00 %', b.money(-tax))}${row('<b>Total TTC de l’avoir</b>', `<b>${b.money(-net - tax)}</b>`)}</table>
      <p>Cette somme viendra en déduction de votre échéance du ${b.other('due', b.after(30), 'long')}.<p>Nous vous remercions de votre fidélité et vous prions d’agréer nos salutations distinguées.<p style="margin-left:90mm">Le directeur régional`,
  };
}
