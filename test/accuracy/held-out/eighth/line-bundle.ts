import type { Bill } from '../bill.ts';
import { type Layout, spaced } from '../layout.ts';
import { pageFoot } from '../sixth/kit.ts';
import { monthOf, percent, row, sum } from './kit.ts';

/** An operator's bill for fixed lines and fibre: number and day in one line, what is due by debit, then each line by itself. */
export const lineBundle: Layout = {
  id: 'line-bundle',
  style: {
    sellers: ['Telmar Business', 'Ligne Claire Entreprises', 'Telmar Business'],
    goods: ['Ligne'],
    rate: 20,
    lines: [2, 4],
    dates: ['slash', 'slash', 'longZero'],
    money: 'nbsp',
    dueAfter: [17, 20, 25],
  },
  draw(b) {
    const n = String(b.serial).padStart(4, '0');
    const number = `00${n}217 ${b.date.slice(2, 4)}${'ABCDEFGHIJKL'[Number(b.date.slice(5, 7)) - 1]}1-1A0${b.round}`;
    return b.round === 2 ? reminder(b, number) : invoice(b, number);
  },
};

const CSS = `@page{size:A4;margin:10mm 14mm 17mm} body{font:9pt/1.4 'Nimbus Sans'} .k{width:13mm;height:13mm;background:#ff7900;float:left;margin-right:4mm} h1{font-size:13pt;margin:0;padding-top:4mm} h2{font-size:11pt;margin:6mm 0 1mm;border-bottom:2px solid #000} .w{display:flex;justify-content:space-between;margin-top:9mm} table{width:100%;border-collapse:collapse} td{padding:.7mm 0;vertical-align:top} td:last-child,th:last-child{text-align:right} .t td{border-top:1px solid #000;font-weight:bold} .p{border:2px solid #ff7900;padding:3mm 5mm;margin:6mm 0;font-size:11pt} small{font-size:7.2pt}`;

function head(b: Bill): string {
  return `<div class=k></div><h1>${b.seller.name}</h1><div class=w><div>vos références<br><b>compte de facturation</b> 1.${b.serial}77<br><b>n° client</b> 0${b.serial}3001<br><br>nous contacter<br>espace client : rubrique factures<br>service clients : 3901 (appel gratuit)</div><div style="width:80mm;padding-top:8mm">${b.buyer.name}<br>service comptabilité<br>${b.buyer.street}<br>${b.buyer.town}${b.showsBuyerSiren ? `<br><small>SIREN ${b.buyer.siren}</small>` : ''}</div></div>`;
}

const foot = ({ seller: s }: Bill) =>
  pageFoot(
    `${s.name}, SA au capital de 8 640 226 € – ${s.street}, ${s.town} – ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat}`,
    'page',
  );

function reminder(b: Bill, number: string) {
  const sent = b.other('reminder', b.date);
  return {
    number,
    ask: 'relance',
    css: CSS,
    footer: foot(b),
    body: `${head(b)}<p style="margin:14mm 0 6mm">${b.seller.city}, le ${sent}<p><b>Objet : rappel de facture impayée</b><p>Madame, Monsieur,<p>Sauf erreur de notre part, nous n’avons pas reçu le règlement de la facture suivante :<table><tr><th align=left>facture n°<th align=left>du<th align=left>échéance<th>montant TTC${row(number, b.other('previous', b.after(-46)), b.other('due', b.after(-22)), `${b.money(b.gross)} €`)}<tr class=t><td>total restant dû<td><td><td>${b.money(b.gross)} €</table><p>Nous vous remercions de régler cette somme avant le ${b.other('due', b.after(8))}. À défaut, vos lignes pourront être restreintes à partir du ${b.other('service', b.after(15))}. Si votre paiement a croisé ce courrier, nous vous prions de ne pas en tenir compte.<p>Veuillez agréer, Madame, Monsieur, nos salutations distinguées.<p style="margin-left:90mm">Le service recouvrement`,
  };
}

function invoice(b: Bill, number: string) {
  const [now, before] = [monthOf(b.date), monthOf(b.date, -1)];
  const lines = b.lines.map((l, n) => ({
    phone: `02 4${n} ${String(l.price + 10_000).slice(0, 2)} ${String(l.price + 10_000).slice(2, 4)} ${10 + l.quantity}`,
    offer: n === 0 ? 'Fibre Pro Intense' : 'Ligne Fixe Optimale Pro',
    fee: n === 0 ? 5_900 : 3_150,
    calls: 40 + (l.price % 460),
  }));
  const net = sum(lines.map((l) => l.fee + l.calls));
  const tax = percent(net, 20);
  const gross = net + tax;
  return {
    number,
    gross,
    css: CSS,
    footer: foot(b),
    body: `${head(b)}<p style="font-size:14pt;margin:9mm 0 0"><b>facture n° ${number}</b><br>du ${b.own()}
      <div class=p>total du montant à payer TTC <b style="float:right">${b.money(gross)} €</b><br><span style="font-size:9pt">prélevé le ${b.other('debit', b.due)} sur votre compte bancaire</span></div>
      <table><tr><td>abonnements, forfaits et options<td>${b.money(sum(lines.map((l) => l.fee)))} €<tr><td>consommations hors forfait jusqu’au ${b.other('period', b.after(-4))}<td>${b.money(sum(lines.map((l) => l.calls)))} €<tr class=t><td>total facture HT<td>${b.money(net)} €<tr><td>TVA à 20,00 %<td>${b.money(tax)} €<tr class=t><td>total facture TTC<td>${b.money(gross)} €</table>
      <p><small>Votre facture précédente du ${b.other('previous', b.after(-30))} d’un montant de ${b.money(gross + 118)} € a été réglée, merci. Facture payable au plus tard à la date de prélèvement ; pénalités de retard : trois fois le taux d’intérêt légal, indemnité de recouvrement 40 €. TVA acquittée sur les débits.</small>
      <p><b>votre information du mois</b><br>Le réseau cuivre de votre commune ferme le ${b.other('service', '2026-01-27', 'long')}. Votre conseiller vous accompagne vers la fibre.
      <div style="break-before:page"></div><b>facture n° ${number} du ${b.own()}</b>${lines.map((l, n) => `<h2>${l.phone} – ${l.offer}</h2><table>${row(`abonnement du ${b.other('period', now.first)} au ${b.other('period', now.last)}`, b.money(l.fee))}${row(`communications du ${b.other('period', before.first)} au ${b.other('period', before.last)} – ${14 + n * 9} appels vers mobiles`, b.money(l.calls))}${n === 0 ? row(`engagement jusqu’au ${b.other('contract', b.after(520))}`, '') : ''}<tr class=t><td>total HT ${l.phone}<td>${b.money(l.fee + l.calls)}</table>`).join('')}`,
  };
}
