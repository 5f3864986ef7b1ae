import type { Layout } from '../layout.ts';

/** A free management program: right-aligned lines "label : value" over each other, sender and addressee in boxes. */
export const freeSoftware: Layout = {
  id: 'free-software',
  style: {
    sellers: ['Réseaux du Léman', 'Informatique Pasquier', 'Web et Cie'],
    goods: ['Maintenance annuelle', 'Heure de développement', 'Hébergement mutualisé', 'Nom de domaine .fr'],
    rate: 20,
    lines: [1, 5],
    dates: ['slash'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const number = `FA${b.date.slice(2, 4)}${b.date.slice(5, 7)}-${String(b.serial).padStart(4, '0')}`;
    const year = Number(b.date.slice(0, 4));
    return {
      number,
      css: `@page{size:A4;margin:10mm} body{font:9pt 'Liberation Sans'} .r{text-align:right} .two{display:flex;gap:6mm;margin:5mm 0} .two>div{flex:1} .box{background:#e6e6e6;padding:3mm;min-height:32mm} .ad{background:none;border:1px solid #c0c0c0} table{width:100%;border-collapse:collapse} .l td{border:1px solid #c0c0c0;padding:1mm} .n td{text-align:right}`,
      body: `<div class=r><b style="font-size:13pt;color:#00003c">Facture</b><br><b style="color:#00003c">Réf. : ${number}</b><br>Réf. client : ${b.serial}-B<br>Date facturation : ${b.own()}<br>Date échéance : ${b.other('due', b.due)}<br>Code client : CU${b.date.slice(2, 4)}-00${b.round}<br>Réf. commande : CO${b.serial} / ${b.other('order', b.after(-20))}</div>
        <div class=two><div><small>Émetteur :</small><div class=box><b>${s.name}</b><br>${s.street}<br>${s.town}<br>Tél. : 04 50 11 22 33</div></div><div><small>Adressé à :</small><div class="box ad"><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}</div></div></div>
        <div class=r><small>Montants exprimés en Euros</small></div>
        <table class=l><tr><td>Désignation<td>TVA<td>P.U. HT<td>Qté<td>Total HT${b.lines.map((l) => `<tr><td>${l.text}<br><i>(Du ${b.other('period', `${year}-01-01`)} au ${b.other('period', `${year}-12-31`)})</i><td>20%<td>${b.money(l.price)}<td>${l.quantity}<td>${b.money(l.total)}`).join('')}</table>
        <div class=two><div><b>Conditions de règlement :</b> 30 jours<br><b>Règlement par virement</b> sur le compte bancaire suivant :<br>${s.iban}</div><div><table class=n><tr><td>Total HT<td>${b.money(b.net)}<tr><td>Total TVA 20%<td>${b.money(b.tax)}<tr style="background:#e0e0e0"><td><b>Total TTC</b><td><b>${b.money(b.gross)}</b></table></div></div>
        <div style="position:absolute;bottom:0;width:100%;text-align:center;font-size:7pt">Société à responsabilité limitée – Capital de 5 000 € – SIRET : ${s.siret}<br>NAF-APE : 6202A – RCS/RM : ${s.city} – Numéro TVA : ${s.vat}</div>`,
    };
  },
};
