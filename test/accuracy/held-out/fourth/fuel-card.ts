import { type Layout, spaced } from '../layout.ts';

/** Fuel cards: a summary and a second page of fillings with day and hour; "Facture du" with the period right behind it. */
export const fuelCard: Layout = {
  id: 'fuel-card',
  style: {
    sellers: ['Pétrolia Cartes SA', 'Flotte Énergie Services', 'Hexagaz Mobilité'],
    goods: ['GAZOLE', 'SP95-E10', 'ADBLUE', 'LAVAGE', 'GAZOLE EXCELLIUM'],
    rate: 20,
    lines: [8, 24],
    dates: ['slash', 'short', 'dots'],
    money: 'nbsp',
    dueAfter: [10, 15],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.serial % 9}0${b.serial}F${b.date.slice(2, 4)}${b.date.slice(5, 7)}`;
    const row = (k: string, v: string) => `<tr><th>${k}<td>${v}`;
    return {
      number,
      css: `@page{size:A4;margin:13mm} body{font:9pt 'Liberation Sans'} .f{display:flex;justify-content:space-between} .i{border-collapse:collapse} .i th{text-align:left;font-weight:normal;color:#c00;padding-right:6mm} .i td{font-weight:bold} .l{width:100%;border-collapse:collapse;font-size:8pt} .l td,.l th{border-bottom:1px dotted #999;padding:.8mm;text-align:left} .l td:nth-child(n+6),.l th:nth-child(n+6){text-align:right} .p{break-before:page}`,
      body: `<div class=f><b style="font-size:18pt;color:#c00">${s.name}</b><table class=i>${row('N° de client', `0001${b.serial}`)}${row('Facture N°', number)}${row('Facture du', b.own())}${row('Période du', `${b.other('period', b.after(-15))} au ${b.other('period', b.after(-1))}`)}${row('Prélèvement le', b.other('debit', b.due))}</table></div>
        <div style="margin:14mm 0 10mm 100mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <h3>Synthèse de vos achats</h3><table class=l><tr><th>Produit<th>Pays<th><th><th><th>Litres<th>Montant HT<tr><td>Carburants et services<td>FR<td><td><td><td>${b.serial},12<td>${b.money(b.net)}<tr><td>TVA 20,00 %<td><td><td><td><td>${b.money(b.tax)}<tr><td><b>Total de la facture TTC</b><td><td><td><td><td><b>${b.money(b.gross)} EUR</b></table>
        <p>Votre plafond est revu au ${b.other('next', b.after(30))}. Cartes renouvelées avant le ${b.other('contract', b.after(210))} : 2.</p><p style="font-size:7pt;margin-top:60mm">${s.name}, ${s.street}, ${s.town} – capital 5 207 500 € – ${spaced(s.siren)} RCS ${s.city} – identifiant TVA ${s.vat}. Facture établie conformément à l’article 289 du CGI, tarif TICPE au 1er janvier 2022.</p>
        <div class=p><b>Relevé des transactions – carte 7071 ${b.serial} – validité ${b.date.slice(5, 7)}/29</b><table class=l><tr><th>Date<th>Heure<th>Station<th>Produit<th>Km<th>PU HT<th>HT${b.lines.map((l, n) => `<tr><td>${b.other('work', b.after(-15 + (n % 15)))}<td>${8 + (n % 11)}:${10 + n}<td>RELAIS A${10 + n}<td>${l.text}<td>${l.price}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table></div>`,
    };
  },
};
