import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A wholesaler's ten-day bill by delivery: each line begins with a day, the bill's own stands far right above the table. */
export const pharmacyWholesale: Layout = {
  id: 'ten-day-bill',
  style: {
    sellers: ['Répartition Atlantique', 'Grossiste Optique Plus', 'Labo Fournitures Dentaires'],
    goods: ['Livraison matin', 'Livraison soir', 'Réassort exceptionnel', 'Produits froids'],
    rate: 5.5,
    lines: [9, 18],
    dates: ['short', 'slash'],
    money: 'nbsp',
    dueAfter: [10, 20, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `D${b.date.slice(2, 4)}${b.date.slice(5, 7)}${String(b.serial).padStart(5, '0')}`;
    const decade = Math.min(3, 1 + Math.floor((Number(b.date.slice(8)) - 1) / 10));
    return {
      number,
      css: `@page{size:A4;margin:15mm 12mm} body{font:9pt 'Liberation Sans'} .x{position:absolute;right:0;top:46mm;text-align:right;font-size:10pt} table{width:100%;border-collapse:collapse;font-size:8.5pt} tr:nth-child(even) td{background:#e8f5e9} td,th{padding:.8mm 2mm;text-align:right} td:nth-child(-n+3),th:nth-child(-n+3){text-align:left} th{border-bottom:2px solid #2e7d32;color:#2e7d32}`,
      body: `<div style="color:#2e7d32;font-size:21pt">✚ ${s.name}</div><div style="font-size:7.5pt">${s.street} – ${s.town}<br>SIREN ${spaced(s.siren)} – TVA ${s.vat} – autorisation du 08/11/2010</div>
        <div style="margin-top:12mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <div class=x>Facture décadaire ${number}<br>${decade}${decade === 1 ? 're' : 'e'} décade<br>le ${b.own()}</div><div style="height:27mm"></div>
        <table><tr><th>Date<th>Bon<th>Nature<th>Colis<th>Base 5,5 %<th>HT${b.lines.map((l, n) => `<tr><td>${b.other('delivery', b.after(-10 + Math.floor((n * 9) / b.lines.length)))}<td>${b.serial + 4000 + n}<td>${l.text}<td>${l.quantity}<td>${b.money(l.total)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=5>Total HT<td>${b.money(b.net)}<tr><td colspan=5>TVA 5,50 %<td>${b.money(b.tax)}<tr><td colspan=5><b>NET À PAYER TTC</b><td><b>${b.money(b.gross)}</b></table>
        <p>Prélèvement automatique le <b>${b.other('debit', b.due)}</b>. Ristournes du trimestre : avoir à venir avant le ${b.other('next', b.after(33))}. Péremptions reprises jusqu’au ${b.other('validity', b.after(90))}.</p>`,
    };
  },
};
