import { type Layout, spaced } from '../layout.ts';
import { cheaper } from './kit.ts';

/** A fibre operator: the month's name as a title, bill, debit and next bill in tiles, calls with their days on the second page; one is a duplicate. */
export const fibrePro: Layout = {
  id: 'fibre-pro',
  style: {
    sellers: ['Axelia Télécom', 'Fibralis Entreprises SA', 'Réseau Pastel'],
    goods: [
      'Fibre Pro 1 Gb/s garantie',
      'Ligne fixe illimitée',
      'Adresse IP fixe',
      'Location routeur',
      'Communications hors forfait',
      'Secours 5G',
    ],
    rate: 20,
    lines: [2, 5],
    dates: ['slash', 'long', 'abbreviated'],
    money: 'nbsp',
    dueAfter: [8, 12, 15],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper(b, 8, this.style.goods);
    const number = `${b.round % 2 ? 'F' : ''}${b.serial}${b.date.slice(2, 4)}${b.date.slice(5, 7)}${b.round}`;
    const tiles = [
      ['Votre facture', `n° ${number}<br>du ${b.own()}`],
      ['Total TTC', `<b style="font-size:14pt">${b.money(gross)} €</b>`],
      ['Prélèvement', `le ${b.other('debit', b.due)}`],
      ['Prochaine facture', `le ${b.other('next', b.after(30))}`],
    ];
    const calls = Array.from({ length: 9 }, (_, n) => b.other('work', b.after(-31 + n * 3), 'slash'));
    return {
      number,
      gross,
      css: `@page{size:A4;margin:12mm 15mm} body{font:8.8pt 'DejaVu Sans Condensed';color:#2b2340} .w{position:absolute;top:110mm;left:30mm;font-size:60pt;color:#eee;transform:rotate(-30deg);z-index:-1} .t{display:grid;grid-template-columns:repeat(4,1fr);gap:3mm;margin:7mm 0} .t div{border:1.5px solid #5b2d8e;border-radius:2mm;padding:3mm;min-height:15mm} .t small{color:#5b2d8e;display:block;margin-bottom:1mm} table{width:100%;border-collapse:collapse} td,th{padding:1.2mm 0;border-bottom:1px dotted #b9a9cf;text-align:left} td:last-child,th:last-child{text-align:right} section+section{break-before:page} h2{color:#5b2d8e;font-size:12pt}`,
      body: `<section>${b.round === 2 ? '<div class=w>DUPLICATA</div>' : ''}<div style="display:flex;justify-content:space-between"><div><b style="font-size:19pt;color:#5b2d8e">${s.name}</b><br>Service entreprises – 3 901<br>N° de compte : 7.${b.serial}.88</div><div style="padding:22mm 10mm 0 0">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div class=t>${tiles.map(([k, v]) => `<div><small>${k}</small>${v}</div>`).join('')}</div>
        <h2>Abonnements, forfaits et options du ${b.other('period', b.date)} au ${b.other('period', b.after(29))}</h2>
        <table><tr><th>Ligne 09 72 ${b.serial % 90} 31 0${b.round}<th>Qté<th>Montant HT${lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.total)} €`).join('')}<tr><td>Total HT<td><td>${b.money(net)} €<tr><td>TVA 20 %<td><td>${b.money(tax)} €<tr><td><b>Total de la facture TTC</b><td><td><b>${b.money(gross)} €</b></table>
        <p>Vous êtes engagé jusqu’au ${b.other('contract', b.after(419))}. Votre paiement du ${b.other('payment', b.after(-18))} (${b.money(gross)} €) nous est bien parvenu.</p>
        <p style="font-size:7pt;position:absolute;top:262mm">${s.name}, SA au capital de 5 461 200 €, ${s.street}, ${s.town} – ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat}. TVA acquittée sur les encaissements. Toute réclamation doit nous parvenir avant le ${b.other('validity', b.after(365))}.</p></section>
        <section><b>Facture n° ${number}</b><h2>Détail de vos communications du ${b.other('period', b.after(-31))} au ${b.other('period', b.after(-1))}</h2><table><tr><th>Date<th>Heure<th>Numéro appelé<th>Durée<th>HT${calls.map((d, n) => `<tr><td>${d}<td>${9 + n}:${10 + n * 5}<td>00 32 2 555 ${b.serial % 90} ${n}8<td>0${n % 6}:4${n}<td>0,${n}2`).join('')}</table></section>`,
    };
  },
};
