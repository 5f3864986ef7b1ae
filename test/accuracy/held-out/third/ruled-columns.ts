import type { Layout } from '../layout.ts';
import { spacedSiret } from '../layout.ts';

/** A mid-size firm's ledger program: ruled columns down the page, the amount carried over to a second page, heads below the address. */
export const ruledColumns: Layout = {
  id: 'ruled-columns',
  style: {
    sellers: ['Visserie Générale du Centre', 'Papeteries Hennebont', 'Caoutchouc Industriel SA'],
    goods: [
      'COURROIE TRAP. SPZ 1250',
      'ROUL. 6204 2RS',
      'CHEMISE DOS 5 CM',
      'PROFIL EPDM 10X15 ML',
      'ROND INOX 304L D12',
    ],
    rate: 20,
    lines: [26, 44],
    dates: ['short', 'slash', 'shortDots', 'unaccented'],
    money: 'plain',
    dueAfter: [30, 45, 60],
  },
  draw(b) {
    const s = b.seller;
    const kind = b.round === 1 ? 'RELEVE DE FACTURES' : b.round === 6 ? 'BON DE LIVRAISON' : 'FACTURE';
    const isInvoice = kind === 'FACTURE';
    const number = `${b.date.slice(2, 4)}${b.date.slice(5, 7)}-${String(b.serial).padStart(4, '0')}`;
    const day = isInvoice ? b.own() : b.other('other', b.date);
    const half = Math.ceil(b.lines.length / 2);
    const [one, two] = [b.lines.slice(0, half), b.lines.slice(half)];
    const carried = one.reduce((sum, l) => sum + l.total, 0);
    const row = (l: (typeof b.lines)[number], n: number) =>
      kind === 'RELEVE DE FACTURES'
        ? `<tr><td>F${b.serial - 60 + n}<td>Facture du ${b.other('previous', b.after(-30 + (n % 28)))}<td><td><td>${b.money(l.total)}`
        : `<tr><td>${l.price}<td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`;
    const head = `<table class=h><tr><th>NUMERO<th>DATE<th>CLIENT<th>V/REF<th>PAGE</table>`;
    const values = (page: number) =>
      head.replace(
        '</table>',
        `<tr><td>${number}<td>${day}<td>C${b.serial}<td>${b.serial % 311}/AB<td>${page}</table>`,
      );
    return {
      number,
      ...(isInvoice ? {} : { ask: kind === 'BON DE LIVRAISON' ? 'bon de livraison' : 'relevé' }),
      css: `@page{size:A4;margin:11mm} body{font:8.5pt 'DejaVu Sans Mono';margin:0} .k{letter-spacing:3mm;font-size:14pt} .h{border-collapse:collapse;margin:3mm 0} .h th,.h td{border:1px solid;padding:.8mm 4mm;font-weight:normal} .l{width:100%;border-collapse:collapse;border:1px solid} .l th{border-bottom:1px solid;font-weight:normal} .l td{border-left:1px dotted;padding:.35mm 1.5mm;text-align:right} .l td:nth-child(-n+2){text-align:left} .p{break-before:page}`,
      body: `<div style="display:flex;justify-content:space-between"><div>${s.name.toUpperCase()}<br>${s.street}<br>${s.town}</div><div class=k>${kind}</div></div><div style="margin:12mm 0 6mm 95mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>${values(1)}
        <table class=l><tr><th>ARTICLE<th>DESIGNATION<th>QTE<th>PRIX NET<th>MONTANT HT${one.map(row).join('')}<tr><td><td>A REPORTER<td><td><td>${b.money(carried)}</table>
        <div class=p><span class=k>${kind}</span>${values(2)}<table class=l><tr><th>ARTICLE<th>DESIGNATION<th>QTE<th>PRIX NET<th>MONTANT HT<tr><td><td>REPORT<td><td><td>${b.money(carried)}${two.map(row).join('')}</table>
        <table class=h><tr><th>TOTAL HT<th>TVA 20,00<th>TOTAL TTC<th>DATE D’ECHEANCE<th>MODE<tr><td>${b.money(b.net)}<td>${b.money(b.tax)}<td>${b.money(b.gross)}<td>${b.other('due', b.due)}<td>LCR</table>
        <p style="font-size:6.5pt">${isInvoice ? `EXPEDIE LE ${b.other('delivery', b.after(-3))} PAR NOS SOINS - COMMANDE DU ${b.other('order', b.after(-9))}. ` : ''}SIRET ${spacedSiret(s.siret)} - TVA ${s.vat} - CAPITAL 228 600 EUR - LES MARCHANDISES RESTENT NOTRE PROPRIETE JUSQU’AU PAIEMENT (LOI DU 12 MAI 1980)</p></div>`,
    };
  },
};
