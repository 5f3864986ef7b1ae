import { type Layout, spaced } from '../layout.ts';
import { two } from './kit.ts';

/** A taxi firm's account of the month: each ride with day and hour, the bill's day in a box at the bottom left, "Fait à ... le". */
export const cabAccount: Layout = {
  id: 'cab-account',
  style: {
    sellers: ['Taxis Bleus de la Vallée', 'Radio Taxi Armor', 'VTC Prestige Lyonnais'],
    goods: [
      'Gare – bureau',
      'Bureau – aéroport',
      'Aéroport – hôtel',
      'Attente et retour',
      'Centre de dialyse – domicile',
      'Course de nuit',
    ],
    rate: 10,
    lines: [5, 17],
    dates: ['slash', 'short', 'long'],
    money: 'plain',
    dueAfter: [0, 15, 30],
  },
  draw(b) {
    const s = b.seller;
    const fares = b.lines.map((l) => 900 + (l.price % 7600));
    const gross = fares.reduce((sum, f) => sum + f, 0);
    const net = Math.round(gross / 1.1);
    const number = `${b.date.slice(2, 4)}-${two(Number(b.date.slice(5, 7)))}/${b.serial % 400}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:13mm 15mm} body{font:10pt 'Liberation Sans Narrow'} .g{display:flex;justify-content:space-between} h1{background:#ffd500;padding:2mm 4mm;font-size:15pt;letter-spacing:1.5mm} table{width:100%;border-collapse:collapse} th{border-top:2px solid #000;border-bottom:1px solid #000;text-align:left} td,th{padding:1mm} td:last-child,th:last-child{text-align:right} tr:nth-child(odd) td{background:#fffbe0} .b{border:1px solid #000;padding:3mm;width:70mm;margin-top:8mm}`,
      body: `<div class=g><div><b style="font-size:18pt">${s.name}</b><br>${s.street} – ${s.town}<br>Autorisation de stationnement n° ${b.serial % 80}</div><div style="width:70mm;padding-top:14mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <h1>FACTURE DE COURSES</h1><p>Compte n° 00${b.serial % 500} ouvert le ${b.other('contract', b.after(-700))} &nbsp;–&nbsp; Courses du ${b.other('period', b.after(-31))} au ${b.other('period', b.after(-1))}</p>
        <table><tr><th>Jour<th>Heure<th>Bon<th>Trajet<th>Passager<th>Prix TTC €${b.lines.map((l, n) => `<tr><td>${b.other('work', b.after(-31 + Math.floor((n * 30) / b.lines.length)))}<td>${two(6 + ((l.price + n) % 15))}h${two(l.price % 60)}<td>${b.serial * 3 + n}<td>${l.text}<td>${['M. Roche', 'Mme Adam', 'M. Vidal'][l.quantity % 3]}<td>${b.money(fares[n]!)}`).join('')}<tr><td colspan=5><b>Total TTC</b><td><b>${b.money(gross)}</b><tr><td colspan=5>dont TVA 10 %<td>${b.money(gross - net)}<tr><td colspan=5>Total HT<td>${b.money(net)}</table>
        <div class=g><div class=b>Facture n° ${number}<br>Fait à ${s.city} le ${b.own()}<br>Payable ${b.due === b.date ? 'à réception' : `le ${b.other('due', b.due)}`}</div><div style="padding-top:10mm">Tampon et signature :</div></div>
        <p style="font-size:7pt;margin-top:9mm">${s.name} – SARL – ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat} – Tarifs fixés par l’arrêté préfectoral du ${b.other('law', `${b.date.slice(0, 4)}-02-01`, 'long')}. Réclamations : préfecture, bureau des taxis.</p>`,
    };
  },
};
