import type { Layout } from '../layout.ts';
import { spaced } from '../layout.ts';

/** A car rental: out and in with days and hours in two columns, the invoice closed some days later; one booking only. */
export const carRental: Layout = {
  id: 'car-rental',
  style: {
    sellers: ['Loc’Utilitaires 24', 'Trajet Libre Location', 'Autorent Bretagne'],
    goods: [
      'Location catégorie C, jours',
      'Kilomètres supplémentaires',
      'Rachat de franchise',
      'Carburant',
      'Nettoyage',
    ],
    rate: 20,
    lines: [2, 5],
    dates: ['slash', 'sheet', 'dashes'],
    money: 'plain',
    dueAfter: [0, 30],
  },
  draw(b) {
    const s = b.seller;
    const isBooking = b.round === 3;
    const number = `${b.serial}${b.round}01`;
    const row = (a: string, x: string, c: string, y: string) => `<tr><td>${a}<td>${x}<td>${c}<td>${y}`;
    const out = b.after(isBooking ? 9 : -8);
    return {
      number,
      ...(isBooking ? { ask: 'réservation' } : {}),
      css: `@page{size:A4;margin:12mm} body{font:9pt 'Liberation Sans Narrow'} .h{background:#ffeb3b;padding:4mm;font-size:20pt;font-weight:bold;display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse;margin:3mm 0} .g td{padding:1mm 2mm;border:1px solid #ccc} .g td:nth-child(odd){background:#fafafa;color:#555;width:22%} .l td{padding:1mm;text-align:right;border-bottom:1px solid #eee} .l td:first-child{text-align:left}`,
      body: `<div class=h><span>${s.name}</span><span style="font-weight:normal">${isBooking ? 'CONFIRMATION DE RÉSERVATION' : 'FACTURE'}</span></div><div style="display:flex;justify-content:space-between;margin:5mm 0"><div>${s.street}<br>${s.town}<br>RCS ${s.city} ${spaced(s.siren)}<br>TVA ${s.vat}</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <table class=g>${isBooking ? row('Réservation n°', number, 'Effectuée le', b.other('order', b.date)) : row('Facture n°', `<b>${number}</b>`, 'Date facture', `<b>${b.own()}</b>`)}${row('Contrat n°', `RA${b.serial}44`, 'Immatriculation', `FX-${220 + b.round}-BD`)}${row('Départ', `${b.other('service', out)} 08:30`, 'Retour', `${b.other('service', b.after(isBooking ? 13 : -2))} 18:05`)}${row('Conducteur', 'LE GALL YANN', 'Permis délivré le', b.other('other', b.after(-5200)))}</table>
        <table class=l>${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=3>Total HT<td>${b.money(b.net)}<tr><td colspan=3>TVA 20,00 %<td>${b.money(b.tax)}<tr><td colspan=3><b>Total TTC EUR</b><td><b>${b.money(b.gross)}</b></table>
        <p>${isBooking ? 'Aucun montant n’est débité avant le départ.' : `Caution restituée le ${b.other('payment', b.after(1))}. Payable le ${b.other('due', b.due)}.`} Les infractions sont refacturées jusqu’à un an après le retour. Conditions générales de location, édition du 01/03/2022.</p>`,
    };
  },
};
