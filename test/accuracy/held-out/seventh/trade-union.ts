import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper } from '../sixth/kit.ts';

/** A professional body: dues of a year, the day under the signature's place; once a form to join, which bills nothing. */
export const tradeUnion: Layout = {
  id: 'trade-union',
  style: {
    sellers: ['Fédération des Artisans d’Art', 'Union des Entreprises du Bâtiment 49', 'Club Export Grand Ouest'],
    goods: [
      'Cotisation de base',
      'Contribution formation',
      'Annuaire professionnel',
      'Stand salon annuel',
      'Abonnement lettre juridique',
    ],
    rate: 20,
    lines: [1, 4],
    dates: ['long', 'longZero', 'slash'],
    money: 'plain',
    dueAfter: [30, 31],
  },
  draw(b) {
    const s = b.seller;
    const isForm = b.round === 1;
    const { lines, net, tax, gross } = cheaper(b, 4, this.style.goods);
    const year = b.date.slice(0, 4);
    const number = isForm ? `ADH-${b.serial}` : `COT${year}-${b.serial}`;
    return {
      number,
      gross,
      ...(isForm ? { ask: 'bulletin d’adhésion' } : {}),
      css: `@page{size:A4;margin:20mm 22mm} body{font:11pt 'Liberation Serif'} h1{font-size:15pt;text-align:center;border-top:3px double #444;border-bottom:3px double #444;padding:2mm;margin:10mm 0 6mm;font-variant:small-caps} table{width:100%;border-collapse:collapse;margin:5mm 0} td{padding:1.3mm 0;border-bottom:1px solid #bbb} td:last-child{text-align:right}`,
      body: `<div style="text-align:center"><b style="font-size:16pt">${s.name}</b><br><span style="font-size:9pt">Syndicat professionnel régi par la loi du 21 mars 1884 – ${s.street}, ${s.town}<br>SIRET ${spacedSiret(s.siret)} – TVA ${s.vat}</span></div>
        <h1>${isForm ? `Bulletin d’adhésion ${year}` : `Facture de cotisation ${year}`}</h1>
        ${isForm ? `Référence ${number}<br>Raison sociale : ${b.buyer.name}<br>Adresse : ${b.buyer.street}, ${b.buyer.town}<br>SIRET : ${b.buyer.siret}<br>Représentant : ......................................` : `<div style="margin-left:80mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><p>Facture n° ${number}<br>Adhérent n° ${b.serial % 2000}, membre depuis le ${b.other('contract', b.after(-2555))}</p>`}
        <p>${isForm ? 'Je demande mon adhésion à la fédération pour la période' : 'Votre cotisation pour la période'} du ${b.other('period', `${year}-01-01`)} au ${b.other('period', `${year}-12-31`)} :</p>
        <table>${lines.map((l) => `<tr><td>${l.text}<td>${b.money(l.total)} €`).join('')}<tr><td>Total HT<td>${b.money(net)} €<tr><td>TVA 20 %<td>${b.money(tax)} €<tr><td><b>Total TTC</b><td><b>${b.money(gross)} €</b></table>
        <p>${isForm ? `À retourner avec votre règlement avant le ${b.other('due', b.due)}. Une facture vous sera adressée.` : `À régler par chèque ou virement pour le ${b.other('due', b.due)} au plus tard, afin de participer à l’assemblée générale du ${b.other('event', b.after(58))} (convocation du ${b.other('event', b.after(30))}).`}</p>
        <div style="margin:10mm 0 0 80mm">${isForm ? `Fait à ${b.buyer.city}, le ${b.other('other', b.date)}<br>Signature et cachet :` : `Le trésorier,<br><i>J.-M. Coudray</i><br>${s.city}, le ${b.own()}`}</div>`,
    };
  },
};
