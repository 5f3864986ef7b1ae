import type { Layout } from '../layout.ts';

/** A public body's claim: an issue day among days of law, of the claim's register and of payment, with a stub to send back. */
export const townHall: Layout = {
  id: 'public-claim',
  style: {
    sellers: [
      'Commune de Saint-Aubin-les-Eaux',
      'Syndicat mixte des ordures du Pays d’Auge',
      'Régie du marché couvert',
    ],
    goods: [
      'Redevance spéciale déchets',
      'Droit de place, trimestre',
      'Occupation du domaine public',
      'Location salle polyvalente',
    ],
    rate: 0,
    lines: [1, 3],
    dates: ['slash', 'longZero', 'slash'],
    money: 'plain',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.date.slice(0, 4)}-T-${b.serial % 2000}`;
    return {
      number,
      css: `@page{size:A4;margin:14mm} body{font:9pt 'Liberation Sans'} .b{border:1px solid #000;padding:2.5mm} h1{font-size:14pt;text-align:center;margin:4mm} .g{display:grid;grid-template-columns:80mm 1fr;gap:5mm} table{width:100%;border-collapse:collapse;margin:4mm 0} td,th{border:1px solid #000;padding:1.3mm;text-align:left} td:last-child{text-align:right} .cut{border-top:1px dashed;margin-top:10mm;padding-top:3mm}`,
      body: `<div class=g><div class=b><b>RÉPUBLIQUE FRANÇAISE</b><br>${s.name}<br>${s.street}<br>${s.town}<br>SIRET ${s.siret}</div><div style="padding:14mm 0 0 12mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <h1>AVIS DES SOMMES À PAYER<br><small>valant facture</small></h1>
        <div class=g><div class=b>Titre n° ${number}<br>Bordereau n° ${b.serial % 90}, exercice ${b.date.slice(0, 4)}<br>Date d’émission : <b>${b.own()}</b><br>Date limite de paiement : ${b.other('due', b.due)}</div><div class=b>Titre exécutoire en application de l’article L. 252 A du livre des procédures fiscales, pris, émis et rendu exécutoire conformément aux articles R. 2342-4 et D. 3342-11 du CGCT (décret du 7 novembre 2012). Délibération du conseil du ${b.other('law', b.after(-200))}.</div></div>
        <table><tr><th>Objet<th>Quantité<th>Somme due (€)${b.lines.map((l) => `<tr><td>${l.text}, du ${b.other('period', b.after(-91))} au ${b.other('period', b.after(-1))}<td>${l.quantity}<td>${b.money(l.total)}`).join('')}<tr><td colspan=2><b>Total à payer</b><td><b>${b.money(b.gross)}</b></table>
        <p>Délai de recours : deux mois à compter de la réception. Renseignements : trésorerie de ${s.city}, fermée du ${b.other('holiday', b.after(9))} au ${b.other('holiday', b.after(16))}.</p>
        <div class=cut><b>TALON DE PAIEMENT</b> – à joindre à votre chèque, à l’ordre du Trésor public<br>Référence ${number} – ${b.buyer.name} – ${b.money(b.gross)} € – avant le ${b.other('due', b.due)}</div>`,
    };
  },
};
