import type { Layout } from '../layout.ts';
import { cheaper } from './kit.ts';

const SELLERS = [
  {
    name: 'Plumeboard Technologies Ltd',
    vat: 'IE3471825KH',
    place: ['5 Harcourt Road', 'Dublin 2 D02 HD32', 'Ireland'],
  },
  { name: 'Kanbanly B.V.', vat: 'NL861450277B01', place: ['Singel 542', '1017 AZ Amsterdam', 'Netherlands'] },
] as const;

/** A web application's invoice as a payment provider writes it: bare labels, "Date of issue" and "Date due", periods under each line. */
export const appSubscription: Layout = {
  id: 'app-subscription',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: [
      'Team plan (per seat)',
      'Storage add-on 100 GB',
      'API calls',
      'Priority support',
      'Remaining time on Business plan',
    ],
    rate: 0,
    lines: [1, 3],
    dates: ['english', 'englishShort', 'britishLong'],
    money: 'english',
    dueAfter: [0, 7, 14, 30],
  },
  draw(b) {
    const abroad = SELLERS[b.round % SELLERS.length]!;
    const { lines, gross } = cheaper(b, 6, this.style.goods);
    const number = `${(b.serial * 7919).toString(36).toUpperCase().padStart(8, 'A').slice(-8)}-${String(b.round + 3).padStart(4, '0')}`;
    const rows = [
      ['Invoice number', number],
      ['Date of issue', b.own()],
      ['Date due', b.other('due', b.due)],
    ];
    return {
      number,
      gross,
      abroad,
      css: `@page{size:A4;margin:15mm 16mm} body{font:9.5pt 'Liberation Sans';color:#1a1a1a} h1{font-size:17pt;margin:0} .k td{padding:.5mm 5mm .5mm 0} .k td:first-child{font-weight:bold} .c{display:grid;grid-template-columns:70mm 1fr;margin:9mm 0;line-height:1.45} .l{width:100%;border-collapse:collapse} .l th{font-weight:normal;font-size:8pt;color:#666;border-bottom:1px solid #111;text-align:right;padding:1mm 0} .l td{text-align:right;padding:2mm 0;vertical-align:top} .l td:first-child,.l th:first-child{text-align:left} .l small{color:#666} .s td{border-top:1px solid #e3e3e3;padding:1.3mm 0} .s td:first-child{padding-left:88mm}`,
      body: `<div style="display:flex;justify-content:space-between"><h1>${b.round % 3 === 2 ? 'Tax invoice' : 'Invoice'}</h1><b style="font-size:15pt;color:#777">${abroad.name.split(' ')[0]}</b></div>
        <table class=k style="margin-top:6mm">${rows.map(([k, v]) => `<tr><td>${k}<td>${v}`).join('')}</table>
        <div class=c><div><b>${abroad.name}</b><br>${abroad.place.join('<br>')}<br>billing@example.com<br>VAT ${abroad.vat}</div><div><b>Bill to</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>France<br>compta@example.fr<br>FR VAT ${b.buyer.vat}</div></div>
        <h2 style="font-size:14pt">€${b.money(gross)} due ${b.other('due', b.due)}</h2><u style="color:#5a4ee0">Pay online</u><br><br>
        <table class=l><tr><th>Description<th>Qty<th>Unit price<th>Tax<th>Amount${lines.map((l, n) => `<tr><td>${l.text}<br><small>${b.other('period', n === 1 ? b.after(-9) : b.date, 'englishShort')} – ${b.other('period', b.after(n === 2 ? 365 : 30), 'englishShort')}</small><td>${l.quantity}<td>€${b.money(l.price)}<td>0%<td>€${b.money(l.total)}`).join('')}</table>
        <table class="l s"><tr><td>Subtotal<td>€${b.money(gross)}<tr><td>Total excluding tax<td>€${b.money(gross)}<tr><td>VAT – France (0% on €${b.money(gross)})<td>€0.00<tr><td>Total<td>€${b.money(gross)}<tr><td><b>Amount due</b><td><b>€${b.money(gross)}</b></table>
        <p style="font-size:8pt;color:#666;margin-top:10mm">[1] Tax to be paid on reverse charge basis.${b.round % 2 ? ` Your trial ended on ${b.other('other', b.after(-1))}. Prices change on ${b.other('law', b.after(75))} for all plans.` : ''}</p>
        <p style="position:fixed;bottom:0;left:0;right:0;font-size:7.5pt;color:#666;border-top:1px solid #ddd;padding-top:2mm">${number} · €${b.money(gross)} due ${b.other('due', b.due)}<span style="float:right">Page 1 of 1</span></p>`,
    };
  },
};
