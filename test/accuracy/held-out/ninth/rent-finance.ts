import type { Bill } from '../bill.ts';
import { type Layout, spaced } from '../layout.ts';
import { address, head, monthOf, pageFoot, percent, row } from './kit.ts';

/** A finance house that lets equipment: contract, quarter ahead, instalment that falls due after the invoice's day. */
export const rentFinance: Layout = {
  id: 'rent-finance',
  style: {
    sellers: ['Locaméa Financement SAS', 'Grünfeld Location France', 'Locaméa Financement SAS'],
    goods: ['Loyer'],
    rate: 20,
    lines: [1, 1],
    dates: ['slash', 'slash', 'dots'],
    money: 'plain',
    dueAfter: [10, 15],
  },
  draw(b) {
    const rent = 12_900 + (b.serial % 700) * 60;
    return b.round === 1 ? schedule(b, rent) : invoice(b, rent);
  },
};

const CSS = `@page{size:A4;margin:12mm 14mm 18mm} body{font:9pt/1.4 'Liberation Sans Narrow',sans-serif;color:#111} .h{display:flex;justify-content:space-between} .b{width:100%;border-collapse:collapse;margin:4mm 0} .b th{border:1px solid #0a6b58;background:#e3f1ee;font-size:8pt;font-weight:normal;padding:1mm} .b td{border:1px solid #0a6b58;padding:1.4mm 2mm;text-align:center} .n td:nth-child(n+2){text-align:right} .n td:first-child{text-align:left}`;

function top(b: Bill, title: string): string {
  const s = b.seller;
  return `<div class=h><div><svg width=150 height=36><path d="M4 32 L22 4 L40 32 Z" fill="#0a6b58"/><path d="M30 32 L48 4 L66 32 Z" fill="#7cc2b3"/></svg><br><b>${s.name}</b><br>${s.street}<br>${s.town}<br>Service clients : 04 77 92 ${String(b.serial).slice(0, 2)} 00</div><div style="width:80mm;padding-top:26mm;font-size:10pt">${address(b.buyer, b.showsBuyerSiren ? `SIREN ${spaced(b.buyer.siren)}` : '')}</div></div><div style="font:bold 15pt 'Liberation Sans Narrow';margin-top:6mm;color:#0a6b58">${title}</div>`;
}

function foot(b: Bill): string {
  const s = b.seller;
  return pageFoot(
    `${s.name}, SAS au capital de 11 520 000 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – Intermédiaire en assurance, ORIAS n° 07 02${b.serial}`,
  );
}

function invoice(b: Bill, rent: number) {
  const cover = 640 + (b.serial % 90) * 4;
  const tax = percent(rent, 20);
  const gross = rent + tax + cover;
  const number = `${b.date.slice(0, 4)}${b.date.slice(5, 7)}${b.serial + 700_000}`;
  const [from, to] = [monthOf(b.date, 1).first, monthOf(b.date, 3).last];
  const place = 4 + (b.serial % 12);
  return {
    number,
    gross,
    css: CSS,
    footer: foot(b),
    body: `${top(b, 'FACTURE DE LOYER')}<table class=b>${head('N° de facture', 'Date de facture', 'N° de contrat', 'Début du contrat', 'Fin de contrat', 'Loyer n°')}${row(`<b>${number}</b>`, `<b>${b.own()}</b>`, `1${b.serial + 440_000}`, b.other('contract', monthOf(b.date, 1 - place * 3).first), b.other('contract', monthOf(b.date, 63 - place * 3).last), `${place + 1}/21`)}</table>
      Matériel loué : système d’alarme et 4 caméras IP – Fournisseur : Vigiléo Sécurité – Lieu d’installation : ${b.buyer.street}, ${b.buyer.town}
      <table class="b n">${head('Désignation', 'Période du', 'au', 'Montant HT', 'Taux TVA', 'TVA', 'Montant TTC')}${row('Loyer trimestriel terme à échoir', b.other('period', from), b.other('period', to), b.money(rent), '20,00 %', b.money(tax), b.money(rent + tax))}${row('Assurance bris et vol (exonérée, art. 261 C 2° CGI)', b.other('period', from), b.other('period', to), b.money(cover), '', '0,00', b.money(cover))}</table>
      <table class="b n" style="width:90mm;margin-left:auto">${row('Total HT', `${b.money(rent + cover)} €`)}${row('Total TVA', `${b.money(tax)} €`)}${row('<b>TOTAL TTC</b>', `<b>${b.money(gross)} €</b>`)}</table>
      <table class=b>${head('Mode de règlement', 'Date d’échéance', 'Montant à prélever', 'Compte débité', 'Réf. mandat (RUM)')}${row('Prélèvement SEPA', b.other('due', from), `${b.money(gross)} €`, `FR76 **** ${b.serial}`, `LOC${b.serial}0${b.round}`)}</table>
      <p style="font-size:7.6pt">La TVA est exigible d’après les encaissements, sauf option pour les débits. En cas d’impayé : intérêts de retard au taux légal majoré de cinq points, indemnité de recouvrement 40 €, frais de représentation 15 € HT. Toute réclamation est à formuler dans les 15 jours de la réception. Conditions générales du ${b.other('law', '2018-05-25')}.`,
  };
}

function schedule(b: Bill, rent: number) {
  const ttc = rent + percent(rent, 20);
  const number = `1${b.serial + 440_000}`;
  const days = Array.from({ length: 8 }, (_, n) => monthOf(b.date, 1 + n * 3).first);
  return {
    number,
    gross: ttc * 8,
    ask: 'échéancier',
    css: CSS,
    footer: foot(b),
    body: `${top(b, 'ÉCHÉANCIER DE VOS LOYERS')}<p>Contrat de location n° ${number} signé le ${b.other('contract', b.after(-9))} – édité le ${b.other('print', b.date)}<p>Nous avons le plaisir de vous confirmer la prise d’effet de votre contrat. Les loyers ci-dessous seront prélevés sur votre compte FR76 **** ${b.serial} aux dates indiquées.
      <table class="b n">${head('Échéance', 'Loyer HT', 'TVA 20 %', 'Loyer TTC')}${days.map((d) => row(b.other('debit', d), b.money(rent), b.money(ttc - rent), b.money(ttc))).join('')}${row('<b>Total sur la durée</b>', b.money(rent * 8), b.money((ttc - rent) * 8), `<b>${b.money(ttc * 8)}</b>`)}</table>
      <p>Le présent document ne tient pas lieu de facture. Une facture de loyer sera mise à votre disposition dans votre espace client avant chaque échéance.`,
  };
}
