import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A water utility's half-year: readings, a period from one year to the next, prices with their days, labels under the values. */
export const water: Layout = {
  id: 'water-utility',
  style: {
    sellers: ['Eaux du Marais', 'Hydrovalis', 'Syndicat Aqua Sud'],
    goods: ['Abonnement', 'Consommation', 'Collecte et traitement', 'Redevance pollution'],
    rate: 10,
    lines: [3, 5],
    dates: ['slash', 'longZero', 'short'],
    money: 'plain',
    dueAfter: [20, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.date.slice(0, 4)}EA${String(b.serial).padStart(6, '0')}`;
    const under = (value: string, label: string) => `<div class=u><b>${value}</b><br><small>${label}</small></div>`;
    const qr = Array.from({ length: 144 }, (_, n) =>
      b.r.chance(0.5) ? `<rect x="${n % 12}" y="${Math.floor(n / 12)}" width="1" height="1"/>` : '',
    ).join('');
    return {
      number,
      css: `@page{size:A4;margin:12mm} body{font:9pt 'Liberation Sans'} .band{display:flex;justify-content:space-between;background:#d9ecf7;padding:3mm;margin:4mm 0} .u{text-align:center} small{font-size:7pt;color:#246} table{width:100%;border-collapse:collapse} th,td{padding:1mm;border-bottom:1px solid #cde;text-align:right} th:first-child,td:first-child{text-align:left}`,
      body: `<div style="display:flex;justify-content:space-between"><div><b style="color:#07a;font-size:15pt">${s.name}</b><br>${s.street}, ${s.town}<br>RCS ${s.city} ${spaced(s.siren)} – ${s.vat}</div><svg width="22mm" viewBox="0 0 12 12">${qr}</svg></div>
        <div style="margin:6mm 0 6mm 105mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <div class=band>${under(number, 'Facture n°')}${under(b.own(), 'Date de facturation')}${under(b.other('due', b.due), 'Date limite de paiement')}${under(`${b.money(b.gross)} €`, 'Total TTC à payer')}</div>
        <table><tr><th>Compteur<th>Ancien relevé<th>Index<th>Nouveau relevé<th>Index<th>m³<tr><td>D14FA${b.serial}<td>${b.other('reading', b.after(-187))}<td>1 204<td>${b.other('reading', b.after(-8))}<td>1 391<td>187</table><br>
        <table><tr><th>Rubrique<th>Période<th>Quantité<th>Prix unitaire<th>Montant HT${b.lines.map((l, n) => `<tr><td>${l.text}<td>${n === 0 ? `${b.other('period', b.after(1), 'short')} au ${b.other('period', b.after(182), 'short')}` : `${b.other('period', b.after(-187), 'short')} au ${b.other('period', b.after(-8), 'short')}`}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}
        <tr><td colspan=4>Total HT<td>${b.money(b.net)}<tr><td colspan=4>TVA 10 %<td>${b.money(b.tax)}<tr><td colspan=4><b>Total TTC</b><td><b>${b.money(b.gross)} €</b></table>
        <p>Tarifs votés par délibération du ${b.other('tariff', `${Number(b.date.slice(0, 4)) - 1}-12-14`)}, applicables au ${b.other('tariff', `${b.date.slice(0, 4)}-01-01`)}. Prochain relevé : ${b.other('next', b.after(175))}. Dernier paiement reçu le ${b.other('payment', b.after(-150))}, merci.</p>`,
    };
  },
};
