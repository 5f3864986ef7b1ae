import { type Layout, spaced } from '../layout.ts';
import { pageFoot } from '../sixth/kit.ts';
import { percent, row, sum } from './kit.ts';

/** Mobile plans of a challenger: one page in two columns, a grey band with what is debited, plans billed ahead and use in arrears. */
export const simPlans: Layout = {
  id: 'sim-plans',
  style: {
    sellers: ['Libre Mobile Pro', 'Kolibri Telecom', 'Libre Mobile Pro'],
    goods: ['Forfait'],
    rate: 20,
    lines: [2, 5],
    dates: ['long', 'slash', 'longZero'],
    money: 'plain',
    dueAfter: [5, 7, 10],
  },
  draw(b) {
    const s = b.seller;
    const lines = b.lines.map((l, n) => ({
      phone: `06 ${String(l.price + 30_000).slice(0, 2)} ${String(l.price + 30_000).slice(2, 4)} ${20 + l.quantity} ${31 + n}`,
      plan: n % 2 ? 'Forfait Pro 20 Go' : 'Forfait Pro 5G 150 Go',
      fee: n % 2 ? 832 : 1_666,
      use: l.quantity % 3 ? 0 : 60 + (l.price % 900),
    }));
    const net = sum(lines.map((l) => l.fee + l.use));
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `M${b.date.slice(0, 4)}${b.serial + 1_140_000}`;
    const stop = b.after(-1);
    return {
      number,
      gross,
      css: `@page{size:A4;margin:12mm 14mm 18mm} body{font:9.2pt/1.45 'Liberation Sans'} .n{font:bold 22pt 'URW Gothic';color:#c00} .g{background:#eee;padding:4mm 6mm;margin:6mm 0;display:flex;justify-content:space-between;font-size:11pt} .c{display:flex;gap:10mm} .c>div{flex:1} table{width:100%;border-collapse:collapse} th{background:#c00;color:#fff;text-align:left;padding:1mm 2mm;font-size:8.4pt} td{padding:1mm 2mm;border-bottom:1px solid #ddd} td:last-child,th:last-child{text-align:right}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 365 138 779 € – RCS ${s.city} ${spaced(s.siren)} – Siège social : ${s.street}, ${s.town} – N° TVA ${s.vat}`,
      ),
      body: `<div class=n>${s.name.toLowerCase()}</div><div class=c style="margin-top:6mm"><div><b>Facture n° ${number}</b><br>Date de facture : ${b.own()}<br>Identifiant : 1${b.serial}902<br>Titulaire : ${b.buyer.name}${b.showsBuyerSiren ? `<br>SIREN : ${spaced(b.buyer.siren)}` : ''}</div><div style="padding-top:8mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div></div>
        <div class=g><span>Somme à payer TTC<br><small>Prélèvement automatique le ${b.other('debit', b.due)}</small></span><b>${b.money(gross)} €</b></div>
        <table><tr><th>Ligne<th>Désignation<th>Période<th>Montant HT (€)${lines
          .map(
            (l) =>
              row(
                l.phone,
                l.plan,
                `${b.other('period', b.date, 'slash')} – ${b.other('period', b.after(29), 'slash')}`,
                b.money(l.fee),
              ) +
              (l.use
                ? row(
                    '',
                    'Hors forfait, international',
                    `${b.other('period', b.after(-30), 'slash')} – ${b.other('period', stop, 'slash')}`,
                    b.money(l.use),
                  )
                : ''),
          )
          .join(
            '',
          )}<tr><td colspan=3>Total HT<td>${b.money(net)}<tr><td colspan=3>TVA (20 %)<td>${b.money(tax)}<tr><td colspan=3><b>Total TTC</b><td><b>${b.money(gross)}</b></table>
        <div class=c style="margin-top:8mm;font-size:8pt"><div><b>Mode de paiement</b><br>Prélèvement SEPA, RUM FM${b.serial}-1, mandat signé le ${b.other('mandate', b.after(-611), 'slash')}. Votre prochaine facture sera disponible le ${b.other('next', b.after(30), 'slash')}.</div><div><b>Bon à savoir</b><br>Consommations prises en compte jusqu’au ${b.other('period', stop, 'slash')} à minuit. Les tarifs de l’itinérance hors Europe changent au ${b.other('tariff', `${Number(b.date.slice(0, 4)) + 1}-03-01`)}.</div></div>
        <p style="font-size:7pt">Tout retard de paiement entraîne des pénalités égales à trois fois le taux d’intérêt légal et une indemnité forfaitaire de 40 €. Aucun escompte. Service client : 3244.`,
    };
  },
};
