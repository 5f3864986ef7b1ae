import { type Layout, spacedSiret } from '../layout.ts';

/** A roofer's last bill made in a spreadsheet: deposits with their days taken off below the total, dates of works and of their acceptance. */
export const rooferFinal: Layout = {
  id: 'roofer-final',
  style: {
    sellers: ['Couverture Le Goff SARL', 'Toitures Bastien Père et Fils', 'Charpente Zinguerie du Maine'],
    goods: [
      'Dépose ardoises',
      'Fourniture et pose ardoise 32x22',
      'Zinc naturel, gouttières',
      'Échafaudage',
      'Évacuation gravats',
    ],
    rate: 10,
    lines: [3, 6],
    dates: ['sheet', 'slash', 'long'],
    money: 'plain',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 1;
    const number = `${isQuote ? 'DE' : 'FS'}${b.date.slice(2, 4)}${String(b.serial % 400).padStart(3, '0')}`;
    const day = isQuote ? b.other('quote', b.date) : b.own();
    const [first, then] = [Math.round(b.gross * 0.3), Math.round(b.gross * 0.4)];
    return {
      number,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:15mm} body{font:10pt 'Liberation Sans'} table{border-collapse:collapse;width:100%} .x td{border:1px solid #bbb;padding:1.2mm;height:4mm} .x td:nth-child(n+2){text-align:right} .n td{border:0;text-align:left!important;padding:.3mm 0;vertical-align:top}`,
      body: `<table class=n><tr><td style="width:95mm"><b style="font-size:15pt">${s.name}</b><td><b style="font-size:15pt">${isQuote ? 'DEVIS' : 'FACTURE DE SOLDE'}</b><tr><td>${s.street}<td>N° : ${number}<tr><td>${s.town}<td>DATE : ${day}<tr><td>SIRET ${spacedSiret(s.siret)}<td>CHANTIER : réfection toiture<tr><td>TVA ${s.vat}<td>&nbsp;<tr><td>Décennale n° 4${b.serial}, jusqu’au ${b.other('contract', b.after(330))}<td>${b.buyer.name}<tr><td>&nbsp;<td>${b.buyer.street}<tr><td>&nbsp;<td>${b.buyer.town}</table>
        <p>${isQuote ? `Suite à notre visite du ${b.other('work', b.after(-8))}. Offre valable jusqu’au ${b.other('validity', b.due)}.` : `Suivant devis du ${b.other('quote', b.after(-140))} accepté le ${b.other('order', b.after(-120))}. Travaux du ${b.other('work', b.after(-34))} au ${b.other('work', b.after(-9))}, réceptionnés sans réserve le ${b.other('work', b.after(-7))}.`}</p>
        <table class=x><tr><td><b>Désignation</b><td><b>Qté</b><td><b>PU HT</b><td><b>Total HT</b>${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td><td><td><td><tr><td colspan=3>Total HT<td>${b.money(b.net)}<tr><td colspan=3>TVA 10 % (logement de plus de deux ans)<td>${b.money(b.tax)}<tr><td colspan=3><b>Total TTC</b><td><b>${b.money(b.gross)} €</b>${isQuote ? '' : `<tr><td colspan=3>Acompte n° 1 reçu le ${b.other('payment', b.after(-118))}<td>- ${b.money(first)}<tr><td colspan=3>Acompte n° 2 reçu le ${b.other('payment', b.after(-30))}<td>- ${b.money(then)}<tr><td colspan=3>Reste à payer pour le ${b.other('due', b.due)}<td>${b.money(b.gross - first - then)} €`}</table>
        <p>${isQuote ? 'Bon pour accord, le ....................  Signature :' : 'Nous vous remercions de votre confiance.'}</p>`,
    };
  },
};
