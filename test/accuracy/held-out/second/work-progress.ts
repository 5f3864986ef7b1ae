import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A builder's statement of work done: the works are closed at one day, the invoice is drawn up at another. */
export const workProgress: Layout = {
  id: 'works-progress',
  style: {
    sellers: ['Entreprise Quéré Gros Œuvre', 'Couvreurs Réunis SCOP', 'Travaux Publics Morvan'],
    goods: [
      'Installation de chantier',
      'Terrassement en déblai',
      'Béton de propreté',
      'Charpente sapin traité',
      'Évacuation des gravats',
    ],
    rate: 20,
    lines: [4, 10],
    dates: ['slash', 'long', 'shortDots'],
    money: 'plain',
    dueAfter: [30, 45, 60],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 10;
    const place = 1 + (b.serial % 6);
    const number = `${b.date.slice(0, 4)}-${String(b.serial).padStart(4, '0')}`;
    const previous = b.net;
    const title = isQuote ? `Devis n° ${number}` : `Situation n° ${place}`;
    const head = isQuote
      ? `<p>Établi le ${b.other('quote', b.date)} – valable trois mois, soit jusqu’au ${b.other('validity', b.after(92))}</p>`
      : `<p>Travaux arrêtés au ${b.other('work', b.after(-(3 + (b.round % 9))))}</p><table class=i><tr><td>Facture n°<td><b>${number}</b><tr><td>Établie le<td><b>${b.own()}</b><tr><td>Marché n°<td>M-${b.serial % 400} notifié le ${b.other('contract', b.after(-150))}<tr><td>Ordre de service<td>${b.other('order', b.after(-131))}<tr><td>Fin de chantier prévue<td>${b.other('work', b.after(75))}</table>`;
    return {
      number,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:14mm} body{font:9pt 'Liberation Serif'} h1{font-size:16pt;text-align:center;margin:8mm 0 1mm} .i{margin:2mm auto;width:120mm} .i td{padding:.5mm 3mm} .l{width:100%;border-collapse:collapse;font-size:8pt} .l td,.l th{border:1px solid #000;padding:1mm;text-align:right} .l td:nth-child(2){text-align:left} p{text-align:center;margin:1mm}`,
      body: `<div style="float:left">${s.name}<br>${s.street}<br>${s.town}<br>Siret ${s.siret}</div><div style="float:right">Maître d’ouvrage :<br><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}</div><div style="clear:both"></div>
        <h1>${title}</h1><p>Extension d’un atelier – lot 0${1 + (b.serial % 8)}</p>${head}
        <table class=l><tr><th>N°<th>Ouvrage<th>U<th>Qté<th>Prix<th>Montant du marché<th>% cumulé<th>Cumul<th>Mois${b.lines.map((l, n) => `<tr><td>${n + 1}<td>${l.text}<td>ens<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total * 3)}<td>66 %<td>${b.money(l.total * 2)}<td>${b.money(l.total)}`).join('')}
        <tr><td colspan=8>Cumul des travaux HT<td>${b.money(previous * 2)}<tr><td colspan=8>À déduire situations précédentes HT (dernière : ${b.other('previous', b.after(-32))})<td>- ${b.money(previous)}<tr><td colspan=8>Montant HT de la présente ${isQuote ? 'offre' : 'situation'}<td>${b.money(b.net)}<tr><td colspan=8>TVA 20 %<td>${b.money(b.tax)}<tr><td colspan=8><b>Total TTC</b><td><b>${b.money(b.gross)}</b></table>
        <p style="text-align:left">Retenue de garantie : caution bancaire n° 77${b.serial} du ${b.other('contract', b.after(-120))}.<br>${isQuote ? 'Bon pour accord, date et signature :' : `Règlement par virement au plus tard le ${b.other('due', b.due)} – IBAN ${s.iban}`}</p>
        <p style="font-size:7pt;margin-top:10mm">Qualibat 2112 valable jusqu’au ${b.other('validity', `${Number(b.date.slice(0, 4)) + 1}-06-30`)} – assurance décennale n° 1 442 887 – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}</p>`,
    };
  },
};
