import { type Layout, spaced } from '../layout.ts';

/** A building merchant: delivery notes with their days within the lines, two-figure years, day above the number at the right of the page. */
export const builderMerchant: Layout = {
  id: 'builder-merchant',
  style: {
    sellers: ['Négoce Matériaux de l’Ouest', 'Ets Roubert et Fils', 'Quincaillerie Pradel SA'],
    goods: [
      'CIMENT CEM II 32,5 35KG',
      'PLAQUE BA13 250X120',
      'RAIL R48 3M',
      'VIS TTPC 25 BTE 1000',
      'LAINE VERRE 100MM',
      'PALETTE CONSIGNEE',
    ],
    rate: 20,
    lines: [8, 20],
    dates: ['short', 'shortDots', 'slash'],
    money: 'plain',
    dueAfter: [30, 45, 60],
  },
  draw(b) {
    const s = b.seller;
    const isSlip = b.round === 2;
    const number = `${b.date.slice(2, 4)}${String(b.serial).padStart(6, '0')}`;
    const day = isSlip ? b.other('delivery', b.date) : b.own();
    let rows = '';
    for (const [n, l] of b.lines.entries()) {
      if (!isSlip && n % 5 === 0)
        rows += `<tr><td colspan=6><i>BL N° ${b.serial + n} DU ${b.other('delivery', b.after(-25 + n))} - CDE ${n + 1}/${b.round} CHANTIER RUE BASSE</i>`;
      rows += `<tr><td>${l.price}${n % 10}<td>${l.text}<td>${l.quantity}<td>U<td>${isSlip ? '' : b.money(l.price)}<td>${isSlip ? '' : b.money(l.total)}`;
    }
    return {
      number,
      ...(isSlip ? { ask: 'bon de livraison' } : {}),
      css: `@page{size:A4;margin:10mm} body{font:8pt 'Liberation Mono'} .h{display:grid;grid-template-columns:1fr 52mm;column-gap:8mm} .k{border:1.5px solid;text-align:center;padding:1.5mm} table{width:100%;border-collapse:collapse;margin-top:4mm} th{border-top:1px solid;border-bottom:1px solid;text-align:left} td{padding:.5mm 1mm} td:nth-child(n+3){text-align:right} .s td{border-top:1px solid}`,
      body: `<div class=h><div><b style="font:bold 17pt 'Liberation Sans';color:#0a4d8c">${s.name}</b><br>${s.street} - ${s.town}<br>TEL 02 40 11 2${b.round} 00 - RCS ${s.city} ${spaced(s.siren)}</div><div class=k><b>${isSlip ? 'BON DE LIVRAISON' : 'FACTURE'}</b><br>DU ${day}<br>N° ${number}<br>CLIENT ${b.serial % 8000}</div>
        <div style="font-size:7pt;padding-top:8mm">VENDEUR : MARC - DEPOT 04<br>COMPTE OUVERT LE ${b.other('contract', b.after(-1900))}<br>ENLEVE LE ${b.other('delivery', b.after(-5))}</div><div style="padding-top:8mm">${b.buyer.name.toUpperCase()}<br>${b.buyer.street.toUpperCase()}<br>${b.buyer.town.toUpperCase()}</div></div>
        <table><tr><th>CODE<th>DESIGNATION<th>QTE<th>UN<th>PU NET<th>MONTANT${rows}</table>
        <table class=s><tr><th>BASE HT<th>TVA 20,00<th>TOTAL TTC<th>ECHEANCE<th>REGLEMENT<tr><td>${b.money(b.net)}<td>${b.money(b.tax)}<td>${b.money(b.gross)} EUR<td>${b.other('due', b.due)}<td>${isSlip ? 'A FACTURER' : 'LCR DIRECTE'}</table>
        <p style="font-size:6.5pt">${isSlip ? 'MARCHANDISES RECUES EN BON ETAT, SIGNATURE DU CLIENT :' : 'PENALITES DE RETARD 12 % - INDEMNITE FORFAITAIRE 40 EUR. ECO-CONTRIBUTION PMCB INCLUSE DEPUIS LE 01.05.23.'} TVA ${s.vat}</p>`,
    };
  },
};
