import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper } from './kit.ts';

/** A web shop's plugin: the shop at the right, the order's number and day below the bill's in a list, one delivery address; once a credit note. */
export const shopPlugin: Layout = {
  id: 'shop-plugin',
  style: {
    sellers: ['La Boutique du Brasseur', 'Papeterie Colibri', 'Outils et Potager'],
    goods: [
      'Malt pilsner 25 kg',
      'Carnet A5 pointé – Couleur : bleu nuit',
      'Sécateur forgé',
      'Houblon Saaz 1 kg',
      'Encre noire 50 ml',
      'Toile d’ombrage 2 m',
    ],
    rate: 20,
    lines: [1, 6],
    dates: ['long', 'slash', 'longZero'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isCredit = b.round === 3;
    const { lines, net, tax, gross } = cheaper(b, 7, this.style.goods);
    const number = `${['WEB', '', 'FA-'][b.round % 3]}${b.date.slice(0, 4)}-${b.serial}`;
    const ordered = b.after(-(b.round % 4));
    const rows: [string, string][] = [
      [isCredit ? 'Numéro d’avoir' : 'Numéro de facture', number],
      [isCredit ? 'Date de l’avoir' : 'Date de facture', b.own()],
      ['N° de commande', String(b.serial + 20_000)],
      ['Date de commande', b.other('order', isCredit ? b.after(-19) : ordered)],
      ['Méthode de paiement', 'Carte bancaire'],
    ];
    return {
      number,
      gross: isCredit ? -gross : gross,
      ...(isCredit ? { type: '381' as const } : {}),
      css: `@page{size:A4;margin:20mm 20mm 15mm} body{font:9pt 'DejaVu Sans';font-size:8.3pt} .h{display:grid;grid-template-columns:1fr 62mm} h1{font-size:14pt;margin:9mm 0 5mm} .a{display:grid;grid-template-columns:1fr 1fr 68mm;gap:4mm} .a td{padding:0 3mm .8mm 0;vertical-align:top} .l{width:100%;border-collapse:collapse;margin-top:8mm} .l th{background:#000;color:#fff;text-align:left;padding:1.5mm} .l td{padding:1.8mm 1.5mm;border-bottom:1px solid #ccc} .l small{display:block;color:#555} .t{margin:3mm 0 0 auto;width:76mm;border-collapse:collapse} .t td{padding:1.2mm;border-bottom:1px solid #ccc} .t td+td{text-align:right}`,
      body: `<div class=h><b style="font-size:18pt">${s.name.split(' ').at(-1)}</b><div><b>${s.name}</b><br>${s.street}<br>${s.town}<br>SIRET ${spacedSiret(s.siret)}<br>TVA ${s.vat}</div></div><h1>${isCredit ? 'AVOIR' : 'FACTURE'}</h1>
        <div class=a><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>achats@example.fr<br>06 80 11 ${b.serial % 90} 02</div><div><b>Envoyer à :</b><br>${b.buyer.name}<br>Accueil<br>${b.buyer.street}<br>${b.buyer.town}</div><table>${rows.map(([k, v]) => `<tr><td>${k} :<td>${v}`).join('')}</table></div>
        <table class=l><tr><th>Produit<th>Quantité<th>Prix HT${lines.map((l) => `<tr><td>${l.text}<small>UGS : ${l.price}-${l.quantity}</small><td>${l.quantity}<td>${isCredit ? '-' : ''}${b.money(l.total)} €`).join('')}</table>
        <table class=t><tr><td><b>Sous-total</b><td>${isCredit ? '-' : ''}${b.money(net)} €<tr><td><b>Expédition</b><td>Offerte – Colissimo<tr><td><b>TVA 20 %</b><td>${isCredit ? '-' : ''}${b.money(tax)} €<tr><td><b>Total</b><td><b>${isCredit ? '-' : ''}${b.money(gross)} €</b></table>
        <p style="margin-top:14mm">${isCredit ? `Remboursement de la commande n° ${b.serial + 20_000} effectué le ${b.other('payment', b.after(1))} sur votre carte.` : `Paiement reçu le ${b.other('payment', ordered)}. Expédition prévue le ${b.other('delivery', b.after(2))}. Vous pouvez vous rétracter jusqu’au ${b.other('validity', b.after(16))}.`}</p><p style="text-align:center;border-top:1px solid #000;padding-top:2mm;font-size:7pt">${s.name} – CGV consultables sur notre site, mises à jour le ${b.other('law', b.after(-415))}</p>`,
    };
  },
};
