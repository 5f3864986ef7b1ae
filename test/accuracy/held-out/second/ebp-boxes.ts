import type { Layout } from '../layout.ts';
import { spacedSiret } from '../layout.ts';

/** A small firm's program with rounded boxes: the same form for invoices, quotes and delivery notes. */
export const ebpBoxes: Layout = {
  id: 'rounded-boxes',
  style: {
    sellers: ['Menuiserie Alaric SARL', 'Froid Service Adour', 'Signalétique du Perche'],
    goods: [
      'Porte coulissante 204x83',
      'Charge de fluide R32',
      'Panneau alu dibond',
      'Main d’œuvre atelier',
      'Livraison',
    ],
    rate: 20,
    lines: [3, 9],
    dates: ['slash', 'short', 'slash', 'long'],
    money: 'plain',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const kind = ({ 3: 'Devis', 9: 'Bon de livraison' } as Record<number, string>)[b.round] ?? 'Facture';
    const isInvoice = kind === 'Facture';
    const number = `${kind === 'Devis' ? 'DE' : isInvoice ? 'FC' : 'BL'}${String(b.serial).padStart(6, '0')}`;
    const dated = isInvoice ? b.own() : b.other(kind.toLowerCase(), b.date);
    const second = { Facture: 'Échéance', Devis: 'Valable jusqu’au', 'Bon de livraison': 'Votre commande du' }[kind]!;
    const secondDay = b.other(isInvoice ? 'due' : 'other', isInvoice ? b.due : b.after(kind === 'Devis' ? 30 : -12));
    return {
      number,
      ...(isInvoice ? {} : { ask: kind.toLowerCase() }),
      css: `@page{size:A4;margin:10mm} body{font:9pt 'DejaVu Sans'} .box{border:1px solid #3a5f9a;border-radius:3mm;padding:2mm 3mm} .w{display:flex;justify-content:space-between;gap:8mm} .w>*{flex:1}
        .t{font-size:17pt;color:#3a5f9a;font-style:italic} table{width:100%;border-collapse:collapse} .l{margin:5mm 0;border:1px solid #3a5f9a;height:110mm} .l th{background:#dfe8f5;border-bottom:1px solid #3a5f9a;padding:1mm} .l td{padding:.6mm 1.5mm;border-right:1px solid #3a5f9a;vertical-align:top} .n td:nth-child(n+3){text-align:right} .g td{height:99%}`,
      body: `<div class=w><div><b style="font-size:14pt">${s.name}</b><br>${s.street}<br>${s.town}<br>Tél. 05 49 88 12 ${10 + b.round}<br><small>Siret : ${spacedSiret(s.siret)} - APE : 4332A<br>N° TVA : ${s.vat}</small></div>
        <div><div class=t>${kind}</div><div class=box><table><tr><td>Numéro :<td><b>${number}</b><tr><td>Date :<td><b>${dated}</b><tr><td>${second} :<td>${secondDay}<tr><td>Code client :<td>CL${b.serial % 997}</table></div></div></div>
        <div class=w style="margin-top:8mm"><div class=box><small>Adresse de livraison</small><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div class=box><small>Adresse de facturation</small><br><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <table class=l><tr><th>Code<th>Désignation<th>Qté<th>P.U. HT<th>Montant HT${b.lines.map((l, n) => `<tr class=n><td>AR${l.price}${n}<td>${l.text}<td>${l.quantity},00<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr class=g><td><td>${isInvoice ? `Suivant bon de livraison BL${b.serial + 3} du ${b.other('delivery', b.after(-4))}` : ''}<td><td><td></table>
        <div class=w><div class=box><table><tr><td>Taux<td>Base HT<td>Montant TVA<tr><td>20,00 %<td>${b.money(b.net)}<td>${b.money(b.tax)}</table></div><div class=box><table><tr><td>Total HT<td align=right>${b.money(b.net)}<tr><td>Total TVA<td align=right>${b.money(b.tax)}<tr><td><b>Total TTC</b><td align=right><b>${b.money(b.gross)}</b><tr><td><b>Net à payer</b><td align=right><b>${b.money(b.gross)} €</b></table></div></div>
        <p style="font-size:6.5pt">Règlement par chèque à 30 jours. En cas de retard, indemnité forfaitaire de 40 € (décret n° 2012-1115 du 2 octobre 2012). Membre d’un centre de gestion agréé, le règlement par chèque est accepté. ${s.name} au capital de 8 000 €.</p>`,
    };
  },
};
