import type { Layout } from '../layout.ts';

/** A temporary work agency: weeks and missions with their days, the date inside a band in capitals. */
export const tempAgency: Layout = {
  id: 'temp-agency',
  style: {
    sellers: ['Intérim Provence', 'Relais Emploi TT', 'Staffia'],
    goods: ['Heures normales', 'Heures sup. 25 %', 'Panier', 'Indemnité transport'],
    rate: 20,
    lines: [4, 14],
    dates: ['slash', 'short'],
    money: 'plain',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const number = `${b.serial}0${b.round}5`;
    const rows = b.lines.map((l, n) => {
      const from = -6 - 7 * Math.floor(n / 3);
      const head =
        n % 3 === 0
          ? `<tr><td colspan=4><b>DUPONT M. – Contrat n° ${b.serial + n} – Semaine du ${b.other('period', b.after(from))} au ${b.other('period', b.after(from + 6))}</b>`
          : '';
      return `${head}<tr><td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`;
    });
    return {
      number,
      css: `@page{size:A4;margin:12mm} body{font:9pt 'Liberation Sans Narrow'} .band{background:#003a70;color:#fff;padding:2mm 4mm;display:flex;justify-content:space-between;font-weight:bold;margin:8mm 0 3mm} table{width:100%;border-collapse:collapse} td{padding:.7mm 2mm} td:nth-child(n+2){text-align:right}`,
      body: `<b>${s.name}</b> – Entreprise de travail temporaire<br>${s.street} ${s.town}<br>SIRET ${s.siret} – TVA ${s.vat}<br>Garantie financière valable jusqu’au ${b.other('insurance', `${b.date.slice(0, 4)}-12-31`)}
        <div style="margin:10mm 0 0 110mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <div class=band><span>FACTURE N° ${number}</span><span>DU ${b.own()}</span><span>ÉCHÉANCE ${b.other('due', b.due)}</span></div>
        <table><tr><td>Libellé<td>Nombre<td>Taux<td>Montant HT${rows.join('')}</table><hr>
        <table><tr><td>TOTAL H.T.<td>${b.money(b.net)}<tr><td>T.V.A. 20,00 %<td>${b.money(b.tax)}<tr><td><b>TOTAL T.T.C.</b><td><b>${b.money(b.gross)} EUR</b></table>
        <p>Mission commencée le ${b.other('work', b.after(-70))}, terme prévu le ${b.other('work', b.after(18))}. Relevés signés reçus le ${b.other('letter', b.after(-1))}.</p>`,
    };
  },
};
