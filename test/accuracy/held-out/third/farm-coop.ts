import { type Layout, spaced } from '../layout.ts';

/** A farmers' cooperative: a crop year in the title, deliveries over months, account positions at a day; some plain statements. */
export const farmCoop: Layout = {
  id: 'farm-coop',
  style: {
    sellers: ['Coopérative des Trois Vallées', 'Union Agricole du Perche', 'Céréaliers Associés SCA'],
    goods: ['AMMONITRATE 33,5 BB', 'SEMENCES BLE T. C1', 'ALIMENT VACHES 18%', 'FICELLE 750', 'GNR ADDITIVE'],
    rate: 10,
    lines: [5, 14],
    dates: ['slash', 'short', 'dots'],
    money: 'plain',
    dueAfter: [30, 60, 90],
  },
  draw(b) {
    const s = b.seller;
    const isStatement = b.round === 2 || b.round === 8;
    const number = `${isStatement ? 'R' : 'A'}${b.serial}-${b.round + 1}`;
    const year = Number(b.date.slice(0, 4));
    return {
      number,
      ...(isStatement ? { ask: 'relevé' } : {}),
      css: `@page{size:A4;margin:10mm 14mm} body{font:9pt 'Liberation Mono'} .t{text-align:center;font-weight:bold;font-size:12pt;border:2px solid #33691e;padding:1.5mm;margin:4mm 0} table{width:100%;border-collapse:collapse} td,th{padding:.6mm 1mm;text-align:right;font-weight:normal} td:nth-child(-n+3),th:nth-child(-n+3){text-align:left} th{border-bottom:1px solid #33691e;border-top:1px solid #33691e}`,
      body: `<div style="display:flex;justify-content:space-between"><div><b>${s.name}</b><br>Société coopérative agricole<br>${s.street}<br>${s.town}<br>Agrément n° 1142 du 25/09/1973</div><div style="margin-top:10mm">ADHÉRENT 0${b.serial}<br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div class=t>${isStatement ? 'RELEVÉ DE COMPTE' : 'FACTURE APPROVISIONNEMENT'} – CAMPAGNE ${year - 1}/${year}</div>
        <div style="display:flex;justify-content:space-between"><span>N° ${number}</span><span>${isStatement ? `Arrêté au ${b.other('statement', b.date)}` : `Date : ${b.own()}`}</span><span>${isStatement ? 'Agence de Mortagne' : `Échéance : ${b.other('due', b.due)}`}</span></div><br>
        <table><tr><th>Date<th>Bon<th>Libellé<th>Quantité<th>Prix<th>Montant HT${b.lines.map((l, n) => `<tr><td>${b.other('delivery', b.after(-90 + n * 6))}<td>${30_000 + b.serial + n}<td>${isStatement ? 'FACTURE' : l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=5>TOTAL HT<td>${b.money(b.net)}<tr><td colspan=5>TVA 10,00 %<td>${b.money(b.tax)}<tr><td colspan=5>${isStatement ? 'SOLDE DÉBITEUR' : 'TOTAL TTC'}<td>${b.money(b.gross)}</table>
        <p>Votre compte courant au ${b.other('statement', b.after(-1))} : 1 250,00 créditeur. Assemblée de section le ${b.other('event', b.after(27))}. Dépôt des contrats récolte ${year + 1} avant le ${b.other('event', b.after(50))}.</p><p style="font-size:7pt">RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – agrément distribution phytosanitaire valable jusqu’au ${b.other('validity', `${year + 2}-04-30`)}</p>`,
    };
  },
};
