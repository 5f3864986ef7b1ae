import { type Layout, spaced } from '../layout.ts';
import { cheaper, named } from '../sixth/kit.ts';

/** A lessor of cars: one rent a car for the coming month with contract's ends, debit's day in bold, own day small above; once the plan of rents. */
export const carLease: Layout = {
  id: 'car-lease',
  style: {
    sellers: ['Autoloc Entreprises SA', 'Mobilis Bail', 'LLD Confort Services'],
    goods: [
      'GH-204-PZ loyer financier',
      'GH-204-PZ entretien',
      'GH-204-PZ assurance',
      'FT-881-AB loyer financier',
      'FT-881-AB pneumatiques',
      'Frais de gestion contravention',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'slash', 'longZero'],
    money: 'nbsp',
    dueAfter: [10, 15, 31],
  },
  draw(b) {
    const s = b.seller;
    const isPlan = b.round === 2;
    const { lines, net, tax, gross } = cheaper(
      { ...b, lines: named(b.lines, this.style.goods).map((l) => ({ ...l, quantity: 1 })) },
      1,
    );
    const number = isPlan ? `${b.serial}-EC` : `${b.date.slice(0, 4)}L${String(b.serial).padStart(7, '0')}`;
    return {
      number,
      gross,
      ...(isPlan ? { ask: 'échéancier' } : {}),
      css: `@page{size:A4;margin:14mm 16mm} body{font:8.8pt 'DejaVu Sans Condensed';color:#1b1b3a} h1{font-size:15pt;margin:6mm 0} .b{display:flex;gap:5mm;margin:5mm 0} .b div{flex:1;background:#f1f1f8;padding:3mm} .b small{display:block;color:#66668a} table{width:100%;border-collapse:collapse} th{border-bottom:2px solid #1b1b3a;text-align:right;font-size:7.6pt} td{padding:1.3mm 0;border-bottom:1px solid #d9d9e6;text-align:right} td:first-child,th:first-child{text-align:left}`,
      body: `<div style="display:flex;justify-content:space-between"><b style="font-size:16pt">${s.name}</b><span style="font-size:7.5pt;text-align:right">${isPlan ? 'Édité' : 'Émise'} le ${isPlan ? b.other('other', b.date) : b.own()}<br>Page 1/1</span></div><div style="margin:12mm 0 0 95mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div><h1>${isPlan ? `Échéancier de vos loyers n° ${number}` : `Facture de loyers n° ${number}`}</h1>
        <div class=b><div><small>N° client</small>LL${b.serial % 9000}</div><div><small>Contrat-cadre</small>du ${b.other('contract', b.after(-801))}</div><div><small>${isPlan ? 'Premier prélèvement' : 'Prélèvement SEPA'}</small><b>${b.other('debit', b.due)}</b></div><div><small>${isPlan ? 'Loyer mensuel TTC' : 'Total TTC'}</small><b>${b.money(gross)} €</b></div></div>
        ${isPlan ? `<table><tr><th>Échéance<th>Loyer HT<th>TVA<th>Loyer TTC${Array.from({ length: 18 }, (_, n) => `<tr><td>${b.other('due', b.after(15 + n * 30), 'slash')}<td>${b.money(net)}<td>${b.money(tax)}<td>${b.money(gross)}`).join('')}</table><p>Cet échéancier est donné à titre d’information. Vos factures sont disponibles chaque mois dans votre espace client.</p>` : `<table><tr><th>Véhicule / prestation<th>Mise en circulation<th>Fin de contrat<th>Période<th>Montant HT${lines.map((l, n) => `<tr><td>${l.text}<td>${b.other('vehicle', b.after(-500 - n * 31), 'slash')}<td>${b.other('contract', b.after(596 - n * 31), 'slash')}<td>${b.other('period', b.after(n === 3 ? 0 : 1), 'slash')} au ${b.other('period', b.after(30), 'slash')}<td>${b.money(l.total)} €`).join('')}<tr><td>Total HT<td><td><td><td>${b.money(net)} €<tr><td>TVA 20 %<td><td><td><td>${b.money(tax)} €<tr><td><b>Total TTC</b><td><td><td><td><b>${b.money(gross)} €</b></table><p>Relevé kilométrique à transmettre avant le ${b.other('next', b.after(25))}. TVA sur les débits.</p>`}
        <p style="position:fixed;bottom:0;left:0;right:0;font-size:6.5pt">${s.name} – SA au capital de 66 412 800 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – ORIAS 07 00${b.serial % 9000}</p>`,
    };
  },
};
