import { type Layout, STRAY, spaced } from '../layout.ts';

/** Guards by the hour: an order's service period in the subject, duties by day, the day and place last before the signature. */
export const guardHours: Layout = {
  id: 'guard-hours',
  style: {
    sellers: ['Vigilia Sécurité Privée', 'Sentinelle Grand Est', 'Protéa Gardiennage'],
    goods: [
      'Agent de sécurité, heures de jour',
      'Heures de nuit',
      'Heures de dimanche',
      'Agent SSIAP 1',
      'Ronde véhicule',
    ],
    rate: 20,
    lines: [3, 7],
    dates: ['slash', 'long', 'dashes'],
    money: 'plain',
    dueAfter: [15, 30],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 0;
    const number = `FACT/${b.date.slice(0, 4)}/${b.serial % 1200}`;
    return {
      number,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:15mm} body{font:9.5pt 'Liberation Sans'} .two{columns:2;column-gap:14mm} .bx{border:1px solid #555;padding:2.5mm;break-inside:avoid} table{width:100%;border-collapse:collapse;margin:4mm 0} th{background:#263238;color:#fff} td,th{border:1px solid #555;padding:1.1mm;text-align:left} td:nth-child(n+3),th:nth-child(n+3){text-align:right}`,
      body: `<div class=two><div class=bx><b>${s.name}</b><br>${s.street}<br>${s.town}<br>Autorisation CNAPS AUT-044-2118-${b.serial} du ${b.other('law', b.after(-1300))}</div><div class=bx><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}${isStray || b.showsBuyerSiren ? `<br>RCS ${spaced(b.buyer.siren)}<br>TVA ${b.buyer.vat}` : ''}</div></div>
        <h2>FACTURE ${number}</h2><p>Objet : surveillance du site, prestations du ${b.other('period', b.after(-30))} au ${b.other('period', b.after(-1))}<br>Marché notifié le ${b.other('contract', b.after(-412))}, avenant du ${b.other('contract', b.after(-47))}</p>
        <table><tr><th>Vacation du<th>Nature<th>Heures<th>Taux HT<th>Total HT${b.lines.map((l, n) => `<tr><td>${b.other('work', b.after(-29 + n * 4))}<td>${l.text}<td>${l.quantity}<td>${b.money(l.price)}<td>${b.money(l.total)}`).join('')}</table>
        <div class=two><div>Total HT : ${b.money(b.net)} €<br>TVA 20 % : ${b.money(b.tax)} €<br><b>Total TTC : ${b.money(b.gross)} €</b><br>Payable le ${b.other('due', b.due)} par virement<br>IBAN ${s.iban}</div><div>Fait à ${s.city}, le ${b.own()}<br>Le service facturation<br><i>M. Ferrand</i></div></div>
        <p style="font-size:7pt;margin-top:12mm">${s.name} – SARL au capital de 40 000 € – SIREN ${spaced(s.siren)} – TVA ${s.vat} – APE 8010Z. L’autorisation d’exercice ne confère aucune prérogative de puissance publique (art. L. 612-14 du CSI).</p>`,
    };
  },
};
