import { type Layout, spacedSiret } from '../layout.ts';

/** A notary's fees: the day of the deed in the subject, place and day right of the office's letterhead; once a request for a provision. */
export const notaryFees: Layout = {
  id: 'notary-fees',
  style: {
    sellers: ['SCP Delahaye et Brunet', 'Office notarial du Mail', 'Étude Vasseur SELARL'],
    goods: ['Émoluments d’acte', 'Formalités', 'Honoraires article L. 444-1', 'Copies authentiques'],
    rate: 20,
    lines: [2, 4],
    dates: ['long', 'longZero', 'weekday'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const isProvision = b.round === 2;
    const number = `${b.date.slice(0, 4)} ${String(b.serial).padStart(5, '0')}`;
    const day = isProvision ? b.other('other', b.date) : b.own();
    return {
      number,
      ...(isProvision ? { ask: 'appel de provision' } : {}),
      css: `@page{size:A4;margin:20mm} body{font:11pt 'Liberation Serif'} .a{display:grid;grid-template-columns:52mm 1fr;gap:10mm} .a aside{font-size:8.5pt;border-right:1px solid #a98;padding-right:4mm} table{width:100%;border-collapse:collapse;margin:5mm 0} td{padding:1.2mm;border-bottom:1px dotted #999} td+td{text-align:right}`,
      body: `<div class=a><aside><b style="font-size:12pt">${s.name}</b><br>Notaires associés<br><br>${s.street}<br>${s.town}<br><br>Membre d’une association agréée, le règlement par chèque est accepté<br><br>SIRET ${spacedSiret(s.siret)}<br>${s.vat}<br><br>Étude fermée du ${b.other('holiday', b.after(20))} au ${b.other('holiday', b.after(27))}</aside>
        <div><div style="margin:4mm 0 0 30mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><p style="margin:12mm 0 0 30mm">${s.city}, le ${day}</p>
        <p>Dossier : CESSION DE FONDS / ${b.buyer.name.toUpperCase()}<br>Réf. : 10${b.serial % 900} – PV/LM<br><b>${isProvision ? 'Demande de provision' : 'Facture'} n° ${number}</b></p>
        <p>${isProvision ? `En vue de la signature de l’acte prévue le ${b.other('event', b.after(18))}, je vous remercie de verser la provision ci-dessous. Elle ne constitue pas une facture ; la facture sera remise après l’acte.` : `Acte reçu le ${b.other('event', b.after(-12))}, enregistré le ${b.other('event', b.after(-5))}. Promesse du ${b.other('contract', b.after(-96))}.`}</p>
        <table>${b.lines.map((l) => `<tr><td>${l.text}<td>${b.money(l.total)} €`).join('')}<tr><td>Total hors taxes<td>${b.money(b.net)} €<tr><td>TVA à 20 %<td>${b.money(b.tax)} €<tr><td><b>${isProvision ? 'Provision demandée' : 'Total TTC'}</b><td><b>${b.money(b.gross)} €</b></table>
        <p style="font-size:9pt">Tarif fixé par l’arrêté du 28 février 2020, en vigueur depuis le ${b.other('law', '2021-01-01')}. ${isProvision ? '' : `À régler avant le ${b.other('due', b.due)}.`}</p></div></div>`,
    };
  },
};
