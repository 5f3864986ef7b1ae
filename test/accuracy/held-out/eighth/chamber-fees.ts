import { type Layout, spacedSiret } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** Counsel's note of fees as a letter: references, what was done and on which day, a provision, out-of-pocket costs without VAT. */
export const chamberFees: Layout = {
  id: 'chamber-fees',
  style: {
    sellers: ['Cabinet Delmas-Roy Avocats', 'SELARL Thibault Keller', 'Cabinet Delmas-Roy Avocats'],
    goods: [
      'Rendez-vous au cabinet',
      'Étude du dossier et des pièces adverses',
      'Rédaction des conclusions n° 2',
      'Correspondances avec le confrère adverse',
      'Audience de mise en état',
      'Mise en demeure par lettre recommandée',
    ],
    rate: 20,
    lines: [3, 6],
    dates: ['long', 'long', 'longZero'],
    money: 'nbsp',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const acts = b.lines
      .map((l, n) => ({
        text: this.style.goods[(n + b.round) % 6]!,
        day: b.after(-6 - n * 9 - (l.quantity % 6)),
        quarters: 1 + (l.quantity % 11),
      }))
      .reverse();
    const quarters = sum(acts.map((a) => a.quarters));
    const net = quarters * 5_500;
    const tax = percent(net, 20);
    const costs = b.round % 2 ? 2_250 : 0;
    const gross = net + tax + costs;
    const provision = b.round % 3 === 2 ? 36_000 : 0;
    const number = `${b.date.slice(0, 4)}/${String(b.serial).padStart(4, '0')}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:16mm 22mm 20mm} body{font:10.4pt/1.45 'C059'} .h{text-align:center;letter-spacing:1px} .h b{font-size:15pt} table{width:100%;border-collapse:collapse} td{padding:.7mm 0;vertical-align:top} td:last-child{text-align:right;white-space:nowrap} .a td:first-child{width:30mm}`,
      footer: pageFoot(
        `${s.name} – ${s.street}, ${s.town} – SIRET ${spacedSiret(s.siret)} – TVA ${s.vat} – Membre d’une association agréée, règlement par chèque accepté`,
      ),
      body: `<div class=h><b>${s.name.toUpperCase()}</b><br>Avocats à la Cour – Barreau de ${s.city}<br><small>${s.street} – ${s.town} – Toque ${b.serial % 400}</small></div><div style="margin:10mm 0 0 88mm">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIREN ${b.buyer.siren}`] : []))}<br><br>${s.city}, le ${b.own()}</div>
        <p style="font-size:9pt">Nos réf. : ${b.serial}/CD – ${b.buyer.name.toUpperCase()} c/ SOCIÉTÉ NORDEC<br>Tribunal de commerce de ${b.buyer.city} – RG n° ${b.date.slice(2, 4)}/0${b.serial}<br>Prochaine audience : ${b.other('hearing', b.after(34), 'slash')} à 9 h 30
        <p style="text-align:center;font-size:13pt"><b>NOTE D’HONORAIRES N° ${number}</b><p>Conformément à notre convention d’honoraires du ${b.other('contract', b.after(-204))}, nous vous prions de trouver ci-après le décompte de nos diligences :
        <table class=a>${acts.map((a) => row(a.text === 'Audience de mise en état' ? b.other('hearing', a.day, 'slash') : b.other('work', a.day, 'slash'), a.text, `${Math.floor(a.quarters / 4)} h ${['00', '15', '30', '45'][a.quarters % 4]}`)).join('')}</table>
        <table style="margin-top:6mm">${row(`Honoraires : ${Math.floor(quarters / 4)} h ${['00', '15', '30', '45'][quarters % 4]} à 220,00 € HT`, `${b.money(net)} €`)}${row('TVA au taux de 20 %', `${b.money(tax)} €`)}${costs ? row('Débours non soumis à TVA : frais de greffe', `${b.money(costs)} €`) : ''}${row('<b>Total TTC</b>', `<b>${b.money(gross)} €</b>`)}${provision ? row(`Provision reçue le ${b.other('payment', b.after(-190))}`, `– ${b.money(provision)} €`) + row(`<b>Solde ${gross >= provision ? 'restant dû' : 'en votre faveur'}</b>`, `<b>${b.money(Math.abs(gross - provision))} €</b>`) : ''}</table>
        <p>Nous vous remercions de bien vouloir nous adresser votre règlement avant le ${b.other('due', b.due)}, et vous prions d’agréer, Madame, Monsieur, l’expression de nos sentiments dévoués.<p style="margin-left:90mm">Me Claire Delmas<p style="font-size:7.6pt">Contestation : article 174 du décret du ${b.other('law', '1991-11-27')}. Pénalités de retard : taux de la BCE majoré de dix points ; indemnité de 40 €.`,
    };
  },
};
