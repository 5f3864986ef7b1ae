import { type Layout, spacedSiret } from '../layout.ts';
import { head, items, row, sum, yearOf } from './kit.ts';

/** A micro-entrepreneur's spreadsheet: fields in cells, the day in the form the spreadsheet gives it, empty rows with 0,00. */
export const craftSheet: Layout = {
  id: 'craft-sheet',
  style: {
    sellers: ['Multi-Services Lebreton', 'Sylvain Poirier Élagage', 'Aux Petits Soins du Jardin'],
    goods: [
      'Taille de haie, les deux faces',
      'Tonte et ramassage',
      'Montage de meubles, heures',
      'Évacuation déchetterie',
      'Petite maçonnerie (muret)',
    ],
    rate: 0,
    lines: [1, 4],
    dates: ['slash', 'sheet', 'weekday'],
    money: 'plain',
    dueAfter: [8, 15, 30],
  },
  draw(b) {
    const s = b.seller;
    const lines = items(b, this.style.goods, [25, 90], 8).map((l) => ({ ...l, unit: l.unit * 100, all: l.all * 100 }));
    const gross = sum(lines.map((l) => l.all));
    const paid = b.round === 3 ? 5_000 : 0;
    const number =
      b.round % 2 ? `${(b.serial % 80) + 1}` : `${yearOf(b.date)}/${String((b.serial % 80) + 1).padStart(3, '0')}`;
    const blank = Array.from({ length: 7 - lines.length }, () => row('&nbsp;', '&nbsp;', '&nbsp;', '0,00 €')).join('');
    return {
      number,
      gross,
      css: `@page{size:A4;margin:14mm 13mm} body{font:11pt 'Carlito','Liberation Sans'} table{border-collapse:collapse;width:100%} .i td{padding:.6mm 1mm;vertical-align:top} .i td:nth-child(3){width:34mm;text-align:right;font-weight:bold} .i td:nth-child(4){width:52mm;border:1px solid #999;text-align:center} .d{margin-top:8mm} .d th{background:#c6e0b4;border:1px solid #000;padding:1mm} .d td{border:1px solid #000;padding:1mm 2mm} .d td:nth-child(n+2){text-align:right} .d td:empty{border:0}`,
      body: `<table class=i><tr><td colspan=2 style="font-size:15pt"><b>${s.name}</b><td colspan=2 style="text-align:center;font-size:20pt;background:#c6e0b4;border:0">FACTURE</tr>${row(s.street, '', 'Facture n°', number)}${row(s.town, '', 'Date', b.own())}${row(`Siret ${spacedSiret(s.siret)}`, '', 'Client', `C-${b.serial % 300}`)}${row(`Tél 06 33 ${String(b.serial).slice(0, 2)} 71 02`, '', 'Devis du', b.other('quote', b.after(-21 - b.round)))}${row('Dispensé d’immatriculation au RCS et au RM', '', 'À régler avant le', b.other('due', b.due))}</table>
        <div style="margin:9mm 0 0 94mm"><u>Adressée à :</u><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br>Siren ${b.buyer.siren}` : ''}</div>
        <p>Travaux effectués le ${b.other('work', b.after(-6))} et le ${b.other('work', b.after(-4))}
        <table class=d>${head('Désignation', 'Quantité', 'Prix unitaire', 'Montant')}${lines.map((l) => row(l.good, l.count, `${b.money(l.unit)} €`, `${b.money(l.all)} €`)).join('')}${blank}<tr><td><td><td><b>TOTAL</b><td><b>${b.money(gross)} €</b>${paid ? `<tr><td><td><td>Acompte reçu le ${b.other('payment', b.after(-20), 'short')}<td>${b.money(-paid)} €<tr><td><td><td><b>RESTE À PAYER</b><td><b>${b.money(gross - paid)} €</b>` : ''}</table>
        <p>TVA non applicable, article 293B du code général des impôts<p>Paiement par chèque, espèces ou virement : ${s.iban}<p style="font-size:8.5pt">En cas de retard de paiement, indemnité forfaitaire de 40 € et pénalités au taux légal x 3. Assurance RC Pro Artisanes n° 41${b.serial} du ${b.other('insurance', `${yearOf(b.date)}-01-01`, 'slash')} au ${b.other('insurance', `${yearOf(b.date)}-12-31`, 'slash')}.`,
    };
  },
};
