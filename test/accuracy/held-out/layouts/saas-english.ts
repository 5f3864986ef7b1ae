import type { Layout } from '../layout.ts';

/** A French software seller whose billing service writes English, month first. */
export const saasEnglish: Layout = {
  id: 'saas-english',
  style: {
    sellers: ['Nimbora SAS', 'Datakite', 'Flowmeter Technologies SAS'],
    goods: ['Business plan – seats', 'API calls (per 10,000)', 'Priority support', 'Additional storage'],
    rate: 20,
    lines: [1, 3],
    dates: ['english', 'englishShort', 'british'],
    money: 'english',
    dueAfter: [0, 14, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `${s.name.slice(0, 3).toUpperCase()}7C${b.serial}-${String(b.round + 1).padStart(4, '0')}`;
    return {
      number,
      css: `@page{size:letter;margin:16mm} body{font:9.5pt 'Liberation Sans';color:#1a1f36} .t{display:flex;justify-content:space-between} table{border-collapse:collapse} .k td{padding:.6mm 5mm .6mm 0} .l{width:100%;margin-top:8mm} .l td,.l th{border-bottom:1px solid #ddd;padding:2mm 0;text-align:left} .l td:nth-child(n+2){text-align:right}
        .s{margin-left:95mm;width:88mm} .s td:last-child{text-align:right} .p{display:grid;grid-template-columns:1fr 1fr;margin:6mm 0}`,
      body: `<div class=t><b style="font-size:18pt">Invoice</b><b style="color:#888">${s.name}</b></div>
        <table class=k><tr><td><b>Invoice number</b><td><b>${number}</b><tr><td>Date of issue<td>${b.own()}<tr><td>Date due<td>${b.other('due', b.due)}</table>
        <div class=p><div><b>${s.name}</b><br>${s.street}<br>${s.town}<br>France<br>SIREN ${s.siren}<br>VAT ${s.vat}</div><div><b>Bill to</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>France${b.showsBuyerSiren ? `<br>FR VAT ${b.buyer.vat}` : ''}</div></div>
        <p style="font-size:14pt"><b>€${b.money(b.gross)} due ${b.other('due', b.due)}</b></p>
        <table class=l><tr><th>Description<th>Qty<th>Unit price<th>Amount${b.lines.map((l) => `<tr><td>${l.text}<br><small>${b.other('period', b.date)} – ${b.other('period', b.after(30))}</small><td>${l.quantity}<td>€${b.money(l.price)}<td>€${b.money(l.total)}`).join('')}</table>
        <table class=s><tr><td>Subtotal<td>€${b.money(b.net)}<tr><td>VAT – France (20%)<td>€${b.money(b.tax)}<tr><td>Total<td>€${b.money(b.gross)}<tr><td><b>Amount due</b><td><b>€${b.money(b.gross)}</b></table>
        <p><small>Your subscription renews on ${b.other('next', b.after(31))}. Terms of service last updated January 1, 2020. Payment history: ${b.other('payment', b.after(-30))} Visa •••• 4242.</small></p>`,
    };
  },
};
