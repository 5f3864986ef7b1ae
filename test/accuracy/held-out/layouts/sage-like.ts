import type { Layout } from '../layout.ts';
import { spacedSiret } from '../layout.ts';

/** A merchant's management software: dense boxes, delivery notes between the lines, several due dates, "édité le" at the foot. */
export const sageLike: Layout = {
  id: 'trade-software',
  style: {
    sellers: ['Quincaillerie Bertholon SA', 'Sanitherm Distribution', 'Élec Ouest Négoce'],
    goods: [
      'VIS INOX 6X60 BTE 200',
      'CABLE R2V 3G2.5 C100',
      'TUBE CUIVRE 14/16',
      'JOINT FIBRE 15/21',
      'DISJ. 16A PH+N',
    ],
    rate: 20,
    lines: [8, 40],
    dates: ['slash', 'short', 'dots'],
    money: 'plain',
    dueAfter: [45, 60],
  },
  draw(b) {
    const s = b.seller;
    const number = String(2_400_000 + b.serial);
    const notes = [-24, -17, -9, -2].map((d, n) => ({ on: b.after(d), n: 88_100 + n * 7 }));
    const each = Math.ceil(b.lines.length / notes.length);
    const rows = notes
      .map((note, n) => {
        const part = b.lines.slice(n * each, n * each + each);
        if (part.length === 0) return '';
        const head = `<tr><td><td colspan=4 class=bl>BL N° ${note.n} du ${b.other('delivery', note.on)} – V/Cde ${b.serial + n} du ${b.other('order', b.after(-30 + n))}`;
        return (
          head +
          part
            .map(
              (l) =>
                `<tr><td>${l.price}${n}<td>${l.text}<td class=r>${l.quantity}<td class=r>${b.money(l.price)}<td class=r>${b.money(l.total)}`,
            )
            .join('')
        );
      })
      .join('');
    return {
      number,
      css: `@page{size:A4;margin:10mm 9mm 18mm} body{font:8.5pt 'Liberation Sans Narrow'} .top{display:flex;justify-content:space-between}
        .box{border:1px solid #000;border-radius:2mm;padding:2mm;width:84mm} table{width:100%;border-collapse:collapse}
        .id{margin:3mm 0} .id th{border:1px solid #000;font-weight:normal;font-size:7pt} .id td{border:1px solid #000;text-align:center;font-weight:bold}
        .l th{border-bottom:1px solid #000;text-align:left} .r{text-align:right} .bl{font-style:italic} tr{break-inside:avoid}
        .sum td,.sum th{border:1px solid #000;padding:1mm}`,
      body: `<div class=top><div><b style="font-size:12pt">${s.name}</b><br>${s.street} – ${s.town}<br>S.A. au capital de 152 449,02 € –
        R.C.S. ${s.city} B ${s.siren}<br>N° TVA : ${s.vat} – SIRET ${spacedSiret(s.siret)}</div>
        <div class=box>${b.buyer.name}<br>${b.buyer.street}<br><br>${b.buyer.town}${b.showsBuyerSiren ? `<br>N° id. TVA ${b.buyer.vat}` : ''}</div></div>
        <table class=id><tr><th>Type<th>Numéro<th>Date<th>Client<th>Représentant<th>Votre réf.<tr><td>FACTURE<td>${number}<td>${b.own()}<td>411${b.serial}<td>DURAND J.<td>TEL. ${b.other('order', b.after(-12), 'short')}</table>
        <table class=l><thead><tr><th>Réf.<th>Désignation<th class=r>Qté<th class=r>PU net<th class=r>Mt HT</thead>${rows}</table><br>
        <table class=sum><tr><th>Base HT<th>Taux<th>TVA<th>Total HT<th>Total TTC<th>Acompte<th>NET A PAYER
        <tr><td>${b.money(b.net)}<td>20,00<td>${b.money(b.tax)}<td>${b.money(b.net)}<td>${b.money(b.gross)}<td>0,00<td><b>${b.money(b.gross)} EUR</b></table>
        <p>Mode de règlement : L.C.R. magnétique. Échéance(s) : ${b.other('due', b.due)} ${b.money(b.gross)} EUR<br>
        Réserve de propriété (loi 80-335 du 12/05/1980). Pénalités : 3 fois le taux légal. TVA acquittée sur les débits.</p>`,
      footer: `<div style="font-size:7px;width:100%;margin:0 9mm;display:flex;justify-content:space-between"><span>Édité le ${b.other('printed', b.after(b.round % 3), 'slash')} à 18:0${b.round % 10}</span><span>Page <span class="pageNumber"></span>/<span class="totalPages"></span></span></div>`,
    };
  },
};
