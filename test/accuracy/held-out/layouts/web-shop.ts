import type { Layout } from '../layout.ts';

/** An online shop: labels on the left and values on the right of a card, the order's date larger than the invoice's. */
export const webShop: Layout = {
  id: 'web-shop',
  style: {
    sellers: ['Papeterie en ligne Plumier SAS', 'Caféo', 'BureauVif'],
    goods: [
      'Ramette A4 80 g – carton de 5',
      'Chaise ergonomique « Affinité »',
      'Café en grains 1 kg',
      'Cartouche 953XL noire',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['longZero', 'abbreviated', 'slash'],
    money: 'narrow',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const number = `WEB-${b.date.slice(0, 4)}-${String(b.serial).padStart(6, '0')}`;
    const row = (label: string, value: string) => `<div class=row><span>${label}</span><span>${value}</span></div>`;
    const order = b.other('order', b.after(-(1 + (b.round % 4))));
    return {
      number,
      css: `@page{size:A4;margin:0} body{margin:0;font:10pt 'DejaVu Sans';color:#333} header{background:#0b6e4f;color:#fff;padding:9mm 14mm;display:flex;justify-content:space-between;align-items:center}
        main{padding:8mm 14mm} .row{display:flex;justify-content:space-between;border-bottom:1px solid #eee;padding:1.3mm 0} .cards{display:grid;grid-template-columns:1fr 1fr 1fr;gap:5mm}
        .card{background:#f5f5f5;border-radius:3mm;padding:4mm;font-size:8.5pt} .big{font-size:12pt;font-weight:bold;margin:4mm 0} .item{display:grid;grid-template-columns:1fr 15mm 28mm 28mm;padding:2mm 0;border-bottom:1px solid #ddd}
        .item>*+*{text-align:right} .tot{margin-left:95mm}`,
      body: `<header><span style="font-size:20pt;letter-spacing:1px">${s.name}</span><span>Merci pour votre achat !</span></header><main>
        <div class=big>Commande n° ${b.serial}-${b.round} passée le ${order}</div>
        <div class=cards><div class=card><b>Facturé à</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div class=card><b>Livré à</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <div class=card><b>Vendu par</b><br>${s.name}<br>${s.street}<br>${s.town}<br>SIREN ${s.siren}<br>TVA ${s.vat}</div></div>
        <div style="width:92mm;margin:6mm 0">${row('Expédiée le', b.other('delivery', b.after(1)))}${row('Livraison estimée', b.other('delivery', b.after(3)))}
        ${row('Facture', number)}${row('Facture émise le', b.own())}${row('Paiement CB', b.other('payment', b.after(-1)))}${row('Droit de rétractation jusqu’au', b.other('withdrawal', b.after(17)))}</div>
        <div class=item><b>Article</b><b>Qté</b><b>PU TTC</b><b>Total HT</b></div>
        ${b.lines.map((l) => `<div class=item><span>${l.text}</span><span>${l.quantity}</span><span>${b.money(Math.round(l.price * 1.2))}&nbsp;€</span><span>${b.money(l.total)}&nbsp;€</span></div>`).join('')}
        <div class=tot>${row('Sous-total HT', `${b.money(b.net)}&nbsp;€`)}${row('Livraison', 'offerte')}${row('TVA (20&nbsp;%)', `${b.money(b.tax)}&nbsp;€`)}${row('<b>Total payé TTC</b>', `<b>${b.money(b.gross)}&nbsp;€</b>`)}</div>
        <p style="font-size:7pt">Éco-participation incluse. Garantie légale de conformité de deux ans (ordonnance n° 2021-1247 du 29 septembre 2021). Médiateur : saisine possible pendant un an.</p></main>`,
    };
  },
};
