import { type Layout, STRAY, spaced } from '../layout.ts';
import { cheaper, pageFoot } from '../sixth/kit.ts';

/** A lift maker's upkeep by quarter in advance: formula of revision with indices and months, visits made; twice another firm's. */
export const liftUpkeep: Layout = {
  id: 'lift-upkeep',
  style: {
    sellers: ['Ascenseurs Lafargue', 'Élévation Services SA', 'Portes Automatiques du Rhône'],
    goods: [
      'Maintenance étendue appareil 01',
      'Télésurveillance cabine',
      'Contrôle quinquennal',
      'Remplacement batterie secours',
      'Pièces et main-d’œuvre',
    ],
    rate: 20,
    lines: [1, 5],
    dates: ['dots', 'longZero', 'slash'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 0 || b.round === 3;
    const { lines, net, tax, gross } = cheaper(b, 2, this.style.goods);
    const number = `M${b.date.slice(2, 4)}${b.serial}/${b.round + 1}`;
    return {
      number,
      gross,
      ...(isStray ? { ask: STRAY } : {}),
      footer: pageFoot(
        `${s.name} – SA au capital de 3 048 980 € – ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat}`,
        'Feuillet',
      ),
      css: `@page{size:A4;margin:13mm 15mm 18mm} body{font:9.2pt 'Liberation Sans Narrow';font-size:10pt} .r{display:grid;grid-template-columns:auto 1fr auto 1fr;gap:1mm 4mm;border-top:2px solid #d32f2f;border-bottom:2px solid #d32f2f;padding:3mm 0;margin:6mm 0} .r span:nth-child(odd){color:#d32f2f} table{width:100%;border-collapse:collapse} th{text-align:left;background:#eee;padding:1.2mm} td{padding:1.2mm;border-bottom:1px solid #ddd} td:last-child,th:last-child{text-align:right}`,
      body: `<div style="display:flex;justify-content:space-between"><div><b style="font-size:17pt;color:#d32f2f">${s.name}</b><br>Agence de ${s.city}<br>${s.street}, ${s.town}<br>Dépannage 24 h/24 : 0 800 ${b.serial % 900} 100</div><div style="width:75mm;padding-top:18mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${isStray || b.showsBuyerSiren ? `<br>SIRET ${b.buyer.siret}<br>TVA ${b.buyer.vat}` : ''}</div></div><b style="font-size:14pt">Facture de maintenance</b>
        <div class=r><span>Numéro</span><span>${number}</span><span>Contrat</span><span>E${b.serial} du ${b.other('contract', b.after(-1722))}</span><span>Date d’édition</span><span>${b.own()}</span><span>Terme du contrat</span><span>${b.other('contract', b.after(469))}</span><span>Payable au</span><span>${b.other('due', b.due)}</span><span>Période</span><span>${b.other('period', b.after(1))} – ${b.other('period', b.after(91))}</span></div>
        <table><tr><th>Prestation<th>Installation<th>Quantité<th>Montant HT €${lines.map((l) => `<tr><td>${l.text}<td>${b.buyer.city}, bât. ${'ABC'[l.price % 3]}<td>${l.quantity}<td>${b.money(l.total)}`).join('')}<tr><td><td><td>Total HT<td>${b.money(net)}<tr><td><td><td>TVA 20 %<td>${b.money(tax)}<tr><td><td><td><b>Total TTC à payer</b><td><b>${b.money(gross)}</b></table>
        <p style="font-size:8.5pt">Révision au ${b.other('law', `${b.date.slice(0, 4)}-01-01`, 'slash')} : P = P0 (0,15 + 0,70 ICHT-IME / ICHT-IME0 + 0,15 FSD2 / FSD20). Visites effectuées : ${[-80, -44, -9].map((d) => b.other('work', b.after(d), 'slash')).join(' ; ')}. Prochaine visite annuelle des câbles : ${b.other('next', b.after(118), 'slash')}. Décret n° 2004-964 du ${b.other('law', '2004-09-09', 'long')}.</p>`,
    };
  },
};
