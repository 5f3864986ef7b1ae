import { type Layout, spaced } from '../layout.ts';
import { head, items, pageFoot, percent, row, sum, two } from './kit.ts';

const GOODS = [
  ['FILET POULET JAUNE X5KG', 5.5, 'FR 44.109.002 CE'],
  ['BEURRE DOUX 82% 10G X100', 5.5, ''],
  ['FRITES 9/9 SURG 5X2,5KG', 5.5, ''],
  ['MOZZARELLA COSSETTE 2,5KG', 5.5, 'IT 05 128 CE'],
  ['SALADE MESCLUN 500G', 5.5, ''],
  ['FILM ALIMENTAIRE 45CM 300M', 20, ''],
  ['LIMONADE ART. 33CL X24', 5.5, ''],
  ['SERVIETTE 40X40 BLANC X100', 20, ''],
  ['ENTRECOTE VBF S/VIDE 2,2KG', 5.5, 'FR 53.097.001 CE'],
  ['RHUM AMBRE 40% 1L', 20, ''],
] as const;

/** A food distributor's invoice that came with the lorry: heads of boxes, lots and best-before days under the articles, deposits. */
export const freshDelivery: Layout = {
  id: 'fresh-delivery',
  style: {
    sellers: ['Pomélia Terre & Saveurs', 'Épisurgel Restauration SAS', 'Davrigal Frais'],
    goods: ['Article'],
    rate: 20,
    lines: [9, 34],
    dates: ['short', 'slash', 'short'],
    money: 'plain',
    dueAfter: [10, 15, 21],
  },
  draw(b) {
    const s = b.seller;
    const isSlip = b.round === 2;
    const lines = items(b, GOODS, [390, 6_400], 3);
    const of = (rate: number) => sum(lines.filter((l) => l.good[1] === rate).map((l) => l.all));
    const rates = [5.5, 20].map((rate) => ({ rate, net: of(rate), tax: percent(of(rate), rate) }));
    const shown = rates.filter((r) => r.net > 0);
    const net = sum(rates.map((r) => r.net));
    const gross = net + sum(rates.map((r) => r.tax));
    const number = `${isSlip ? '8' : '2'}${b.serial}${two(b.round * 7 + 11)}3`;
    const delivered = b.after(b.round % 2 ? 0 : -1);
    const best = (n: number) => b.other('best before', b.after(6 + ((n * 17 + b.serial) % 90)), 'short');
    return {
      number,
      gross,
      ...(isSlip ? { ask: 'bon de livraison' } : {}),
      css: `@page{size:A4;margin:8mm 9mm 16mm} body{font:7.8pt/1.35 'Liberation Mono'} .h{display:flex;justify-content:space-between} .b{width:100%;border-collapse:collapse;margin:2mm 0} .b th{border:1px solid #000;background:#ddd;font:6.8pt 'Liberation Sans';padding:.5mm} .b td{border:1px solid #000;text-align:center;padding:1mm} .d{width:100%;border-collapse:collapse;border:1px solid #000} .d th{font:6.8pt 'Liberation Sans';border-bottom:1px solid #000;text-align:left;padding:.6mm} .d td{padding:.4mm .8mm;white-space:nowrap} .d td:nth-child(n+3),.d th:nth-child(n+3){text-align:right} .o{font-size:6.6pt}`,
      footer: pageFoot(
        `${s.name} – SA au capital de 8 400 000 € – ${s.street}, ${s.town} – RCS ${s.city} B ${spaced(s.siren)} – TVA ${s.vat} – Agrément sanitaire FR 37.261.0${b.serial % 90} CE – Clause de réserve de propriété (loi du ${b.other('law', '1980-05-12', 'slash')})`,
      ),
      body: `<div class=h><div style="font-family:'Liberation Sans'"><b style="font-size:17pt;color:#2f7d32">${s.name}</b><br>Distributeur aux métiers de bouche<br>Dépôt de ${s.city} – ${s.street}<br>${s.town}<br>Télévente : 02 41 18 ${String(b.serial).slice(0, 2)} 90 (5h-13h)</div><div style="width:78mm;padding-top:8mm;font-size:9pt">LIVRÉ ET FACTURÉ À<br>${b.buyer.name.toUpperCase()}<br>${b.buyer.street.toUpperCase()}<br>${b.buyer.town.toUpperCase()}${b.showsBuyerSiren ? `<br>SIREN ${b.buyer.siren}` : ''}</div></div>
        <div style="font:bold 12pt 'Liberation Sans';margin-top:3mm">${isSlip ? 'BON DE LIVRAISON CHIFFRÉ' : 'FACTURE'}</div>
        <table class=b>${isSlip ? head('N° BL', 'LIVRÉ LE', 'CODE CLIENT', 'TOURNÉE', 'COMMANDE', 'SAISIE LE') : head('N° FACTURE', 'DATE', 'CODE CLIENT', 'TOURNÉE', 'COMMANDE', 'LIVRÉ LE')}${row(number, isSlip ? b.other('delivery', b.date) : b.own(), `0${b.serial}7`, `T${two(b.round * 3 + 12)} / 06`, `${b.serial + 90_100}`, isSlip ? b.other('order', b.after(-1)) : b.other('delivery', delivered))}</table>
        <table class=d><thead>${head('ART.', 'DÉSIGNATION', 'COLIS', 'QTÉ', 'PRIX HT', 'MONTANT HT', 'TVA')}<tbody>${lines
          .map(
            (l, n) =>
              row(
                40_112 + n * 713,
                l.good[0],
                1,
                `${l.count},000`,
                b.money(l.unit),
                b.money(l.all),
                l.good[1] === 20 ? '2' : '1',
              ) +
              (l.good[1] === 20
                ? ''
                : `<tr class=o><td><td colspan=6>Lot ${b.serial + n * 31}L ${l.good[2]} DDM/DLC ${best(n)}`),
          )
          .join('')}<tr><td style="height:12mm"></table>
        <table class=b style="margin-top:4mm">${head('CODE', 'BASE HT', 'TAUX', 'TVA', 'TTC')}${shown.map((r) => row(r.rate === 20 ? 2 : 1, b.money(r.net), r.rate === 20 ? '20,00' : '5,50', b.money(r.tax), b.money(r.net + r.tax))).join('')}</table>
        <table class=b>${head('NB COLIS', 'POIDS BRUT', 'TOTAL HT', 'TOTAL TVA', isSlip ? 'TOTAL TTC INDICATIF' : 'NET À PAYER EUR')}${row(lines.length, `${lines.length * 4},300 KG`, b.money(net), b.money(gross - net), `<b>${b.money(gross)}</b>`)}</table>
        ${isSlip ? 'CE BON NE TIENT PAS LIEU DE FACTURE. UNE FACTURE VOUS SERA ADRESSÉE EN FIN DE DÉCADE.<br>Heure d’arrivée : ____ T° à réception : ____ Signature et cachet du client :' : `RÈGLEMENT : PRÉLÈVEMENT LE ${b.other('debit', b.due)} – Consignes rolls : 1 livré, 1 repris, solde 2<br><span style="font:6.6pt 'Liberation Sans'">Toute réclamation sur les produits frais doit être formulée à la livraison. Retard : BCE + 10 points, 40 € de frais de recouvrement. Pas d’escompte. Prochaine livraison : ${b.other('next', b.after(2))}. Fermeture exceptionnelle du dépôt le ${b.other('other', b.after(11), 'longZero')}.</span>`}`,
    };
  },
};
