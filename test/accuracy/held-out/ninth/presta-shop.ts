import { type Layout, STRAY, spaced } from '../layout.ts';
import { address, head, items, pageFoot, percent, row, sum } from './kit.ts';

/** The invoice of a free shop software: day above the title, four heads above a row, tables of taxes and payment at the left. */
export const prestaShop: Layout = {
  id: 'presta-shop',
  style: {
    sellers: ['La Remise à Outils', 'Cuisine & Inox SARL', 'Gantépi.com'],
    goods: [
      'Chaussures de sécurité S3 Atlas – Pointure : 43',
      'Gants anti-coupure niveau D – Taille : 9',
      'Bac gastro GN 1/1 inox 65 mm',
      'Étagère murale inox 1200 x 300',
      'Coffret 94 douilles 1/4 et 1/2',
      'Lampe frontale rechargeable 600 lm',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['slash', 'dashes', 'slash'],
    money: 'nbsp',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 4;
    const lines = items(b, this.style.goods, [690, 14_800], 3);
    const port = b.round % 2 ? 0 : 825;
    const goods = sum(lines.map((l) => l.all));
    const net = goods + port;
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `#FA${String(b.serial + b.round).padStart(6, '0')}`;
    const letters = [...String(b.serial * 7919 + 11_111_111)].map((d) => 'KXBRMTQVLS'[Number(d)]!).join('');
    const ordered = b.other('order', b.after(-(b.round % 3)));
    return {
      number,
      gross,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:10mm 12mm 16mm} body{font:8.6pt/1.5 'DejaVu Sans','Liberation Sans';color:#000} .h{display:flex;justify-content:space-between} .g{color:#9e9f9e} .t{width:100%;border-collapse:collapse;border:1px solid #cccccc} .t th{background:#f0f0f0;border:1px solid #ccc;font-size:7.8pt;padding:1.2mm} .t td{border-bottom:1px solid #ddd;padding:1.4mm;text-align:center} .p td:nth-child(2){text-align:left} .p td:nth-child(n+4){text-align:right} .r td:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – ${s.street} – ${s.town} – France – Pour toute assistance, merci de nous contacter : 09 72 11 ${String(b.serial).slice(0, 2)} 08 – SIREN ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat}`,
      ),
      body: `<div class=h><svg width=260 height=60><rect width=56 height=56 rx=8 fill="#25b9d7"/><text x=66 y=36 font-size=15 font-weight=bold fill="#363a41">${s.name}</text></svg><div style="text-align:right;color:#444"><b style="font-size:12pt">FACTURE</b><br>${b.own()}<br>${number}</div></div>
        <div class=h style="margin:8mm 0 6mm"><div style="width:30%"><b>${s.name}</b><br><span class=g>${s.street}<br>${s.town}<br>France</span></div><div style="width:30%"><b>Adresse de livraison</b><br>${address(b.buyer, 'France')}</div><div style="width:34%"><b>Adresse de facturation</b><br>${address(b.buyer, 'France', b.showsBuyerSiren || isStray ? `SIRET ${b.buyer.siret}` : '', b.buyer.vat)}</div></div>
        <table class=t>${head('Numéro de facture', 'Date de facturation', 'Réf. de commande', 'Date de commande', 'Numéro de TVA')}${row(number, b.own(), letters.slice(0, 9), ordered, b.buyer.vat)}</table><br>
        <table class="t p">${head('Référence', 'Produit', 'Taux de taxe', 'Prix unitaire<br>(HT)', 'Qté', 'Total<br>(HT)')}${lines.map((l, n) => row(`${letters.slice(0, 3)}-${l.unit}${n}`, l.good, '20 %', `${b.money(l.unit)} €`, l.count, `${b.money(l.all)} €`)).join('')}</table><br>
        <div class=h><div style="width:56%"><table class=t>${head('Détail des taxes', 'Taux de taxe', 'Base HT', 'Total taxes')}${row('Produits', '20,000 %', `${b.money(goods)} €`, `${b.money(tax - percent(port, 20))} €`)}${port ? row('Livraison', '20,000 %', `${b.money(port)} €`, `${b.money(percent(port, 20))} €`) : ''}</table><br><table class=t>${row('<b>Moyen de paiement</b>', b.round % 2 ? 'Virement bancaire' : 'Carte bancaire', `${b.money(gross)} €`)}${row('<b>Transporteur</b>', b.round % 2 ? 'Retrait en dépôt' : 'Colis domicile 48 h', '')}</table></div>
        <table class="t r" style="width:40%">${row('Total produits', `${b.money(goods)} €`)}${row('Frais d’expédition', port ? `${b.money(port)} €` : 'Livraison gratuite')}${row('<b>Total (HT)</b>', `<b>${b.money(net)} €</b>`)}${row('Total taxes', `${b.money(tax)} €`)}${row('<b style="font-size:10pt">Total</b>', `<b style="font-size:10pt">${b.money(gross)} €</b>`)}</table></div>
        <p style="font-size:7pt;margin-top:14mm">Expédition prévue le ${b.other('delivery', b.after(1))}. Vous disposez d’un délai de retour jusqu’au ${b.other('validity', b.after(30))}. Garantie constructeur 2 ans. En cas de retard de paiement, indemnité forfaitaire de 40 €.`,
    };
  },
};
