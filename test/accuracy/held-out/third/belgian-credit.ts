import type { Layout } from '../layout.ts';

const SELLERS = [
  { name: 'Brasserie Vandenberghe SA', vat: 'BE0790011253' },
  { name: 'Imprimerie Delhaye SPRL', vat: 'BE0790022438' },
  { name: 'Transmeuse Logistique SA', vat: 'BE0790033623' },
] as const;

/** A Belgian supplier's "note de crédit": Belgian terms, the invoice's day before its own, the sign only in the title. */
export const belgianCredit: Layout = {
  id: 'belgian-credit',
  style: {
    sellers: SELLERS.map((s) => s.name),
    goods: [
      'Vidanges et cautions',
      'Ristourne trimestrielle',
      'Retour palettes EUR',
      'Erreur de prix',
      'Manquant à la livraison',
    ],
    rate: 0,
    lines: [1, 4],
    dates: ['slash', 'dots', 'long'],
    money: 'points',
    dueAfter: [30],
  },
  draw(b) {
    const abroad = SELLERS[b.round % SELLERS.length]!;
    const number = `NC ${b.date.slice(0, 4)}/${b.serial}`;
    return {
      number,
      abroad,
      type: '381',
      css: `@page{size:A4;margin:15mm} body{font:10pt 'Liberation Sans'} .x{display:grid;grid-template-columns:1fr 1fr;gap:6mm} .n{background:#fce4ec;padding:4mm} .n h2{margin:0 0 2mm;color:#ad1457;font-size:14pt} table{width:100%;border-collapse:collapse;margin-top:8mm} th{border-bottom:2px solid #ad1457;text-align:left} td{padding:1.4mm 0} td:last-child,th:last-child{text-align:right}`,
      body: `<div class=x><div><b style="font-size:13pt">${abroad.name}</b><br>Chaussée de Mons 118<br>7000 Mons – Belgique<br>TVA ${abroad.vat} – RPM Mons</div><div>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<br>France<br>TVA ${b.buyer.vat}</div>
        <div class=n><h2>NOTE DE CRÉDIT</h2>Numéro ${number}<br>Date : ${b.own()}</div><div style="padding-top:4mm;font-size:9pt">Concerne notre facture ${b.serial - 31} du ${b.other('previous', b.after(-17 - b.round))}<br>Enlèvement du ${b.other('delivery', b.after(-5))}<br>Votre demande du ${b.other('letter', b.after(-11))}</div></div>
        <table><tr><th>Libellé<th>Quantité<th>Montant (€)${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.total)}`).join('')}<tr><td colspan=2>Base exonérée, livraison intracommunautaire<td>${b.money(b.net)}<tr><td colspan=2>TVA 0 %<td>0,00<tr><td colspan=2><b>Total à votre crédit</b><td><b>${b.money(b.gross)}</b></table>
        <p style="font-size:8pt">Ce montant viendra en déduction de votre relevé du ${b.other('statement', b.after(20))}. IBAN BE68 5390 0754 7034 – BIC TRIOBEBB. Conditions générales déposées au greffe le 2 février 2009.</p>`,
    };
  },
};
