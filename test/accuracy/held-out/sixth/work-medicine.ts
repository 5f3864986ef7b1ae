import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper } from './kit.ts';

/** An occupational health service: a fee for the calendar year by employee with visits' days, value right of dots, own day after "Facture émise le". */
export const workMedicine: Layout = {
  id: 'work-medicine',
  style: {
    sellers: ['Santé Travail Cévennes', 'AMIT 37 Prévention', 'Pôle Santé au Travail du Littoral'],
    goods: [
      'Cotisation salarié, suivi simple',
      'Cotisation salarié, suivi renforcé',
      'Droit d’entrée',
      'Absence non excusée',
      'Visite de reprise',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['slash', 'long', 'slash'],
    money: 'plain',
    dueAfter: [20, 30],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper(b, 3, this.style.goods);
    const year = b.date.slice(0, 4);
    const number = `${year}-AC-${String(b.serial).padStart(5, '0')}`;
    const dotted = (k: string, v: string) => `<div class=d><span>${k}</span><i></i><span>${v}</span></div>`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:16mm 17mm} body{font:9.6pt 'Liberation Sans'} .d{display:flex;line-height:1.55} .d i{flex:1;border-bottom:1px dotted #777;margin:0 1.5mm 1.2mm} h1{font-size:14pt;color:#00796b;margin:10mm 0 3mm} table{width:100%;border-collapse:collapse;margin:4mm 0} th{background:#e0f2f1} td,th{border:1px solid #b2dfdb;padding:1.2mm 2mm} td+td{text-align:right}`,
      body: `<div style="display:flex;justify-content:space-between"><div><b style="font-size:15pt;color:#00796b">${s.name}</b><br>Association loi du 1er juillet 1901<br>${s.street}<br>${s.town}<br>SIRET ${spacedSiret(s.siret)}<br>TVA ${s.vat}</div><div style="width:75mm;padding-top:20mm">${b.buyer.name}<br>À l’attention du service du personnel<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <h1>Cotisation ${b.round % 2 ? 'de l’année' : 'annuelle'} ${year}</h1><div style="width:95mm">${dotted('Facture', number)}${dotted('Émise le', b.own())}${dotted('N° adhérent', `${b.serial % 6000}`)}${dotted('Adhésion depuis le', b.other('contract', b.after(-2100)))}${dotted('À payer pour le', b.other('due', b.due))}</div>
        <table><tr><th>Libellé<th>Nombre<th>Tarif HT<th>Total HT${lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=3>Total HT<td>${b.money(net)}<tr><td colspan=3>TVA 20 %<td>${b.money(tax)}<tr><td colspan=3><b>Total TTC</b><td><b>${b.money(gross)} €</b></table>
        <p>Période couverte : du ${b.other('period', `${year}-01-01`)} au ${b.other('period', `${year}-12-31`)}. Effectif déclaré au ${b.other('closing', `${Number(year) - 1}-12-31`)}.</p>
        <table><tr><th>Salariés vus<th>Date de visite<th>Prochaine visite avant${['DURAND Léa', 'PEREZ Hugo', 'KONE Awa'].map((who, n) => `<tr><td>${who}<td>${b.other('work', b.after(-120 + n * 17), 'slash')}<td>${b.other('next', b.after(1700 + n * 17), 'slash')}`).join('')}</table>
        <p style="font-size:7.5pt">Conformément à la loi n° 2011-867 du ${b.other('law', '2011-07-20', 'long')}, la cotisation est proportionnelle au nombre de travailleurs. Tout retard entraîne la suspension des visites. Assemblée générale le ${b.other('event', b.after(93))}. Agrément DREETS du ${b.other('law', b.after(-800))}.</p>`,
    };
  },
};
