import type { Layout } from '../layout.ts';
import { address, cheaper, pageFoot, registered } from './kit.ts';

/** Power and gas on one bill: a summary with its day beside the number, consumption by month, then pages of readings, some of them estimated. */
export const greenPower: Layout = {
  id: 'green-power',
  style: {
    sellers: ['Verdélec Énergie', 'Ohmnia France SA', 'Gaz et Lumière de l’Ouest'],
    goods: [
      'Abonnement électricité 36 kVA',
      'Heures pleines saison haute',
      'Heures creuses saison haute',
      'Abonnement gaz B2I',
      'Consommation gaz',
      'Accise sur l’électricité',
    ],
    rate: 20,
    lines: [4, 7],
    dates: ['longZero', 'slash', 'long'],
    money: 'nbsp',
    dueAfter: [14, 20],
  },
  draw(b) {
    const s = b.seller;
    const { lines, net, tax, gross } = cheaper(b, 4, this.style.goods);
    const number = `${b.date.slice(2, 4)}${b.date.slice(5, 7)}-3${b.serial}-${b.round + 1}`;
    const [from, to] = [b.after(-63), b.after(-3)];
    const months = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];
    return {
      number,
      gross,
      footer: pageFoot(registered(s, 'SA au capital de 8 214 500 €')),
      css: `@page{size:A4;margin:12mm 14mm 18mm} body{font:9pt 'DejaVu Sans Condensed';color:#222} .top{display:flex;justify-content:space-between} .ref{border-left:3px solid #3a9d5d;padding-left:3mm;line-height:1.55} .pay{background:#e7f5ec;border-radius:3mm;padding:4mm 6mm;display:flex;justify-content:space-between;align-items:center;margin:7mm 0} .pay b{font-size:19pt;color:#1d7a41} .bars{display:flex;align-items:flex-end;height:26mm;gap:3mm} .bars div{flex:1;text-align:center;font-size:6.5pt} .bars i{display:block;background:#9bd3ae} table{width:100%;border-collapse:collapse;font-size:8.2pt} td,th{padding:1mm;border-bottom:1px solid #d6e6db;text-align:right} td:first-child,th:first-child{text-align:left} h3{color:#1d7a41;margin:5mm 0 2mm} .p{break-before:page}`,
      body: `<div class=top><div><b style="font-size:20pt;color:#1d7a41">${s.name}</b><br>Service clients professionnels<br>09 70 80 ${b.serial % 90} ${b.round}4 (appel non surtaxé)</div><div class=ref><b>FACTURE N° ${number}</b><br>du ${b.own()}<br>Référence client : 5 00${b.serial} 118<br>Contrat « Pro Sérénité » souscrit le ${b.other('contract', b.after(-1127))}</div></div>
        <div style="margin:14mm 0 0 95mm;line-height:1.4">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIRET : ${b.buyer.siret}`] : []))}</div>
        <p style="font-size:8pt">Lieu de consommation : ${b.buyer.street}, ${b.buyer.town} – PRM 1907${b.serial}4412 – PCE GI05${b.serial}</p>
        <h3>Votre facture de régularisation</h3><table><tr><td>Électricité et gaz, du ${b.other('period', from)} au ${b.other('period', to)}<td>${b.money(net)} €<tr><td>TVA<td>${b.money(tax)} €<tr><td><b>Total TTC</b><td><b>${b.money(gross)} €</b></table>
        <div class=pay><div>Montant prélevé sur votre compte<br>à partir du <strong>${b.other('debit', b.due)}</strong></div><b>${b.money(gross)} €</b></div>
        <h3>Vos consommations (kWh)</h3><div class=bars>${months.map((m, n) => `<div><i style="height:${6 + ((b.serial * (n + 3)) % 16)}mm"></i>${m}</div>`).join('')}</div>
        <p>Prochaine facture : vers le ${b.other('next', b.after(61))}. Relevé de votre compteur gaz prévu le ${b.other('next', b.after(24))}, votre présence n’est pas nécessaire.</p>
        <div class=p><h3>Détail de la facture n° ${number}</h3><table><tr><th>Prestation<th>Début<th>Fin<th>Quantité<th>Prix HT<th>Montant HT${lines.map((l, n) => `<tr><td>${l.text}${n % 3 === 1 ? ' (estimée)' : ''}<td>${b.other('period', n === 2 ? b.after(-32) : from, 'slash')}<td>${b.other('period', to, 'slash')}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}<tr><td colspan=5><b>Total hors TVA</b><td><b>${b.money(net)}</b></table>
        <h3>Relevés</h3><table><tr><th>Compteur<th>Date<th>Index<th>Nature${[from, to].map((d, n) => `<tr><td>Électricité n° 0${b.serial}<td>${b.other('reading', d, 'slash')}<td>${b.serial * 3 + n * 812}<td>${n ? 'estimé' : 'relevé Enedis'}`).join('')}<tr><td>Gaz n° 7${b.serial}<td>${b.other('reading', b.after(-31), 'slash')}<td>${b.serial + 77}<td>auto-relevé</table>
        <p style="font-size:7pt;margin-top:6mm">Les prix de votre offre sont fermes jusqu’au ${b.other('contract', b.after(333), 'slash')}. Tarif d’acheminement (TURPE) révisé le ${b.other('law', `${Number(b.date.slice(0, 4)) - 1}-08-01`, 'long')}. Tout retard de paiement donne lieu à des intérêts au taux de la BCE majoré de dix points et à une indemnité forfaitaire de 40 €. Médiateur national de l’énergie : Libre réponse n° 59252, 75443 Paris Cedex 09. Origine de l’électricité fournie : 100 % renouvelable en ${Number(b.date.slice(0, 4)) - 1}.</p></div>`,
    };
  },
};
