import { type Layout, spaced } from '../layout.ts';
import { row, sum } from './kit.ts';

const MAKER = { name: 'Adora Creative Software Ireland Limited', vat: 'IE9871234QH' };

/** Software by subscription from Dublin, in English: INVOICE INFORMATION in one column, the service's term below, VAT reversed. */
export const studioApps: Layout = {
  id: 'studio-apps',
  style: {
    sellers: [MAKER.name],
    goods: ['Creative Suite All Apps for teams', 'Stock 10 assets a month', 'Sign Pro for teams', 'Photo Plan 1 TB'],
    rate: 0,
    lines: [1, 3],
    dates: ['dashMonth'],
    money: 'english',
    dueAfter: [0, 30],
  },
  draw(b) {
    const isPro = b.round === 0;
    const lines = b.lines.map((l, n) => {
      const unit = [6_999, 2_999, 2_599, 1_199][(n + b.round) % 4]!;
      const count = 1 + (l.quantity % 4);
      return { text: this.style.goods[(n + b.round) % 4]!, unit, count, all: unit * count, id: 65_200_000 + l.price };
    });
    const gross = sum(lines.map((l) => l.all));
    const number = isPro ? `PF-${b.serial + 700_000}` : `IEE${b.date.slice(0, 4)}0${b.serial + 1_290_000}`;
    const end = b.after(29 + (b.round % 2));
    return {
      number,
      gross,
      abroad: MAKER,
      ...(isPro ? { ask: 'proforma' } : {}),
      css: `@page{size:A4;margin:14mm 16mm} body{font:8.6pt/1.45 'Nimbus Sans'} .h{display:flex;justify-content:space-between} .h b{font-size:20pt;color:#e1001a} .c{display:flex;gap:10mm;margin-top:7mm} .c>div{flex:1} h4{background:#eee;margin:0 0 1mm;padding:1mm 2mm;font-size:8.6pt} .k{width:100%}.k td:last-child{text-align:right} .d{width:100%;border-collapse:collapse;margin-top:8mm;font-size:7.8pt} .d th{background:#eee;text-align:left;padding:1.2mm} .d td{padding:1.2mm;border-bottom:1px solid #ddd} .d td:nth-child(n+3),.d th:nth-child(n+3){text-align:right}`,
      body: `<div class=h><b>Adora</b><div style="text-align:right"><span style="font-size:16pt">${isPro ? 'Pro Forma Invoice' : 'Invoice'}</span><br>Page 1 of 1</div></div><div style="margin-top:3mm">${MAKER.name}<br>Unit 7, Harbourgate Business Park<br>Dublin 18, Ireland<br>VAT No: ${MAKER.vat}</div>
        <div class=c><div><h4>Bill To</h4>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FRANCE<br>Customer VAT No: ${b.buyer.vat}<br><br><h4>Payment Terms</h4>${b.round % 2 ? 'Credit Card' : 'Net 30 Days'}</div>
        <div><h4>${isPro ? 'Pro Forma Information' : 'Invoice Information'}</h4><table class=k>${isPro ? row('Pro Forma Number', number) + row('Issued', b.other('proforma', b.date)) + row('Valid Until', b.other('validity', b.after(30))) : row('Invoice Number', number) + row('Invoice Date', b.own()) + (b.round % 2 ? '' : row('Due Date', b.other('due', b.after(30))))}${row('Purchase Order', `AD0${b.serial}33EU`)}${row('Order Date', b.other('order', b.after(-1 - (b.round % 3))))}${row('Customer Number', `10${b.serial}55`)}${row('Contract No', spaced(String(b.serial + 300_000)))}${row('Currency', 'EUR')}</table></div></div>
        <div style="margin-top:5mm"><b>Service Term:</b> ${b.other('period', b.date)} to ${b.other('period', end)}</div>
        <table class=d><tr><th>Product Number<th>Product Description<th>Qty<th>Unit Price<th>Net Amount<th>Tax Rate<th>Taxes<th>Total${lines.map((l) => row(l.id, l.text, `${l.count} EA`, b.money(l.unit), b.money(l.all), '0.00%', '0.00', b.money(l.all))).join('')}</table>
        <table class=k style="width:78mm;margin:8mm 0 0 auto"><tr><td><b>${isPro ? 'Pro Forma' : 'Invoice'} Total</b><td>${row('NET AMOUNT (EUR)', b.money(gross))}${row('TAXES (SEE DETAILS FOR RATES)', '0.00')}${row('<b>GRAND TOTAL (EUR)</b>', `<b>${b.money(gross)}</b>`)}</table>
        <p style="margin-top:12mm;font-size:7.4pt">Reverse charge: VAT to be accounted for by the recipient as per Article 196 of Council Directive 2006/112/EC.<br>${isPro ? 'This is not a tax invoice. An invoice will be issued once payment has been received.' : b.round % 2 ? `Paid by card ending 4012 on ${b.other('payment', b.date)}. Your plan renews on ${b.other('next', b.after(30 + (b.round % 2)))} unless cancelled.` : `Please remit ${b.money(gross)} EUR to IBAN IE29 AIBK 9311 5212 ${b.serial} quoting the invoice number.`}<br>Registered in Ireland No. 611843. Registered office as above.`,
    };
  },
};
