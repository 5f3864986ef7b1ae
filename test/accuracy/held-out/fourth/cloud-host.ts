import { type Layout, spaced } from '../layout.ts';

/** A hosting firm's bill: the paid stamp, periods in each line, renewals to come; once the order form of the same look. */
export const cloudHost: Layout = {
  id: 'cloud-host',
  style: {
    sellers: ['Nodéva Hébergement', 'Scaléo Cloud SAS', 'Netbaie'],
    goods: ['Serveur dédié RISE-2', 'VPS 4 Go', 'Nom de domaine .fr', 'Sauvegarde 500 Go', 'Exchange 50 Go'],
    rate: 20,
    lines: [2, 6],
    dates: ['slash', 'long', 'iso'],
    money: 'plain',
    dueAfter: [0, 7],
  },
  draw(b) {
    const s = b.seller;
    const isOrder = b.round === 4;
    const number = `${isOrder ? 'BC' : 'FR'}${b.serial}8${1000 + b.serial}`;
    const day = isOrder ? b.other('order', b.date) : b.own();
    return {
      number,
      ...(isOrder ? { ask: 'bon de commande' } : {}),
      css: `@page{size:A4;margin:14mm} body{font:9pt 'Liberation Sans';color:#123} .f{display:flex;justify-content:space-between;align-items:flex-start} .box{border:1px solid #00185e;padding:3mm;width:76mm} h1{font-size:15pt;color:#00185e} dl{display:grid;grid-template-columns:46mm 1fr;margin:0} dt{color:#667} dd{margin:0;font-weight:bold} table{width:100%;border-collapse:collapse;margin:5mm 0} th{background:#00185e;color:#fff;text-align:left} td,th{padding:1.4mm} td:nth-child(n+2),th:nth-child(n+2){text-align:right} tr:nth-child(odd) td{background:#f3f6fc} .ok{border:2px solid #2a7;color:#2a7;padding:2mm 5mm;font-weight:bold;transform:rotate(-4deg)}`,
      body: `<div class=f><div><b style="font-size:21pt;color:#00185e">${s.name}</b><br>${s.street}<br>${s.town}<br>${s.vat}</div><div class=box><small>${isOrder ? 'Commandé par' : 'Facturé à'}</small><br><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}<br>FR<br>${b.showsBuyerSiren ? `TVA : ${b.buyer.vat}` : ''}</div></div>
        <h1>${isOrder ? 'Bon de commande' : 'Facture'} ${number}</h1>
        <div class=f><dl><dt>Date ${isOrder ? 'de la commande' : 'd’émission'}<dd>${day}<dt>Identifiant client<dd>nd${b.serial}-nic<dt>Commande<dd>${b.serial + 91_000} du ${b.other('order', b.after(-1 - b.round))}<dt>${isOrder ? 'Validité du bon' : 'Date d’échéance'}<dd>${b.other('due', b.due)}</dl>${isOrder ? '<div>En attente de paiement</div>' : `<div class=ok>PAYÉE LE ${b.other('payment', b.after(1))}</div>`}</div>
        <table><tr><th>Désignation<th>Référence<th>Quantité<th>Prix HT<th>Total HT${b.lines.map((l, n) => `<tr><td>${l.text}<br><small>Du ${b.other('period', b.after(n + 1))} au ${b.other('period', b.after(n + 365))}</small><td>srv${l.price}.eu<td>${l.quantity}<td>${b.money(l.price)} €<td>${b.money(l.total)} €`).join('')}</table>
        <dl style="margin-left:100mm;text-align:right"><dt>Prix HT<dd>${b.money(b.net)} €<dt>TVA 20 %<dd>${b.money(b.tax)} €<dt>TOTAL TTC<dd>${b.money(b.gross)} €</dl>
        <p>${isOrder ? 'Ce bon de commande n’est pas une facture. La facture sera émise à réception de votre paiement.' : `Règlement par carte bancaire. Prochain renouvellement automatique : ${b.other('next', b.after(366))}.`}</p>
        <p style="font-size:7pt;color:#667">${s.name}, SAS au capital de 10 174 560 €, RCS ${s.city} ${spaced(s.siren)} – Code APE 6311Z – conditions en vigueur au ${b.other('law', b.after(-77))}.</p>`,
    };
  },
};
