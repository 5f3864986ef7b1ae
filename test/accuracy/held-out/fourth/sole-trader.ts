import { type Layout, spacedSiret } from '../layout.ts';

/** A free online tool's sheet: no VAT, "Date de facturation" and "Échéance" as coloured pairs, mission days in the lines; quotes of one look. */
export const soleTrader: Layout = {
  id: 'sole-trader',
  style: {
    sellers: ['Camille Hervouet EI', 'Yanis Delorme – Graphiste', 'Nadia Feuillet Traduction'],
    goods: [
      'Création de logo',
      'Journée de développement',
      'Traduction (mots)',
      'Animation d’atelier',
      'Retouches photo',
    ],
    rate: 0,
    lines: [1, 4],
    dates: ['slash', 'long', 'abbreviated'],
    money: 'narrow',
    dueAfter: [0, 15, 30],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 3;
    const number = `${isQuote ? 'D' : 'F'}-${b.date.slice(0, 4)}-${String(b.serial % 200).padStart(4, '0')}`;
    const day = isQuote ? b.other('quote', b.date) : b.own();
    return {
      number,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:0} body{margin:0;font:9.5pt 'DejaVu Sans';color:#222} .page{padding:16mm} .hd{display:flex;justify-content:space-between;align-items:flex-end} .hd h1{font-weight:300;font-size:28pt;margin:0;color:#6c4cf1} .pair{display:inline-block;margin-right:10mm} .pair span{display:block;font-size:7.5pt;color:#6c4cf1;text-transform:uppercase} .row{display:grid;grid-template-columns:1fr 18mm 30mm 30mm;padding:2mm 0;border-bottom:1px solid #eee;text-align:right} .row>:first-child{text-align:left}`,
      body: `<div class=page><div class=hd><h1>${isQuote ? 'Devis' : 'Facture'}</h1><b>${number}</b></div><p><span class=pair><span>${isQuote ? 'Date du devis' : 'Date de facturation'}</span>${day}</span><span class=pair><span>${isQuote ? 'Valable jusqu’au' : 'Échéance'}</span>${b.other('due', b.due)}</span><span class=pair><span>${isQuote ? 'Début de mission' : 'Fin de mission'}</span>${b.other('work', b.after(isQuote ? 12 : -6))}</span></p>
        <div style="display:grid;grid-template-columns:1fr 1fr;margin:6mm 0"><div><small>Émetteur</small><br><b>${s.name}</b><br>${s.street}<br>${s.town}<br>SIRET ${spacedSiret(s.siret)}</div><div><small>Destinataire</small><br><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div class=row><b>Description</b><b>Qté</b><b>Prix unitaire</b><b>Total</b></div>${b.lines.map((l, n) => `<div class=row><span>${l.text}<br><small>${isQuote ? 'à planifier' : `réalisé le ${b.other('work', b.after(-20 + n * 3))}`}</small></span><span>${l.quantity}</span><span>${b.money(l.price)} €</span><span>${b.money(l.total)} €</span></div>`).join('')}<div class=row><b>Total</b><span></span><span></span><b>${b.money(b.gross)} €</b></div>
        <p>TVA non applicable, article 293 B du CGI. ${isQuote ? 'Bon pour accord, date et signature :' : `Suite au devis D-${b.serial % 60} signé le ${b.other('quote', b.after(-38))}. IBAN : ${s.iban}`}</p><p style="font-size:7pt;color:#888">Pas d’escompte. Indemnité forfaitaire de recouvrement 40 € (décret n° 2012-1115 du 2 octobre 2012). Document créé avec un outil gratuit de facturation. N° de TVA pour les échanges intracommunautaires : ${s.vat}</p></div>`,
    };
  },
};
