import { type Layout, spaced } from '../layout.ts';
import { cheaper, two } from '../sixth/kit.ts';

/** A marketplace's bill for one of its merchants: one label for bill's and delivery's day, order's day in a box of its own, sold by a third firm; once a credit note. */
export const parcelMarket: Layout = {
  id: 'parcel-market',
  style: {
    sellers: ['Elektra Distrib EU SAS', 'Maison Futée SARL', 'Tonerland France'],
    goods: [
      'Hub USB-C 7 en 1 aluminium',
      'Cartouche compatible 305XL noir',
      'Support écran double bras VESA',
      'Lampe de bureau LED 10 W',
      'Disque SSD externe 1 To',
      'Multiprise parafoudre 8 prises',
    ],
    rate: 20,
    lines: [1, 4],
    dates: ['longZero', 'long', 'slash'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isCredit = b.round === 2;
    const { lines, net, tax, gross } = cheaper(b, 8);
    const number = `${isCredit ? 'FR-C' : 'FR'}${b.serial}${two(b.round + 11)}AEUI`;
    const order = `40${b.round}-${b.serial}331-${b.serial}207`;
    const sign = isCredit ? '-' : '';
    const pack = (k: string, v: string) => `<div><b>${k}</b><span>${v}</span></div>`;
    return {
      number,
      gross: isCredit ? -gross : gross,
      ...(isCredit ? { type: '381' as const } : {}),
      css: `@page{size:A4;margin:12mm 14mm} body{font:8.6pt 'Liberation Sans'} .h{display:flex;justify-content:space-between} .k{border:1px solid #bbb;border-radius:2mm;padding:3mm;width:88mm} .k div{display:flex;justify-content:space-between} .k b{font-weight:bold;margin-right:4mm} .a{display:grid;grid-template-columns:1fr 1fr 1fr;gap:6mm;margin:8mm 0;border-top:1px solid #bbb;padding-top:3mm} table{width:100%;border-collapse:collapse} th{border-bottom:1px solid #555;text-align:right;font-size:7.6pt} td{padding:1.6mm 0;text-align:right;border-bottom:1px solid #e5e5e5;vertical-align:top} td:first-child,th:first-child{text-align:left;width:80mm}`,
      body: `<div class=h><b style="font-size:17pt">marchéo</b><b style="font-size:16pt">${isCredit ? 'Avoir' : 'Facture'}</b></div>
        <div class=h style="margin-top:4mm"><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FR</div><div class=k><b style="font-size:11pt">${isCredit ? 'Remboursé' : 'Payé'}</b><p style="margin:1mm 0;color:#555">Référence de paiement ${(b.serial * 7717).toString(36).toUpperCase()}</p>Vendu par <b>${s.name}</b><br>TVA ${s.vat}<hr style="border:0;border-top:1px solid #ddd">${pack(isCredit ? 'Date de l’avoir' : b.round % 3 === 1 ? 'Date de la facture' : 'Date de la facture/Date de la livraison', b.own())}${pack(isCredit ? 'Numéro de l’avoir' : 'Numéro de la facture', number)}${isCredit ? pack('Facture d’origine du', b.other('previous', b.after(-12))) : ''}${pack('Total à payer', `${sign}${b.money(gross)} €`)}</div></div>
        <div class=a><div><b>Adresse de facturation</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br>N° TVA ${b.buyer.vat}` : ''}</div><div><b>Adresse de livraison</b><br>Accueil<br>${b.buyer.street}<br>${b.buyer.town}</div><div><b>Vendu par</b><br>${s.name}<br>${s.street}<br>${s.town}<br>SIREN ${spaced(s.siren)}</div></div>
        <b>Informations de la commande</b><br>Date de la commande &nbsp; ${b.other('order', b.after(isCredit ? -15 : -2))}<br>Numéro de la commande &nbsp; ${order}<br><br><b>Détails de la ${isCredit ? 'note de crédit' : 'facture'}</b>
        <table><tr><th>Description<th>Qté<th>P.U. (HT)<th>TVA %<th>P.U. (TTC)<th>Prix total (TTC)${lines.map((l, n) => `<tr><td>${l.text}<br><span style="color:#555">ASIN: B0${b.serial}${n}Q7</span><td>${l.quantity}<td>${b.money(l.price)} €<td>20 %<td>${b.money(Math.round(l.price * 1.2))} €<td>${sign}${b.money(Math.round(l.total * 1.2))} €`).join('')}<tr><td>Frais d’expédition<td><td>0,00 €<td><td>0,00 €<td>0,00 €</table>
        <p style="text-align:right;font-size:11pt">Total facture <b>${sign}${b.money(gross)} €</b></p><table style="width:90mm;margin-left:auto;table-layout:fixed"><tr><th style="width:20mm">TVA %<th>Prix (HT)<th>Total TVA<tr><td>20 %<td>${sign}${b.money(net)} €<td>${sign}${b.money(tax)} €</table>
        <p style="font-size:6.8pt;margin-top:15mm">${isCredit ? `Remboursement effectué le ${b.other('payment', b.after(3))}.` : `Expédié le ${b.other('delivery', b.after(-1))}. Retour accepté jusqu’au ${b.other('validity', b.after(30))}.`} Marchéo agit au nom et pour le compte du vendeur (mandat de facturation). Éco-participation incluse. Garantie légale de conformité : deux ans à compter de la délivrance.</p>`,
    };
  },
};
