import { type Layout, STRAY, spaced } from '../layout.ts';
import { pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** Water and sewage by a delegate of the town: meter readings, a half-year's standing charge in advance, shares of other bodies. */
export const townWater: Layout = {
  id: 'town-water',
  style: {
    sellers: ['Véolis Eau de Touraine', 'Société des Eaux du Val', 'Véolis Eau de Touraine'],
    goods: ['Eau'],
    rate: 5.5,
    lines: [1, 2],
    dates: ['slash', 'long', 'slash'],
    money: 'plain',
    dueAfter: [15, 21, 30],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 3;
    const volume = 40 + (b.serial % 260);
    const old = 1_200 + (b.serial % 2_000);
    const [last, read] = [b.after(-190), b.after(-8)];
    const period = `du ${b.other('period', b.after(-7), 'slash')} au ${b.other('period', b.after(175), 'slash')}`;
    const waterLines = [
      [`Abonnement ${period}`, 1, 2_346],
      ['Consommation, part distributeur', volume, 118],
      ['Consommation, part collectivité', volume, 46],
      ['Préservation des ressources en eau (agence de l’eau)', volume, 8],
      ['Lutte contre la pollution (agence de l’eau)', volume, 30],
    ] as const;
    const sewage = [
      [`Abonnement ${period}`, 1, 1_180],
      ['Collecte et traitement des eaux usées', volume, 164],
      ['Modernisation des réseaux (agence de l’eau)', volume, 15],
    ] as const;
    const low = sum(waterLines.map((l) => l[1] * l[2]));
    const high = sum(sewage.map((l) => l[1] * l[2]));
    const [lowTax, highTax] = [percent(low, 5.5), percent(high, 10)];
    const gross = low + high + lowTax + highTax;
    const number = `${b.serial + 3_100_000} 0${b.round}1`;
    const body = (list: readonly (readonly [string, number, number])[], rate: string) =>
      list
        .map(([text, count, unit]) =>
          row(
            text,
            count === 1 ? '' : `${count} m³`,
            `${(unit / 100).toFixed(4).replace('.', ',')}`,
            b.money(count * unit),
            rate,
          ),
        )
        .join('');
    return {
      number,
      gross,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:11mm 13mm 18mm} body{font:9pt/1.42 'DejaVu Sans Condensed','DejaVu Sans'} .w{display:flex;gap:8mm} .w>div{flex:1} h2{font-size:13pt;color:#0077a8;margin:0 0 2mm} .x{background:#e3f3f9;border-left:5px solid #0077a8;padding:4mm 5mm;margin:6mm 0} .x b{float:right;font-size:15pt} .d{width:100%;border-collapse:collapse;font-size:8pt;margin-bottom:3mm} .d th{text-align:left;border-bottom:2px solid #0077a8} .d td{border-bottom:1px solid #d5e6ee;padding:.8mm 0} .d td:nth-child(n+2),.d th:nth-child(n+2){text-align:right}`,
      footer: pageFoot(
        `${s.name} – SCA au capital de 2 207 287 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}`,
      ),
      body: `<div class=w><div><h2>${s.name}</h2>${s.street}<br>${s.town}<br><br>Service clients : 0 969 323 529<br>Urgences fuites : 24 h/24, 7 j/7<br><br><b>Votre référence client</b> : 12 ${b.serial} 77<br>Contrat n° ${b.serial + 540_000} souscrit le ${b.other('contract', b.after(-1_460), 'slash')}<br>Adresse desservie : ${b.buyer.street}, ${b.buyer.town}</div><div style="padding:16mm 0 0 12mm;font-size:10pt">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br><small>SIREN ${spaced(b.buyer.siren)}</small>` : ''}</div></div>
        <div class=x><h2>Votre facture du ${b.own()}</h2>Facture n° ${number}<br><b>${b.money(gross)} €</b>Montant TTC à payer avant le ${b.other('due', b.due, 'slash')}</div>
        <div class=w><div><table class=d><tr><th>Compteur ${`D19FA${b.serial}`}<th>Index${row(`Relevé du ${b.other('reading', last, 'slash')}`, `${old} m³`)}${row(`Relevé du ${b.other('reading', read, 'slash')}`, `${old + volume} m³`)}${row('<b>Volume consommé</b>', `<b>${volume} m³</b>`)}</table></div><div>Prochain relevé prévu vers le ${b.other('reading', b.after(176), 'slash')}.<br>Votre prochaine facture : ${b.other('next', b.after(183), 'slash')}.<br>Soit ${b.money(Math.round(gross / volume))} € TTC le m³, abonnement compris.</div></div>
        <table class=d><tr><th>Détail HT<th>Volume<th>Prix unitaire €<th>Montant €<th>TVA<tr><td colspan=5><b>Distribution de l’eau</b>${body(waterLines, '5,5 %')}<tr><td colspan=5><b>Collecte et traitement des eaux usées</b>${body(sewage, '10 %')}${row('<b>Total HT</b>', '', '', `<b>${b.money(low + high)}</b>`, '')}${row(`TVA 5,5 % sur ${b.money(low)}`, '', '', b.money(lowTax), '')}${row(`TVA 10 % sur ${b.money(high)}`, '', '', b.money(highTax), '')}${row('<b>Total TTC</b>', '', '', `<b>${b.money(gross)}</b>`, '')}</table>
        <p style="font-size:7pt">Prix fixés par délibération de la métropole du ${b.other('law', `${Number(b.date.slice(0, 4)) - 1}-12-14`, 'long')}, applicables depuis le ${b.other('tariff', `${b.date.slice(0, 4)}-01-01`, 'long')}. Après l’échéance, une majoration et une indemnité de 40 € sont dues par les professionnels. La qualité de l’eau est consultable en mairie.`,
    };
  },
};
