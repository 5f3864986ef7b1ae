import { type Layout, spaced } from '../layout.ts';

/** An American ledger's French edition: capital labels without colons, "FACTURER À", day of each service in the first column of lines. */
export const quickLedger: Layout = {
  id: 'quick-ledger',
  style: {
    sellers: ['Conseil RH Balzac', 'Paysages Hervé Monnier', 'Studio Photo Lumen'],
    goods: [
      'Recrutement:Honoraires',
      'Entretien espaces verts',
      'Reportage photo, demi-journée',
      'Droits d’utilisation',
      'Services:Déplacement',
    ],
    rate: 20,
    lines: [1, 6],
    dates: ['slash', 'dashes', 'slash'],
    money: 'plain',
    dueAfter: [0, 15, 30],
  },
  draw(b) {
    const s = b.seller;
    const number = String(1000 + (b.serial % 4000));
    const cells = [
      ['N° DE FACTURE', number],
      ['DATE', b.own()],
      ['DATE D’ÉCHÉANCE', b.other('due', b.due)],
      ['CONDITIONS', b.due === b.date ? 'À réception' : 'Net 30'],
    ];
    const order = b.round % 2 ? [...cells].reverse() : cells;
    return {
      number,
      css: `@page{size:A4;margin:16mm 15mm} body{font:9.5pt 'Liberation Sans';color:#222} h1{color:#2a7fba;font-size:20pt;font-weight:normal;margin:8mm 0 3mm} small{color:#2a7fba;font-size:7.6pt;display:block} .g{display:grid;grid-template-columns:1fr 60mm} .k{display:grid;grid-template-columns:auto auto;gap:0 4mm;justify-content:end} .k span:nth-child(odd){text-align:right;color:#2a7fba;font-size:7.8pt} table{width:100%;border-collapse:collapse;margin-top:8mm} th{background:#d6e9f5;color:#2a7fba;font-weight:normal;font-size:8pt;padding:1.5mm;text-align:right} td{padding:1.6mm;text-align:right} td:nth-child(-n+2),th:nth-child(-n+2){text-align:left} .d{border-top:1px dashed #aaa;margin:4mm 0}`,
      body: `<b>${s.name}</b><br>${s.street}<br>${s.town}<br>contact@example.fr<br>N° TVA ${s.vat}<br>N° SIREN ${spaced(s.siren)}<h1>FACTURE</h1>
        <div class=g><div><small>FACTURER À</small>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><div class=k>${order.map(([k, v]) => `<span>${k}</span><span>${v}</span>`).join('')}</div></div>
        <table><tr><th>DATE<th>ACTIVITÉ<th>QTÉ<th>TARIF<th>TVA<th>MONTANT${b.lines.map((l, n) => `<tr><td>${b.other('work', b.after(-24 + n * 4))}<td><b>${l.text.split(':').at(-1)}</b><td>${l.quantity}<td>${b.money(l.price)}<td>20 %<td>${b.money(l.total)}`).join('')}</table><div class=d></div>
        <div class=g><div style="font-size:8.5pt">Merci de votre confiance !<br>Règlement par virement : ${s.iban}</div><div class=k><span>SOUS-TOTAL HT</span><span>${b.money(b.net)}</span><span>TVA</span><span>${b.money(b.tax)}</span><span>TOTAL TTC</span><span>${b.money(b.gross)}</span>${b.round % 3 === 1 ? `<span>PAIEMENT ${b.other('payment', b.after(6))}</span><span>${b.money(b.gross)}</span><span>SOLDE À PAYER</span><b>EUR 0,00</b>` : `<span>SOLDE À PAYER</span><b>EUR ${b.money(b.gross)}</b>`}</div></div>
        <h3 style="font-size:9pt;color:#2a7fba;font-weight:normal;margin-top:12mm">RÉCAPITULATIF DE TVA</h3><table style="margin:0"><tr><th>TAUX<th><th>TVA<th>NET<tr><td>TVA à 20 %<td><td>${b.money(b.tax)}<td>${b.money(b.net)}</table><p style="font-size:7pt">Intérêts de retard : 10 % par an. Frais de recouvrement : 40 €. Tarifs applicables depuis le ${b.other('law', b.after(-200))}.</p>`,
    };
  },
};
