import type { Layout } from '../layout.ts';
import { cheaper } from '../sixth/kit.ts';

const SELLERS = [
  { name: 'Lookout Ads Ireland Limited', vat: 'IE6388047V', say: (_fr: string, en: string) => en },
  { name: 'Mosaik Media Ireland Limited', vat: 'IE9692928F', say: (fr: string) => fr },
] as const;

/** An advertising platform's month: "Facture" and a summary for the first to the last day, then campaigns over the second page. */
export const adPlatform: Layout = {
  id: 'ad-platform',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: [
      'FR_Search_Marque',
      'FR_Display_Remarketing',
      'Leads_Q4',
      'Perf_Max_Catalogue',
      'Video_Discovery',
      'Invalid activity',
    ],
    rate: 0,
    lines: [2, 6],
    dates: ['englishShort', 'long', 'abbreviated'],
    money: 'english',
    dueAfter: [0, 30],
  },
  draw(b) {
    const at = b.round % 2;
    const abroad = { name: SELLERS[at]!.name, vat: SELLERS[at]!.vat };
    const say = SELLERS[at]!.say;
    const { lines, gross } = cheaper(b, 3, this.style.goods);
    const form = at === 0 ? 'englishShort' : b.round % 4 === 1 ? 'abbreviated' : 'long';
    const number = `${5}${String(b.serial).padStart(4, '0')}${b.serial % 97}${b.round}021`;
    const [from, to] = [b.other('period', b.after(-31), form), b.other('period', b.after(-1), form)];
    const rows = [
      [say('Numéro de facture', 'Invoice number'), number],
      ...(at === 0 ? [] : [['Numéro de compte', `${b.serial % 900}-221-${b.serial}`]]),
      [say('Date de facturation', 'Invoice date'), b.own(form)],
      ...(at === 0
        ? [
            ['Billing ID', `22${b.serial}-0404-11`],
            ['Terms', b.due === b.date ? 'Automatic payments' : 'Net 30'],
          ]
        : []),
      ...(b.due === b.date ? [] : [[say('Échéance', 'Due date'), b.other('due', b.due, form)]]),
    ];
    return {
      number,
      gross,
      abroad,
      css: `@page{size:A4;margin:16mm 18mm} body{font:9pt 'Liberation Sans';color:#3c4043} h1{font-weight:normal;font-size:22pt;color:#1a73e8;margin:0} .g{display:grid;grid-template-columns:1fr 1fr;gap:10mm;margin:8mm 0} .d{border-bottom:1px dotted #9aa0a6;display:flex;justify-content:space-between;padding:1mm 0} .x{border:1px solid #dadce0;border-radius:2mm;padding:5mm} .p{break-before:page} table{width:100%;border-collapse:collapse} td,th{padding:1.6mm 0;border-bottom:1px solid #e8eaed;text-align:right;font-weight:normal} td:first-child,th:first-child{text-align:left}`,
      body: `<div style="display:flex;justify-content:space-between"><h1>${say('Facture', 'Invoice')}</h1><b style="font-size:14pt">${abroad.name.split(' ')[0]}</b></div><p>${say('Facture n°', 'Invoice number:')} ${number}</p>
        <div class=g><div>${abroad.name}<br>Gordon House, Barrow Street<br>Dublin 4<br>${say('Irlande', 'Ireland')}<br>${say('N° TVA', 'VAT number')}: ${abroad.vat}<br><br><b>${say('Facturer à', 'Bill to')}</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>France<br>${say('N° TVA', 'VAT number')}: ${b.buyer.vat}</div>
        <div><b>${say('Détails', 'Details')}</b>${rows.map(([k, v]) => `<div class=d><span>${k}</span><span>${v}</span></div>`).join('')}<br><div class=x>${say('Récapitulatif pour la période du', 'Summary for')} ${from} ${say('au', '-')} ${to}<br><br><b style="font-size:15pt">${say('Total en EUR', 'Total in EUR')} &nbsp; €${b.money(gross)}</b></div></div></div>
        <div class=d><span>${say('Sous-total en EUR', 'Subtotal in EUR')}</span><span>€${b.money(gross)}</span></div><div class=d><span>${say('TVA (0 %)', 'VAT (0%)')}</span><span>€0.00</span></div><div class=d><b>${say('Montant total dû en EUR', 'Total amount due in EUR')}</b><b>€${b.money(gross)}</b></div>
        <p style="font-size:7.5pt">${say('Services soumis à l’autoliquidation : TVA à acquitter par le preneur, article 196 de la directive 2006/112/CE.', 'Services subject to the reverse charge - VAT to be accounted for by the recipient as per Article 196 of Council Directive 2006/112/EC.')} ${b.due === b.date ? say(`Votre carte sera débitée le ${b.other('debit', b.after(2), form)}.`, `You will be automatically charged on ${b.other('debit', b.after(2), form)}.`) : ''}</p>
        <div class=p><p>${say('Facture n°', 'Invoice number:')} ${number} &nbsp; ${abroad.name}</p><table><tr><th>${say('Campagne', 'Description')}<th>${say('Quantité', 'Quantity')}<th>${say('Unités', 'Units')}<th>${say('Montant', 'Amount')} (€)${lines.map((l) => `<tr><td>${l.text}<td>${l.price}<td>${say('Clics', 'Clicks')}<td>${b.money(l.total)}`).join('')}</table></div>`,
    };
  },
};
