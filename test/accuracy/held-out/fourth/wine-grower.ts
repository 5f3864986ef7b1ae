import { type Layout, spaced } from '../layout.ts';

/** A wine grower's page: vintage years among the goods, removal and excise document, hand-set heading, day after the place at its right. */
export const wineGrower: Layout = {
  id: 'wine-grower',
  style: {
    sellers: ['Domaine des Roches Noires', 'Château Pesquié-Laval', 'GAEC Vignes de l’Aubance'],
    goods: [
      'Anjou rouge 2019, 75 cl',
      'Crémant brut 2021',
      'Coteaux 2015 moelleux',
      'Rosé 2022 BIB 5 L',
      'Magnum Vieilles Vignes 2018',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['long', 'slash', 'longZero'],
    money: 'plain',
    dueAfter: [30, 60],
  },
  draw(b) {
    const s = b.seller;
    const isProforma = b.round === 2;
    const number = `${b.serial % 700}/${b.date.slice(0, 4)}`;
    const day = isProforma ? b.other('other', b.date) : b.own();
    return {
      number,
      ...(isProforma ? { ask: 'proforma' } : {}),
      css: `@page{size:A4;margin:18mm} body{font:10.5pt 'Liberation Serif';color:#3b1218} .h{text-align:center;font-style:italic} .h b{font-size:22pt;color:#7b1e2b} table{width:100%;border-collapse:collapse;margin:6mm 0} th{font-style:italic;border-bottom:1px solid #7b1e2b} td,th{padding:1.4mm;text-align:right} td:first-child,th:first-child{text-align:left}`,
      body: `<div class=h><b>${s.name}</b><br>Vigneron récoltant depuis 1896 – ${s.street}, ${s.town}</div>
        <div style="display:flex;justify-content:space-between;margin-top:10mm"><div><b style="font-size:14pt">${isProforma ? 'Facture pro forma' : 'Facture'} ${number}</b><br>Enlèvement du ${b.other('delivery', b.after(isProforma ? 6 : -2))}<br>DSA n° ${b.serial}22 du ${b.other('delivery', b.after(isProforma ? 6 : -2))}</div><div>${s.city}, le ${day}<br><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <table><tr><th>Vin<th>Bouteilles<th>Prix HT<th>Montant HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=3>Total hors taxe<td>${b.money(b.net)}<tr><td colspan=3>TVA 20 %<td>${b.money(b.tax)}<tr><td colspan=3><b>Total toutes taxes comprises</b><td><b>${b.money(b.gross)} €</b></table>
        <p>${isProforma ? 'Document sans valeur comptable, pour règlement à la commande.' : `Payable au ${b.other('due', b.due)}, sans escompte. Droits d’accise acquittés.`} Portes ouvertes les ${b.other('event', b.after(40))} et ${b.other('event', b.after(41))}.</p>
        <p class=h style="font-size:8pt">EARL au capital de 91 469 € – ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat} – N° accise FR0${b.serial}8E0012 – FR-BIO-01, certificat du ${b.other('law', b.after(-150))}</p>`,
    };
  },
};
