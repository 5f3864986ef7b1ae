import { type Layout, spaced } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** A host of servers and domains: blue head, references with the domain's end, periods in the lines, paid by card. */
export const rackHost: Layout = {
  id: 'rack-host',
  style: {
    sellers: ['HVO Serveurs SAS', 'Baie Noire Hébergement', 'Nuage du Nord'],
    goods: ['Hébergement'],
    rate: 20,
    lines: [1, 4],
    dates: ['long', 'slash', 'iso'],
    money: 'plain',
    dueAfter: [0, 5, 30],
  },
  draw(b) {
    const s = b.seller;
    const isOrder = b.round === 1;
    const site = `${b.buyer.name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]+/g, '-')}.fr`;
    const goods = [
      ['Hébergement Web Performance 1', 1_099, 12],
      [`Nom de domaine ${site} – renouvellement`, 799, 1],
      ['VPS Comfort 4 vCore – 8 Go', 2_299, 1],
      ['Exchange Hosted 50 Go – 3 comptes', 1_197, 1],
    ] as const;
    const lines = b.lines.map((l, n) => {
      const [text, unit, count] = goods[(n + b.round) % 4]!;
      const start = b.after(3 + (l.quantity % 9));
      return { text, unit, count, start, end: b.after(3 + (l.quantity % 9) + (unit === 2_299 ? 30 : 364)) };
    });
    const net = sum(lines.map((l) => l.unit * l.count));
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = isOrder ? `${b.serial + 218_440_000}` : `FR${b.serial + 61_200_000}`;
    const form = b.round === 2 || b.round === 5 ? 'iso' : 'slash';
    return {
      number,
      gross,
      ...(isOrder ? { ask: 'bon de commande' } : {}),
      css: `@page{size:A4;margin:0 0 16mm} body{margin:0;font:9pt/1.45 'DejaVu Sans'} .h{background:#000e9c;color:#fff;padding:9mm 15mm;display:flex;justify-content:space-between;font-size:8pt} .h b{font-size:19pt} .m{padding:6mm 15mm} .c{display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse;font-size:8pt} th{text-align:left;border-bottom:2px solid #000e9c;padding:1.5mm 1mm} td{padding:2mm 1mm;border-bottom:1px solid #e0e0f0} td:nth-child(n+3),th:nth-child(n+3){text-align:right;white-space:nowrap} .t{width:72mm;margin:5mm 0 0 auto}.t td:nth-child(n){text-align:left}.t td:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 50 000 000 € – RCS ${s.city} ${spaced(s.siren)} – Code APE 6311Z – N° TVA : ${s.vat} – Siège social : ${s.street}, ${s.town}`,
      ),
      body: `<div class=h><b>${s.name}</b><div>${s.street}<br>${s.town}<br>FRANCE</div></div><div class=m><div class=c><div><span style="font-size:15pt">${isOrder ? 'Bon de commande' : 'Facture'} ${number}</span><br>${isOrder ? `Date : ${b.other('order', b.date)}` : `Date d’émission : ${b.own()}`}<br>${isOrder ? `Valable jusqu’au : ${b.other('validity', b.after(14))}` : `Référence commande : ${b.serial + 218_440_000}`}<br>Identifiant client : xy${b.serial}-hv${isOrder || b.due === b.date ? '' : `<br>Échéance : ${b.other('due', b.due)}`}</div><div style="margin-top:10mm">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIRET ${b.buyer.siret}`] : []))}</div></div>
        <table style="margin-top:10mm"><tr><th>Abonnement<th>Référence<th>Quantité<th>Prix unitaire HT<th>Prix HT${lines.map((l, n) => row(`${l.text}<br><span style="color:#555">du ${b.other('period', l.start, form)} au ${b.other('period', l.end, form)}</span>`, n % 2 ? `cluster0${n}-gra` : site, l.count, `${b.money(l.unit)} €`, `${b.money(l.unit * l.count)} €`)).join('')}</table>
        <table class=t>${row('Prix HT', `${b.money(net)} €`)}${row('TVA (20 %)', `${b.money(tax)} €`)}${row('<b>TOTAL TTC</b>', `<b>${b.money(gross)} €</b>`)}</table>
        ${
          isOrder
            ? `<p><b>En attente de paiement.</b> Vos services seront livrés dès réception de votre règlement, par carte bancaire ou virement en rappelant le numéro ${number}. Une facture vous sera adressée après le paiement.`
            : `<p><b>Paiement</b><br>${b.round % 2 ? 'Prélèvement automatique' : 'Carte bancaire **** **** **** 4417'} – ${b.round % 2 ? `présenté le ${b.other('debit', b.due, form)}` : `payé le ${b.other('payment', b.date, form)}`}<p style="font-size:7.4pt">Le domaine ${site} expire le ${b.other('validity', b.after(377), form)}. Conditions générales de service acceptées le ${b.other('contract', b.after(-740), form)}. En cas de retard de paiement, il est appliqué des pénalités de trois fois le taux d’intérêt légal et une indemnité forfaitaire de 40 €. Pas d’escompte pour paiement anticipé.`
        }</div>`,
    };
  },
};
