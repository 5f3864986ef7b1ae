import { type Layout, spaced } from '../layout.ts';

/** A car park's proof of payment worth an invoice: in one day, out the next; the day of payment is the document's. */
export const parkingReceipt: Layout = {
  id: 'parking-receipt',
  style: {
    sellers: ['Parcs et Stationnement SA', 'Garonne Parking', 'Autoport Voiries'],
    goods: ['Stationnement horaire', 'Recharge électrique'],
    rate: 20,
    lines: [1, 2],
    dates: ['slash', 'short', 'dashes'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.round + 10}${String(b.serial).padStart(6, '0')}-3`;
    return {
      number,
      css: `@page{size:105mm 148mm;margin:8mm} body{font:8.5pt 'Liberation Sans';margin:0} h2{font-size:11pt;margin:2mm 0;text-align:center} .q{background:#eceff1;padding:2mm} .q div{display:flex;justify-content:space-between} .s{font-size:6pt;text-align:center}`,
      body: `<div style="text-align:center"><b style="font-size:22pt;background:#0d47a1;color:#fff;padding:0 3mm">P</b><br><b>${s.name}</b><br>${s.street}, ${s.town}<br>SIRET ${s.siret} – TVA ${s.vat}</div>
        <h2>JUSTIFICATIF DE PAIEMENT<br><small>valant facture</small></h2>
        <div class=q><div><span>N°</span><b>${number}</b></div><div><span>Entrée</span><span>${b.other('service', b.after(-1))} 21:5${b.round % 10}</span></div><div><span>Sortie avant</span><span>${b.other('service', b.after(b.round % 2))} ${b.round % 2 ? '00' : '23'}:14</span></div><div><span>Durée</span><span>1 j 02 h 09</span></div><div><span>Date de paiement</span><b>${b.own()} 22:5${b.round % 10}</b></div><div><span>Plaque</span><span>EF-${310 + b.round}-KL</span></div></div>
        ${b.lines.map((l) => `<div style="display:flex;justify-content:space-between"><span>${l.quantity} × ${l.text}</span><span>${b.money(l.total)}</span></div>`).join('')}<hr>
        <div class=q><div><span>Montant HT</span><span>${b.money(b.net)} €</span></div><div><span>TVA 20 %</span><span>${b.money(b.tax)} €</span></div><div style="font-size:12pt"><b>Total TTC</b><b>${b.money(b.gross)} €</b></div><div><span>Payé par CB</span><span>XXXX 7${b.serial % 900}</span></div></div>
        <p>Client : ${b.buyer.name}</p><p class=s>Tarifs applicables depuis le ${b.other('tariff', `${Number(b.date.slice(0, 4)) - 1}-04-01`)}. RCS ${s.city} ${spaced(s.siren)}. Abonnez-vous avant le ${b.other('validity', b.after(44))} : premier mois offert.</p>`,
    };
  },
};
