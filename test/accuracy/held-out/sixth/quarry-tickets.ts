import { type Layout, spaced } from '../layout.ts';
import { pageFoot, two } from './kit.ts';

/** A quarry's fortnight: many weighed loads with day and hour over pages, sums of each site, the bill's day in the heading of each page. */
export const quarryTickets: Layout = {
  id: 'quarry-tickets',
  style: {
    sellers: ['Carrières de la Roche Noire', 'Sablières du Gier', 'Béton Prêt du Trégor'],
    goods: [
      'GRAVE 0/20',
      'SABLE 0/4 LAVE',
      'GRAVILLON 6/10',
      'BPS C25/30 XF1 S3',
      'ENROCHEMENT 100/500',
      'TOUT VENANT',
    ],
    rate: 20,
    lines: [22, 70],
    dates: ['slash', 'short', 'dashes'],
    money: 'plain',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const loads = b.lines.map((l) => ({ ...l, tons: 2_400 + (l.price % 27_000), price: 850 + (l.price % 1900) }));
    const totals = loads.map((l) => Math.round((l.tons * l.price) / 1000));
    const net = totals.reduce((sum, t) => sum + t, 0);
    const tax = Math.round(net * 0.2);
    const number = `${b.date.slice(2, 4)}${String(b.serial).padStart(5, '0')}`;
    const half = Math.ceil(loads.length / 2);
    const rows = (from: number, to: number) =>
      loads
        .slice(from, to)
        .map((l, i) => {
          const n = from + i;
          return `<tr><td>${b.other('delivery', b.after(-16 + Math.floor((n * 15) / loads.length)))}<td>${two(7 + (l.price % 9))}:${two(l.tons % 60)}<td>${b.serial * 5 + n}<td>${['DX-441-PL', 'FA-902-ZE', 'BENNE CLIENT'][l.quantity % 3]}<td>${l.text}<td>${(l.tons / 1000).toFixed(2).replace('.', ',')}<td>${b.money(l.price)}<td>${b.money(totals[n]!)}`;
        })
        .join('');
    const part = (from: number, to: number) => totals.slice(from, to).reduce((sum, t) => sum + t, 0);
    return {
      number,
      gross: net + tax,
      footer: pageFoot(
        `${s.name} – S.A.S. au capital de 457 347 € – R.C.S. ${s.city} ${spaced(s.siren)} – TVA ${s.vat}`,
      ),
      css: `@page{size:A4;margin:10mm 11mm 18mm} body{font:8.3pt 'DejaVu Sans Mono';font-size:7.2pt} table{width:100%;border-collapse:collapse} thead th{text-align:left;font-weight:normal} td,.c th{padding:.45mm 1mm;white-space:nowrap} td:nth-child(n+6),.c th:nth-child(n+6){text-align:right!important} .c th{border-top:1px solid;border-bottom:1px solid} .s td{border-top:1px dashed;padding-bottom:3mm} .q{display:flex;justify-content:space-between;margin-bottom:5mm} .a{margin:6mm 0 8mm 105mm;font-size:9pt}`,
      body: `<table><thead><tr><th colspan=8><div class=q><div><b style="font-size:11pt">${s.name.toUpperCase()}</b><br>${s.street} ${s.town}</div><div style="text-align:right"><b>FACTURE ${number}</b><br>Edition du ${b.own()}<br>Client 41${b.serial % 9000}</div></div><tr class=c><th>Date<th>Heure<th>Bon<th>Véhicule<th>Produit<th>Tonnage<th>PU HT<th>Montant</thead>
        <tr><td colspan=8 style="text-align:left!important"><div class=a>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>Livraisons du ${b.other('period', b.after(-16))} au ${b.other('period', b.after(-1))}<br>Chantier 01 : ZAC DES PRES – commande ${b.serial % 600} du ${b.other('order', b.after(-71))}${rows(0, half)}<tr class=s><td colspan=7>Sous-total chantier 01<td>${b.money(part(0, half))}<tr><td colspan=8>Chantier 02 : ROUTE DE LA GARE${rows(half, loads.length)}<tr class=s><td colspan=7>Sous-total chantier 02<td>${b.money(part(half, loads.length))}</table>
        <div style="margin-left:110mm;break-inside:avoid;font-size:9pt"><table><tr><td>TOTAL H.T.<td style="text-align:right">${b.money(net)}<tr><td>dont TGAP granulats<td style="text-align:right">${b.money(Math.round(net * 0.012))}<tr><td>T.V.A. 20 %<td style="text-align:right">${b.money(tax)}<tr><td><b>TOTAL T.T.C.</b><td style="text-align:right"><b>${b.money(net + tax)}</b></table></div><p>Paiement par LCR à l’échéance du ${b.other('due', b.due)}. Fiches techniques et marquage CE 2+ du ${b.other('law', b.after(-322))}.</p>`,
    };
  },
};
