import { type Layout, spaced } from '../layout.ts';
import { cheaper } from '../sixth/kit.ts';

/** An online billing tool: "# INV-..." and the balance at the top right, labels before colons far from their values, delivery address none. */
export const bookOnline: Layout = {
  id: 'book-online',
  style: {
    sellers: ['Nexora Data SASU', 'Atelier Bois Flotté', 'Traiteur Les Deux Épices'],
    goods: [
      'Intégration API',
      'Table chêne massif 200 cm',
      'Plateau repas végétarien',
      'Support niveau 2',
      'Cocktail 12 pièces / pers.',
    ],
    rate: 20,
    lines: [1, 6],
    dates: ['longZero', 'slash', 'abbreviated'],
    money: 'plain',
    dueAfter: [0, 15, 45],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper(b, 2);
    const number = `INV-${String(b.serial).padStart(6, '0')}`;
    const rows = [
      ['Date de la facture', b.own()],
      ['Modalités', b.due === b.date ? 'Payable dès réception' : `Net ${b.due > b.after(20) ? 45 : 15}`],
      ['Date d’échéance', b.other('due', b.due)],
      ...(b.round % 2 ? [['N° de bon de commande', `BC ${b.serial % 800}`]] : [['Nom du projet', 'Phase 2']]),
    ];
    return {
      number,
      gross,
      css: `@page{size:A4;margin:18mm 16mm} body{font:9pt 'DejaVu Sans';font-size:8.4pt;color:#333} .h{display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse;margin-top:9mm} th{background:#3c3d3a;color:#fff;font-weight:normal;padding:2mm;text-align:right} td{padding:2mm;border-bottom:1px solid #adadad;text-align:right} td:nth-child(-n+2),th:nth-child(-n+2){text-align:left} .k{display:grid;grid-template-columns:1fr 32mm;text-align:right;row-gap:2mm} .t{width:90mm;margin:2mm 0 0 auto} .t td{border:0;text-align:right!important;padding:1.4mm 2mm}`,
      body: `<div class=h><div><b style="font-size:11pt">${s.name}</b><br>${s.street}<br>${s.town}<br>France<br>SIREN ${spaced(s.siren)}<br>N° TVA ${s.vat}</div><div style="text-align:right"><span style="font-size:25pt;letter-spacing:.5mm">FACTURE</span><br># ${number}<br><br><small>Solde dû</small><br><b style="font-size:11pt">${b.money(gross)} €</b></div></div>
        <div class=h style="margin-top:12mm;align-items:flex-end"><div>Facturer à<br><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}<br>France${b.showsBuyerSiren ? `<br>N° TVA ${b.buyer.vat}` : ''}</div><div class=k style="width:88mm">${rows.map(([k, v]) => `<span>${k} :</span><span>${v}</span>`).join('')}</div></div>
        <table><tr><th>#<th>Article &amp; description<th>Qté<th>Taux<th>TVA %<th>Montant${lines.map((l, n) => `<tr><td>${n + 1}<td>${l.text}${n === 0 ? `<br><span style="color:#777">Réalisé du ${b.other('work', b.after(-20), 'slash')} au ${b.other('work', b.after(-1), 'slash')}</span>` : ''}<td>${l.quantity},00<td>${b.money(l.price)}<td>20,00<td>${b.money(l.total)}`).join('')}</table>
        <table class=t><tr><td>Sous-total<td>${b.money(net)}<tr><td>TVA (20 %)<td>${b.money(tax)}<tr><td><b>Total TTC</b><td><b>${b.money(gross)} €</b><tr style="background:#f5f4f3"><td><b>Solde dû</b><td><b>${b.money(gross)} €</b></table>
        <p style="margin-top:12mm"><span style="color:#777">Notes</span><br>Merci pour votre entreprise. Nos bureaux seront fermés du ${b.other('other', b.after(20), 'slash')} au ${b.other('other', b.after(27), 'slash')}.</p><p style="font-size:7pt"><span style="color:#777">Conditions générales</span><br>Contrat-cadre du ${b.other('contract', b.after(-333))}. Paiement par virement : ${s.iban}. Aucun escompte. Pénalités : trois fois le taux légal ; indemnité de 40 €.</p>`,
    };
  },
};
