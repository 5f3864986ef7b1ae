import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, spaced } from '../layout.ts';

/** A lessor: a rent each quarter; every fourth one a schedule of all rents to come instead, which no one date can file. */
export const lease: Layout = {
  id: 'lessor',
  style: {
    sellers: ['Bailoc Équipement', 'Leaséo Finance SA', 'Locabureau'],
    goods: ['Loyer financier', 'Maintenance et consommables', 'Assurance bris de machine'],
    rate: 20,
    lines: [1, 3],
    dates: ['slash', 'dots', 'long'],
    money: 'nbsp',
    dueAfter: [1, 10, 15],
  },
  draw(b) {
    const s = b.seller;
    const isSchedule = b.round % 4 === 3;
    const number = `L${b.date.slice(2, 4)}/${String(b.serial).padStart(6, '0')}`;
    const rents = Array.from({ length: 12 }, (_, n) => addDays(b.date, 5 + n * 91));
    const schedule = () =>
      `<table class=l><tr><th>N°<th>Échéance<th>Loyer HT<th>TVA<th>Loyer TTC${rents.map((d, n) => `<tr><td>${n + 1}<td>${b.other('due', d)}<td>${b.money(b.net)}<td>${b.money(b.tax)}<td>${b.money(b.gross)}`).join('')}</table>`;
    return {
      number,
      ...(isSchedule ? { ask: 'échéancier' } : {}),
      css: `@page{size:A4;margin:13mm} body{font:9pt 'Liberation Sans'} .g{display:grid;grid-template-columns:1fr 1fr;gap:10mm} dl{display:grid;grid-template-columns:38mm 1fr;margin:0} dt{color:#555} dd{margin:0;font-weight:bold} h1{font-size:14pt;font-weight:300;border-left:5px solid #e65100;padding-left:3mm} .l{width:100%;border-collapse:collapse} .l td,.l th{border:1px solid #bbb;padding:1.3mm;text-align:right} .l td:first-child{text-align:left}`,
      body: `<div class=g><div><b>${s.name}</b><br>${s.street}<br>${s.town}<br><br><dl><dt>Contrat n°<dd>${b.serial}-00<dt>Date d’effet<dd>${b.other('contract', b.after(-280))}<dt>Fin de location<dd>${b.other('contract', b.after(800))}<dt>Matériel<dd>Copieur MFP-C30${b.round % 10}</dl></div><div style="padding-top:18mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <h1>${isSchedule ? `Échéancier des loyers – contrat ${b.serial}-00` : `Facture de loyer ${number}`}</h1>
        ${
          isSchedule
            ? `<p>Référence ${number}. Le présent échéancier tient lieu de facture pour chacune des échéances ci-dessous.</p>${schedule()}`
            : `<div class=g><dl><dt>Date de facture<dd>${b.own()}<dt>Date d’échéance<dd>${b.other('due', b.due)}</dl><dl><dt>Période facturée<dd>${b.other('period', b.due)} – ${b.other('period', addDays(b.due, 90))}<dt>Prélèvement<dd>${b.other('debit', b.due)}</dl></div><br>
        <table class=l><tr><th>Désignation<th>Montant HT<th>Taux<th>TVA${b.lines.map((l) => `<tr><td>${l.text}<td>${b.money(l.total)}<td>20 %<td>`).join('')}<tr><td>Totaux<td>${b.money(b.net)}<td><td>${b.money(b.tax)}<tr><td><b>Montant TTC prélevé</b><td colspan=3><b>${b.money(b.gross)} €</b></table>`
        }
        <p style="font-size:7pt">Mandat SEPA signé le ${b.other('mandate', b.after(-285))}, RUM ${b.serial}AX. Procès-verbal de réception du ${b.other('delivery', b.after(-281))}. ${s.name}, SA au capital de 12 000 000 €, RCS ${s.city} ${spaced(s.siren)}, TVA ${s.vat}.</p>`,
    };
  },
};
