import { type Layout, spacedSiret } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { monthOf, percent, row, sum } from './kit.ts';

/** An express carrier's fortnight: a summary by service, then each parcel with its day and its town. */
export const expressWaybills: Layout = {
  id: 'express-waybills',
  style: {
    sellers: ['Chronoval Express', 'Flèche Colis SA', 'Chronoval Express'],
    goods: ['Colis'],
    rate: 20,
    lines: [5, 14],
    dates: ['slash', 'slash', 'dots'],
    money: 'plain',
    dueAfter: [15, 30, 30],
  },
  draw(b) {
    const s = b.seller;
    const towns = [
      '69003 LYON',
      '13008 MARSEILLE',
      '59000 LILLE',
      '33000 BORDEAUX',
      '67000 STRASBOURG',
      '35000 RENNES',
    ];
    const parcels = b.lines
      .map((l, n) => ({
        sent: b.after(-2 - ((l.quantity * 5 + n) % 17)),
        id: `XY${l.price + 104_300_000}${n % 10}FR`,
        town: towns[(l.price + n) % 6]!,
        kg: ((l.price % 240) / 10 + 0.4).toFixed(1).replace('.', ','),
        service: l.price % 3 ? '13:00' : '10:00',
        price: 1_180 + (l.price % 2_900),
      }))
      .sort((x, y) => x.sent.localeCompare(y.sent));
    const freight = sum(parcels.map((p) => p.price));
    const fuel = percent(freight, 11.85);
    const net = freight + fuel + 590;
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `${b.serial + 26_040_000}`;
    const before = monthOf(b.date, -1);
    return {
      number,
      gross,
      css: `@page{size:A4;margin:10mm 12mm 18mm} body{font:8.8pt/1.4 'Liberation Sans Narrow'} .n{font:italic bold 21pt 'Nimbus Sans';color:#0a4d8c} .i{border-collapse:collapse;margin:5mm 0} .i td,.i th{border:1px solid #0a4d8c;padding:1mm 4mm;text-align:center} .i th{background:#dce8f4} .d{width:100%;border-collapse:collapse} .d th{background:#0a4d8c;color:#fff;text-align:left;padding:1mm} .d td{border-bottom:1px solid #ccd;padding:.8mm 1mm} .d td:last-child,.d th:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} SA au capital de 22 574 700 € – ${s.street} – ${s.town} – SIRET ${spacedSiret(s.siret)} – TVA ${s.vat}`,
      ),
      body: `<div class=n>${s.name}</div><div style="margin:8mm 0 4mm 105mm;font-size:10pt">${address(b.buyer)}</div><b style="font-size:15pt">FACTURE</b>
        <table class=i><tr><th>Numéro<th>Date<th>N° de compte<th>Échéance<th>Page${row(number, b.own(), `19${b.serial}02`, b.other('due', b.due), '1')}</table>
        Prestations effectuées entre le ${b.other('period', b.after(-19))} et le ${b.other('period', b.after(-2))} – Contrat n° 88${b.serial} du ${b.other('contract', b.after(-812))}
        <table class=d style="margin-top:4mm"><tr><th>Récapitulatif<th>Nombre<th>Montant HT${row('Express 13:00 et 10:00 – France', parcels.length, b.money(freight))}${row(`Surcharge carburant 11,85 % (indice gazole du ${b.other('index', before.first)})`, '', b.money(fuel))}${row('Ramassage à la demande', 1, b.money(590))}${row('<b>Total HT</b>', '', `<b>${b.money(net)}</b>`)}${row('TVA 20,00 % sur les débits', '', b.money(tax))}${row('<b>Total TTC en euros</b>', '', `<b>${b.money(gross)}</b>`)}</table>
        <p>Règlement par ${b.round % 2 ? 'virement' : `prélèvement le ${b.other('debit', b.due)}`}. Pénalités de retard : taux BCE majoré de 10 points ; indemnité forfaitaire pour frais de recouvrement : 40 €. Toute réclamation doit nous parvenir avant le ${b.other('validity', b.after(60))}.<p>Nos tarifs évoluent au ${b.other('tariff', `${Number(b.date.slice(0, 4)) + 1}-01-01`, 'long')} : votre nouvelle grille est sur votre espace client.
        <div style="break-before:page"></div><b>Annexe à la facture ${number} – détail des expéditions</b><table class=d style="margin-top:3mm"><tr><th>Date<th>N° de colis<th>Service<th>Destination<th>Poids kg<th>Réf. expéditeur<th>HT${parcels.map((p, n) => row(b.other('delivery', p.sent), p.id, p.service, p.town, p.kg, `CDE ${b.serial + n * 3}`, b.money(p.price))).join('')}${row('<b>Sous-total</b>', '', '', '', '', '', `<b>${b.money(freight)}</b>`)}</table>`,
    };
  },
};
