import type { Layout } from '../layout.ts';

const SELLERS = [
  { name: 'Brandl Fördertechnik GmbH', vat: 'DE900448116' },
  { name: 'Kessler & Sohn Werkzeugbau KG', vat: 'DE901337227' },
  { name: 'Nordlicht Optik AG', vat: 'DE902556339' },
] as const;

/** A German maker: its own language with French beside it, an information block at the right, dots in dates, reverse charge. */
export const germanMachines: Layout = {
  id: 'german-maker',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: ['Förderband 2000 mm', 'Lagerbock UCP 205', 'Ersatzmesser HSS', 'Versand und Verpackung', 'Montagesatz M12'],
    rate: 0,
    lines: [1, 5],
    dates: ['dots', 'german', 'shortDots'],
    money: 'points',
    dueAfter: [14, 30],
  },
  draw(b) {
    const abroad = SELLERS[b.round % SELLERS.length]!;
    const isQuote = b.round === 9;
    const number = `${isQuote ? 'AN' : 'RE'}${b.date.slice(0, 4)}${String(b.serial).padStart(5, '0')}`;
    const row = (label: string, value: string) => `<tr><td>${label}<td>${value}`;
    return {
      number,
      abroad,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:20mm 18mm 30mm 25mm} body{font:10pt 'Liberation Sans'} .w{display:flex;justify-content:space-between} .info td{padding:.4mm 0 .4mm 4mm;font-size:9pt} h1{font-size:14pt;margin-top:14mm} .l{width:100%;border-collapse:collapse} .l th{border-bottom:1px solid;text-align:left} .l td:nth-child(n+3){text-align:right} u{font-size:7pt}`,
      body: `<div style="text-align:right;font-size:17pt;font-weight:bold;color:#01579b">${abroad.name}</div><div class=w style="margin-top:14mm"><div><u>${abroad.name} · Industriestraße 4 · D-77652 Offenburg</u><br><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>FRANKREICH</div>
        <table class=info>${isQuote ? row('Angebotsnummer', number) + row('Angebotsdatum', b.other('quote', b.date)) + row('Gültig bis', b.other('validity', b.after(30))) : row('Rechnungsnr.', number) + row('Rechnungsdatum', b.own()) + row('Lieferdatum', b.other('delivery', b.after(-2 - (b.round % 4))))}${row('Kundennr.', String(20_000 + b.serial))}${row('Ihre Bestellung vom', b.other('order', b.after(-19)))}${row('Ihre USt-IdNr.', b.buyer.vat)}${row('Bearbeiter', 'S. Maier')}</table></div>
        <h1>${isQuote ? 'Angebot / Offre' : 'Rechnung / Facture'}</h1><p>Sehr geehrte Damen und Herren, ${isQuote ? 'gerne bieten wir Ihnen an:' : 'wir berechnen Ihnen wie folgt:'}</p>
        <table class=l><tr><th>Pos.<th>Bezeichnung<th>Menge<th>Einzelpreis €<th>Gesamt €${b.lines.map((l, n) => `<tr><td>${n + 1}<td>${l.text}<td>${l.quantity} Stk.<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=4>Steuerfreie innergemeinschaftliche Lieferung, 0 % USt.<td>0,00<tr><td colspan=4><b>Gesamtbetrag / Montant total</b><td><b>${b.money(b.gross)}</b></table>
        <p>${isQuote ? 'Wir freuen uns auf Ihren Auftrag.' : `Zahlbar bis ${b.other('due', b.due)} ohne Abzug. Livraison intracommunautaire exonérée de TVA, article 138 de la directive 2006/112/CE du 28 novembre 2006.`}</p>`,
      footer: `<div style="font-size:6.5px;width:100%;margin:0 18mm 0 25mm;display:flex;justify-content:space-between"><span>${abroad.name}<br>Amtsgericht Freiburg HRB 47${b.round}11</span><span>USt-IdNr. ${abroad.vat}<br>Steuernr. 14/220/0${b.round}</span><span>Sparkasse Offenburg<br>IBAN DE89 6645 0050 0004 8811 00</span></div>`,
    };
  },
};
