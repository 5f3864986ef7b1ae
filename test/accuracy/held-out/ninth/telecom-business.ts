import type { Bill } from '../bill.ts';
import { type Layout, spaced } from '../layout.ts';
import { address, items, monthOf, pageFoot, percent, row, sum } from './kit.ts';

const GOODS = [
  'Offre Fibre Pro 2 Gb/s – site principal',
  'Ligne fixe IP, 2 appels simultanés',
  'Forfait mobile 130 Go Europe',
  'Forfait mobile 20 Go',
  'Routeur 4G de secours, location',
  'Standard virtuel, par poste',
];

/** A telecom operator for firms: a strip of three facts above the amount, the detail by line, a coupon at the foot. */
export const telecomBusiness: Layout = {
  id: 'telecom-business',
  style: {
    sellers: ['Seféra Business', 'Cap Télécom Pro', 'Seféra Business'],
    goods: GOODS,
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'slash', 'long'],
    money: 'plain',
    dueAfter: [10, 15, 20],
  },
  draw: (b) => (b.round === 4 ? reminder(b) : invoice(b)),
};

const CSS = `@page{size:A4;margin:11mm 13mm 20mm} body{font:9pt/1.45 'Liberation Sans';color:#222} .h{display:flex;justify-content:space-between;gap:10mm} .q{background:#c3002f;color:#fff;font:bold 17pt 'Liberation Sans';padding:3mm 5mm;border-radius:0 5mm} .s{display:flex;background:#f1f1f1;margin:6mm 0} .s div{flex:1;padding:2.5mm 4mm;border-left:1.2mm solid #c3002f} .s span{font-size:7.5pt;color:#555;display:block} .a{display:flex;justify-content:space-between;font-size:13pt;border-bottom:2px solid #c3002f;padding:1mm 0} table{width:100%;border-collapse:collapse} th{text-align:left;font-size:8pt;border-bottom:1px solid #888} td{padding:1mm 0;border-bottom:1px solid #ddd} td:nth-child(n+2),th:nth-child(n+2){text-align:right} .c{border-top:1px dashed #777;margin-top:10mm;padding-top:3mm;font-size:8pt}`;

const numberOf = (b: Bill) => `C${b.date.slice(2, 4)}${b.date.slice(5, 7)}-${b.serial + 31_400_000}`;

function foot({ seller: s }: Bill): string {
  return pageFoot(
    `${s.name} – SA au capital de 1 204 318 900 € – ${s.street}, ${s.town} – ${spaced(s.siren)} RCS ${s.city} – N° TVA : ${s.vat}`,
  );
}

function top(b: Bill): string {
  return `<div class=h><div><span class=q>${b.seller.name}</span><p style="font-size:8pt;margin-top:6mm">Service Clients Entreprises<br>TSA 7${b.serial} – 59775 LILLE CEDEX 9<br>Tél. 09 70 80 ${String(b.serial).slice(0, 2)} 10, du lundi au samedi<br>Espace client : mon-espace.pro</div><div style="width:80mm;padding-top:24mm">${address(b.buyer, b.showsBuyerSiren ? `SIRET ${b.buyer.siret}` : '')}</div></div>`;
}

function invoice(b: Bill) {
  const lines = items(b, GOODS, [990, 6_900], 3);
  const usage = 60 + (b.serial % 900);
  const discount = percent(lines[0]!.all, 20);
  const net = sum(lines.map((l) => l.all)) + usage - discount;
  const tax = percent(net, 20);
  const gross = net + tax;
  const number = numberOf(b);
  const next = monthOf(b.date, 1);
  const coming = `${b.other('period', next.first, 'slash')} au ${b.other('period', next.last, 'slash')}`;
  const past = `${b.other('period', monthOf(b.date, -1).first, 'slash')} au ${b.other('period', monthOf(b.date, -1).last, 'slash')}`;
  return {
    number,
    gross,
    css: CSS,
    footer: foot(b),
    body: `${top(b)}<div style="font-size:15pt;margin-top:5mm"><b>Votre facture</b></div><div class=s><div><span>N° de facture</span><b>${number}</b></div><div><span>Émise le</span><b>${b.own()}</b></div><div><span>N° de compte client</span><b>1-${b.serial}K${b.round}7</b></div></div>
      <div class=a><span>Montant à payer TTC</span><b>${b.money(gross)} €</b></div><p>Il sera prélevé à partir du <b>${b.other('debit', b.due)}</b> sur votre compte •••• ${String(b.serial).slice(-2)}41. Votre prochaine facture sera disponible vers le ${b.other('next', b.after(30), 'slash')}.
      <table>${row('Montant total HT', `${b.money(net)} €`)}${row('TVA à 20,00 %', `${b.money(tax)} €`)}${row('<b>Total de la facture TTC</b>', `<b>${b.money(gross)} €</b>`)}</table>
      <p><b>Bon à savoir</b><br>La période d’engagement de votre ligne principale prend fin le ${b.other('contract', b.after(221), 'slash')}. À compter du ${b.other('tariff', next.first, 'slash')}, nos conditions tarifaires évoluent : brochure sur votre espace client.
      <p><b>Détail de votre facture</b><table><tr><th>Abonnements et options du ${coming}<th>Quantité<th>Prix unitaire HT<th>Montant HT (€)${lines.map((l) => row(l.good, l.count, b.money(l.unit), b.money(l.all))).join('')}${row('Remise fidélité 20 % (mois 7/24)', '', '', b.money(-discount))}<tr><th>Consommations du ${past}<th><th><th>${row('Appels vers numéros spéciaux et international', '', '', b.money(usage))}${row('<b>Total HT</b>', '', '', `<b>${b.money(net)}</b>`)}</table>
      <div class=c>Mandat de prélèvement SEPA : RUM ${b.serial}SEF00${b.round}, signé le ${b.other('mandate', b.after(-771), 'slash')} – ICS FR47ZZZ${b.serial + 400_000}.<br>Tout retard de paiement entraîne des pénalités au taux BCE majoré de 10 points et une indemnité forfaitaire de 40 €. TVA acquittée sur les débits. Pas d’escompte.</div>`,
  };
}

function reminder(b: Bill) {
  const gross = 9_800 + b.serial * 7;
  const number = numberOf(b);
  return {
    number,
    gross,
    ask: 'relance',
    css: CSS,
    footer: foot(b),
    body: `${top(b)}<p style="text-align:right">Lille, le ${b.other('reminder', b.after(33), 'long')}<p><b>Objet : facture impayée – 2e relance</b><br>N° de compte client : 1-${b.serial}K${b.round}7<p>Madame, Monsieur,<p>Malgré notre précédent rappel du ${b.other('reminder', b.after(22), 'long')}, et sauf erreur de notre part, nous n’avons pas reçu le règlement de la facture suivante :
      <table><tr><th>Facture<th>Date de facture<th>Date limite de paiement<th>Montant TTC restant dû${row(number, b.other('invoice', b.date, 'slash'), b.other('due', b.due, 'slash'), `${b.money(gross)} €`)}</table>
      <p>Nous vous remercions de bien vouloir régulariser votre situation sous huit jours, soit avant le <b>${b.other('due', b.after(41), 'long')}</b>. À défaut, vos lignes seront suspendues et des frais de rejet de 12,50 € HT vous seront facturés.<p>Si votre règlement nous est parvenu entre-temps, nous vous prions de ne pas tenir compte de cette lettre.<p>Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.<p style="margin-left:100mm">Le service recouvrement
      <div class=c>Talon à joindre à votre règlement par chèque – Référence ${number} – Montant ${b.money(gross)} €</div>`,
  };
}
