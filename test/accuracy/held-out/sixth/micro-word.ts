import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper, two } from './kit.ts';

/** A sole trader's word processor: place and day at the right, the month's lessons each with its day, no VAT by article 293 B. */
export const microWord: Layout = {
  id: 'micro-word',
  style: {
    sellers: ['Émilie Garrigue EI', 'Karim Belhadj – Entrepreneur individuel', 'Sophie Lantier Traductions'],
    goods: [
      'Cours de français langue étrangère',
      'Traduction FR > EN, 1 200 mots',
      'Séance de coaching',
      'Relecture du rapport',
      'Frais de déplacement',
    ],
    rate: 0,
    lines: [1, 6],
    dates: ['long', 'slash', 'weekday'],
    money: 'plain',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const { lines, gross } = cheaper(b, 3, this.style.goods);
    const number =
      b.round % 2
        ? `${b.date.slice(0, 4)}${two(Number(b.date.slice(5, 7)))}${two(1 + (b.serial % 30))}`
        : `${1 + (b.serial % 60)}/${b.date.slice(0, 4)}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:22mm 24mm} body{font:11.5pt 'Liberation Serif';line-height:1.3} table{border-collapse:collapse;width:100%;margin:7mm 0} td,th{border:1px solid #000;padding:1mm 2mm} td:nth-child(n+3){text-align:right} p{margin:3mm 0}`,
      body: `<b>${s.name}</b><br>${s.street}<br>${s.town}<br>06 12 ${b.serial % 90} 45 88<br>N° SIRET : ${spacedSiret(s.siret)}<br>N° TVA : ${s.vat}<br>Dispensé d’immatriculation au RCS et au RM
        <div style="margin:8mm 0 8mm 85mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br><br>${['À', 'Fait à', ''][b.round % 3]} ${s.city}, le ${b.own()}</div>
        <p style="text-align:center;font-size:15pt"><u>Facture n° ${number}</u></p><p>Objet : prestations du ${b.other('period', b.after(-33))} au ${b.other('period', b.after(-3))}${b.round % 2 ? `, suivant notre accord du ${b.other('contract', b.after(-120))}` : ''}</p>
        <table><tr><th>Date<th>Désignation<th>Qté<th>Prix<th>Total${lines.map((l, n) => `<tr><td>${b.other('work', b.after(-33 + n * 6), 'slash')}<td>${l.text}<td>${l.quantity}<td>${b.money(l.price)} €<td>${b.money(l.total)} €`).join('')}<tr><td colspan=4 style="text-align:right"><b>Total à payer</b><td><b>${b.money(gross)} €</b></table>
        <p><i>TVA non applicable, art. 293 B du CGI</i></p><p>Règlement par virement à réception et au plus tard le ${b.other('due', b.due)}<br>IBAN : ${s.iban}</p><p>Avec mes remerciements,</p><p style="margin-left:85mm;font-style:italic">${s.name.split(' ').slice(0, 2).join(' ')}</p>
        <p style="font-size:8pt">En cas de retard de paiement : taux de refinancement de la BCE + 10 points et indemnité de 40 € (art. L441-10 du code de commerce, décret n° 2012-1115 du ${b.other('law', '2012-10-02', 'long')}).</p>`,
    };
  },
};
