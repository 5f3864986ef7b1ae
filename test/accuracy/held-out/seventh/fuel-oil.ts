import { type Layout, spacedSiret } from '../layout.ts';
import { registered, two } from '../sixth/kit.ts';

/** A dealer in heating oil and non-road diesel: delivery and bill on one pre-printed sheet, the tanker's meter, a price of the day of order. */
export const fuelOil: Layout = {
  id: 'fuel-oil',
  style: {
    sellers: ['Combustibles Guérin', 'Énergies du Bocage SARL', 'Picoty Frères Carburants'],
    goods: ['GNR B10', 'Fioul domestique supérieur', 'AdBlue vrac', 'Gazole routier B7', 'Gazole non routier hiver'],
    rate: 20,
    lines: [1, 3],
    dates: ['slash', 'shortDots', 'slash'],
    money: 'plain',
    dueAfter: [10, 15, 30],
  },
  draw(b) {
    const s = b.seller;
    const loads = b.lines.map((l, n) => ({
      text: this.style.goods[(n + b.round) % 5]!,
      litres: 500 + (l.price % 37) * 100,
      price: 780 + (l.price % 420),
    }));
    const totals = loads.map((l) => Math.round((l.litres * l.price) / 10));
    const net = totals.reduce((sum, t) => sum + t, 0);
    const tax = Math.round(net * 0.2);
    const delivered = b.after(-(b.round % 3) * 2 - 1);
    const number = `${b.serial + 200_000}`;
    return {
      number,
      gross: net + tax,
      css: `@page{size:A4;margin:9mm 12mm} body{font:9.4pt 'Liberation Sans'} .b{background:#c62828;color:#fff;padding:3mm 5mm;font-size:17pt;font-weight:bold} .r{display:flex;gap:4mm;margin-top:4mm} .r>div{flex:1;border:1px solid #c62828;padding:2mm 3mm;line-height:1.5} table{width:100%;border-collapse:collapse;margin-top:5mm} th{border:1px solid #c62828;background:#fdecea;font-size:8pt} td{border-left:1px solid #c62828;border-right:1px solid #c62828;padding:1.5mm;text-align:right} td:first-child{text-align:left} .e td{height:45mm;border-bottom:1px solid #c62828}`,
      body: `<div class=b>${s.name}</div>${s.street} – ${s.town} – Dépôt : zone portuaire – SIRET ${spacedSiret(s.siret)}
        <div class=r><div>Date de livraison : ${b.other('delivery', delivered)}<br>Commande tél. du : ${b.other('order', b.after(-9))}<br>Chauffeur : 14 – Camion : EV-220-HR<br>Compteur début : 00${b.serial} – fin : 00${b.serial + 3}</div><div>FACTURE N° ${number}<br>Date facture : ${b.own()}<br>Bon de livraison : ${b.serial + 7}<br>N° client : 9${b.serial}</div></div>
        <div style="margin:9mm 0 5mm 98mm;line-height:1.4">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <table><tr><th>Produit<th>Litres à 15 °C<th>Prix HT / 1000 L<th>dont accise<th>Montant HT${loads.map((l, n) => `<tr><td>${l.text}<td>${l.litres}<td>${b.money(l.price * 100)}<td>${b.money(1882)}<td>${b.money(totals[n]!)}`).join('')}<tr class=e><td>Prix convenu le ${b.other('order', b.after(-9))}<td><td><td><td></table>
        <div class=r><div>Règlement : ${b.round % 2 ? 'LCR' : 'chèque à réception'}<br>Échéance : ${b.other('due', b.due)}<br>Escompte : néant</div><div>Total HT <span style="float:right">${b.money(net)}</span><br>TVA 20,00 % <span style="float:right">${b.money(tax)}</span><br><b>Total TTC <span style="float:right">${b.money(net + tax)} €</span></b></div></div>
        <p style="font-size:7pt">GNR : usage réglementé, colorant rouge obligatoire (arrêté du ${b.other('law', '2010-12-10', 'long')}). Attestation d’usage de votre établissement valable jusqu’au ${b.other('validity', `${Number(b.date.slice(0, 4)) + 2}-${two(6)}-30`)}. ${registered(s, 'SARL au capital de 76 225 €')}.</p>`,
    };
  },
};
