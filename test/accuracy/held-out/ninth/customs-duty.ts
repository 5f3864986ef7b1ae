import { type Layout, spaced } from '../layout.ts';
import { address, head, items, pageFoot, percent, row, sum, two } from './kit.ts';

/** An express carrier's bill of import duty and VAT laid out for the buyer, with its own fee: days of arrival and of declaration. */
export const customsDuty: Layout = {
  id: 'customs-duty',
  style: {
    sellers: ['Veloxia Express International France', 'Globéole Parcel Services SAS'],
    goods: ['TEXTILE PRINTED SAMPLES', 'ELECTRONIC PARTS', 'HAND TOOLS', 'CERAMIC TILES'],
    rate: 20,
    lines: [1, 3],
    dates: ['slash', 'dots', 'slash'],
    money: 'plain',
    dueAfter: [7, 14],
  },
  draw(b) {
    const s = b.seller;
    const lines = items(b, this.style.goods, [14_000, 96_000], 2);
    const shipments = lines.map((l, n) => {
      const duty = percent(l.all, [3.7, 2.7, 12][n % 3]!);
      return {
        ...l,
        duty,
        vat: percent(l.all + duty, 20),
        awb: `${33_10 + b.round} ${b.serial + 1_000 + n} ${two(n + 11)}`,
      };
    });
    const outlay = sum(shipments.map((p) => p.duty + p.vat));
    const fee = 1_500 * shipments.length;
    const tax = percent(fee, 20);
    const gross = outlay + fee + tax;
    const number = `${['TOU', 'LYS', 'CDG'][b.round % 3]}DT${b.serial + 240_000}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:11mm 12mm 18mm} body{font:8.6pt/1.4 'Liberation Sans'} .y{background:#ffd200;padding:3mm 5mm;display:flex;justify-content:space-between;align-items:center} .h{display:flex;justify-content:space-between;gap:8mm;margin-top:6mm} .k td{padding:.4mm 4mm .4mm 0;vertical-align:top} .d{width:100%;border-collapse:collapse;margin-top:5mm} .d th{background:#eee;border-bottom:2px solid #d40511;font-size:7.4pt;text-align:left;padding:1mm} .d td{padding:1mm;border-bottom:1px solid #ccc} .d td:nth-child(n+5),.d th:nth-child(n+5){text-align:right}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 1 950 000 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – Agrément en douane n° 4${b.serial}`,
      ),
      body: `<div class=y><b style="font-size:17pt;color:#d40511;font-style:italic">${s.name.split(' ')[0]!.toUpperCase()}</b><b style="font-size:11pt">FACTURE DROITS ET TAXES / DUTY INVOICE</b></div>
        <div class=h><div style="width:80mm;padding-top:6mm;font-size:10pt">${address(b.buyer, `N° EORI : FR${b.buyer.siret}`)}</div><table class=k>${row('Numéro de facture', `<b>${number}</b>`)}${row('Date de facture', `<b>${b.own()}</b>`)}${row('Numéro de compte', `39${b.serial + 11_000}`)}${row('Échéance', b.other('due', b.due))}${row('Montant total (EUR)', `<b>${b.money(gross)}</b>`)}${row('Nombre d’expéditions', shipments.length)}</table></div>
        <table class=d>${head('Lettre de transport', 'Arrivée', 'Déclaration (IM4)', 'Origine / contenu', 'Valeur en douane', 'Droits', 'TVA import', 'Total débours')}${shipments.map((p, n) => row(p.awb, b.other('arrival', b.after(-7 - n)), `${b.date.slice(2, 4)}FRD48${b.serial + n}<br>${b.other('customs', b.after(-5 - n))}`, `${['CN', 'US', 'GB'][(n + b.round) % 3]} – ${p.good}`, b.money(p.all), b.money(p.duty), b.money(p.vat), b.money(p.duty + p.vat))).join('')}</table>
        <table class=d>${head('Récapitulatif', '', '', '', 'Hors taxes', 'Taux', 'TVA', 'Total')}${row('Débours : droits et TVA acquittés pour votre compte (hors champ)', '', '', '', b.money(outlay), '0 %', '0,00', b.money(outlay))}${row(`Frais d’avance de fonds, ${shipments.length} x 15,00`, '', '', '', b.money(fee), '20 %', b.money(tax), b.money(fee + tax))}${row('<b>Montant total à payer EUR</b>', '', '', '', b.money(outlay + fee), '', b.money(tax), `<b>${b.money(gross)}</b>`)}</table>
        <p>Payable au plus tard le ${b.other('due', b.due)} sans escompte – ${s.iban} – Référence à rappeler : ${number}<p style="font-size:7.4pt">La TVA à l’importation n’est déductible que sur présentation de la déclaration en douane où figure votre nom. Autoliquidation de la TVA à l’importation : article 1695 du CGI, loi n° 2019-1479 du ${b.other('law', '2019-12-28', 'longZero')} ; transmettez-nous votre numéro de TVA. Justificatifs conservés jusqu’au ${b.other('archive', b.after(1_095))}. Pénalités : 10 points au-dessus du taux de la BCE, indemnité 40 €.`,
    };
  },
};
