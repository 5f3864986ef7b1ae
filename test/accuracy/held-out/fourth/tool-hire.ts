import { type Layout, spaced } from '../layout.ts';

/** Hire of machines: departure and return with hours in framed fields, the invoice's day in a strip below; once the hire contract. */
export const toolHire: Layout = {
  id: 'tool-hire',
  style: {
    sellers: ['Loxéa Matériel', 'Kilomat Location SAS', 'Nacelles du Val'],
    goods: [
      'MINI-PELLE 1,8 T',
      'NACELLE CISEAUX 10 M',
      'GROUPE ELECTROGENE 6 KVA',
      'GARANTIE BRIS',
      'TRANSPORT ALLER',
      'ECO-PARTICIPATION',
    ],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'short', 'dots'],
    money: 'plain',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isContract = b.round === 0;
    const number = `${isContract ? 'CT' : 'FL'}${String(b.serial).padStart(6, '0')}`;
    const day = isContract ? b.other('contract', b.date) : b.own();
    const field = (k: string, v: string) => `<fieldset><legend>${k}</legend>${v}</fieldset>`;
    return {
      number,
      ...(isContract ? { ask: 'contrat' } : {}),
      css: `@page{size:A4;margin:11mm} body{font:8.5pt 'Liberation Sans'} fieldset{border:1px solid #f28c00;border-radius:2mm;padding:1mm 2mm;margin:0} legend{font-size:6.5pt;color:#a60} .g{display:grid;grid-template-columns:repeat(4,1fr);gap:2mm;margin:3mm 0} .f{display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse} th{background:#f28c00;color:#fff} td,th{padding:1.2mm;text-align:left} td:nth-child(n+2),th:nth-child(n+2){text-align:right} .s{display:flex;justify-content:space-between;background:#fff3e0;padding:2mm 3mm;font-weight:bold}`,
      body: `<div class=f><div><b style="font-size:18pt">${s.name}</b><br>Agence de ${s.city}<br>${s.street}, ${s.town}</div><div style="width:80mm;padding-top:10mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${isContract ? `<br>SIREN ${spaced(b.buyer.siren)}` : ''}</div></div>
        <div class=g>${field('Départ', `${b.other('hire', b.after(isContract ? 0 : -18))} 08:00`)}${field('Retour', `${b.other('hire', b.after(isContract ? 9 : -4))} 17:30`)}${field('Chantier', 'Zone artisanale, lot 4')}${field('Commande client', `verbale du ${b.other('order', b.after(isContract ? -1 : -20))}`)}</div>
        <div class=s><span>${isContract ? 'CONTRAT DE LOCATION' : 'FACTURE DE LOCATION'} N° ${number}</span><span>Date : ${day}</span><span>Client : ${b.serial % 5000}</span></div>
        <table><tr><th>Matériel<th>Jours<th>Tarif jour HT<th>Montant HT${b.lines.map((l) => `<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table><hr>
        <div class=g>${field(isContract ? 'Estimation HT' : 'Total HT', b.money(b.net))}${field('TVA 20 %', b.money(b.tax))}${field(isContract ? 'Estimation TTC' : 'Total TTC', `${b.money(b.gross)} €`)}${isContract ? field('Caution', '1 500,00 €') : field('Échéance', b.other('due', b.due))}</div>
        <p>${isContract ? 'Le locataire déclare avoir reçu le matériel en bon état. La facture sera établie au retour du matériel. Signatures :' : `Contrat CT${b.serial} du ${b.other('contract', b.after(-18))}. Dernière VGP de la machine : ${b.other('other', b.after(-120))}.`}</p>
        <p style="font-size:6.5pt">${s.name} SAS au capital de 8 000 000 € – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat} – conditions générales de location du 01/01/2019</p>`,
    };
  },
};
