import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A travel agency: trips with hours, a French-English form with both labels in one cell, the day a month in letters. */
export const travelDesk: Layout = {
  id: 'travel-desk',
  style: {
    sellers: ['Cap Affaires Voyages', 'Horizon Déplacements SAS', 'Agence du Levant'],
    goods: ['Paris CDG – Toulouse TLS', 'Lyon Part-Dieu – Lille Flandres', 'Hôtel, 1 nuit', 'Frais de service'],
    rate: 0,
    lines: [2, 6],
    dates: ['longZero', 'british', 'slash'],
    money: 'plain',
    dueAfter: [10, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = `VOY${b.date.slice(2, 4)}-${b.serial}`;
    const cell = (fr: string, en: string, value: string) => `<td><b>${fr}</b> / <i>${en}</i><br>${value}`;
    return {
      number,
      css: `@page{size:A4;margin:14mm} body{font:9pt 'Liberation Sans'} table{width:100%;border-collapse:collapse} .k td{border:1px solid #00838f;padding:1.5mm 2mm;width:25%;vertical-align:top} .k b,.k i{font-size:7pt;color:#00838f;font-weight:normal} .l{margin:6mm 0} .l td,.l th{padding:1.5mm;border-bottom:1px solid #b2ebf2;text-align:left} .l td:last-child,.l th:last-child{text-align:right}`,
      body: `<div style="display:flex;justify-content:space-between"><div style="font-size:19pt;color:#00838f">✈ ${s.name}</div><div style="font-size:15pt">FACTURE / INVOICE</div></div><p>${s.street}, ${s.town} – immatriculation Atout France IM0${b.serial % 90}140012 – garantie APST</p>
        <table class=k><tr>${cell('N° facture', 'Invoice no.', number)}${cell('Date de facture', 'Invoice date', b.own())}${cell('Échéance', 'Due date', b.other('due', b.due))}${cell('Date de départ', 'Departure date', b.other('service', b.after(12)))}<tr>${cell('Client', 'Customer', `${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}`)}${cell('Voyageur', 'Traveller', 'MME ROUX/CLAIRE')}${cell('Dossier', 'Booking ref.', `X${b.serial}QZ`)}${cell('Réservé le', 'Booked on', b.other('order', b.after(-6)))}</table>
        <table class=l><tr><th>Prestation<th>Date<th>Horaires<th>Montant EUR${b.lines.map((l, n) => `<tr><td>${l.text}<td>${b.other('service', b.after(12 + n))}<td>${7 + n}:05 – ${9 + n}:40<td>${b.money(l.total)}`).join('')}<tr><td colspan=3>TVA sur la marge, régime particulier des agences de voyages<td>0,00<tr><td colspan=3><b>Total TTC / Total amount</b><td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:7pt">Billet non modifiable, non remboursable après le ${b.other('validity', b.after(5))}. Pièce d’identité en cours de validité obligatoire. Programme de fidélité : 1 204 points valables jusqu’au ${b.other('validity', b.after(420))}. ${s.name} SAS au capital de 30 490 € – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}</p>`,
    };
  },
};
