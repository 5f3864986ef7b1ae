import type { Layout } from '../layout.ts';

const SELLERS = [
  { name: 'Rheinserver Online GmbH', vat: 'DE812771330' },
  { name: 'Falkenrechenzentrum AG', vat: 'DE826883441' },
] as const;

/** German servers: Rechnungsdatum beside Kundennummer, months of service with dotted days; in English for one of the two. */
export const germanCloud: Layout = {
  id: 'german-cloud',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: ['Dedicated Server AX41', 'Cloud CX22', 'Storage Box BX11', 'Primary IPv4', 'Domain .eu'],
    rate: 0,
    lines: [2, 7],
    dates: ['dots', 'slash', 'german', 'britishLong'],
    money: 'points',
    dueAfter: [7, 10],
  },
  draw(b) {
    const at = b.round % SELLERS.length;
    const abroad = SELLERS[at]!;
    const isGerman = at === 0;
    const say = (de: string, en: string) => (isGerman ? de : en);
    const number = `R00${b.serial}${b.serial % 89}${b.round}`;
    return {
      number,
      abroad,
      css: `@page{size:A4;margin:18mm 16mm} body{font:9.5pt 'Liberation Sans'} .g{display:grid;grid-template-columns:1fr 70mm} .m{display:grid;grid-template-columns:1fr 1fr;font-size:8.5pt;row-gap:.5mm} table{width:100%;border-collapse:collapse;margin:5mm 0} th{border-bottom:1px solid #d50c2d;text-align:left} td,th{padding:1.2mm 0} td:nth-child(n+3),th:nth-child(n+3){text-align:right}`,
      body: `<div style="text-align:right;color:#d50c2d;font-weight:bold;font-size:16pt">${abroad.name}</div><small><u>${abroad.name} · Industriestr. 25 · 91710 Gunzenhausen · Deutschland</u></small>
        <div class=g><div style="padding-top:6mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>${say('Frankreich', 'France')}</div><div class=m><span>${say('Kundennummer', 'Customer no.')}:</span><span>K08${b.serial}</span><span>${say('Rechnungsnummer', 'Invoice no.')}:</span><span>${number}</span><span>${say('Rechnungsdatum', 'Invoice date')}:</span><span>${b.own()}</span><span>${say('Ihre USt-IdNr.', 'Your VAT ID')}:</span><span>${b.buyer.vat}</span><span>${say('Abbuchung ab', 'Direct debit from')}:</span><span>${b.other('debit', b.due)}</span></div></div>
        <h2>${say('Rechnung', 'Invoice')}</h2><p>${say('Für unsere Leistungen berechnen wir Ihnen wie folgt', 'We charge our services as follows')}:</p>
        <table><tr><th>${say('Leistung', 'Service')}<th>${say('Zeitraum', 'Period')}<th>${say('Menge', 'Qty')}<th>${say('Einzelpreis', 'Unit price')}<th>${say('Gesamt', 'Total')}${b.lines.map((l, n) => `<tr><td>${l.text} #${l.price}<td>${b.other('period', b.after(-31 + n))} – ${b.other('period', b.after(-1))}<td>${l.quantity}<td>€ ${b.money(l.price)}<td>€ ${b.money(l.total)}`).join('')}<tr><td colspan=4>${say('Umsatzsteuer 0 % (Reverse Charge)', 'VAT 0 % (reverse charge)')}<td>€ 0,00<tr><td colspan=4><b>${say('Rechnungsbetrag', 'Amount due')}</b><td><b>€ ${b.money(b.gross)}</b></table>
        <p style="font-size:7.5pt;color:#666;margin-top:20mm">${say('Vertrag vom', 'Contract of')} ${b.other('contract', b.after(-640))}. Amtsgericht Ansbach, HRB 60${b.serial % 90} – USt-IdNr. ${abroad.vat} – ${say('Vorstand', 'Board')}: M. Huber. ${say('AGB Stand', 'Terms as of')} ${b.other('law', b.after(-190))}.</p>`,
    };
  },
};
