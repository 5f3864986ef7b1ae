import { type Layout, spacedSiret } from '../layout.ts';
import { cheaper, named } from '../sixth/kit.ts';

/** A body shop: the car's file in one box (first registration, claim, expert's visit, in and out), the bill's in the other, excess and VAT to the client. */
export const bodyShop: Layout = {
  id: 'body-shop',
  style: {
    sellers: ['Carrosserie Lemoine', 'AD Carross’Express Thouars', 'Garage des Remparts SARL'],
    goods: [
      'T1 tôlerie',
      'T2 tôlerie',
      'Ingrédients peinture opaque vernie',
      'Pare-chocs AV',
      'Optique G xénon',
      'Géométrie train AV',
      'Forfait élimination déchets',
    ],
    rate: 20,
    lines: [3, 8],
    dates: ['slash', 'short', 'slash'],
    money: 'plain',
    dueAfter: [0, 10, 30],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper({ ...b, lines: named(b.lines, this.style.goods) }, 5);
    const number = `${b.date.slice(2, 4)}F${String(b.serial % 3000).padStart(4, '0')}`;
    const out = b.after(-(b.round % 2));
    const car = [
      ['Véhicule', 'RENAULT KANGOO 1.5 DCI'],
      ['Immatriculation', 'GB-731-TN'],
      ['1re mise en circulation', b.other('vehicle', b.after(-2410))],
      ['N° de série', `VF1FW${b.serial}99${b.serial}`],
      ['Kilométrage', `${b.serial * 17 + 20_000}`],
      ['Date du sinistre', b.other('event', b.after(-37))],
      ['Passage expert', b.other('event', b.after(-22))],
      ['Entrée atelier', b.other('work', b.after(-8))],
      ['Restitution', b.other('work', out)],
    ];
    const bill = [
      ['Facture n°', `<b>${number}</b>`],
      ['Date', b.own()],
      ['O.R. n°', `${b.serial + 12} du ${b.other('order', b.after(-8))}`],
      ['N° client', `${b.serial % 700}`],
      ['Dossier expert', `BC${b.serial}21`],
      ['Échéance', b.due === b.date ? 'comptant' : b.other('due', b.due)],
      ['Réceptionnaire', 'Didier'],
    ];
    const box = (rows: string[][]) => `<table>${rows.map(([k, v]) => `<tr><td>${k}<td>${v}`).join('')}</table>`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:12mm 13mm} body{font:8.8pt 'DejaVu Sans Condensed'} .g{display:grid;grid-template-columns:1fr 1fr;gap:5mm;margin-top:6mm} .k{border:1px solid #37474f;border-radius:2mm;padding:1.5mm 3mm} .k td{padding:.5mm 3mm .5mm 0} .k td:first-child{color:#546e7a} .l{width:100%;border-collapse:collapse;margin-top:6mm} .l th{background:#37474f;color:#fff;text-align:right;padding:1mm} .l td{text-align:right;padding:1mm;border-bottom:1px solid #cfd8dc} .l td:nth-child(2),.l th:nth-child(2){text-align:left} .l.s td:nth-child(2){text-align:right}`,
      body: `<div class=g style="margin-top:0"><div><b style="font-size:15pt">${s.name}</b><br>Réparateur agréé toutes assurances<br>${s.street}<br>${s.town}<br>SIRET ${spacedSiret(s.siret)} – TVA ${s.vat}</div><div style="padding:9mm 0 0 12mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div class=g><div class=k>${box(car)}</div><div class=k>${box(bill)}</div></div>
        <table class=l><tr><th>Réf.<th>Désignation<th>Qté / h<th>P.U. HT<th>Rem.<th>Montant HT${lines.map((l, n) => `<tr><td>${n < 2 ? 'MO' : l.price}<td>${l.text}<td>${l.quantity},00<td>${b.money(l.price)}<td>${n % 3 ? '' : '0 %'}<td>${b.money(l.total)}`).join('')}</table>
        <table class="l s" style="width:78mm;margin-left:auto"><tr><td>Total HT<td>${b.money(net)}<tr><td>TVA 20 %<td>${b.money(tax)}<tr><td><b>Total TTC</b><td><b>${b.money(gross)} €</b><tr><td>dont franchise<td>${b.money(15_000)}</table>
        <p style="font-size:7.3pt;margin-top:8mm">Cession de créance signée le ${b.other('contract', b.after(-8))} au profit du réparateur. Garantie peinture 2 ans, jusqu’au ${b.other('validity', b.after(730))}. Prochain contrôle technique avant le ${b.other('vehicle', b.after(96))}. Pièces remplacées à disposition 15 jours. Prix affichés conformément à l’arrêté du ${b.other('law', '1987-12-03', 'long')}.</p>`,
    };
  },
};
