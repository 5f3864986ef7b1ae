import type { Layout } from '../layout.ts';

const SELLERS = [
  { name: 'Kwekerij De Linde B.V.', vat: 'NL904411229B01' },
  { name: 'Bloembollen Hoekstra B.V.', vat: 'NL905522370B01' },
  { name: 'Van Rijn Verpakkingen', vat: 'NL906633461B01' },
] as const;

/** A Dutch grower: labels before colons in a block at the left, delivery and order below each other, a packing list twice. */
export const dutchGrower: Layout = {
  id: 'dutch-grower',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: ['Tulipa gemengd, 500 st.', 'Potgrond 40 L', 'Kartonnen doos 60x40', 'Emballage CC-kar', 'Transport'],
    rate: 0,
    lines: [2, 7],
    dates: ['dashes', 'dutch', 'slash'],
    money: 'points',
    dueAfter: [14, 21, 30],
  },
  draw(b) {
    const abroad = SELLERS[b.round % SELLERS.length]!;
    const isPacking = b.round === 4;
    const number = `${b.date.slice(0, 4)}${String(b.serial).padStart(4, '0')}`;
    return {
      number,
      abroad,
      ...(isPacking ? { ask: 'bon de livraison' } : {}),
      css: `@page{size:A4;margin:16mm} body{font:9.5pt 'DejaVu Sans Condensed'} h1{font-size:22pt;color:#ef6c00;margin:0} pre{font:9pt 'DejaVu Sans Mono';line-height:1.5} table{width:100%;border-collapse:collapse} td,th{padding:1.2mm;border-bottom:1px solid #ffe0b2;text-align:right} td:nth-child(2),th:nth-child(2){text-align:left}`,
      body: `<div style="display:flex;justify-content:space-between"><div><b>${abroad.name}</b><br>Aalsmeerderweg 214<br>1432 CV Aalsmeer<br>Nederland<br>KvK 3410${b.serial}</div><h1>${isPacking ? 'PAKBON' : 'FACTUUR'}</h1></div><p style="margin:8mm 0">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>Frankrijk</p>
        <pre>${isPacking ? 'Pakbonnummer ' : 'Factuurnummer'} : ${number}
${
  isPacking
    ? `Pakbondatum    : ${b.other('delivery', b.date)}`
    : `Factuurdatum  : ${b.own()}
Vervaldatum   : ${b.other('due', b.due)}`
}
Leverdatum    : ${b.other('delivery', b.after(-1 - (b.round % 3)))}
Orderdatum    : ${b.other('order', b.after(-14))}
Debiteur      : ${b.serial % 800}
Uw btw-nummer : ${b.buyer.vat}</pre>
        <table><tr><th>Aantal<th>Omschrijving<th>Prijs<th>Bedrag${b.lines.map((l) => `<tr><td>${l.quantity}<td>${l.text}<td>€ ${b.money(l.price)}<td>€ ${b.money(l.total)}`).join('')}<tr><td colspan=3>Btw verlegd / Intracommunautaire levering 0 %<td>€ 0,00<tr><td colspan=3><b>${isPacking ? 'Waarde' : 'Totaal te betalen'}</b><td><b>€ ${b.money(b.gross)}</b></table>
        <p style="font-size:7.5pt">Gelieve te betalen op NL91 ABNA 0417 1643 00 o.v.v. ${number}. Btw-nummer ${abroad.vat}. Plantenpaspoort NL-41${b.round}. Op al onze leveringen zijn de voorwaarden van 1 januari 2018 van toepassing.</p>`,
    };
  },
};
