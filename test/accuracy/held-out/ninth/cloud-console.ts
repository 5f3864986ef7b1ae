import { writeDay } from '../forms.ts';
import type { Layout } from '../layout.ts';
import { address, billedMonth, items, pageFoot, row, sum } from './kit.ts';

const PLANS = [
  ['Workspace Business Starter', 'Forfait annuel'],
  ['Workspace Business Standard', 'Forfait flexible'],
  ['Voice Starter', 'Forfait flexible'],
  ['Vault – archivage', 'Utilisation'],
] as const;

/** A cloud's monthly bill from Ireland in French: a box of details with dotted leaders, the period in the middle, VAT reversed. */
export const cloudConsole: Layout = {
  id: 'cloud-console',
  style: {
    sellers: ['Skyforge Cloud EMEA Limited'],
    goods: ['Abonnement'],
    rate: 0,
    lines: [1, 3],
    dates: ['abbreviated'],
    money: 'narrow',
    dueAfter: [0, 30],
  },
  draw(b) {
    const abroad =
      b.round < 4
        ? { name: 'Skyforge Cloud EMEA Limited', vat: 'IE3512847PH' }
        : { name: 'Larkfield Ireland Operations Limited', vat: 'IE9731064QH' };
    const lines = items(b, PLANS, [520, 2_300], 9);
    const gross = sum(lines.map((l) => l.all));
    const number = `${49_100_000 + b.serial}${10 + b.round}`;
    const { first, last } = billedMonth(b.date);
    const period = `${b.other('period', first)} - ${b.other('period', last)}`;
    const day = (iso: string) => writeDay(iso, 'abbreviated').replace(/ \d{4}$/, '');
    const leader = (label: string, value: string) =>
      `<div class=k><span>${label}</span><i></i><span>${value}</span></div>`;
    return {
      number,
      gross,
      abroad,
      css: `@page{size:A4;margin:14mm 15mm 18mm} body{font:9.5pt/1.5 'Liberation Sans';color:#3c4043} .h{display:flex;justify-content:space-between} .k{display:flex;gap:1mm} .k i{flex:1;border-bottom:1px dotted #999;margin-bottom:1.2mm} .g{display:flex;gap:12mm;margin-top:8mm} .g>div{flex:1} .big{font-size:22pt;color:#202124} h3{font-size:9.5pt;margin:0 0 2mm;color:#202124} .s{margin:10mm 0 0 88mm} table{width:100%;border-collapse:collapse} th{text-align:left;border-bottom:2px solid #3c4043;font-size:8.5pt} td{padding:1.2mm 0;border-bottom:1px solid #dadce0} td:nth-child(n+4),th:nth-child(n+4),td:last-child{text-align:right}`,
      footer: pageFoot('', 'Page'),
      body: `<div class=h><svg width=170 height=40><circle cx=18 cy=20 r=14 fill="#1a73e8"/><circle cx=34 cy=20 r=9 fill="#fbbc04"/><rect x=52 y=14 width=90 height=5 fill="#9aa0a6"/><rect x=52 y=23 width=60 height=4 fill="#dadce0"/></svg><div class=big>Facture</div></div><div style="text-align:right">Numéro de facture : ${number}</div>
        <div class=g><div><h3>${abroad.name}</h3>${b.round < 4 ? '12 Grand Canal Wharf<br>Dublin 4' : '3 Sandyford Business Park<br>Dublin 18'}<br>Irlande<br>Numéro de TVA : ${abroad.vat}<p><h3>Facturer à</h3>${address(b.buyer, 'France', `Numéro de TVA : ${b.buyer.vat}`)}</div>
        <div><h3>Détails</h3>${leader('Numéro de facture', number)}${leader('Date de facturation', b.own())}${leader('ID de facturation', `${b.serial % 9000}-4471-${1000 + (b.serial % 8000)}`)}${leader('Nom de domaine', `${b.buyer.name.split(' ')[1]!.toLowerCase()}.fr`)}
        <p style="margin-top:10mm">Workspace<div class=big style="border-top:1px solid #dadce0">${b.money(gross)} €</div>Total en EUR<p>Récapitulatif pour la période ${period}</div></div>
        <div class=s>${leader('Sous-total en EUR', `${b.money(gross)} €`)}${leader('TVA (0 %)', '0,00 €')}<b>${leader('Total en EUR', `${b.money(gross)} €`)}</b></div>
        <p style="margin-top:9mm">${b.due === b.date ? 'Le montant dû vous sera automatiquement débité.' : `Conditions de paiement : 30 jours nets. À régler au plus tard le ${b.other('due', b.due)}.`}<p style="font-size:8pt">Services soumis au mécanisme d’autoliquidation : la TVA doit être déclarée par le destinataire, conformément à l’article 196 de la directive 2006/112/CE du Conseil du ${b.other('law', '2006-11-28', 'long')}.
        <div style="break-before:page"></div><div class=h><div><b>${abroad.name}</b></div><div class=big>Facture</div></div><div style="text-align:right">Numéro de facture : ${number}</div><p><b>Workspace – détail</b>
        <table><tr><th>Abonnement<th>Description<th>Intervalle<th>Quantité<th>Montant (€)${lines.map((l) => row(l.good[0], l.good[1], `${day(first)} - ${day(last)}`, l.count, b.money(l.all))).join('')}<tr><td colspan=4>Sous-total en EUR<td>${b.money(gross)} €<tr><td colspan=4>TVA (0 %)<td>0,00 €<tr><td colspan=4><b>Total en EUR</b><td><b>${b.money(gross)} €</b></table>`,
    };
  },
};
