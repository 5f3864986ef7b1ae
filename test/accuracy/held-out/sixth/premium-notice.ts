import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, spaced } from '../layout.ts';
import { cheaper } from './kit.ts';

/** A broker's receipt of premium: insured period in bold, the contract's days in a list, its own after "Émis le" in the margin; once a certificate of cover. */
export const premiumNotice: Layout = {
  id: 'premium-notice',
  style: {
    sellers: ['Courtage Bretagne Assurances', 'Assurances Vigier et Fils', 'Mutuelle Rurale du Berry'],
    goods: [
      'Multirisque professionnelle',
      'Responsabilité décennale',
      'Flotte 3 véhicules',
      'Cyber risques',
      'Frais de gestion',
    ],
    rate: 9,
    lines: [1, 4],
    dates: ['slash', 'longZero', 'dots'],
    money: 'nbsp',
    dueAfter: [10, 25, 31],
  },
  draw(b) {
    const s = b.seller;
    const isProof = b.round === 2;
    const { lines, net, tax, gross } = cheaper(b, 2, this.style.goods);
    const number = `${isProof ? 'ATT' : 'Q'}${b.serial}/${b.date.slice(2, 4)}`;
    const from = isProof ? b.after(-40) : b.due;
    return {
      number,
      gross,
      ...(isProof ? { ask: 'attestation' } : {}),
      css: `@page{size:A4;margin:15mm 16mm} body{font:9.3pt 'Liberation Sans'} .g{display:grid;grid-template-columns:58mm 1fr;gap:7mm} .m{font-size:8.2pt;line-height:1.5;color:#333} .m b{color:#0a5c7a} table{width:100%;border-collapse:collapse;margin:4mm 0} td{padding:1.5mm 0;border-bottom:1px solid #cde} td:last-child{text-align:right} h1{font-size:15pt;color:#0a5c7a;margin:0 0 4mm}`,
      body: `<div style="display:flex;justify-content:space-between;margin-bottom:10mm"><b style="font-size:15pt;color:#0a5c7a">${s.name}</b><div style="width:80mm;padding-top:16mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div><div class=g><div class=m><b>Votre interlocuteur</b><br>Agence de ${s.city}<br>${s.street}<br>${s.town}<br>ORIAS 070${b.serial}<br><br><b>Vos références</b><br>Sociétaire : ${b.serial % 88_000}<br>Contrat : 00${b.serial} M<br>Effet : ${b.other('contract', b.after(-1310))}<br>Échéance principale : ${b.other('contract', addDays(from, 365))}<br>${isProof ? 'Attestation' : 'Quittance'} : ${number}<br>${isProof ? 'Délivrée' : 'Émise'} le : ${isProof ? b.other('other', b.date) : b.own()}</div>
        <div><h1>${isProof ? 'Attestation d’assurance' : b.round % 2 ? 'Facture de cotisation' : 'Appel de prime – quittance'}</h1><p>${isProof ? 'Nous attestons que l’assuré désigné ci-dessus est titulaire d’un contrat garantissant les risques suivants :' : 'Vous trouverez ci-dessous le détail de votre cotisation pour la période'}</p><p><b>${isProof ? 'Valable' : 'Garanties'} du ${b.other('period', from)} au ${b.other('period', addDays(from, 364))}</b></p>
        <table>${lines.map((l) => `<tr><td>${l.text}<td>${b.money(l.total)} €`).join('')}<tr><td>Cotisation HT<td>${b.money(net)} €<tr><td>Taxes d’assurance<td>${b.money(tax)} €<tr><td><b>${isProof ? 'Cotisation annuelle TTC (réglée)' : 'Montant TTC'}</b><td><b>${b.money(gross)} €</b></table>
        <p>${isProof ? 'La présente attestation ne peut engager l’assureur au-delà des clauses du contrat. Fait pour servir et valoir ce que de droit.' : `Cette somme sera prélevée le ${b.other('debit', b.due)}. À défaut de paiement dans les dix jours, une mise en demeure vous sera adressée (art. L113-3 du code des assurances).`}</p></div></div>
        <p style="position:fixed;bottom:0;font-size:6.8pt">${s.name} – entreprise régie par le code des assurances, ${spaced(s.siren)} RCS ${s.city}, TVA ${s.vat}. ACPR, 4 place de Budapest, 75436 Paris. Exonéré de TVA, art. 261 C du CGI. Conditions en vigueur au ${b.other('law', b.after(-230))}.</p>`,
    };
  },
};
