import { type Layout, spacedSiret } from '../layout.ts';
import { address, head, items, pageFoot, percent, row, sum, two } from './kit.ts';

const GOODS = [
  'Fenêtre PVC 2 vantaux OB, 1350 x 1200, double vitrage 4/16/4',
  'Porte d’entrée aluminium Uw 1,2, serrure 5 points',
  'Volet roulant solaire, lame alu 42 mm',
  'Dépose totale des menuiseries existantes',
  'Porte de garage sectionnelle motorisée 2400 x 2000',
];

/** A joiner's program for the building trades: a bill of deposit, an interim bill or the last one of an accepted quote. */
export const buildDeposit: Layout = {
  id: 'build-deposit',
  style: {
    sellers: ['Menuiseries Castaing SARL', 'Ouvertures du Bocage', 'Fermetures Rambaud & Fils'],
    goods: GOODS,
    rate: 10,
    lines: [3, 6],
    dates: ['slash', 'long', 'slash'],
    money: 'plain',
    dueAfter: [0, 15],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 5;
    const rate = b.round % 2 ? 10 : 20;
    const lines = items(b, GOODS, [24_000, 148_000], 3);
    const whole = sum(lines.map((l) => l.all));
    const wholeGross = whole + percent(whole, rate);
    const share = isQuote ? 100 : [30, 40, 30][b.round % 3]!;
    const net = percent(whole, share);
    const tax = percent(net, rate);
    const gross = net + tax;
    const number = `${isQuote ? 'DEV' : 'FAC'}${b.date.slice(2, 4)}${two(b.round)}${String(b.serial).padStart(4, '0')}`;
    const quoted = `DEV${b.after(-52 - b.round).slice(2, 4)}0${b.serial % 700}`;
    const kind = ['FACTURE D’ACOMPTE', 'FACTURE INTERMÉDIAIRE', 'FACTURE D’ACOMPTE'][b.round % 3]!;
    const box = (label: string, value: string) => `<td><span>${label}</span><br>${value}`;
    return {
      number,
      gross,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:11mm 12mm 18mm} body{font:8.9pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between;gap:8mm} .k{width:100%;border-collapse:separate;border-spacing:1.5mm 0;margin:4mm -1.5mm} .k td{border:1px solid #777;border-radius:1.5mm;padding:.6mm 2mm} .k span{font-size:6.8pt;color:#666} .d{width:100%;border-collapse:collapse} .d th{background:#666;color:#fff;font-size:7.8pt;padding:1mm} .d td{border:1px solid #999;border-top:0;border-bottom:0;padding:1mm 1.5mm;text-align:right;vertical-align:top} .d td:nth-child(1){text-align:left} .d tr:last-child td{border-bottom:1px solid #999} .t{border-collapse:collapse;width:84mm} .t td{border:1px solid #777;padding:1mm 2mm} .t td:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – SARL au capital de 30 000 € – ${s.street}, ${s.town} – SIRET ${spacedSiret(s.siret)} – NAF 4332A – TVA ${s.vat} – Assurance RC et décennale : Mutuelle des Bâtisseurs, police n° 410${b.serial}, garantie au 31/12`,
      ),
      body: `<div class=h><div><b style="font-size:15pt">${s.name}</b><br>Menuiseries – Fermetures – Stores<br>${s.street}<br>${s.town}<br>Port. : 06 20 ${String(b.serial).slice(0, 2)} 18 45</div><div style="width:82mm;border:1px solid #777;border-radius:2mm;padding:3mm;margin-top:8mm">${address(b.buyer, b.showsBuyerSiren ? `SIREN : ${b.buyer.siren}` : '')}</div></div>
        <div style="font:bold 14pt 'Liberation Sans';margin-top:4mm">${isQuote ? 'DEVIS' : kind}</div>
        <table class=k><tr>${box('Numéro', number)}${isQuote ? box('Date du devis', b.other('quote', b.date)) : box('Date', b.own())}${box('Code client', `CLT${b.serial}`)}${isQuote ? box('Durée de validité', b.other('validity', b.after(60))) : box('Date d’échéance', b.other('due', b.due))}${isQuote ? box('Délai de pose', '8 semaines') : box('Mode de règlement', 'Chèque')}${box('N° TVA intracom.', b.buyer.vat)}</table>
        ${isQuote ? 'Chantier : remplacement des menuiseries de la façade nord' : `Suivant devis n° ${quoted} du ${b.other('quote', b.after(-52 - b.round))}, signé le ${b.other('order', b.after(-31))} – Chantier : façade nord – Pose prévue semaine du ${b.other('work', b.after(37))}`}
        <table class=d style="margin-top:3mm">${head('Description', 'Unité', 'Qté', 'P.U. HT', 'TVA', 'Montant HT')}${lines.map((l) => row(l.good, 'U', `${l.count},00`, b.money(l.unit), `${rate}`, b.money(l.all))).join('')}<tr><td style="height:10mm"><td><td><td><td><td></table>
        <div class=h style="margin-top:4mm"><div style="font-size:7.8pt">${isQuote ? 'Devis gratuit. Acompte de 30 % à la commande, 40 % au démarrage, solde à la réception.<br><br>Le client : date, signature et mention « Bon pour accord »' : `${rate === 10 ? 'TVA au taux réduit : attestation simplifiée remise par le client.<br>' : ''}Règlement par chèque à l’ordre de ${s.name} ou virement ${s.iban}.<br>Pas d’escompte. Pénalités : 3 fois le taux d’intérêt légal ; indemnité de recouvrement 40 €.<br>Éco-participation PMCB comprise.<br>Document édité le ${b.other('print', b.after(b.round % 2 ? 1 : 0))}.`}</div>
        <table class=t>${isQuote ? '' : row('Montant du marché HT', b.money(whole)) + row('Montant du marché TTC', b.money(wholeGross)) + row(`<b>Acompte ${share} % HT</b>`, b.money(net))}${isQuote ? row('Total HT', b.money(net)) : ''}${row(`TVA ${rate},00 %`, b.money(tax))}${row(`<b>${isQuote ? 'Total TTC' : 'Montant de la facture TTC'}</b>`, `<b>${b.money(gross)}</b>`)}${isQuote ? '' : row('<b>Net à payer</b>', `<b>${b.money(gross)} €</b>`)}</table></div>`,
    };
  },
};
