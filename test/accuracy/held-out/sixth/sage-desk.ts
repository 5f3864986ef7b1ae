import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper, registered } from './kit.ts';

const PER_PAGE = 16;

/** A wholesaler's accounting program: one row of boxes, notes of delivery with their days among the lines, sums carried over pages; once a note of delivery. */
export const sageDesk: Layout = {
  id: 'sage-desk',
  style: {
    sellers: ['Comptoir Hygiène du Centre', 'Quincaillerie Barrault & Fils', 'Sodipro Emballages'],
    goods: [
      'Savon mousse 5 L',
      'Essuie-mains pliés V',
      'Sac poubelle 110 L x200',
      'Gant nitrile T8',
      'Film étirable 23 µ',
      'Vis agglo 4x40 bte 500',
      'Ruban adhésif havane',
    ],
    rate: 20,
    lines: [14, 38],
    dates: ['slash', 'short', 'slash'],
    money: 'plain',
    dueAfter: [30, 45, 60],
  },
  draw(b) {
    const s = b.seller;
    const isSlip = b.round === 2;
    const { lines, net, tax, gross } = cheaper(b, 12);
    const number = isSlip ? `BL${b.serial + 41_000}` : `FC${String(b.serial + 10_000).padStart(7, '0')}`;
    const day = isSlip ? b.other('delivery', b.date) : b.own();
    const pages = Math.ceil(lines.length / PER_PAGE);
    const head = (page: number) =>
      `<div class=h><div><b style="font-size:13pt">${s.name}</b><br>${s.street}<br>${s.town}<br>Tél : 02 48 ${b.serial % 90} 11 09<br>Siret : ${spacedSiret(s.siret)}</div><div class=a>${b.buyer.name}<br>${b.buyer.street}<br><br>${b.buyer.town}</div></div><b style="font-size:12pt">${isSlip ? 'Bon de livraison' : 'Facture'}</b>
      <table class=x><tr><th>Numéro<th>Date<th>Code client<th>Représentant<th>${isSlip ? 'Tournée' : 'Échéance'}<th>Mode de règlement<th>Page<tr><td>${number}<td>${day}<td>C${b.serial % 9000}<td>07 VRP SUD<td>${isSlip ? 'T12' : b.other('due', b.due)}<td>${isSlip ? '' : 'LCR directe'}<td>${page + 1}/${pages}</table>`;
    const slip = (n: number) =>
      isSlip || n % 7 > 0
        ? ''
        : `<tr class=n><td><td colspan=5>BL N° ${b.serial + 41_000 + n} du ${b.other('delivery', b.after(-29 + n))}${n % 2 ? ` – V/Cde du ${b.other('order', b.after(-33 + n))}` : ''}`;
    const sum = (to: number) => b.money(lines.slice(0, to).reduce((t, l) => t + l.total, 0));
    return {
      number,
      gross,
      ...(isSlip ? { ask: 'bon de livraison' } : {}),
      css: `@page{size:A4;margin:10mm 12mm} body{font:9pt 'Liberation Sans';margin:0} section{min-height:270mm;position:relative} section+section{break-before:page} .h{display:flex;justify-content:space-between;height:44mm} .a{border:1px solid #000;width:82mm;height:26mm;padding:3mm;margin-top:10mm} table{width:100%;border-collapse:collapse} .x th,.x td,.l th{border:1px solid #000;padding:1mm;text-align:center;font-weight:normal} .x th,.l th{background:#ddd;font-size:8pt} .x{margin:2mm 0 4mm} .l td{border-left:1px solid #000;border-right:1px solid #000;padding:.7mm 1.5mm;text-align:right} .l td:nth-child(-n+2){text-align:left} .n td{font-style:italic} .l{border-bottom:1px solid #000} .t{width:80mm;margin:4mm 0 0 auto} .t td{border:1px solid #000;padding:1mm 2mm} .t td+td{text-align:right}`,
      body: Array.from(
        { length: pages },
        (_, p) =>
          `<section>${head(p)}<table class=l><tr><th>Référence<th>Désignation<th>Qté<th>P.U. HT<th>Remise<th>Montant HT${p > 0 ? `<tr><td><td>Report<td><td><td><td>${sum(p * PER_PAGE)}` : ''}${lines
            .slice(p * PER_PAGE, (p + 1) * PER_PAGE)
            .map(
              (l, n) =>
                `${slip(p * PER_PAGE + n)}<tr><td>${l.price}${l.text.slice(0, 3).toUpperCase()}<td>${l.text}<td>${l.quantity},00<td>${b.money(l.price)}<td>${n % 4 === 3 ? 'NET' : ''}<td>${b.money(l.total)}`,
            )
            .join(
              '',
            )}</table>${p + 1 < pages ? `<div style="text-align:right;margin-top:2mm">A reporter : ${sum((p + 1) * PER_PAGE)}</div>` : `<table class=t><tr><td>Total HT<td>${b.money(net)}<tr><td>TVA 20,00 %<td>${b.money(tax)}<tr><td>${isSlip ? 'Valeur TTC' : 'Total TTC'}<td>${b.money(gross)}<tr><td><b>${isSlip ? 'Colis : 7 – Poids : 118 kg' : 'NET A PAYER'}</b><td><b>${isSlip ? '' : `${b.money(gross)} EUR`}</b></table>${isSlip ? '<p>Marchandise reçue en bon état. Date, cachet et signature :</p>' : `<p style="font-size:7.5pt">Nos marchandises restent notre propriété jusqu’à complet paiement (loi 80-335 du ${b.other('law', '1980-05-12', 'long')}). Escompte pour paiement anticipé : néant. Pénalités de retard : 12 % l’an ; indemnité pour frais de recouvrement : 40 €.</p>`}`}<div style="position:absolute;bottom:0;font-size:6.5pt;text-align:center;width:100%">${registered(s, 'SA au capital de 152 449 €')}</div></section>`,
      ).join(''),
    };
  },
};
