import type { Bill } from '../bill.ts';
import { type Layout, spaced } from '../layout.ts';
import { pageFoot } from '../sixth/kit.ts';
import { monthOf, percent, row, sum } from './kit.ts';

/** A supplier of electricity to small firms: what is to be paid and when on the first page, readings and taxes on the second. */
export const voltSupply: Layout = {
  id: 'volt-supply',
  style: {
    sellers: ['Voltéa Entreprises', 'Lumière de France Pro', 'Voltéa Entreprises'],
    goods: ['Électricité'],
    rate: 20,
    lines: [1, 2],
    dates: ['slash', 'long', 'slash'],
    money: 'plain',
    dueAfter: [14, 15, 20],
  },
  draw(b) {
    const number = `10 ${String(b.serial + 120_000).slice(0, 3)} ${String(b.serial + 120_000).slice(3)} 0${b.round}4`;
    return b.round === 3 ? plan(b) : invoice(b, number);
  },
};

const CSS = `@page{size:A4;margin:11mm 13mm 18mm} body{font:9.2pt/1.42 'Liberation Sans';color:#222} h1{color:#e8590c;font-size:19pt;margin:0} h2{color:#10367f;font-size:12.5pt;margin:5mm 0 2mm} .w{display:flex;gap:8mm} .l{width:50mm;font-size:8pt;border-right:1px solid #ccd;padding-right:4mm} .l b{color:#10367f} .m{flex:1} .big{background:#eef3fb;border-radius:3mm;padding:4mm 6mm;margin:4mm 0;font-size:11pt} .big b{font-size:17pt;float:right;color:#10367f} table{width:100%;border-collapse:collapse;font-size:8.4pt} th{text-align:left;color:#10367f;border-bottom:1px solid #10367f} td{padding:.8mm 0;border-bottom:1px dotted #bbc} td:not(:first-child),th:not(:first-child){text-align:right}`;

function head(b: Bill, title: string): string {
  return `<h1>${b.seller.name}</h1><div style="height:7mm"></div><div class=w><div class=l><b>Nous contacter</b><br>Par internet : espace client<br>Par téléphone : 09 69 39 00 00<br>du lundi au vendredi de 8 h à 18 h<br><br><b>Vos références</b><br>Compte client 6 00${b.serial}<br>Point de livraison<br>1453 ${b.serial} 772 910<br><br><b>Lieu de consommation</b><br>${b.buyer.street}<br>${b.buyer.town}<br><br><b>Dépannage réseau</b><br>09 72 67 50 ${String(b.serial).slice(-2)}</div><div class=m><div style="margin:0 0 12mm 42mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>${title}`;
}

const foot = ({ seller: s }: Bill) =>
  pageFoot(
    `${s.name} – SA au capital de 1 525 000 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}`,
  );

function plan(b: Bill) {
  const monthly = 9_500 + (b.serial % 300) * 10;
  const number = `6 00${b.serial}`;
  const days = Array.from({ length: 10 }, (_, n) => `${monthOf(b.date, n + 1).first.slice(0, 8)}12`);
  return {
    number,
    gross: monthly * 10,
    ask: 'échéancier',
    css: CSS,
    footer: foot(b),
    body: `${head(b, `<h2>Votre calendrier de paiement</h2>${b.other('plan', b.date)}`)}<p>Madame, Monsieur,<br>Vous avez choisi la mensualisation. Voici les montants qui seront prélevés sur votre compte. Votre facture annuelle de régularisation vous parviendra vers le ${b.other('next', b.after(345))}.<table><tr><th>Date de prélèvement<th>Montant TTC${days.map((d) => row(b.other('debit', d), `${b.money(monthly)} €`)).join('')}<tr><td><b>Total des mensualités TTC</b><td><b>${b.money(monthly * 10)} €</b></table><p>Ce calendrier est établi d’après une consommation annuelle estimée à ${b.serial + 3000} kWh. Il ne constitue pas une facture.</div></div>`,
  };
}

function invoice(b: Bill, number: string) {
  const [from, to] = [b.after(-63 - b.round), b.after(-3)];
  const kwh = [600 + (b.serial % 900), 300 + (b.serial % 410)] as const;
  const subscription = 2_860 + b.round * 344;
  const energy = [Math.round(kwh[0] * 20.16), Math.round(kwh[1] * 15.68)] as const;
  const [cta, excise] = [percent(subscription, 21.93), Math.round((kwh[0] + kwh[1]) * 2.1)];
  const [low, high] = [subscription + cta, sum(energy) + excise];
  const [lowTax, highTax] = [percent(low, 5.5), percent(high, 20)];
  const gross = low + high + lowTax + highTax;
  const period = `du ${b.other('period', from, 'slash')} au ${b.other('period', to, 'slash')}`;
  const old = 21_400 + b.serial;
  return {
    number,
    gross,
    css: CSS,
    footer: foot(b),
    body: `${head(b, `<h2>Facture du ${b.own()}</h2>n° ${number}`)}
      <div class=big><b>${b.money(gross)} €</b>Montant TTC<br><span style="font-size:9pt">prélevé à partir du ${b.other('debit', b.due)}</span></div>
      <table><tr><th>Votre facture en bref<th>Montant<tr><td>Électricité HT<td>${b.money(low + high - cta - excise)} €<tr><td>Taxes et contributions<td>${b.money(cta + excise)} €<tr><td>TVA<td>${b.money(lowTax + highTax)} €<tr><td><b>Total TTC</b><td><b>${b.money(gross)} €</b></table>
      <h2>À noter</h2>Prochaine facture vers le ${b.other('next', b.after(61), 'slash')}.<br>Prochain relevé de votre compteur vers le ${b.other('reading', b.after(57), 'slash')}.<br>Votre contrat Offre Essentielle Pro arrive à échéance le ${b.other('contract', b.after(412), 'slash')}.<p style="font-size:8pt">Depuis le ${b.other('tariff', `${Number(b.date.slice(0, 4)) - 1}-02-01`, 'long')}, le montant de l’accise sur l’électricité a évolué. Mandat SEPA ++00${b.serial}77, compte FR76 •••• ${String(b.serial).slice(-3)}.</div></div>
      <div style="break-before:page"></div><h2>Le détail de votre facture</h2>Facture n° ${number} du ${b.own('slash')}<h2>Électricité – puissance souscrite 9 kVA – Heures creuses</h2>
      <table><tr><th>Relevé<th>Ancien index<th>Nouvel index<th>kWh<th>Prix (c€ HT)<th>Montant HT<th>TVA
      ${row(`Abonnement ${period}`, '', '', '', '', b.money(subscription), '5,5 %')}
      ${row(`Heures pleines relevées le ${b.other('reading', to, 'slash')}`, old, old + kwh[0], kwh[0], '20,16', b.money(energy[0]), '20 %')}
      ${row('Heures creuses', old - 9000, old - 9000 + kwh[1], kwh[1], '15,68', b.money(energy[1]), '20 %')}
      ${row('Contribution tarifaire d’acheminement (CTA)', '', '', '', '', b.money(cta), '5,5 %')}
      ${row(`Accise sur l’électricité ${period}`, '', '', kwh[0] + kwh[1], '2,10', b.money(excise), '20 %')}</table>
      <h2>TVA</h2><table><tr><th>Taux<th>Base HT<th>Montant${row('5,50 %', b.money(low), b.money(lowTax))}${row('20,00 %', b.money(high), b.money(highTax))}${row('<b>Total TTC</b>', '', `<b>${b.money(gross)} €</b>`)}</table>
      <p style="font-size:8pt">En cas de retard de paiement : pénalités de trois fois le taux d’intérêt légal et indemnité forfaitaire de 40 €. Vos conditions générales de vente, version du ${b.other('law', '2019-07-01', 'long')}, sont sur votre espace client. Votre consommation sur la même période un an plus tôt : ${kwh[0] + kwh[1] - 88} kWh.`,
  };
}
