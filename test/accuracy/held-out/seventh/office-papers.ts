import { type Layout, spaced } from '../layout.ts';
import { cheaper, two } from '../sixth/kit.ts';

const KINDS = [
  'devis',
  'proforma',
  'confirmation de commande',
  'bon de livraison',
  'bon de commande',
  'relevé',
] as const;
const LOOKS = {
  devis: ['Devis', 'DEV', 'Date du devis', 'Valable jusqu’au'],
  proforma: ['Facture pro forma', 'PRO', 'Date', 'À régler avant le'],
  'confirmation de commande': ['Accusé de réception de commande', 'ARC', 'Date', 'Livraison prévue le'],
  'bon de livraison': ['Bon de livraison', 'BL', 'Date d’expédition', 'Livraison le'],
  'bon de commande': ['Commande fournisseur', 'CF', 'Date de commande', 'Date souhaitée'],
  relevé: ['Relevé de factures', 'REL', 'Date du relevé', 'Échéance'],
} as const;

/** An office dealer's other papers, on the page of its bills: all that comes before and after a bill, nothing to be filed. */
export const officePapers: Layout = {
  id: 'office-papers',
  style: {
    sellers: ['Bureau Service Plus', 'Mobilier Pro Aquitaine', 'Fournitures Martel SAS'],
    goods: [
      'Ramette A4 80 g, carton de 5',
      'Fauteuil ergonomique Oslo',
      'Classeur à levier dos 80',
      'Caisson mobile 3 tiroirs',
      'Toner HP 26X',
      'Bureau réglable 140x80',
    ],
    rate: 20,
    lines: [2, 8],
    dates: ['slash', 'long', 'slash'],
    money: 'plain',
    dueAfter: [8, 15, 30],
  },
  draw(b) {
    const s = b.seller;
    const kind = KINDS[b.round % KINDS.length]!;
    const [title, prefix, label, later] = LOOKS[kind];
    const { lines, net, tax, gross } = cheaper(b, 4, this.style.goods);
    const number = `${prefix}${b.date.slice(2, 4)}${two(Number(b.date.slice(5, 7)))}-${String(b.serial % 10_000).padStart(4, '0')}`;
    const isList = kind === 'relevé';
    return {
      number,
      gross,
      ask: kind,
      css: `@page{size:A4;margin:12mm 14mm} body{font:9.2pt 'Liberation Sans'} .h{display:flex;justify-content:space-between} h1{font-size:16pt;margin:6mm 0 2mm;color:#0d47a1} .k td{padding:.6mm 6mm .6mm 0} .l{width:100%;border-collapse:collapse;margin-top:6mm} .l th{background:#0d47a1;color:#fff;padding:1.3mm;text-align:right;font-size:8pt} .l td{padding:1.3mm;border-bottom:1px solid #cfd8e8;text-align:right} .l td:nth-child(-n+2),.l th:nth-child(-n+2){text-align:left}`,
      body: `<div class=h><div><b style="font-size:14pt">${s.name}</b><br>${s.street}<br>${s.town}<br>${spaced(s.siren)} RCS ${s.city}<br>TVA ${s.vat}</div><div style="width:75mm;border:1px solid #0d47a1;padding:3mm;margin-top:12mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div><h1>${title}</h1>
        <table class=k><tr><td>Numéro<td>: ${number}<tr><td>${label}<td>: ${b.other(kind === 'bon de commande' || kind === 'confirmation de commande' ? 'order' : 'other', b.date)}<tr><td>${later}<td>: ${b.other('due', kind === 'bon de livraison' ? b.after(1) : b.due)}<tr><td>Code client<td>: 0${b.serial % 900}</table>
        <table class=l><tr><th>${isList ? 'Facture' : 'Référence'}<th>${isList ? 'Date' : 'Désignation'}<th>${isList ? 'Échéance' : 'Qté'}<th>${isList ? 'Règlement' : 'P.U. HT'}<th>${kind === 'bon de livraison' ? 'Reste à livrer' : isList ? 'Montant TTC' : 'Total HT'}${lines.map((l, n) => (isList ? `<tr><td>FA${b.serial + n * 7}<td>${b.other('previous', b.after(-30 + n * 3), 'slash')}<td>${b.other('due', b.due, 'slash')}<td>LCR<td>${b.money(Math.round(l.total * 1.2))}` : `<tr><td>${l.price}<td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${kind === 'bon de livraison' ? '0' : b.money(l.total)}`)).join('')}</table>
        <table class=l style="width:70mm;margin-left:auto"><tr><td>Total HT<td>${b.money(net)} €<tr><td>TVA 20 %<td>${b.money(tax)} €<tr><td><b>Total TTC</b><td><b>${b.money(gross)} €</b></table>
        <p>${{ devis: 'Bon pour accord, date et signature :', proforma: 'Document sans valeur comptable, établi pour paiement avant expédition.', 'confirmation de commande': `Nous vous remercions de votre commande ${b.serial + 3}, que nous préparons.`, 'bon de livraison': 'Reçu les marchandises ci-dessus en bon état. Signature :', 'bon de commande': 'Merci de confirmer cette commande sous 48 heures.', relevé: 'Ces factures seront présentées en une seule LCR.' }[kind]}</p>`,
    };
  },
};
