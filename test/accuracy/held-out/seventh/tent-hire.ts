import { type Layout, STRAY, spaced } from '../layout.ts';
import { cheaper, named, two } from '../sixth/kit.ts';

/** Hire of tents and tableware: the feast's day as a subject, out and back with hours, labels upright at the left; once a quote, once another firm's. */
export const tentHire: Layout = {
  id: 'tent-hire',
  style: {
    sellers: ['Loc’Événement Touraine', 'Réceptions Maillard', 'Barnums et Fêtes SARL'],
    goods: [
      'Tente pliante 5x12 m',
      'Chaise Napoléon blanche',
      'Assiette 27 cm, les 25',
      'Table ronde 10 pers.',
      'Percolateur 10 L',
      'Montage et démontage',
      'Nappe 240x240 blanche',
    ],
    rate: 20,
    lines: [3, 7],
    dates: ['slash', 'weekday', 'long'],
    money: 'plain',
    dueAfter: [0, 8, 30],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 5;
    const isStray = b.round === 2;
    const { lines, net, tax, gross } = cheaper({ ...b, lines: named(b.lines, this.style.goods) }, 3);
    const number = `${isQuote ? 'DV' : 'FL'}${b.date.slice(2, 4)}${two(Number(b.date.slice(5, 7)))}${String(b.serial % 1000).padStart(3, '0')}`;
    const shift = isQuote ? 45 : 0;
    const rows = [
      [isQuote ? 'Devis' : 'Facture', number],
      [`Établi${isQuote ? '' : 'e'} le`, isQuote ? b.other('quote', b.date) : b.own()],
      ['Manifestation', b.other('event', b.after(shift - 6))],
      ['Sortie', `${b.other('work', b.after(shift - 7))} 14 h`],
      ['Retour', `${b.other('work', b.after(shift - 4))} 10 h`],
      [
        isQuote ? 'Validité' : 'Paiement',
        isQuote ? b.other('validity', b.after(30)) : b.due === b.date ? 'à réception' : b.other('due', b.due),
      ],
    ];
    return {
      number,
      gross,
      ...(isQuote ? { ask: 'devis' } : isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:12mm 14mm} body{font:9.4pt 'Liberation Sans'} .g{display:grid;grid-template-columns:46mm 1fr;gap:7mm} .m{background:#fbe9e7;padding:4mm;min-height:215mm} .m small{display:block;text-transform:uppercase;font-size:6.8pt;letter-spacing:.5mm;color:#bf360c;margin-top:4mm} table{width:100%;border-collapse:collapse} th{text-align:right;border-bottom:1.5px solid #bf360c;font-size:8pt} td{padding:1.3mm 0;text-align:right;border-bottom:1px solid #f3d5cd} td:first-child,th:first-child{text-align:left}`,
      body: `<div class=g><div class=m><b style="font-size:13pt;color:#bf360c">${s.name}</b>${rows.map(([k, v]) => `<small>${k}</small>${v}`).join('')}<small>Nous joindre</small>${s.street}<br>${s.town}<br>02 47 ${b.serial % 90} 18 18</div>
        <div><div style="margin:8mm 0 14mm 40mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${isStray || b.showsBuyerSiren ? `<br>SIREN ${spaced(b.buyer.siren)}` : ''}</div>
        <table><tr><th>Matériel<th>Qté<th>Jours<th>PU HT<th>Total HT${lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>3<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table><table style="width:70mm;margin:6mm 0 0 auto"><tr><td>Total HT<td>${b.money(net)} €<tr><td>TVA 20 %<td>${b.money(tax)} €<tr><td><b>Total TTC</b><td><b>${b.money(gross)} €</b></table>
        <p>${isQuote ? 'Réservation ferme à réception du présent devis signé et d’un acompte de 40 %.' : `Devis accepté le ${b.other('quote', b.after(-52))}, caution reçue le ${b.other('payment', b.after(-50))} et rendue au retour du matériel.`} Le matériel non rendu le ${b.other('validity', b.after(shift + 3))} sera facturé au prix du neuf.</p></div></div>
        <p style="font-size:6.8pt">${s.name} – SARL au capital de 15 000 € – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – Registre de sécurité des tentes vérifié le ${b.other('other', b.after(-300))}.</p>`,
    };
  },
};
