import type { Bill } from '../bill.ts';
import { type Layout, spaced } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** Fuel cards: one page that is to be paid, then each card's fills with day, station and litres. A list of fills alone is no invoice. */
export const pumpCard: Layout = {
  id: 'pump-card',
  style: {
    sellers: ['Totem Mobilité Cartes', 'Coquille Flotte France', 'Totem Mobilité Cartes'],
    goods: ['Gazole'],
    rate: 20,
    lines: [5, 12],
    dates: ['slash', 'dots', 'slash'],
    money: 'points',
    dueAfter: [10, 15, 20],
  },
  draw(b) {
    const s = b.seller;
    const isList = b.round === 4;
    const fills = fillsOf(b);
    const net = sum(fills.map((f) => f.net)) + 450;
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = isList ? `REL${b.serial}${b.date.slice(2, 4)}` : `FC${b.date.slice(2, 4)}${b.serial + 310_000}`;
    const [from, to] = [b.after(-17), b.after(-1)];
    const cards = [0, 1].map((n) => fills.filter((f) => f.card === n));
    return {
      number,
      gross,
      ...(isList ? { ask: 'relevé' } : {}),
      css: `@page{size:A4;margin:10mm 11mm 18mm} body{font:8.6pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between;border-bottom:3px solid #d40000;padding-bottom:3mm} .h b{font-size:16pt} .g{display:grid;grid-template-columns:42mm 60mm;margin:6mm 0} .d{width:100%;border-collapse:collapse;font-size:8pt} .d th{background:#eee;text-align:left;padding:1mm} .d td{padding:.8mm 1mm;border-bottom:1px solid #eee} .d td:nth-child(n+5),.d th:nth-child(n+5){text-align:right} .t{width:80mm;margin:5mm 0 0 auto;border:1px solid #999} .t td{padding:1mm 2mm}.t td:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 30 000 000 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}`,
      ),
      body: `<div class=h><b>${s.name}</b><span style="text-align:right">Service clients cartes<br>0 806 79 00 00<br>carte perdue ou volée : 7j/7, 24h/24</span></div><div style="margin:7mm 0 0 108mm;font-size:10pt">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIREN ${b.buyer.siren}`] : []))}</div>
        <b style="font-size:14pt">${isList ? 'RELEVÉ DE TRANSACTIONS' : 'FACTURE'}</b><div class=g><span>${isList ? 'Relevé n°' : 'N° de facture'}</span><span>${number}</span>${isList ? `<span>Édité le</span><span>${b.other('printed', b.date)}</span>` : `<span>Date de facture</span><span>${b.own()}</span>`}<span>N° de compte client</span><span>30${b.serial}1</span><span>Période</span><span>${b.other('period', from)} - ${b.other('period', to)}</span>${isList ? '' : `<span>Date d’échéance</span><span>${b.other('due', b.due)}</span><span>Mode de règlement</span><span>Prélèvement SEPA B2B</span>`}</div>
        <table class=d><tr><th>Synthèse par produit<th>Litres<th><th><th>Montant HT<th>TVA<th>TTC${row('Gazole', litres(sum(fills.map((f) => f.litres))), '', '', b.money(net - 450), b.money(percent(net - 450, 20)), b.money(net - 450 + percent(net - 450, 20)))}${row('Frais de gestion cartes (2)', '', '', '', b.money(450), b.money(90), b.money(540))}</table>
        <table class=t>${row('Total HT', b.money(net))}${row('Total TVA 20,00 %', b.money(tax))}${row(`<b>${isList ? 'Total TTC de la période' : 'Montant total TTC (EUR)'}</b>`, `<b>${b.money(gross)}</b>`)}</table>
        <p>${isList ? '<b>Ce document n’est pas une facture</b> : il récapitule les transactions de vos cartes pour contrôle. Votre facture vous sera adressée à la fin de la période.' : `Cette somme sera débitée le ${b.other('debit', b.due)} de votre compte ${b.buyer.iban.slice(0, 9)} •••• (mandat TM${b.serial} du ${b.other('mandate', b.after(-930))}). En cas de retard : intérêts au taux BCE + 10 points et indemnité de 40 €. TVA exigible d’après les livraisons.`}
        <div style="break-before:page"></div>${cards
          .map((list, n) =>
            list.length === 0
              ? ''
              : `<p><b>Carte n° 7002 ${b.serial} 0${n}01 – véhicule ${n ? 'FK-318-TD' : 'GB-907-LS'} – validité 0${n + 3}/${Number(b.date.slice(2, 4)) + 2}</b><table class=d><tr><th>Date<th>Heure<th>Station<th>Produit<th>Km<th>Litres<th>Prix/L HT<th>HT${list.map((f) => row(b.other('service', f.day), f.hour, f.place, 'Gazole', f.km, litres(f.litres), f.price, b.money(f.net))).join('')}${row('<b>Total carte</b>', '', '', '', '', litres(sum(list.map((f) => f.litres))), '', `<b>${b.money(sum(list.map((f) => f.net)))}</b>`)}</table>`,
          )
          .join('')}`,
    };
  },
};

function litres(hundredths: number): string {
  return (hundredths / 100).toFixed(2).replace('.', ',');
}

function fillsOf(b: Bill) {
  const places = ['Relais de la Rocade', 'A10 Aire de Sud', 'Pont de Cé', 'Relais Bellevue', 'A6 Aire des Chênes'];
  return b.lines
    .map((l, n) => {
      const amount = 2_400 + (l.price % 3_700);
      return {
        day: b.after(-1 - ((l.price + n) % 16)),
        hour: `${10 + (l.quantity % 9)}:${10 + (l.price % 49)}`,
        place: places[(l.price + n) % 5]!,
        card: l.price % 2,
        litres: amount,
        price: '1,342',
        net: Math.round((amount * 134.2) / 100),
      };
    })
    .sort((x, y) => x.day.localeCompare(y.day))
    .map((f, n) => ({ ...f, km: 41_000 + n * 430 + (f.net % 300) }));
}
