import { type Layout, spacedSiret } from '../layout.ts';
import { two } from './kit.ts';

/** A fishmonger's early sale: day of catch and use-by day under each lot, sale's day and hour at the top of a narrow sheet. */
export const fishMarket: Layout = {
  id: 'fish-market',
  style: {
    sellers: ['Marée du Guilvinec SARL', 'Mareyage Cap Sizun', 'Primeurs et Marée Lauzet'],
    goods: [
      'Lieu jaune 2/3',
      'Bar de ligne 1+',
      'Dorade grise',
      'Cabillaud dos sans peau',
      'Langoustine vivante 20/30',
      'Huître creuse n° 3',
      'Sole portion',
    ],
    rate: 5.5,
    lines: [3, 12],
    dates: ['slash', 'weekday', 'dots'],
    money: 'plain',
    dueAfter: [7, 10],
  },
  draw(b) {
    const s = b.seller;
    const lots = b.lines.map((l) => ({ ...l, kilos: 15 + (l.price % 260), price: 480 + (l.price % 3100) }));
    const totals = lots.map((l) => Math.round((l.kilos * l.price) / 10));
    const net = totals.reduce((sum, t) => sum + t, 0);
    const tax = Math.round(net * 0.055);
    const number = `${b.serial + 100_000}`;
    return {
      number,
      gross: net + tax,
      css: `@page{size:A4;margin:10mm 14mm} body{font:9pt 'Liberation Sans';color:#012} h1{margin:0;font-size:19pt;color:#06689c} .x{display:grid;grid-template-columns:1fr 1fr;gap:6mm;margin:5mm 0} .x>div{border:1px solid #06689c;border-radius:2mm;padding:2.5mm;min-height:20mm} table{width:100%;border-collapse:collapse} th{border-bottom:2px solid #06689c;text-align:left} td,th{padding:.9mm} td:nth-child(n+3),th:nth-child(n+3){text-align:right} small{color:#567;font-size:6.8pt}`,
      body: `<h1>${s.name}</h1>Criée, quai n° ${1 + b.round} – ${s.street} – ${s.town} – SIRET ${spacedSiret(s.siret)} – TVA ${s.vat} – agrément FR 29.${b.serial % 300}.002 CE
        <div class=x><div><b>FACTURE ${number}</b><br>${b.round % 2 ? 'Vente du' : 'Le'} ${b.own()} à ${two(4 + (b.round % 3))}:${two(b.serial % 60)}<br>Vendeur : LOÏC – Tournée 4<br>Départ camion : ${b.other('delivery', b.after(1))} 02:30</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>Compte ${b.serial % 900}</div></div>
        <table><tr><th>Lot<th>Espèce, taille, présentation<th>Kg<th>Prix HT<th>Montant HT${lots.map((l, n) => `<tr><td>${b.serial % 900}${n}<td>${l.text}<br><small>Pêché le ${b.other('catch', b.after(-2 - (n % 2)), 'slash')} – zone FAO 27 VIIh – chalut – DLC ${b.other('validity', b.after(6 + (n % 4)), 'slash')}</small><td>${(l.kilos / 10).toFixed(1).replace('.', ',')}<td>${b.money(l.price)}<td>${b.money(totals[n]!)}`).join('')}</table>
        <table style="width:80mm;margin:5mm 0 0 auto"><tr><td>Total HT<td><td>${b.money(net)}<tr><td>TVA 5,5 %<td><td>${b.money(tax)}<tr><td><b>Net à payer</b><td><td><b>${b.money(net + tax)} €</b></table>
        <p>Règlement : ${b.other('due', b.due)} par prélèvement. Solde des emballages au ${b.other('closing', b.after(-7))} : ${b.serial % 30} caisses consignées.</p><p style="font-size:7pt">Produits périssables : délai de paiement de 30 jours après la fin de la décade de livraison (art. L441-11). Toute réclamation doit être faite dans les 3 heures suivant la livraison. Conserver entre 0 et 2 °C.</p>`,
    };
  },
};
