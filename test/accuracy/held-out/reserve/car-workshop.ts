import type { Layout } from '../layout.ts';

/** A car dealer's workshop: two rows of small boxes with label and value in each, many of them days. */
export const carWorkshop: Layout = {
  id: 'car-workshop',
  style: {
    sellers: ['Garage des Alouettes', 'Autos Méridien', 'Carrosserie Villard'],
    goods: ['MO MECANIQUE T2', 'FILTRE A HUILE', 'HUILE 5W30 5L', 'PLAQUETTES AV', 'RECYCLAGE DECHETS'],
    rate: 20,
    lines: [3, 10],
    dates: ['slash', 'dots', 'short'],
    money: 'plain',
    dueAfter: [0, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.date.slice(2, 4)}-${String(b.serial).padStart(5, '0')}`;
    const box = (label: string, value: string) => `<div><i>${label}</i>${value}</div>`;
    return {
      number,
      css: `@page{size:A4;margin:10mm} body{font:9pt 'Liberation Sans'} .g{display:grid;grid-template-columns:repeat(4,1fr);border:1px solid;margin:2mm 0} .g>div{border:1px solid #999;padding:1mm;font-weight:bold} .g i{display:block;font:normal 6.5pt 'Liberation Sans'} table{width:100%;border-collapse:collapse} td,th{text-align:right;padding:.8mm;border-left:1px solid #999;border-right:1px solid #999} td:first-child,th:first-child{text-align:left}`,
      body: `<div style="display:flex;justify-content:space-between"><div><b>${s.name}</b><br>${s.street}<br>${s.town}<br>Siret ${s.siret} – TVA ${s.vat}</div><div style="font-size:15pt">FACTURE</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div class=g>${box('N° facture', number)}${box('Date facture', b.own())}${box('N° O.R.', String(b.serial + 44))}${box('Date O.R.', b.other('order', b.after(-5)))}</div>
        <div class=g>${box('Immatriculation', 'FG-482-KL')}${box('1re mise en circ.', b.other('registration', b.after(-1900)))}${box('Kilométrage', '84 211')}${box('Date restitution', b.other('delivery', b.after(1)))}</div>
        <table><tr><th>Libellé<th>Qté<th>PU HT<th>Montant HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table>
        <div class=g>${box('Total HT', b.money(b.net))}${box('TVA 20 %', b.money(b.tax))}${box('Total TTC', `${b.money(b.gross)} €`)}${box('À régler le', b.other('due', b.due))}</div>
        <p>Prochaine révision : ${b.other('next', b.after(365))} ou 104 000 km. Contrôle technique à effectuer avant le ${b.other('next', b.after(140))}.</p>`,
    };
  },
};
