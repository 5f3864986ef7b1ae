import type { Layout } from '../layout.ts';
import { spacedSiret } from '../layout.ts';

/** A consultant's letter from a word processor: the date is in the letter's head, the number in a sentence-like title. */
export const wordLetter: Layout = {
  id: 'word-letter',
  style: {
    sellers: ['Hélène Aubrac Conseil', 'Studio Marsac', 'Fiduline Formation'],
    goods: ['Mission d’assistance', 'Atelier de travail', 'Rédaction du rapport final', 'Animation de formation'],
    rate: 20,
    lines: [1, 3],
    dates: ['long', 'weekday', 'longZero'],
    money: 'nbsp',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.date.slice(0, 4)}-${String(b.serial).padStart(4, '0')}`;
    return {
      number,
      css: `@page{size:A4;margin:25mm 22mm} body{font:11.5pt 'Liberation Serif';line-height:1.35}
        .to{margin:14mm 0 8mm 95mm} .d{text-align:right} h1{font-size:14pt;font-variant:small-caps;margin:10mm 0}
        table{border-collapse:collapse;width:100%} td{padding:2mm;border-bottom:1px dotted #777} td+td{text-align:right}
        footer{position:fixed;bottom:0;left:0;right:0;font-size:8pt;text-align:center;color:#555}`,
      body: `<div><b>${s.name}</b><br>${s.street}<br>${s.town}<br>Tél. 02 47 05 12 31</div>
        <div class=to>${b.buyer.name}<br>À l’attention du service comptable<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <p class=d>${s.city}, le ${b.own()}</p>
        <h1>Facture n° ${number}</h1>
        <p>Objet : notre proposition du ${b.other('quote', b.after(-61))}, acceptée le ${b.other('order', b.after(-40))}</p>
        <p>Madame, Monsieur,<br>Vous trouverez ci-dessous le détail de nos interventions réalisées entre le
        ${b.other('period', b.after(-35))} et le ${b.other('period', b.after(b.round % 2 ? -1 : 4))}.</p>
        <table>${b.lines.map((l) => `<tr><td>${l.text} (${l.quantity} j. à ${b.money(l.price)} €)<td>${b.money(l.total)} €`).join('')}
        <tr><td>Total hors taxes<td>${b.money(b.net)} €<tr><td>T.V.A. à 20 %<td>${b.money(b.tax)} €
        <tr><td><b>Net à payer</b><td><b>${b.money(b.gross)} €</b></table>
        <p>Nous vous remercions de bien vouloir nous régler cette somme avant le ${b.other('due', b.due)}, par virement
        sur notre compte ${s.iban}.</p><p>Conformément à la loi n° 92-1442 du 31 décembre 1992, tout retard entraîne des
        pénalités au taux de 10 % et une indemnité forfaitaire de 40 € (décret du 2 octobre 2012).</p>
        <footer>${s.name} – SARL au capital de 10 000 € – SIRET ${spacedSiret(s.siret)} – TVA ${s.vat}<br>Déclaration d’activité
        enregistrée le 12/03/2014 auprès du préfet</footer>`,
    };
  },
};
