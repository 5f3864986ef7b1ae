import { type Layout, STRAY, spacedSiret } from '../layout.ts';
import { address, addYears, head, items, pageFoot, percent, row, sum, two, yearOf } from './kit.ts';

/** A vehicle inspection centre's small sheet: the report's day, the day until which it holds, first registration. */
export const technicalCheck: Layout = {
  id: 'technical-check',
  style: {
    sellers: ['Contrôle Auto de la Gare', 'Bilan Auto Castelmont', 'CT Rives de Loire SARL'],
    goods: [
      'Contrôle technique périodique VL',
      'Contre-visite',
      'Contrôle technique utilitaire',
      'Contrôle pollution VUL',
    ],
    rate: 20,
    lines: [1, 2],
    dates: ['slash', 'slash', 'dashes'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 4;
    const lines = items(b, this.style.goods, [1_667, 7_917], 1);
    const fee = 40;
    const net = sum(lines.map((l) => l.all)) + fee;
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `${b.date.slice(2, 4)}${b.date.slice(5, 7)}-${two(b.round + 1)}${b.serial}`;
    const hour = `${two(8 + (b.serial % 10))}h${two(b.serial % 60)}`;
    const born = `${yearOf(b.date) - 7}-0${1 + (b.serial % 8)}-${11 + b.round}`;
    return {
      number,
      gross,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A5;margin:8mm 9mm 14mm} body{font:7.8pt/1.4 'Nimbus Sans','Liberation Sans'} .h{display:flex;justify-content:space-between;gap:4mm} .t{width:100%;border-collapse:collapse;margin-top:3mm} .t th{background:#005ca9;color:#fff;font-weight:normal;font-size:6.8pt;padding:.6mm} .t td{border:1px solid #005ca9;padding:.8mm 1mm;text-align:center} .l td:first-child{text-align:left} .l td:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – Agrément préfectoral S0${b.serial % 90}C11${b.round} – SIRET ${spacedSiret(s.siret)} – TVA ${s.vat} – APE 7120A`,
      ),
      body: `<div class=h><div><b style="font-size:12pt;color:#005ca9">${s.name}</b><br>${s.street}<br>${s.town}<br>Tél. 02 41 47 ${String(b.serial).slice(0, 2)} 20</div><div style="border:1px solid #005ca9;padding:2mm;width:58mm">${address(b.buyer, b.showsBuyerSiren || isStray ? `SIREN ${b.buyer.siren}` : '')}</div></div>
        <table class=t>${head('FACTURE N°', 'DATE', 'HEURE', 'PV N°', 'CONTRÔLEUR')}${row(`<b>${number}</b>`, `<b>${b.own()}</b>`, hour, `2${b.serial}0${b.round}77`, 'J. ROBIN')}</table>
        <table class=t>${head('IMMATRICULATION', 'MARQUE / TYPE', '1re MISE EN CIRC.', 'DATE CARTE GRISE', 'KM')}${row(`GB-${100 + (b.serial % 800)}-LT`, b.round % 2 ? 'PEUGEOT PARTNER' : 'RENAULT MASTER', b.other('vehicle', born), b.other('vehicle', b.after(-900 - b.round)), 48_000 + b.serial)}</table>
        <table class="t l">${head('Prestation', 'Base HT', 'TVA', 'TTC')}${lines.map((l) => row(l.good, b.money(l.all), '20 %', b.money(l.all + percent(l.all, 20)))).join('')}${row('Redevance OTC', b.money(fee), '20 %', b.money(fee + percent(fee, 20)))}</table>
        <table class="t l" style="width:62mm;margin-left:auto">${row('Total HT', b.money(net))}${row('TVA 20,00 %', b.money(tax))}${row('<b>Total TTC EUR</b>', `<b>${b.money(gross)}</b>`)}</table>
        <p>Réglé par ${b.round % 2 ? 'carte bancaire' : 'chèque'} ce jour.<p><b>Limite de validité du contrôle : ${b.other('validity', addYears(b.date, 2))}</b><br>Contrôle complémentaire pollution : ${b.other('validity', addYears(b.date, 1))}<br>Contrôle précédent : ${b.other('previous', b.after(-731))}<p style="font-size:6.4pt">Mesure des émissions selon l’arrêté du ${b.other('law', '1991-06-18', 'long')} modifié. Pénalités de retard : 3 fois le taux légal, indemnité 40 €. Pas d’escompte. Prenez rendez-vous en ligne pour votre prochain contrôle.`,
    };
  },
};
