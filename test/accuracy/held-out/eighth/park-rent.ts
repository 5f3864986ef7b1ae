import { monthName } from '../forms.ts';
import { type Layout, spaced } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { monthOf, percent, row, sum } from './kit.ts';

/** A business park's rent: an invoice of the quarter or the month to come, charges on account, the lease and its index. */
export const parkRent: Layout = {
  id: 'park-rent',
  style: {
    sellers: ['SCI Parc des Prés Verts', 'Foncière du Grand Large', 'SCI Parc des Prés Verts'],
    goods: ['Loyer'],
    rate: 20,
    lines: [1, 2],
    dates: ['slash', 'longZero', 'slash'],
    money: 'nbsp',
    dueAfter: [5, 10],
  },
  draw(b) {
    const s = b.seller;
    const late = Number(b.date.slice(8)) > 14;
    const months = b.round % 2 ? 3 : 1;
    const [start, end] = [monthOf(b.date, late ? 1 : 0), monthOf(b.date, (late ? 1 : 0) + months - 1)];
    const rent = (62_000 + (b.serial % 900) * 100) * months;
    const lines = [
      ['Loyer commercial', rent],
      ['Provision sur charges communes', percent(rent, 11)],
      ['Provision taxe foncière', percent(rent, 7.5)],
      ['Emplacements de stationnement (2)', 6_000 * months],
    ] as const;
    const net = sum(lines.map((l) => l[1]));
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `L${b.date.slice(0, 4)}${String(b.serial).padStart(5, '0')}`;
    const payable = late ? start.first : b.due;
    return {
      number,
      gross,
      css: `@page{size:A4;margin:13mm 16mm 18mm} body{font:9.6pt/1.45 'Nimbus Sans'} .h{display:flex;justify-content:space-between} h1{font-size:14pt;text-align:center;border:1px solid #333;padding:2mm;margin:8mm 0 5mm} .d{width:100%;border-collapse:collapse;margin:5mm 0} .d th{background:#e8e8e0;text-align:left;padding:1.3mm;border:1px solid #999} .d td{padding:1.3mm;border:1px solid #999} .d td:last-child,.d th:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – société civile au capital de 1 000 € – ${s.street}, ${s.town} – RCS ${s.city} ${spaced(s.siren)} – TVA ${s.vat}`,
      ),
      body: `<div class=h><div><b style="font-size:12pt">${s.name}</b><br>${s.street}<br>${s.town}<br>Gestion : gestion@parc-activites.example</div><div style="padding-top:12mm;width:76mm">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIREN ${b.buyer.siren}`] : []))}</div></div><h1>FACTURE DE LOYER ET CHARGES</h1>
        <div class=h><div>Facture n° : ${number}<br>Date d’émission : ${b.own()}<br>Locataire n° : ${b.serial % 700}-B</div><div style="width:88mm">Période : du ${b.other('period', start.first)} au ${b.other('period', end.last)}<br>Exigible le : <b>${b.other('due', payable)}</b><br>Paiement : ${b.round % 2 ? 'virement' : 'prélèvement'}</div></div>
        <p>Bâtiment ${'ABCDEF'[b.round]}, lot ${b.serial % 40}, ${120 + (b.serial % 300)} m² – bail commercial du ${b.other('contract', `${Number(b.date.slice(0, 4)) - 4}-04-01`)}, expirant le ${b.other('contract', `${Number(b.date.slice(0, 4)) + 5}-03-31`)}
        <table class=d><tr><th>Libellé<th>Période<th>Montant HT${lines.map(([text, amount]) => row(text, months === 1 ? monthName(start.first) : `${monthName(start.first)} à ${monthName(end.first)}`, `${b.money(amount)} €`)).join('')}</table>
        <table class=d style="width:86mm;margin-left:auto">${row('Total HT', `${b.money(net)} €`)}${row('TVA 20 % (option bailleur)', `${b.money(tax)} €`)}${row('<b>Total TTC</b>', `<b>${b.money(gross)} €</b>`)}${row(`Solde antérieur au ${b.other('balance', b.after(-1))}`, '0,00 €')}${row('<b>Net à payer</b>', `<b>${b.money(gross)} €</b>`)}</table>
        <p style="font-size:8.2pt">IBAN : ${s.iban} – libellé du virement : ${number}.<br>Prochaine révision du loyer le ${b.other('next', `${Number(b.date.slice(0, 4)) + 1}-04-01`)} selon l’indice des loyers commerciaux publié le ${b.other('publication', `${Number(b.date.slice(0, 4)) - 1}-09-22`)}.<br>À défaut de paiement à l’échéance, intérêts au taux légal majoré de cinq points et indemnité de 40 €. Cette facture n’est pas une quittance ; celle-ci vous sera adressée après encaissement.`,
    };
  },
};
