import { type Layout, spaced } from '../layout.ts';

/** A railway's bill of a ticket: days of travel larger than the day of the bill, which stands as a footnote of the heading. */
export const railReceipt: Layout = {
  id: 'rail-receipt',
  style: {
    sellers: ['Grandes Lignes Voyageurs SA', 'Transrégio Rail', 'Trains du Ponant'],
    goods: [
      'Billet 2e classe Tours – Paris',
      'Billet 1re classe Nantes – Lyon',
      'Carte Avantage Pro',
      'Échange de billet',
    ],
    rate: 10,
    lines: [1, 3],
    dates: ['longZero', 'slash', 'weekday'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const number = `TN${b.serial}${b.date.slice(5, 7)}QK${b.round}`;
    return {
      number,
      css: `@page{size:A4;margin:16mm} body{font:10pt 'Liberation Sans';color:#0c131f} .t{border-left:4px solid #8de8fe;background:#f3f7f9;padding:4mm;margin:4mm 0;display:grid;grid-template-columns:1fr 1fr 1fr;gap:2mm} .t b{font-size:13pt} small{color:#556} table{width:100%;border-collapse:collapse} td{padding:1.5mm 0;border-bottom:1px solid #ccd} td+td{text-align:right}`,
      body: `<b style="font-size:16pt;color:#0088ce">${s.name}</b><h1 style="margin-bottom:0">Votre facture de voyage</h1><small>Facture ${number}, établie le ${b.own()}</small>
        <p>Établie à l’attention de : ${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}</p>
        <div class=t><div><small>Aller</small><br><b>${b.other('travel', b.after(6), 'long')}</b><br>départ 07 h 12</div><div><small>Retour</small><br><b>${b.other('travel', b.after(8), 'long')}</b><br>départ 18 h 46</div><div><small>Dossier voyage</small><br><b>QX${b.serial}</b><br>Voyageur : M. Pierre Lamy</div></div>
        <table>${b.lines.map((l) => `<tr><td>${l.text} (×${l.quantity})<td>${b.money(l.total)} €`).join('')}<tr><td>Total HT<td>${b.money(b.net)} €<tr><td>TVA 10 %<td>${b.money(b.tax)} €<tr><td><b>Total TTC</b><td><b>${b.money(b.gross)} €</b></table>
        <p>Achat du ${b.other('payment', b.after(-1))} à 09 h 41 réglé par carte bancaire **** 4${b.serial % 900}. Billet échangeable sans frais jusqu’au ${b.other('validity', b.after(-1))}.</p>
        <p style="font-size:7.5pt">${s.name}, société anonyme au capital de 150 000 000 €, ${s.street}, ${s.town}, RCS ${s.city} ${spaced(s.siren)}, TVA ${s.vat}. Facture sur demande du client, selon les conditions applicables au ${b.other('law', b.after(-330))}.</p>`,
    };
  },
};
