import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, spaced } from '../layout.ts';

/** An insurer's yearly notice: town and day above the text, next year's period in the middle, a stub to cut off below. */
export const insurer: Layout = {
  id: 'insurer-notice',
  style: {
    sellers: ['Mutuelle du Ponant', 'Prévoyance des Artisans', 'Assurances Gallia SA'],
    goods: ['Responsabilité civile professionnelle', 'Multirisque locaux', 'Flotte automobile', 'Protection juridique'],
    rate: 9,
    lines: [1, 3],
    dates: ['long', 'slash', 'longZero'],
    money: 'nbsp',
    dueAfter: [20, 35, 46],
  },
  draw(b) {
    const s = b.seller;
    const isReminder = b.round === 3;
    const number = `${b.serial}.${b.date.slice(0, 4)}.01`;
    const until = addDays(b.due, 364);
    const day = isReminder ? b.other('reminder', b.date) : b.own();
    return {
      number,
      ...(isReminder ? { ask: 'relance' } : {}),
      css: `@page{size:A4;margin:16mm 18mm} body{font:10pt 'Liberation Sans'} h1{font-size:13pt;background:#1a237e;color:#fff;padding:2mm 4mm;margin:6mm 0} table{width:100%;border-collapse:collapse} td{padding:1.3mm 0;border-bottom:1px solid #c5cae9} td:last-child{text-align:right} .stub{position:absolute;bottom:0;left:0;right:0;border-top:1px dashed;padding-top:3mm;font-size:8.5pt;display:grid;grid-template-columns:1fr 1fr 1fr}`,
      body: `<b style="font-size:16pt;color:#1a237e">${s.name}</b><br>${s.street} – ${s.town}<div style="margin:6mm 0 6mm 95mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div style="text-align:right">${s.city}, le ${day}</div>
        <h1>${isReminder ? 'Rappel de cotisation – mise en demeure' : 'Avis d’échéance'}</h1>Contrat n° 0${b.serial} 77 – souscrit le ${b.other('contract', b.after(-1500))}<br>Avis n° ${number}
        <p>Madame, Monsieur,<br>${isReminder ? `Sauf erreur de notre part, votre cotisation échue le ${b.other('due', b.after(-30))} reste impayée. Sans règlement sous trente jours, la garantie sera suspendue.` : `Votre cotisation pour la période du ${b.other('period', b.due)} au ${b.other('period', until)} arrive à échéance. Nous vous remercions de la régler avant le ${b.other('due', b.due)}.`}</p>
        <table>${b.lines.map((l) => `<tr><td>${l.text}<td>${b.money(l.total)} €`).join('')}<tr><td>Cotisation hors taxes<td>${b.money(b.net)} €<tr><td>Taxe sur les conventions d’assurance (9 %)<td>${b.money(b.tax)} €<tr><td><b>Total TTC à régler</b><td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:8pt">Vous pouvez résilier votre contrat jusqu’au ${b.other('validity', addDays(b.due, -60))} (loi du 28 janvier 2005). Indice de référence au 1er juillet : 1 142,3. ${s.name}, entreprise régie par le code des assurances, RCS ${s.city} ${spaced(s.siren)}, TVA ${s.vat}.</p>
        <div class=stub><div>Talon à joindre au chèque<br>${b.buyer.name}</div><div>Contrat 0${b.serial} 77<br>Échéance ${b.other('due', b.due, 'slash')}</div><div style="text-align:right">Montant<br><b>${b.money(b.gross)} €</b></div></div>`,
    };
  },
};
