import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper } from './kit.ts';

/** A bailiff's bill of acts: the case and served days in a left margin, the tariff's decree, the bill's day under "Références à rappeler". */
export const bailiffActs: Layout = {
  id: 'bailiff-acts',
  style: {
    sellers: ['SCP Morvan et Le Goff', 'SELARL Justicia 21', 'Étude Delcourt, commissaires de justice'],
    goods: [
      'Signification d’ordonnance',
      'Commandement de payer',
      'Procès-verbal de constat',
      'Frais de déplacement',
      'Droit d’engagement des poursuites',
      'Sommation',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'long', 'longZero'],
    money: 'plain',
    dueAfter: [0, 15, 30],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper(b, 4, this.style.goods);
    const number = `${b.date.slice(0, 4)}${String(b.serial).padStart(6, '0')}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:14mm 14mm 12mm} body{font:9.5pt 'Liberation Serif'} .g{display:grid;grid-template-columns:52mm 1fr;gap:8mm} .m{border-right:1px solid #000;padding-right:4mm;font-size:8.5pt;line-height:1.45;min-height:230mm} .m hr{border:0;border-top:1px dotted #000} table{width:100%;border-collapse:collapse;margin:5mm 0} td,th{padding:1mm;text-align:right;border-bottom:1px dotted #999} td:nth-child(-n+2),th:nth-child(-n+2){text-align:left}`,
      body: `<div class=g><div class=m><b style="font-size:11.5pt">${s.name}</b><br><i>Commissaires de justice associés</i><br>${s.street}<br>${s.town}<br><br>Siret ${spacedSiret(s.siret)}<br>TVA ${s.vat}<hr>CDC ${s.city}<br>IBAN ${s.iban}<hr><b>Références à rappeler</b><br>Dossier : ${b.serial % 20_000}/${b.date.slice(2, 4)}<br>MB/GES<br>Facture : ${number}<br>Date : ${b.own()}<hr>Titre exécutoire :<br>ordonnance du ${b.other('event', b.after(-143), 'slash')}<br>signifiée le ${b.other('event', b.after(-96), 'slash')}</div>
        <div><div style="margin:10mm 0 12mm 30mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><p><b>AFFAIRE : ${b.buyer.name} C/ SARL ${['VALMONT', 'TRANSVERSE', 'OPALE BAT'][b.round % 3]}</b></p><h2 style="font-size:13pt">FACTURE</h2>
        <p>Maître,<br>Madame, Monsieur,<br>Veuillez trouver ci-après le détail des frais exposés pour votre compte dans le dossier en référence :</p>
        <table><tr><th>Date de l’acte<th>Nature<th>Art. A444<th>HT${lines.map((l, n) => `<tr><td>${b.other('work', b.after(-61 + n * 11), 'slash')}<td>${l.text}<td>${10 + l.quantity}<td>${b.money(l.total)}`).join('')}<tr><td><td>Total HT<td><td>${b.money(net)}<tr><td><td>TVA 20 %<td><td>${b.money(tax)}<tr><td><td><b>Total TTC</b><td><td><b>${b.money(gross)} €</b></table>
        <p>Je vous remercie de m’adresser votre règlement ${b.due === b.date ? 'par retour' : `avant le ${b.other('due', b.due)}`}. Prochaine audience : ${b.other('event', b.after(34))}, à 9 heures.</p><p style="text-align:right">L’un des associés</p>
        <p style="font-size:7pt;margin-top:25mm">Tarif : décret n° 2016-230 du ${b.other('law', '2016-02-26', 'long')} et arrêté du ${b.other('law', '2016-02-26', 'long')} fixant les tarifs réglementés. Membre d’une société de gestion agréée, le règlement des honoraires par chèque est accepté. Conformément à la loi du ${b.other('law', '1978-01-06', 'long')}, vous disposez d’un droit d’accès et de rectification.</p></div></div>`,
    };
  },
};
