import { type Layout, spaced } from '../layout.ts';

/** An accounting firm's note: the year that was closed in bold, the letter of engagement, and its own day in a reference line. */
export const accountantLetter: Layout = {
  id: 'accountant-fees',
  style: {
    sellers: ['Audit Conseil Garonne', 'Fiduciaire du Vexin', 'Cabinet Lenoir et Associés'],
    goods: [
      'Tenue et révision des comptes',
      'Établissement de la liasse fiscale',
      'Bulletins de paie',
      'Secrétariat juridique',
    ],
    rate: 20,
    lines: [2, 4],
    dates: ['long', 'slash', 'longZero'],
    money: 'nbsp',
    dueAfter: [8, 30],
  },
  draw(b) {
    const s = b.seller;
    const isReminder = b.round === 9;
    const number = `H${b.serial}/${b.date.slice(5, 7)}`;
    const closed = `${Number(b.date.slice(0, 4)) - 1}-12-31`;
    const day = isReminder ? b.other('reminder', b.date) : b.own();
    return {
      number,
      ...(isReminder ? { ask: 'relance' } : {}),
      css: `@page{size:A4;margin:20mm} body{font:10.5pt 'Liberation Serif'} .c{text-align:center;border-bottom:1px double;padding-bottom:3mm} table{width:100%;border-collapse:collapse;margin:5mm 0} td{border:1px solid #444;padding:1.5mm 3mm} td:last-child{text-align:right;width:36mm} .ref{font-size:9pt;margin:8mm 0}`,
      body: `<div class=c><span style="font-size:17pt;font-variant:small-caps">${s.name}</span><br><small>Société d’expertise comptable inscrite au tableau de l’ordre le 16 mai 1994 – commissaire aux comptes<br>${s.street} – ${s.town}</small></div><div style="margin:8mm 0 0 90mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <div class=ref>N/Réf. : ${b.serial % 70}-JL &nbsp;&nbsp; Dossier : 00${b.round}417 &nbsp;&nbsp; Date : ${day}</div>
        <b>${isReminder ? `RELANCE – note d’honoraires ${number} du ${b.other('previous', b.after(-47))}` : `NOTE D’HONORAIRES ${number}`}</b>
        <p>${isReminder ? 'Notre note rappelée ci-dessus demeure impayée à ce jour ; nous vous remercions de bien vouloir la régler.' : `Nos prestations au titre de l’exercice clos le <b>${b.other('closing', closed)}</b>, conformément à notre lettre de mission du ${b.other('contract', b.after(-900))} :`}</p>
        <table>${b.lines.map((l) => `<tr><td>${l.text}<td>${b.money(l.total)}`).join('')}<tr><td>Total HT<td>${b.money(b.net)}<tr><td>TVA 20 %<td>${b.money(b.tax)}<tr><td><b>Total TTC</b><td><b>${b.money(b.gross)} €</b></table>
        <p>Échéance : ${b.other('due', b.due)}, par prélèvement. Assemblée générale prévue le ${b.other('event', b.after(70))}.</p>
        <p style="font-size:7.5pt">SARL au capital de 120 000 € – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – TVA acquittée d’après les encaissements</p>`,
    };
  },
};
