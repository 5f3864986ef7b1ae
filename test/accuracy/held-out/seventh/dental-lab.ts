import { type Layout, spaced } from '../layout.ts';
import { cheaper } from '../sixth/kit.ts';

/** A dental laboratory's month: the bill's number and day in a ribbon, each work with its patient, its order and its day; VAT-free work. */
export const dentalLab: Layout = {
  id: 'dental-lab',
  style: {
    sellers: ['Laboratoire Prothésia', 'Céram’Art Dentaire', 'Prothèses Duval et Roy'],
    goods: [
      'Couronne zircone',
      'Stellite 8 dents',
      'Inlay-core CrCo',
      'Gouttière occlusale',
      'Réparation résine',
      'Facette e.max',
    ],
    rate: 0,
    lines: [3, 13],
    dates: ['long', 'slash', 'upper'],
    money: 'plain',
    dueAfter: [10, 15],
  },
  draw(b) {
    const s = b.seller;
    const { lines, gross } = cheaper(b, 3);
    const number = `F${b.date.slice(2, 4)}-${String(b.serial % 900).padStart(4, '0')}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:0} body{margin:0;font:9pt 'Liberation Sans'} .w{padding:12mm 16mm} .rib{background:#00838f;color:#fff;padding:3.5mm 16mm;font-size:13pt} table{width:100%;border-collapse:collapse;margin-top:5mm} th{border-bottom:2px solid #00838f;text-align:left;font-size:8pt} td{padding:1.1mm 0;border-bottom:1px solid #e0f7fa} td:nth-child(n+5),th:nth-child(n+5){text-align:right}`,
      body: `<div class=w style="display:flex;justify-content:space-between"><div><b style="font-size:15pt;color:#00838f">${s.name}</b><br>${s.street}, ${s.town}<br>SIREN ${spaced(s.siren)} – TVA ${s.vat}</div><div style="width:68mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div class=rib>Facture ${number} ${['—', '|', '·'][b.round % 3]} ${b.own()}</div>
        <div class=w>Travaux livrés du ${b.other('period', b.after(-30), 'slash')} au ${b.other('period', b.after(-1), 'slash')} – Praticien n° ${b.serial % 400}
        <table><tr><th>Livré le<th>Prescription du<th>Patient<th>Travail<th>Qté<th>Prix<th>Total €${lines.map((l, n) => `<tr><td>${b.other('delivery', b.after(-30 + n * 2), 'slash')}<td>${b.other('order', b.after(-41 + n * 2), 'slash')}<td>${['BER. M.', 'LEF. C.', 'OUA. S.', 'TRI. J.'][(l.price + n) % 4]}<td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=6><b>Total net de TVA (exonération art. 261-4-1° du CGI)</b><td style="text-align:right"><b>${b.money(gross)}</b></table>
        <p>Report du mois précédent : 0,00 € – Votre règlement du ${b.other('payment', b.after(-19), 'slash')} nous est bien parvenu, merci.</p><p>Total à régler au ${b.other('due', b.due, 'slash')} : <b>${b.money(gross)} €</b></p><p style="font-size:7pt">Dispositifs médicaux sur mesure, déclaration de conformité au règlement (UE) 2017/745 du ${b.other('law', '2017-04-05', 'long')}. Lots de matériaux conservés quinze ans. Laboratoire fermé du ${b.other('other', b.after(40), 'slash')} au ${b.other('other', b.after(47), 'slash')}.</p></div>`,
    };
  },
};
