import { type Layout, spaced } from '../layout.ts';
import { pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** A web store's business account: three addresses, a paid total on grey, the order's day beside the invoice's. */
export const basketPro: Layout = {
  id: 'basket-pro',
  style: {
    sellers: ['Panier Direct France SARL', 'Bureau & Câbles SAS', 'Luminaires du Marais'],
    goods: [
      'Cartouche toner compatible TN-2420, noir, 3000 pages',
      'Hub USB-C 7 en 1, HDMI 4K, 100 W',
      'Chaise de bureau ergonomique, appui-tête réglable',
      'Lot de 10 classeurs à levier, dos 75 mm',
      'Câble Ethernet Cat 7, 20 m, plat, blanc',
      'Support double écran 13 à 27 pouces',
    ],
    rate: 20,
    lines: [1, 3],
    dates: ['longZero', 'longZero', 'long'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isConfirmation = b.round === 4;
    const lines = b.lines.map((l, n) => {
      const unit = 890 + (l.price % 7_400);
      const count = 1 + (l.quantity % 3);
      return { text: this.style.goods[(n + b.round) % 6]!, count, unit, all: unit * count, asin: `B0${l.price + 7}KX` };
    });
    const net = sum(lines.map((l) => l.all));
    const tax = percent(net, 20);
    const gross = net + tax;
    const ordered = b.after(-2 - (b.round % 2));
    const order = `40${b.round}-${b.serial}318-77${b.serial}`;
    const number = isConfirmation ? order : `FR${b.date.slice(3, 4)}${b.serial}ABEI`;
    const address = `${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FR`;
    return {
      number,
      gross,
      ...(isConfirmation ? { ask: 'confirmation de commande' } : {}),
      css: `@page{size:A4;margin:12mm 15mm 20mm} body{font:8.8pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between} h1{font-size:20pt;margin:0;font-weight:normal} .p{background:#f0f0f0;padding:4mm 5mm;width:84mm} .p table td{padding:.5mm 0} .a{display:flex;gap:6mm;margin:8mm 0} .a>div{flex:1;border-top:1px solid #999;padding-top:2mm} .t{width:100%;border-collapse:collapse} .t th{border-bottom:1px solid #000;font-size:8pt;text-align:right;vertical-align:bottom} .t td{text-align:right;padding:1.5mm 1mm;border-bottom:1px solid #ddd;vertical-align:top} .t td:first-child,.t th:first-child{text-align:left} .l th:first-child{width:78mm} .t td:not(:first-child){white-space:nowrap}`,
      footer: pageFoot(
        `${s.name}, ${s.street}, ${s.town} – SIRET ${s.siret} – RCS ${s.city} – Numéro de TVA : ${s.vat} – Éco-organismes : FR01${b.serial}_05ABCD`,
      ),
      body: `<div class=h><div><b style="font:bold 17pt 'URW Gothic'">panier<span style="color:#f90">direct</span></b> business<br><br>${address}</div><div class=p><h1>${isConfirmation ? 'Confirmation de commande' : 'Facture'}</h1>${isConfirmation ? '' : '<b>Payé</b>'}<table style="width:100%">${isConfirmation ? '' : `<tr><td>Référence de paiement<td>${b.serial}Qv7LmR2<tr><td>Vendu par<td>${s.name}<tr><td>TVA<td>${s.vat}<tr><td style="height:2mm"><tr><td>Date de la facture<td>${b.own()}<tr><td>Numéro de la facture<td>${number}`}<tr><td><b>${isConfirmation ? 'Montant de la commande' : 'Total payé'}</b><td><b>${b.money(gross)} €</b></table></div></div>
        <p>${isConfirmation ? `Merci de votre commande ! Elle sera expédiée par ${s.name}. Livraison estimée : ${b.other('delivery', b.after(2))}. La facture sera disponible dans « Vos commandes » après l’expédition.` : 'Pour toute question sur votre commande, consultez la rubrique Service Client.'}
        <div class=a><div><b>Adresse de facturation</b><br>${address}${b.showsBuyerSiren ? `<br>SIREN ${b.buyer.siren}` : ''}</div><div><b>Adresse de livraison</b><br>${address}</div><div><b>Vendu par</b><br>${s.name}<br>${s.street}<br>${s.town}<br>FR<br>TVA ${s.vat}</div></div>
        <b>Informations de la commande</b><br>Date de la commande ${b.other('order', isConfirmation ? b.date : ordered)}<br>Numéro de la commande ${order}<br>Commandé par Comptes Fournisseurs – groupe ${spaced(b.buyer.siren.slice(0, 6))}
        <h3>${isConfirmation ? 'Détails de la commande' : 'Détails de la facture'}</h3><table class="t l"><tr><th>Description<th>Qté<th>Prix unitaire<br>(HT)<th>Taux<br>TVA<th>Prix unitaire<br>(TVA incluse)<th>Prix total<br>(TVA incluse)${lines.map((l) => row(`${l.text}<br><span style="color:#666">ASIN : ${l.asin}</span>`, l.count, `${b.money(l.unit)} €`, '20 %', `${b.money(l.unit + percent(l.unit, 20))} €`, `${b.money(l.all + percent(l.all, 20))} €`)).join('')}${row('Frais d’expédition', '', '0,00 €', '', '0,00 €', '0,00 €')}</table>
        <table class=t style="width:92mm;margin:6mm 0 0 88mm"><tr><th>Taux TVA<th>Sous-total (HT)<th>TVA${row('20 %', `${b.money(net)} €`, `${b.money(tax)} €`)}${row('<b>Total</b>', `<b>${b.money(net)} €</b>`, `<b>${b.money(tax)} €</b>`)}<tr><td colspan=2><b>Total TTC</b><td><b>${b.money(gross)} €</b></table>
        ${isConfirmation ? '' : `<p style="font-size:7.6pt;color:#555">Vous pouvez retourner vos articles jusqu’au ${b.other('validity', b.after(30))}. La facture ne constitue pas un justificatif de garantie du fabricant.`}`,
    };
  },
};
