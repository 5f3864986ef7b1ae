import type { Layout } from '../layout.ts';
import { spacedSiret } from '../layout.ts';

/** A liberal profession's note: the day stands at the end, beside the signature; the mission has days of its own. */
export const architect: Layout = {
  id: 'architect-fees',
  style: {
    sellers: ['Anne-Lise Corbin, architecte DPLG', 'Cabinet Vidal Géomètres-Experts', 'Bureau d’études Sorel'],
    goods: [
      'Esquisse (ESQ)',
      'Avant-projet sommaire',
      'Relevé sur site',
      'Projet de conception générale',
      'Dossier de consultation',
    ],
    rate: 20,
    lines: [1, 4],
    dates: ['long', 'longZero', 'weekday'],
    money: 'narrow',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.serial % 90}.${b.date.slice(2, 4)}`;
    return {
      number,
      css: `@page{size:A4;margin:24mm 22mm} body{font:11pt/1.35 'DejaVu Serif';color:#111} h2{font-weight:normal;letter-spacing:1.2mm;font-size:13pt;margin:10mm 0 4mm} .r{text-align:right} table{width:100%} td:last-child{text-align:right} footer{position:absolute;bottom:0;font-size:7pt;color:#666;width:100%}`,
      body: `<div>${s.name}<br><span style="font-size:9pt">${s.street}, ${s.town}</span></div><div style="margin:12mm 0 0 80mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <h2>NOTE D’HONORAIRES N° ${number}</h2>
        <div>Affaire : réhabilitation d’un local professionnel, ${b.buyer.city}<br>Contrat du ${b.other('contract', b.after(-210))}, avenant du ${b.other('contract', b.after(-48))}<br>Permis de construire délivré le ${b.other('letter', b.after(-95))}</div><br>
        <table>${b.lines.map((l) => `<tr><td>${l.text}<td>${b.money(l.total)} €`).join('')}<tr><td>Total des honoraires hors taxes<td>${b.money(b.net)} €<tr><td>TVA au taux de 20 %<td>${b.money(b.tax)} €<tr><td><b>Total toutes taxes comprises</b><td><b>${b.money(b.gross)} €</b></table>
        <p>Valeur en votre aimable règlement sous trente jours, soit avant le ${b.other('due', b.due)}.</p>
        <div class=r style="margin-top:8mm">Fait à ${s.city}, le ${b.own()}<br><br><i>${s.name.split(',')[0]}</i></div>
        <footer>SIRET ${spacedSiret(s.siret)} – TVA intracommunautaire ${s.vat} – inscription à l’ordre le 3 mars 2006 – police MAF n° ${b.serial}/R – membre d’une association agréée</footer>`,
    };
  },
};
