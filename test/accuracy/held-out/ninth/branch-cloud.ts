import { type Layout, spaced } from '../layout.ts';
import { address, billedMonth, items, pageFoot, percent, row, sum } from './kit.ts';

/** A hosting giant's French branch: labels in English, day in English, a billing period, French VAT, the legal line of a RCS. */
export const branchCloud: Layout = {
  id: 'branch-cloud',
  style: {
    sellers: ['Amaranth Web Systems EMEA, succursale française', 'Boreal Compute Services France'],
    goods: [
      'Elastic Compute',
      'Simple Object Storage',
      'Managed Relational Database',
      'Data Transfer',
      'Key Management',
    ],
    rate: 20,
    lines: [2, 5],
    dates: ['english', 'englishShort', 'english'],
    money: 'english',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const lines = items(b, this.style.goods, [112, 9_400], 3);
    const net = sum(lines.map((l) => l.all));
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `EUINFR${b.date.slice(2, 4)}-${b.serial + 1_310_000}`;
    const { first, last } = billedMonth(b.date);
    const account = `${4_810_000 + b.serial}${10_400 + b.round}`;
    const eur = (cents: number) => `EUR ${b.money(cents)}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:12mm 14mm 20mm} body{font:8.6pt/1.45 'DejaVu Sans',sans-serif;color:#222} .h{display:flex;justify-content:space-between;gap:8mm} .f{background:#f4a300;width:34mm;height:12mm;border-radius:2mm} .x{background:#eee;padding:3mm;width:82mm} .t{width:100%;border-collapse:collapse;margin:3mm 0} .t td{border-bottom:1px solid #ddd;padding:1mm 2mm} .t td:last-child{text-align:right;white-space:nowrap} .i td:first-child{padding-left:8mm;color:#555} h3{background:#232f3e;color:#fff;margin:6mm 0 0;padding:1mm 2mm;font-size:9pt}`,
      footer: pageFoot(
        `${s.name} – RCS ${s.city} ${spaced(s.siren)} – APE 6311Z – ${s.street}, ${s.town} – VAT Number: ${s.vat}<br>* May include estimated US sales tax, VAT, GST and CT. Usage and recurring charges for this statement period will be charged on your next billing date.`,
        'Page',
      ),
      body: `<div class=h><div class=f></div><div style="text-align:right">${s.name}<br>${s.street}<br>${s.town}, FR<br>VAT number: ${s.vat}</div></div>
        <h2 style="margin:6mm 0 3mm">VAT Invoice / Facture</h2>Email or talk to us about your account or bill: console.support/contact-us
        <div class=h style="margin-top:4mm"><div><b>Account number:</b><br>${account}<p><b>Bill to Address:</b><br>${address(b.buyer, 'FR', 'ATTN: Comptabilité')}<br><b>Your VAT number:</b> ${b.buyer.vat}</div>
        <div class=x><b>Invoice Summary</b><table class=t>${row('VAT Invoice Number:', number)}${row('VAT Invoice Date:', b.own())}${row('<b>TOTAL AMOUNT</b>', `<b>${eur(gross)}</b>`)}${row('TOTAL VAT', eur(tax))}</table>This invoice is for the billing period ${b.other('period', first)} - ${b.other('period', last)}</div></div>
        <p>Greetings from the ${s.name.split(' ')[0]} team, we’re writing to provide you with an electronic invoice for your use of our services. Additional information about your bill, individual service charge details and your account history are available on the account activity page.
        <h3>Summary</h3><table class=t>${row('Service charges', eur(net))}<tr class=i><td>Charges<td>${eur(net)}<tr class=i><td>Credits<td>EUR 0.00<tr class=i><td>VAT – 20%<td>${eur(tax)}${row('<b>Total for this invoice in EUR</b>', `<b>${eur(gross)}</b>`)}${row(`Conversion rate on ${b.other('other', last)}: USD 1 = EUR 0.92417`, `USD ${b.money(Math.round(gross / 0.92417))}`)}</table>
        <h3>Detail</h3><table class=t>${lines.map((l) => `${row(`<b>${l.good}</b>`, `<b>${eur(l.all + percent(l.all, 20))}</b>`)}<tr class=i><td>Charges<td>${eur(l.all)}<tr class=i><td>VAT – 20%<td>${eur(percent(l.all, 20))}`).join('')}</table>
        <p>This amount will be charged to your card ending in ${String(b.serial).slice(-2)}07. No discount for early payment. Late payment interest: three times the French legal rate; recovery fee EUR 40.`,
    };
  },
};
