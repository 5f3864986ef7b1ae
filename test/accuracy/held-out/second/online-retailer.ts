import type { Layout } from '../layout.ts';

/** A large online shop: a grey band, one label for the dates of invoice and delivery, the order's day below; some pro forma. */
export const onlineRetailer: Layout = {
  id: 'online-retailer',
  style: {
    sellers: ['Kalimera Distribution SARL', 'Bureau Vallon EU', 'Tecknova Retail SAS'],
    goods: [
      'Souris sans fil, noire (2,4 GHz)',
      'Ramette A4 80 g, lot de 5',
      'Cartouche 305XL',
      'Écran 27 pouces QHD',
      'Câble USB-C 2 m',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['longZero', 'long'],
    money: 'nbsp',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isProforma = b.round === 8;
    const number = `FR${b.date.slice(2, 4)}${String(b.serial).padStart(5, '0')}AEUI`;
    const day = isProforma ? b.other('proforma', b.date) : b.own();
    return {
      number,
      ...(isProforma ? { ask: 'proforma' } : {}),
      css: `@page{size:A4;margin:15mm} body{font:9pt 'Liberation Sans'} h1{font-weight:normal;font-size:19pt;margin:0} .g{background:#f0f0f0;padding:3mm 4mm;margin:4mm 0} .c{display:grid;grid-template-columns:1fr 1fr 1fr;gap:6mm} table{width:100%;border-collapse:collapse} th{background:#e7e7e7;text-align:right;padding:1.5mm} th:first-child,td:first-child{text-align:left} td{text-align:right;padding:1.5mm;border-bottom:1px solid #eee} .t{margin-left:90mm;width:90mm} .k{display:flex;justify-content:space-between}`,
      body: `<div class=k><b style="font-size:22pt;letter-spacing:-1px">${s.name.split(' ')[0]!.toLowerCase()}<span style="color:#f60">.</span></b><h1>${isProforma ? 'Facture pro forma' : 'Facture'}</h1></div>
        <div class=k style="margin-top:5mm"><div>${b.buyer.name.toUpperCase()}<br>${b.buyer.street}<br>${b.buyer.town}<br>FR</div><div style="width:85mm"><div class=k><b>${isProforma ? 'À payer' : 'Payé'}</b><span>Référence de paiement 6xK${b.serial}</span></div><div class=k><span>Vendu par</span><b>${s.name}</b></div><div class=k><span>Numéro de TVA</span><span>${s.vat}</span></div>
        <div class=g><div class=k><span>Date de la facture/Date de la livraison</span><b>${day}</b></div><div class=k><span>Numéro de la facture</span><b>${number}</b></div><div class=k><span>Total à payer</span><b>${b.money(b.gross)} €</b></div></div></div></div>
        <p>Pour toute question, visitez notre service client : www.${s.name.split(' ')[0]!.toLowerCase()}.example/contact</p>
        <div class=c><div><b>Adresse de facturation</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div><b>Adresse de livraison</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div><b>Vendu par</b><br>${s.name}<br>${s.street}<br>${s.town}<br>SIREN ${s.siren}</div></div>
        <h3>Informations sur la commande</h3>Date de la commande ${b.other('order', b.after(-1 - (b.round % 4)))}<br>Numéro de la commande 405-${b.serial}31-77${b.serial}<br>Expédiée le ${b.other('delivery', b.after(-(b.round % 2)))}
        <h3>Détails de la facture</h3><table><tr><th>Description<th>Qté<th>P.U. (HT)<th>Taux TVA<th>Prix total (HT)${b.lines.map((l) => `<tr><td>${l.text}<br><small>ASIN : B0${l.price}XK</small><td>${l.quantity}<td>${b.money(l.price)} €<td>20 %<td>${b.money(l.total)} €`).join('')}</table><br>
        <table class=t><tr><th>Taux TVA<th>Prix total (HT)<th>TVA<tr><td>20 %<td>${b.money(b.net)} €<td>${b.money(b.tax)} €<tr><td><b>Total</b><td colspan=2><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:7pt;margin-top:12mm">Retour possible jusqu’au ${b.other('validity', b.after(30))}. Éco-participation incluse. ${s.name}, ${s.street}, ${s.town}, RCS ${s.city} ${s.siren}, capital social 37 500 €. Conditions de vente du 25 mai 2018.</p>`,
    };
  },
};
