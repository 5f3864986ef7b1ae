import { type Layout, STRAY, spacedSiret } from '../layout.ts';
import { address, head, items, monthOf, pageFoot, percent, row, sum, two } from './kit.ts';

/** A wholesaler's Sage print on paper with a draft to be accepted at its foot: "A ..., le ..." and the day it falls due. */
export const billOfExchange: Layout = {
  id: 'bill-of-exchange',
  style: {
    sellers: ['Établissements Cazaubon', 'Négoce Coiffure Atlantique', 'SAS Brunel Fixations'],
    goods: [
      'CHEVILLE NYLON 8X40 BTE 100',
      'BOULON TH ZN 8.8 M10X60',
      'MECHE SDS+ 10X210',
      'SILICONE NEUTRE TRANSLUCIDE 310ML',
      'DISQUE TRONC. INOX 125X1,0',
      'GANT NITRILE T9 DZ',
    ],
    rate: 20,
    lines: [3, 9],
    dates: ['slash', 'short', 'slash'],
    money: 'plain',
    dueAfter: [45],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 5;
    const lines = items(b, this.style.goods, [410, 5_900], 9);
    const net = sum(lines.map((l) => l.all));
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `FA${two(b.round + 1)}${String(b.serial).padStart(5, '0')}`;
    const due = monthOf(b.due).last;
    return {
      number,
      gross,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:10mm 11mm 14mm} body{font:8.6pt/1.35 'Liberation Sans'} .h{display:flex;justify-content:space-between} .b{border-collapse:collapse;margin-top:3mm} .b th{border:1px solid #000;font-size:7.4pt;padding:.6mm 3mm;background:#eee} .b td{border:1px solid #000;padding:.8mm 3mm;text-align:center} .d{width:100%;border-collapse:collapse;border:1px solid #000;margin-top:4mm} .d th{border:1px solid #000;font-size:7.6pt;background:#eee} .d td{border-left:1px solid #000;padding:.6mm 1.5mm;text-align:right} .d td:nth-child(2){text-align:left} .lc{position:absolute;left:0;right:0;bottom:2mm;border-top:1px dashed #000;padding-top:2mm;font-size:7pt} .lc .b td,.lc .b th{font-size:7pt;padding:.5mm 2mm;background:none}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 152 449,02 € – SIRET ${spacedSiret(s.siret)} – APE 4674A – TVA ${s.vat}`,
      ),
      body: `<div class=h><div><b style="font-size:14pt">${s.name}</b><br>${s.street}<br>${s.town}<br>Tél. : 05 56 39 ${String(b.serial).slice(0, 2)} 12 – Fax : 05 56 39 ${String(b.serial).slice(0, 2)} 13</div><div><b style="font-size:13pt">Facture</b><table class=b>${head('Numéro', 'Date', 'Client')}${row(number, b.own(), `C${b.serial}B`)}</table></div></div>
        <div style="margin:6mm 0 2mm 104mm;font-size:10pt">${address(b.buyer, b.showsBuyerSiren || isStray ? `SIRET : ${spacedSiret(b.buyer.siret)}` : '')}</div>
        <table class=b style="width:100%">${head('N° TVA client', 'Représentant', 'V/Référence', 'Mode de règlement', 'Échéance')}${row(b.buyer.vat, 'M. ESTEVE', `CDE DU ${b.other('order', b.after(-6 - b.round))}`, 'LCR acceptée 45 j FDM', b.other('due', due))}</table>
        <table class=d>${head('Référence', 'Désignation', 'Quantité', 'P.U. HT', '% Rem', 'Montant HT')}${row('', `BL n° BL${b.serial + 118} du ${b.other('delivery', b.after(-4))}`, '', '', '', '')}${lines.map((l, n) => row(`${l.unit}${n}`, l.good, `${l.count},00`, b.money(l.unit), '', b.money(l.all))).join('')}<tr><td style="height:${Math.max(4, 52 - lines.length * 4)}mm"><td><td><td><td><td></table>
        <div class=h><table class=b>${head('Code', 'Base', 'Taux', 'Taxe')}${row('C20', b.money(net), '20,00', b.money(tax))}</table><table class=b>${head('Total HT', 'Port HT', 'Total TTC', 'Acompte', 'NET A PAYER')}${row(b.money(net), '0,00', b.money(gross), '0,00', `<b>${b.money(gross)} €</b>`)}</table></div>
        <div style="font-size:6.6pt;margin-top:2mm">Pas d’escompte pour règlement anticipé. Pénalités de retard : trois fois le taux d’intérêt légal. Indemnité forfaitaire : 40 euros. La marchandise reste notre propriété jusqu’au paiement complet (loi n° 80-335 du ${b.other('law', '1980-05-12', 'long')}).</div>
        <div class=lc><div class=h><div><b>${s.name}</b><br>${s.street}, ${s.town}</div><div>LETTRE DE CHANGE ACCEPTÉE – à retourner sous 8 jours<br>Contre cette LETTRE DE CHANGE stipulée SANS FRAIS<br>veuillez payer la somme indiquée ci-dessous à l’ordre de : NOUS-MÊMES</div></div>
        <div>A ${s.city.toUpperCase()}, le ${b.own()}</div><table class=b style="width:100%">${head('Montant pour contrôle', 'Date de création', 'Échéance', 'Réf. tireur', 'L.C.R. seulement')}${row(`${b.money(gross)} €`, b.own(), b.other('due', due), number, `**${b.money(gross)} €`)}</table>
        <div class=h><div><br>RIB du tiré : 13807 00${b.serial % 900} ${b.serial}21093 44<br>Domiciliation : BRP AGENCE CENTRE</div><div><br>Acceptation ou aval<br>Valeur en : marchandises</div><div><br>TIRÉ : ${b.buyer.name}<br>${b.buyer.town}</div><div><br>Droit de timbre et signature</div></div></div>`,
    };
  },
};
