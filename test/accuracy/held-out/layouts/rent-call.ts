import { monthName } from '../forms.ts';
import type { Layout } from '../layout.ts';

/** A landlord's agent calls for the next quarter's rent: period after the invoice, lease and index with their days. */
export const rentCall: Layout = {
  id: 'rent-call',
  style: {
    sellers: ['SCI Les Remparts', 'Foncière Valmont', 'Régie Sainte-Claire'],
    goods: ['Loyer bureaux', 'Provision sur charges', 'Provision taxe foncière'],
    rate: 20,
    lines: [2, 3],
    dates: ['slash', 'longZero', 'dots'],
    money: 'plain',
    dueAfter: [1, 10],
  },
  draw(b) {
    const s = b.seller;
    const number = `Q${b.date.slice(0, 4)}${String(b.serial).padStart(5, '0')}`;
    return {
      number,
      css: `@page{size:A4;margin:18mm} body{font:10pt 'Liberation Sans'} .two{display:grid;grid-template-columns:1fr 1fr} fieldset{border:1px solid #336;margin:4mm 0} legend{color:#336} table{width:100%;border-collapse:collapse}
        td,th{padding:1.5mm;text-align:left} td:last-child,th:last-child{text-align:right} .cut{border-top:1px dashed #000;margin-top:16mm;padding-top:4mm;display:flex;justify-content:space-between}`,
      body: `<div class=two><div><b>${s.name}</b><br>${s.street}<br>${s.town}<br>SIREN ${s.siren}<br>${s.vat}</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <h2>FACTURE VALANT APPEL DE LOYER</h2><div>Période : ${b.other('period', b.after(1))} au ${b.other('period', b.after(91))}</div><div>Pièce ${number}</div><div>Émise le ${b.own()}</div>
        <fieldset><legend>Votre bail</legend>Bail commercial du ${b.other('contract', b.after(-1500))}, prise d’effet le ${b.other('contract', b.after(-1480))} – locaux du ${b.buyer.street}<br>Dernière indexation (ILC) : ${b.other('index', b.after(-250))} – prochaine révision : ${b.other('index', b.after(115))}</fieldset>
        <table><tr><th>Libellé<th>Du<th>Au<th>Montant HT${b.lines.map((l) => `<tr><td>${l.text}<td>${b.other('period', b.after(1))}<td>${b.other('period', b.after(91))}<td>${b.money(l.total)}`).join('')}
        <tr><td colspan=3>Total HT<td>${b.money(b.net)}<tr><td colspan=3>TVA 20 %<td>${b.money(b.tax)}<tr><td colspan=3><b>Total TTC exigible le ${b.other('due', b.due)}</b><td><b>${b.money(b.gross)} €</b></table>
        <p>Solde antérieur au ${b.other('balance', b.after(-1))} : 0,00 €. Cet avis ne vaut pas quittance. Loyer de ${monthName(b.after(1))} inclus.</p>
        <div class=cut><span>Talon à joindre à votre règlement<br>${s.name}</span><span>Réf. ${number}</span><span>À payer avant le ${b.other('due', b.due)}</span><b>${b.money(b.gross)} €</b></div>`,
    };
  },
};
