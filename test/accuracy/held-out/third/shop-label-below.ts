import type { Layout } from '../layout.ts';

/** An online shop's template: values in large type, what they are in small type below; some of them pro forma. */
export const shopLabelBelow: Layout = {
  id: 'label-below',
  style: {
    sellers: ['Atelier Houblon', 'Les Cafés de la Marine', 'Papier Plume SAS'],
    goods: ['Café moka, 1 kg', 'Coffret découverte', 'Carnet ligné A5', 'Frais de port', 'Filtres n° 4, lot de 100'],
    rate: 20,
    lines: [1, 6],
    dates: ['longZero', 'slash', 'dots'],
    money: 'nbsp',
    dueAfter: [0, 15],
  },
  draw(b) {
    const s = b.seller;
    const isProforma = b.round === 2;
    const number = `#${isProforma ? 'PF' : 'FA'}${String(b.serial).padStart(6, '0')}`;
    const v = (value: string, label: string) => `<div><b>${value}</b><span>${label}</span></div>`;
    return {
      number,
      ...(isProforma ? { ask: 'proforma' } : {}),
      css: `@page{size:A4;margin:18mm} body{font:10pt 'DejaVu Sans';font-weight:200;color:#333} .v{display:grid;grid-template-columns:repeat(4,1fr);margin:9mm 0;border-top:1px solid;border-bottom:1px solid;padding:3mm 0} .v b{display:block;font-size:11pt} .v span{font-size:7pt;color:#888} .a{display:flex;justify-content:space-between} table{width:100%} td{padding:1.6mm 0;text-align:right} td:first-child{text-align:left} h1{font:300 27pt 'DejaVu Serif';margin:0}`,
      body: `<div class=a><h1>${s.name}</h1><span style="font-size:15pt">${isProforma ? 'FACTURE PRO FORMA' : 'FACTURE'}</span></div>
        <div class=v>${v(b.other('order', b.after(-2)), 'Date de commande')}${v(number, isProforma ? 'N° de pro forma' : 'N° de facture')}${v(isProforma ? b.other('proforma', b.date) : b.own(), isProforma ? 'Date' : 'Date de facturation')}${v(`KZ${b.serial}QP`, 'Réf. de commande')}</div>
        <div class=a style="font-size:8.5pt"><div><b>Livraison</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div><b>Facturation</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div>${s.name}<br>${s.street}<br>${s.town}</div></div><br>
        <table>${b.lines.map((l) => `<tr><td>${l.quantity} × ${l.text}<td>${b.money(l.price)} €<td>${b.money(l.total)} €`).join('')}<tr><td colspan=2>Total HT<td>${b.money(b.net)} €<tr><td colspan=2>TVA (20 %)<td>${b.money(b.tax)} €<tr><td colspan=2><b>Total TTC</b><td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:7.5pt">Moyen de paiement : carte bancaire (${b.other('payment', b.after(-2))}). Expédition : Colissimo, remis au transporteur le ${b.other('delivery', b.after(1))}. Droit de rétractation jusqu’au ${b.other('validity', b.after(16))}.<br>SIRET ${s.siret} – TVA ${s.vat}</p>`,
    };
  },
};
