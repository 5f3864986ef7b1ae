import { type Layout, STRAY, spaced } from '../layout.ts';

/** A parcel carrier's fortnight: a dated line for each parcel over several pages, the heading again on each of them. */
export const parcelCarrier: Layout = {
  id: 'parcel-carrier',
  style: {
    sellers: ['Colivite Express', 'Messagerie Rhodanienne', 'Translog Colis SA'],
    goods: ['Express 13 h', 'Standard 24/48', 'Point relais', 'Retour client', 'Supplément hors gabarit'],
    rate: 20,
    lines: [38, 70],
    dates: ['short', 'slash', 'shortDashes'],
    money: 'plain',
    dueAfter: [30, 31],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 1 || b.round === 6;
    const number = `9${String(b.serial).padStart(6, '0')}`;
    return {
      number,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:10mm 10mm 15mm} body{font:8pt 'Liberation Sans Narrow'} table{width:100%;border-collapse:collapse} thead th{font-weight:normal;text-align:left} .hd{background:#ffd600;font-weight:bold;padding:2mm;font-size:10pt} .l td,.l th.c{border-bottom:1px solid #ddd;padding:.7mm 1mm} td:nth-child(n+5){text-align:right} .s{width:80mm;margin:4mm 0 0 110mm} .s td:last-child{text-align:right}`,
      body: `<table class=l><thead><tr><th colspan=7><table><tr><td class=hd>${s.name.toUpperCase()}<td class=hd>FACTURE ${number} DU ${b.own()}<td class=hd style="text-align:right">CLIENT ${b.serial % 5000}</table></th><tr><th class=c>Date<th class=c>N° de colis<th class=c>Destination<th class=c>Service<th class=c>Nb<th class=c>P.U.<th class=c>H.T.</thead>
        <tr><td colspan=4 style="border:0;padding:4mm 0">${s.street}<br>${s.town}<br>SIREN ${spaced(s.siren)} – TVA ${s.vat}<br><br>Période du ${b.other('period', b.after(-15))} au ${b.other('period', b.after(-1))}<br>Prélèvement SEPA le ${b.other('debit', b.due)}<td colspan=3 style="border:0;text-align:left">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${isStray || b.showsBuyerSiren ? `<br>SIREN ${spaced(b.buyer.siren)}` : ''}
        ${b.lines.map((l, n) => `<tr><td>${b.other('service', b.after(-15 + Math.floor((n * 14) / b.lines.length)))}<td>XA${b.serial}${1000 + n}FR<td>${['75 PARIS', '13 MARSEILLE', '59 LILLE', '31 TOULOUSE'][n % 4]}<td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table>
        <table class=s><tr><td>Total H.T.<td>${b.money(b.net)}<tr><td>T.V.A. 20,00 %<td>${b.money(b.tax)}<tr><td><b>Total T.T.C. EUR</b><td><b>${b.money(b.gross)}</b></table>
        <p>Surcharge carburant révisée au ${b.other('tariff', `${b.date.slice(0, 7)}-01`)}. Réclamations sous 15 jours, soit jusqu’au ${b.other('validity', b.after(15))}. Conditions générales de vente du 01/07/2021. Prescription : un an (art. L. 133-6 du code de commerce).</p>`,
      footer: `<div style="font-size:6px;width:100%;margin:0 10mm;text-align:right">Page <span class="pageNumber"></span> de <span class="totalPages"></span></div>`,
    };
  },
};
