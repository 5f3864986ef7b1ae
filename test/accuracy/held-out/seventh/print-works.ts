import { type Layout, spacedSiret } from '../layout.ts';
import { address } from '../sixth/kit.ts';

/** A printer's shelf program: grey rounded boxes, proof and delivery days in the text of the job, "Avoir sur facture" once. */
export const printWorks: Layout = {
  id: 'print-works',
  style: {
    sellers: ['Imprimerie du Mail', 'Rotogravure Sud-Est', 'Étiquettes Beaujolaises SA'],
    goods: [
      'Dépliant 3 volets, 135 g, quadri R/V',
      'Étiquettes adhésives bobine, le mille',
      'Carte de visite 350 g pelliculée',
      'Roll-up 85x200',
      'Liasse autocopiante 3 feuillets',
      'Frais de calage',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['slash', 'long', 'slash'],
    money: 'nbsp',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isCredit = b.round === 1;
    const number = `${isCredit ? 'AV' : 'FA'}${String(b.serial).padStart(6, '0')}`;
    return {
      number,
      ...(isCredit ? { type: '381' as const } : {}),
      css: `@page{size:A4;margin:10mm 12mm} body{font:9pt 'Liberation Sans'} .r{border:1px solid #999;border-radius:3mm;padding:3mm} .g{display:grid;grid-template-columns:1fr 1fr;gap:6mm} .k{display:grid;grid-template-columns:1fr 1fr 1fr 1fr;text-align:center;margin:6mm 0;background:#eee} .k div{padding:1.5mm;border-right:1px solid #999} .k b{display:block;font-size:7.5pt} table{width:100%;border-collapse:collapse} th{background:#777;color:#fff;padding:1mm} td{padding:1.5mm;vertical-align:top;border-left:1px solid #bbb;border-right:1px solid #bbb;text-align:right} td:nth-child(2){text-align:left} table.l{border-bottom:1px solid #bbb;min-height:95mm}`,
      body: `<div class=g><div><b style="font-size:16pt">${s.name}</b><br>Imprim’Vert® – PEFC<br>${s.street}<br>${s.town}<br>Tél. 04 74 66 ${b.serial % 90} 01</div><div class=r style="margin-top:16mm">${address(b.buyer, ...(b.showsBuyerSiren ? [`TVA : ${b.buyer.vat}`] : []))}</div></div>
        <div class="r k" style="padding:0;overflow:hidden">${[
          [isCredit ? 'Avoir N°' : 'Facture N°', number],
          ['Date', b.own()],
          ['Code client', `CL${b.serial % 900}`],
          [
            isCredit ? 'Sur facture' : 'Échéance',
            isCredit ? `FA${b.serial % 700} du ${b.other('previous', b.after(-15))}` : b.other('due', b.due),
          ],
        ]
          .map(([k, v]) => `<div><b>${k}</b>${v}</div>`)
          .join('')}</div>
        <table class=l><tr><th>Code<th>Description<th>Qté<th>P.U. HT<th>Montant HT<th>TVA${b.lines.map((l, n) => `<tr><td>${l.price}<td>${l.text}${n === 0 ? `<br><i>Votre commande du ${b.other('order', b.after(-24))}, BAT signé le ${b.other('other', b.after(-17))}<br>Livré le ${b.other('delivery', b.after(isCredit ? -20 : -2))} par nos soins, 4 colis</i>` : ''}<td>${l.quantity},00<td>${b.money(l.price)}<td>${b.money(l.total)}<td>20,00`).join('')}<tr style="height:100%"><td><td><td><td><td><td></table>
        <div class=g style="margin-top:5mm"><div class=r style="font-size:7.5pt">Mode de règlement : ${isCredit ? 'à déduire de votre prochain règlement' : 'traite à 30 jours fin de mois'}<br>Clause de réserve de propriété, loi du ${b.other('law', '1980-05-12', 'long')}<br>Tolérance de fabrication : ± 5 %</div><div class=r>Total HT <span style="float:right">${b.money(b.net)}</span><br>Total TVA <span style="float:right">${b.money(b.tax)}</span><br><b>${isCredit ? 'Net à votre crédit' : 'Net à payer'} TTC <span style="float:right">${b.money(b.gross)} €</span></b></div></div>
        <p style="font-size:7pt;text-align:center">${s.name} – SA au capital de 92 000 € – Siret : ${spacedSiret(s.siret)} – RCS ${s.city} – APE : 1812Z – N° TVA intracom : ${s.vat}</p>`,
    };
  },
};
