import type { Layout } from '../layout.ts';

const SELLERS = [
  { name: 'Hartley Instruments Ltd', vat: 'IE9044811O' },
  { name: 'Moorgate Publishing Limited', vat: 'IE9133722L' },
  { name: 'Celtic Seafood Exports Ltd', vat: 'IE9255633S' },
] as const;

/** A supplier of the British Isles: day before month, a tax point that is the invoice's date, statements and pro formas in the same form. */
export const britishSupplier: Layout = {
  id: 'british-supplier',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: [
      'Pressure gauge 0-10 bar',
      'Calibration certificate',
      'Annual subscription, print',
      'Smoked haddock, 5 kg',
      'Carriage',
    ],
    rate: 0,
    lines: [1, 5],
    dates: ['britishLong', 'british', 'britishLong'],
    money: 'english',
    dueAfter: [14, 30],
  },
  draw(b) {
    const abroad = SELLERS[b.round % SELLERS.length]!;
    const kind = b.round === 1 ? 'Statement of Account' : b.round === 7 ? 'Pro Forma Invoice' : 'Invoice';
    const isInvoice = kind === 'Invoice';
    const number = `${isInvoice ? 'SI' : 'DOC'}-${String(b.serial).padStart(6, '0')}`;
    const dated = isInvoice ? b.own() : b.other('other', b.date);
    return {
      number,
      abroad,
      ...(isInvoice ? {} : { ask: kind === 'Pro Forma Invoice' ? 'proforma' : 'relevé' }),
      css: `@page{size:A4;margin:17mm} body{font:10pt 'Liberation Serif'} h1{text-align:right;font-weight:normal;font-size:24pt;margin:0} .f{display:flex;justify-content:space-between} .m{border:1px solid;border-collapse:collapse;width:75mm} .m td{border:1px solid;padding:1mm 2mm} .l{width:100%;border-collapse:collapse;margin:8mm 0} .l th{background:#222;color:#fff;text-align:left;padding:1.5mm} .l td{padding:1.5mm;border-bottom:1px solid #aaa} .l td:nth-child(n+2){text-align:right}`,
      body: `<h1>${kind}</h1><div class=f><div><b>${abroad.name}</b><br>Unit 4, Mill Lane Business Park<br>Cork T12 X70A<br>VAT Reg. No. ${abroad.vat}</div><table class=m><tr><td>${kind === 'Invoice' ? 'Invoice No.' : 'Reference'}<td>${number}<tr><td>${isInvoice ? 'Invoice date / tax point' : 'Date'}<td>${dated}<tr><td>Your order<td>PO ${b.serial % 600} of ${b.other('order', b.after(-23))}<tr><td>Despatched<td>${b.other('delivery', b.after(-3))}<tr><td>Payment due<td>${b.other('due', b.due)}</table></div>
        <p>To: ${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}, France${b.showsBuyerSiren ? ` (VAT No. ${b.buyer.vat})` : ''}</p>
        <table class=l><tr><th>Description<th>Qty<th>Unit price EUR<th>Amount EUR${b.lines.map((l, n) => `<tr><td>${kind.startsWith('Statement') ? `Invoice SI-00${b.serial + n} of ${b.other('previous', b.after(-28 + n * 5))}` : l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=3>VAT zero-rated intra-Community supply<td>0.00<tr><td colspan=3><b>${isInvoice ? 'Total due' : 'Balance'} EUR</b><td><b>${b.money(b.gross)}</b></table>
        <p style="font-size:8pt">${abroad.name}. Registered in Ireland no. 4${b.serial}. Prices effective 1 January 2020 to ${b.other('tariff', `${b.date.slice(0, 4)}-12-31`)}. Interest is charged on overdue accounts under regulations of 16 March 2013.</p>`,
    };
  },
};
