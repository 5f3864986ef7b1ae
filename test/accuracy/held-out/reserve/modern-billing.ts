import type { Layout } from '../layout.ts';

/** A billing service for small firms: pale labels, values in bold on the right, everything in flex boxes. */
export const modernBilling: Layout = {
  id: 'modern-billing',
  style: {
    sellers: ['Agence Pollen', 'Camille Rouvier Design', 'Zeste Communication'],
    goods: ['Création de l’identité visuelle', 'Gestion des réseaux sociaux', 'Photographies', 'Forfait mensuel'],
    rate: 20,
    lines: [1, 4],
    dates: ['longZero', 'slash', 'abbreviated'],
    money: 'nbsp',
    dueAfter: [15, 30, 60],
  },
  draw(b) {
    const s = b.seller;
    const number = `F-${b.date.slice(0, 4)}-${String(b.serial).padStart(3, '0')}`;
    const kv = (k: string, v: string) => `<div class=kv><span>${k}</span><b>${v}</b></div>`;
    return {
      number,
      css: `@page{size:A4;margin:14mm} body{font:9.5pt 'Liberation Sans';color:#111} .kv{display:flex;justify-content:space-between;width:78mm;padding:.8mm 0} .kv span{color:#8a8f98} .two{display:flex;justify-content:space-between;margin:7mm 0} table{width:100%;border-collapse:collapse} th{background:#f3f0ff;text-align:left;font-weight:500;padding:2mm} td{padding:2mm;border-bottom:1px solid #f0f0f0}`,
      body: `<div style="font-size:22pt;font-weight:bold;color:#5b3df5">Facture</div><div class=two><div>${kv('Numéro', number)}${kv('Date d’émission', b.own())}${kv('Date d’échéance', b.other('due', b.due))}${kv('Date de fin de prestation', b.other('service', b.after(b.round % 2 ? 0 : -5)))}${kv('Type de vente', 'Prestations de services')}</div><div>LOGO</div></div>
        <div class=two><div><b>${s.name}</b><br>${s.street}<br>${s.town}, FR<br>${s.siret}<br>${s.vat}</div><div style="width:70mm"><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}, FR${b.showsBuyerSiren ? `<br>${b.buyer.siren}` : ''}</div></div>
        <p>Devis DE-${b.serial} signé le ${b.other('quote', b.after(-25))}</p>
        <table><tr><th>Produits<th>Qté<th>Prix u. HT<th>TVA (%)<th>Total HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)} €<td>20 %<td>${b.money(l.total)} €`).join('')}</table>
        <div style="margin:5mm 0 0 104mm">${kv('Total HT', `${b.money(b.net)} €`)}${kv('Montant total de la TVA', `${b.money(b.tax)} €`)}${kv('Total TTC', `${b.money(b.gross)} €`)}</div>
        <p><small>Moyen de paiement : virement – ${s.iban}. Pas d’escompte accordé pour paiement anticipé. En cas de non-paiement à la date d’échéance, pénalités de 3 fois le taux légal.</small></p>`,
    };
  },
};
