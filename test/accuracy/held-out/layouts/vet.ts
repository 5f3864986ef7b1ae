import type { Layout } from '../layout.ts';

/** A veterinary clinic: birth days, recalls a year ahead, and the date in a sidebar set at absolute places. */
export const vet: Layout = {
  id: 'vet-clinic',
  style: {
    sellers: ['Clinique vétérinaire du Val', 'SCP vétérinaire des Halles', 'Cabinet vétérinaire Duroc'],
    goods: ['Consultation', 'Vaccin CHPPi', 'Vermifuge', 'Analyse sanguine', 'Croquettes 12 kg'],
    rate: 20,
    lines: [2, 5],
    dates: ['slash', 'abbreviated', 'short'],
    money: 'plain',
    dueAfter: [0, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = String(100_000 + b.serial);
    const at = (x: number, y: number, text: string, css = '') =>
      `<div style="position:absolute;left:${x}mm;top:${y}mm;${css}">${text}</div>`;
    return {
      number,
      css: `@page{size:A4;margin:0} body{margin:0;font:10pt 'DejaVu Sans'} table{border-collapse:collapse;width:128mm} td,th{border-bottom:1px solid #9c9;text-align:right;padding:1.2mm} td:first-child,th:first-child{text-align:left}`,
      body:
        at(0, 0, '', 'width:52mm;height:297mm;background:#e6f2e6') +
        at(6, 12, `<b>${s.name}</b>`, 'width:42mm;font-size:12pt') +
        at(6, 32, `${s.street}<br>${s.town}`, 'width:42mm;font-size:8pt') +
        at(6, 60, 'FACTURE', 'letter-spacing:2pt;font-weight:bold') +
        at(6, 68, 'Numéro', 'font-size:7pt;color:#575') +
        at(6, 72, number) +
        at(6, 80, 'Date', 'font-size:7pt;color:#575') +
        at(6, 84, b.own()) +
        at(6, 92, 'Échéance', 'font-size:7pt;color:#575') +
        at(6, 96, b.other('due', b.due)) +
        at(6, 250, `SIRET ${s.siret}<br>TVA ${s.vat}<br>Ordre n° 18${b.round}04`, 'font-size:7pt') +
        at(110, 14, `${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}`) +
        at(
          62,
          48,
          `Animal : OSLO – chien, né le ${b.other('birth', b.after(-1600))} – puce 250268${b.serial}<br>Actes du ${b.other('service', b.after(-2))}`,
        ) +
        at(
          62,
          66,
          `<table><tr><th>Acte / produit<th>Qté<th>PU HT<th>Total HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=3>Total HT<td>${b.money(b.net)}<tr><td colspan=3>TVA 20 %<td>${b.money(b.tax)}<tr><td colspan=3><b>TOTAL TTC</b><td><b>${b.money(b.gross)} €</b></table>`,
        ) +
        at(
          62,
          170,
          `Prochain rappel de vaccin : <b>${b.other('next', b.after(365))}</b><br>Prochain vermifuge : ${b.other('next', b.after(90))}<br><br>Imprimé le ${b.other('printed', b.after(2))} par SB`,
          'font-size:8.5pt',
        ),
    };
  },
};
