import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A deposit for an event to come: three quarters of the dates lie after the invoice's own; less than the total is asked. */
export const eventDeposit: Layout = {
  id: 'event-deposit',
  style: {
    sellers: ['Domaine des Ormeaux', 'Traiteur Lacombe Réceptions', 'Les Salons du Port'],
    goods: ['Location salle plénière', 'Déjeuner assis, par personne', 'Pauses café', 'Vidéoprojection', 'Vestiaire'],
    rate: 10,
    lines: [3, 6],
    dates: ['longZero', 'slash', 'abbreviated'],
    money: 'nbsp',
    dueAfter: [8, 15],
  },
  draw(b) {
    const s = b.seller;
    const number = `AC-${b.date.slice(0, 4)}-${b.serial % 900}`;
    const [gross, net] = [Math.round(b.gross * 0.3), Math.round(b.net * 0.3)];
    const card = (label: string, value: string) => `<div class=c><div>${value}</div><span>${label}</span></div>`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:0} body{font:9.5pt 'DejaVu Sans';margin:0} .band{height:26mm;background:#f3e9dc;padding:9mm 16mm 0;font:italic 20pt 'Liberation Serif';color:#7a4b1c} .in{padding:8mm 16mm} .cards{display:flex;gap:3mm;margin:6mm 0} .c{flex:1;border-top:2px solid #7a4b1c;padding-top:2mm} .c div{font-weight:bold} .c span{font-size:7pt;color:#777} table{width:100%;border-collapse:collapse} td,th{text-align:right;padding:1.3mm} td:first-child,th:first-child{text-align:left} .s td{border-top:1px solid #ccc}`,
      body: `<div class=band>${s.name}</div><div class=in><div style="display:flex;justify-content:space-between"><div><b style="font-size:14pt">Facture d’acompte</b><br>Séminaire du ${b.other('event', b.after(64))} au ${b.other('event', b.after(65))}</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div class=cards>${card('Numéro', number)}${card('Émise le', b.own())}${card('À régler pour le', b.other('due', b.due))}${card('Solde exigible le', b.other('due', b.after(50)))}</div>
        <table><tr><th>Prestation prévue<th>Nombre<th>Prix HT<th>Total HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}
        <tr class=s><td colspan=3>Montant du devis D${b.serial} accepté le ${b.other('quote', b.after(-9))}, TTC<td>${b.money(b.gross)} €</table>
        <table style="margin:8mm 0 0 90mm;width:88mm"><tr><td>Acompte de 30 % HT<td>${b.money(net)} €<tr><td>TVA 10 %<td>${b.money(gross - net)} €<tr class=s><td><b>Acompte TTC à régler</b><td><b>${b.money(gross)} €</b></table>
        <p style="font-size:7.5pt;margin-top:14mm">Annulation sans frais jusqu’au ${b.other('validity', b.after(30))}. Nombre définitif de convives à confirmer avant le ${b.other('validity', b.after(57))}. La facture de solde sera établie après l’événement.<br>${s.name} – SARL au capital de 15 000 € – ${s.street} ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}</p></div>`,
    };
  },
};
