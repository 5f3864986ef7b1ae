import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper } from '../sixth/kit.ts';

/** A shared office's membership, in both languages: small capital labels over values in three columns, the coming month's desks, last month's extras by day. */
export const sharedOffice: Layout = {
  id: 'shared-office',
  style: {
    sellers: ['La Ruche Commune SAS', 'Desk & Co Bordeaux', 'Tiers-Lieu Le Quai'],
    goods: [
      'Poste nomade / Hot desk',
      'Bureau fermé / Private office',
      'Domiciliation / Registered address',
      'Casier / Locker',
      'Courrier / Mail handling',
    ],
    rate: 20,
    lines: [1, 4],
    dates: ['longZero', 'slash', 'british'],
    money: 'plain',
    dueAfter: [0, 5, 7],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper(b, 4, this.style.goods);
    const number = `MEM-${b.serial}-${b.date.slice(2, 4)}${b.date.slice(5, 7)}`;
    const cell = (k: string, v: string) => `<div><small>${k}</small>${v}</div>`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:17mm} body{font:9.3pt 'Liberation Sans'} .g{display:grid;grid-template-columns:1fr 1fr 1fr;gap:6mm;margin:7mm 0} small{display:block;text-transform:uppercase;font-size:6.5pt;letter-spacing:.35mm;color:#999;margin-bottom:.7mm} h1{font-size:30pt;letter-spacing:-.5mm;margin:0} table{width:100%;border-collapse:collapse} td,th{padding:2mm 0;border-top:1px solid #000;text-align:right;font-weight:normal} td:first-child,th:first-child{text-align:left} .x td{border-top:1px dotted #aaa;font-size:8.3pt;padding:1mm 0}`,
      body: `<h1>facture<span style="color:#f4b400">.</span></h1><div style="color:#999">invoice</div>
        <div class=g>${cell('Numéro / Number', number)}${cell('Émission / Issued', b.own())}${cell('Échéance / Due', b.other('due', b.due))}${cell('De / From', `${s.name}<br>${s.street}<br>${s.town}<br>SIRET ${spacedSiret(s.siret)}<br>TVA ${s.vat}`)}${cell('À / To', `${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br>SIREN ${b.buyer.siren}` : ''}`)}${cell('Membre depuis / Since', b.other('contract', b.after(-412)))}</div>
        <table><tr><th>Abonnement du ${b.other('period', b.after(1))} au ${b.other('period', b.after(30))}<th>Qté<th>HT${lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.total)} €`).join('')}<tr><td>Total HT / Net<td><td>${b.money(net)} €<tr><td>TVA / VAT 20 %<td><td>${b.money(tax)} €<tr><td><b>Total TTC / Gross</b><td><td><b>${b.money(gross)} €</b></table>
        <p><small>Consommations incluses / Included usage</small></p><table class=x>${[-27, -15, -4].map((d, n) => `<tr><td>${b.other('work', b.after(d), 'slash')} – Salle ${['Zola', 'Sand', 'Hugo'][n]}, ${2 + n} h<td><td>0,00 €`).join('')}</table>
        <p style="font-size:7.5pt;color:#777;margin-top:10mm">Prélèvement SEPA le ${b.other('debit', b.after(8))}. Préavis d’un mois : toute résiliation reçue avant le ${b.other('validity', b.after(27))} prend effet le ${b.other('contract', b.after(61))}. Nouveaux tarifs au ${b.other('law', b.after(123))}. / Late payment fee: 40 €.</p>`,
    };
  },
};
