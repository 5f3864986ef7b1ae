import { type Layout, STRAY, spaced } from '../layout.ts';

/** A mobile fleet: a landscape summary, "Facture de décembre" as its title, the issue day in a strip of tiles, a second page by line. */
export const mobileFleet: Layout = {
  id: 'mobile-fleet',
  style: {
    sellers: ['Aéris Mobile Entreprises', 'Cobalt Télécom SAS', 'Nuage Voix et Données'],
    goods: ['06 11 22 33 44', '06 11 22 33 45', '07 55 01 02 03', '07 55 01 02 04', 'M2M 0700123456'],
    rate: 20,
    lines: [4, 12],
    dates: ['slash', 'abbreviated', 'longZero'],
    money: 'narrow',
    dueAfter: [15, 20],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 0 || b.round === 7;
    const number = `FM-${b.serial}-${b.date.slice(0, 4)}${b.date.slice(5, 7)}`;
    const month = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(b.after(-16)),
    );
    const tile = (value: string, label: string) => `<div class=t><small>${label}</small><br><b>${value}</b></div>`;
    return {
      number,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4 landscape;margin:12mm} body{font:9.5pt 'Liberation Sans';color:#111} .top{display:flex;justify-content:space-between} .tiles{display:flex;gap:4mm;margin:6mm 0} .t{flex:1;background:#ede7f6;padding:3mm} h1{color:#4527a0;font-size:18pt} table{width:100%;border-collapse:collapse} td,th{padding:1.2mm 2mm;border-bottom:1px solid #d1c4e9;text-align:right} td:first-child,th:first-child{text-align:left} .p{break-before:page}`,
      body: `<div class=top><div><h1>Facture ${/^[ao]/.test(month) ? 'd’' : 'de '}${month}</h1>${s.name}</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${isStray || b.showsBuyerSiren ? `<br>SIREN : ${spaced(b.buyer.siren)}` : ''}</div></div>
        <div class=tiles>${tile(number, 'Numéro de facture')}${tile(b.own(), 'Date d’édition de la facture')}${tile(b.other('debit', b.due), 'Date de prélèvement')}${tile(`${b.money(b.gross)} €`, 'Montant TTC')}</div>
        <table><tr><th>Récapitulatif<th>Montant HT<th>TVA 20 %<th>Montant TTC<tr><td>Forfaits du ${b.other('period', b.after(1))} au ${b.other('period', b.after(30))}<td>${b.money(b.net)} €<td>${b.money(b.tax)} €<td>${b.money(b.gross)} €<tr><td>Hors forfait du ${b.other('period', b.after(-30))} au ${b.other('period', b.after(-1))}<td>0,00 €<td>0,00 €<td>0,00 €<tr><td><b>Total de la facture</b><td>${b.money(b.net)} €<td>${b.money(b.tax)} €<td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:7.5pt">Facture précédente du ${b.other('previous', b.after(-30))} : réglée. Mandat du ${b.other('mandate', b.after(-600))}. Réclamation : service client, TSA 40${b.serial % 900}. ${s.name}, ${s.street}, ${s.town}, RCS ${s.city} ${spaced(s.siren)}, N° TVA ${s.vat}, déclaration Arcep du 12 juin 2014.</p>
        <div class=p><h3>Détail par ligne – ${number}</h3><table><tr><th>Ligne<th>Forfait<th>Fin d’engagement<th>Total HT${b.lines.map((l, n) => `<tr><td>${l.text}<td>Pro ${20 * (n + 1)} Go<td>${b.other('contract', b.after(45 + n * 61))}<td>${b.money(l.total)} €`).join('')}</table></div>`,
    };
  },
};
