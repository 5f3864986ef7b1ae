import { type Layout, spaced } from '../layout.ts';
import { cheaper, named } from '../sixth/kit.ts';

/** A registry's small bill of a formality in two halves: the filing's days at the left, the payment's at the right, own day in the title. */
export const courtRegistry: Layout = {
  id: 'court-registry',
  style: {
    sellers: ['Greffe du tribunal de commerce', 'SELAS Greffe Associé Rivoire', 'Formalités Légales en Ligne'],
    goods: [
      'Dépôt des comptes annuels',
      'Inscription modificative',
      'Extrait K bis',
      'Insertion BODACC',
      'Débours INPI',
      'Frais postaux',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['slash', 'long', 'slash'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper(
      { ...b, lines: named(b.lines, this.style.goods).map((l) => ({ ...l, quantity: 1 })) },
      9,
    );
    const number = `${b.date.slice(0, 4)}F${String(b.serial).padStart(6, '0')}`;
    const year = Number(b.date.slice(0, 4));
    return {
      number,
      gross,
      css: `@page{size:A5 landscape;margin:8mm 10mm} body{font:8.6pt 'Liberation Serif'} h1{font-size:12pt;margin:2mm 0} .g{display:grid;grid-template-columns:1fr 1fr;gap:8mm;line-height:1.4} table{width:100%;border-collapse:collapse;margin-top:3mm} td,th{border:1px solid #666;padding:.6mm 1.5mm;text-align:right} td:first-child,th:first-child{text-align:left}`,
      body: `<div class=g><div><b>${s.name}</b><br>${s.street}, ${s.town}<br>${spaced(s.siren)} – TVA ${s.vat}</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div><h1>Facture acquittée ${number} du ${b.own()}</h1>
        <div class=g><div>Formalité reçue le ${b.other('order', b.after(-7))}, enregistrée le ${b.other('work', b.after(-2))}<br>Dépôt n° A${b.serial % 900} – exercice clos le ${b.other('closing', `${year - 1}-12-31`)}<br>N° de gestion ${year - 9} B ${b.serial}</div><div>Provision versée le ${b.other('payment', b.after(-7))} par carte bancaire<br>Solde au ${b.other('payment', b.after(-2))} : 0,00 €</div></div>
        <table><tr><th>Libellé<th>HT<th>TVA<th>TTC${lines.map((l) => `<tr><td>${l.text}<td>${b.money(l.total)}<td>20 %<td>${b.money(Math.round(l.total * 1.2))}`).join('')}<tr><td>Total HT / TVA<td>${b.money(net)}<td>${b.money(tax)}<td><tr><td><b>Total TTC payé</b><td><td><td><b>${b.money(gross)} €</b></table>
        <p style="font-size:6.8pt">Tarif fixé par les articles A743-8 et suivants du code de commerce, arrêté du ${b.other('law', '2018-03-09', 'long')}. Vos prochains comptes sont à déposer avant le ${b.other('next', `${year + 1}-07-31`)}. Dispense de timbre.</p>`,
    };
  },
};
