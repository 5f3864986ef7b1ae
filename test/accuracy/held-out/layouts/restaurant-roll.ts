import type { Layout } from '../layout.ts';

/** A till's roll of 80 mm, printed again the day after for the accounts. */
export const restaurantRoll: Layout = {
  id: 'till-roll',
  style: {
    sellers: ['Brasserie du Commerce', 'Le Petit Zinc', 'Crêperie Ty Gwenn'],
    goods: ['FORMULE MIDI', 'ENTRECOTE FRITES', 'CAFE GOURMAND', 'EAU GAZ. 1L', 'VERRE CHINON'],
    rate: 10,
    lines: [3, 8],
    dates: ['slash', 'short', 'dashes'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const number = String(b.serial).padStart(7, '0');
    return {
      number,
      css: `@page{size:80mm 230mm;margin:4mm} body{font:9pt 'Liberation Mono';margin:0} .c{text-align:center} .f{display:flex;justify-content:space-between} hr{border:0;border-top:1px dashed #000}`,
      body: `<div class=c><b>${s.name.toUpperCase()}</b><br>${s.street}<br>${s.town}<br>SIRET ${s.siret}<br>TVA ${s.vat}</div><hr>
        <div class=c>*** DUPLICATA ***<br>Réimprimé le ${b.other('printed', b.after(1))} 09:14</div><hr>
        <div class=f><span>Table 12 - Couv. 4</span><span>Serv. Léa</span></div><div class=f><span>${b.own()}</span><span>21:4${b.round % 10}</span></div>
        <div>FACTURE N° ${number}</div><div>Client : ${b.buyer.name}</div><hr>
        ${b.lines.map((l) => `<div class=f><span>${l.quantity} ${l.text}</span><span>${b.money(l.total)}</span></div>`).join('')}<hr>
        <div class=f><span>Total HT</span><span>${b.money(b.net)}</span></div><div class=f><span>TVA 10,00%</span><span>${b.money(b.tax)}</span></div>
        <div class=f style="font-size:13pt"><b>TOTAL TTC</b><b>${b.money(b.gross)} €</b></div><div class=f><span>CB</span><span>${b.money(b.gross)}</span></div><hr>
        <div class=c>Prix nets, service compris<br>Fermé du ${b.other('holiday', b.after(24), 'short')} au ${b.other('holiday', b.after(39), 'short')}<br>Logiciel certifié NF525 v4.2 du 03/05/2018<br>A bientôt !</div>`,
    };
  },
};
