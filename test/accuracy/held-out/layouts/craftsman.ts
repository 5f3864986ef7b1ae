import type { Layout } from '../layout.ts';

/** A craftsman without VAT: number and date in one title, insurance over a calendar year, payments on account with their days. */
export const craftsman: Layout = {
  id: 'craftsman',
  style: {
    sellers: ['Marc Lebrun – Peinture', 'Électricité Nadège Simon', 'EI Tessier Plomberie'],
    goods: ['Dépose de l’existant', 'Fourniture et pose', 'Enduit et deux couches', 'Main-d’œuvre', 'Mise en service'],
    rate: 0,
    lines: [2, 5],
    dates: ['short', 'slash', 'long', 'shortDots'],
    money: 'plain',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.serial}/${b.date.slice(2, 4)}`;
    const year = b.date.slice(0, 4);
    const paid = Math.floor(b.gross * 0.3);
    return {
      number,
      css: `@page{size:A4;margin:15mm} body{font:11pt 'Liberation Sans'} .a{position:absolute} table{width:100%;border-collapse:collapse;margin-top:4mm}
        th{background:#444;color:#fff;padding:1.5mm} td{padding:1.5mm;border:1px solid #ccc} td:nth-child(n+2){text-align:right} small{font-size:7.5pt}`,
      body: `<div class=a style="left:0;top:0"><b>${s.name}</b><br>Artisan – ${s.street}<br>${s.town}<br>SIRET ${s.siret}<br>Inscrit au répertoire des métiers le 04/02/2011</div>
        <div class=a style="left:105mm;top:26mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <div style="height:62mm"></div><div style="font-size:15pt"><b>Facture n° ${number} du ${b.own()}</b></div>
        <p>Devis n° D${b.serial} du ${b.other('quote', b.after(-75))} – bon pour accord du ${b.other('order', b.after(-58))}<br>Chantier : ${b.buyer.street} – travaux du ${b.other('work', b.after(-20))} au ${b.other('work', b.after(-3))}</p>
        <table><tr><th>Description<th>Qté<th>Prix unitaire<th>Total${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}
        <tr><td colspan=3><b>TOTAL</b><td><b>${b.money(b.gross)} €</b><tr><td colspan=3>Acompte reçu le ${b.other('payment', b.after(-55))} (chèque)<td>- ${b.money(paid)} €
        <tr><td colspan=3>Reste dû<td>${b.money(b.gross - paid)} €</table>
        <p>TVA non applicable, article 293 B du CGI. Payable au plus tard le ${b.other('due', b.due)}.</p>
        <small>Assurance décennale n° 4421-77 valable du ${b.other('insurance', `${year}-01-01`)} au ${b.other('insurance', `${year}-12-31`)}, France métropolitaine. Garantie : loi n° 78-12 du 4 janvier 1978. Attestation établie le ${b.other('insurance', `${Number(year) - 1}-12-18`)}.</small>`,
    };
  },
};
