import { type Layout, spaced } from '../layout.ts';

/** A motorway badge: trips by day and hour, a narrow column of references, the invoice's day as "Émise le" below its number. */
export const tollBadge: Layout = {
  id: 'toll-badge',
  style: {
    sellers: ['Autoroutes de l’Arc Atlantique', 'Badge Liberté Pro SAS', 'Ouest Péages Services'],
    goods: [
      'LE MANS / TOURS NORD',
      'PARKING GARE SUD',
      'SAINT-ARNOULT / ORLÉANS',
      'BORDEAUX / LANGON',
      'ABONNEMENT BADGE',
    ],
    rate: 20,
    lines: [5, 16],
    dates: ['slash', 'long', 'short'],
    money: 'plain',
    dueAfter: [8, 12],
  },
  draw(b) {
    const s = b.seller;
    const number = `VF${b.serial}${b.date.slice(0, 4)}${b.date.slice(5, 7)}`;
    return {
      number,
      css: `@page{size:A4;margin:12mm} body{font:9pt 'DejaVu Sans Condensed'} .a{display:grid;grid-template-columns:50mm 1fr;gap:8mm} .n{border-right:3px solid #003f7d;padding-right:4mm;line-height:1.7} .n small{color:#667;display:block;line-height:1.1} .tot{background:#003f7d;color:#fff;padding:3mm;display:flex;justify-content:space-between;font-size:12pt} table{width:100%;border-collapse:collapse} td,th{padding:.9mm;text-align:left;border-bottom:1px solid #dde} td:last-child,th:last-child{text-align:right}`,
      body: `<div class=a><div class=n><b style="font-size:14pt;color:#003f7d">${s.name}</b><br><br><small>Facture n°</small>${number}<small>Émise le</small>${b.own()}<small>Client n°</small>${b.serial}55<small>Contrat du</small>${b.other('contract', b.after(-1410))}<small>Trajets effectués</small>du ${b.other('period', b.after(-31))} au ${b.other('period', b.after(-1))}<small>Prélèvement SEPA le</small>${b.other('debit', b.due)}<small>Prochaine facture le</small>${b.other('next', b.after(31))}</div>
        <div><div style="margin:10mm 0 16mm 30mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div class=tot><span>Montant total TTC</span><b>${b.money(b.gross)} €</b></div><p>dont TVA 20 % : ${b.money(b.tax)} € – montant HT : ${b.money(b.net)} €</p>
        <table><tr><th>Badge 3049 ${b.serial}<th>Date<th>Heure<th>Classe<th>HT €${b.lines.map((l, n) => `<tr><td>${l.text}<td>${b.other('work', b.after(-30 + ((n * 2) % 29)))}<td>${7 + (n % 12)} h ${10 + n}<td>1<td>${b.money(l.total)}`).join('')}</table></div></div>
        <p style="font-size:7pt">${s.name}, SA au capital de 29 343 640 €, ${s.street}, ${s.town}. RCS ${s.city} ${spaced(s.siren)}. TVA ${s.vat}. Péages perçus pour le compte des sociétés concessionnaires ; tarifs en vigueur au 1er février. Réclamation sous deux mois à compter de l’émission de la facture.</p>`,
    };
  },
};
