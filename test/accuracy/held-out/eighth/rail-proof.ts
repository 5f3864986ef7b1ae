import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, spacedSiret } from '../layout.ts';
import { row, sum } from './kit.ts';

/** A railway's invoice for tickets that a firm took on its account: journeys weeks ahead of the day it was made, VAT at 10 %. */
export const railProof: Layout = {
  id: 'rail-proof',
  style: {
    sellers: ['Grandes Lignes Voyageurs SA', 'Trains du Ponant SA', 'Grandes Lignes Voyageurs SA'],
    goods: ['Billet'],
    rate: 10,
    lines: [1, 3],
    dates: ['slash', 'longZero', 'slash'],
    money: 'plain',
    dueAfter: [0],
  },
  draw(b) {
    const s = b.seller;
    const trips = b.lines.map((l, n) => {
      const out = b.after(4 + (l.price % 25) + n * 6);
      return {
        out,
        back: addDays(out, 1 + (l.quantity % 3)),
        to: ['PARIS MONTPARNASSE', 'LYON PART DIEU', 'RENNES', 'LILLE EUROPE'][(l.price + n) % 4]!,
        file: `${'QWRTSL'[n]}${String(l.price + 10_000).slice(-4)}Z`,
        name: ['M. RENAUD Paul', 'MME CAZAL Inès', 'M. LE GOFF Yann'][(l.quantity + n) % 3]!,
        gross: 4_400 + (l.price % 15_300),
      };
    });
    const gross = sum(trips.map((t) => t.gross));
    const net = Math.round(gross / 1.1);
    const number = `${b.date.slice(2, 4)}-GLV-${b.serial + 500_000}`;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:13mm 15mm} body{font:9pt/1.45 'Liberation Sans'} .h{border-bottom:4px solid #7d1566;padding-bottom:3mm;display:flex;justify-content:space-between} h1{font-size:15pt;color:#7d1566;margin:8mm 0 2mm} .c{display:flex;justify-content:space-between} .d{width:100%;border-collapse:collapse;margin-top:5mm;font-size:8.2pt} .d th{background:#7d1566;color:#fff;text-align:left;padding:1.3mm} .d td{border-bottom:1px solid #cbc;padding:1.5mm 1.3mm;vertical-align:top} .d td:last-child,.d th:last-child{text-align:right}`,
      body: `<div class=h><b style="font-size:17pt">${s.name}</b><span style="text-align:right">Espace entreprises<br>${s.street}, ${s.town}</span></div><h1>Facture n° ${number}</h1><div class=c><div>Date de facturation : ${b.own()}<br>Compte entreprise : ${b.serial}-PRO<br>Date de commande : ${b.other('order', b.after(-(b.round % 2)))}<br>Moyen de paiement : ${b.round % 2 ? 'carte affaires **** 7731' : 'compte entreprise, relevé mensuel'}</div><div style="width:72mm;border:1px solid #7d1566;padding:3mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br>SIREN ${b.buyer.siren}` : ''}</div></div>
        <table class=d><tr><th>Dossier<th>Voyageur<th>Trajet<th>Départ<th>Classe<th>Prix TTC${trips.map((t, n) => row(t.file, t.name, `${b.buyer.city.toUpperCase()} → ${t.to}<br>${t.to} → ${b.buyer.city.toUpperCase()}`, `${b.other('travel', t.out, 'slash')} à 06h${47 + n}<br>${b.other('travel', t.back, 'slash')} à 18h${12 + n}`, n % 2 ? '1re' : '2e', `${b.money(t.gross)} €`)).join('')}</table>
        <table class=d style="width:80mm;margin-left:auto">${row('Montant HT', `${b.money(net)} €`)}${row('TVA 10 % (transport de voyageurs)', `${b.money(gross - net)} €`)}${row('<b>Montant total TTC</b>', `<b>${b.money(gross)} €</b>`)}</table>
        <p><b>${b.round % 2 ? `Réglé le ${b.other('payment', b.after(-(b.round % 2)))} – solde dû : 0,00 €` : 'Cette facture est acquittée par votre relevé mensuel.'}</b><p style="font-size:7.6pt">Billets échangeables et remboursables selon le tarif jusqu’à la veille du départ. La facture vaut justificatif de paiement ; elle n’est pas un titre de transport. La Carte Avantage Pro du compte est valable jusqu’au ${b.other('validity', b.after(214), 'slash')}.<div style="margin-top:60mm;font-size:7pt;border-top:1px solid #7d1566;padding-top:2mm">${s.name}, société anonyme au capital de 157 789 960 € – SIRET ${spacedSiret(s.siret)} – RCS ${s.city} – TVA ${s.vat} – Immatriculée au registre des opérateurs de voyages IM075100099, garantie financière : ${b.other('insurance', '2015-03-12', 'slash')}.</div>`,
    };
  },
};
