import { type Layout, spacedSiret } from '../layout.ts';
import { address, head, items, pageFoot, percent, row, sum, two, yearOf } from './kit.ts';

/** An app for the self-employed: coloured head, three days in a strip, with VAT or without, a sign of the app at the foot. */
export const freelanceApp: Layout = {
  id: 'freelance-app',
  style: {
    sellers: ['Maëlle Kerdoncuff EI', 'Thomas Arnoux – Développeur web', 'Studio Noisette'],
    goods: [
      'Développement front-end, sprint',
      'Maintenance corrective, forfait mensuel',
      'Conception des maquettes (UX/UI)',
      'Audit SEO technique',
      'Animation d’atelier, demi-journée',
    ],
    rate: 20,
    lines: [1, 4],
    dates: ['slash', 'long', 'longZero'],
    money: 'narrow',
    dueAfter: [0, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isQuote = b.round === 1;
    const rate = b.round % 2 ? 20 : 0;
    const lines = items(b, this.style.goods, [18_000, 60_000], 5, 500);
    const net = sum(lines.map((l) => l.all));
    const tax = percent(net, rate);
    const gross = net + tax;
    const number = `${isQuote ? 'D' : 'F'}-${yearOf(b.date)}-${two((b.serial % 60) + 1)}`;
    const cell = (label: string, value: string) => `<div><span>${label}</span><br>${value}</div>`;
    const strip = isQuote
      ? cell('Date du devis', b.other('quote', b.date)) +
        cell('Valable jusqu’au', b.other('validity', b.after(30))) +
        cell('Début estimé', b.other('work', b.after(21)))
      : cell('Date d’émission', b.own()) +
        cell('Date d’échéance', b.due === b.date ? 'À réception' : b.other('due', b.due)) +
        cell('Fin d’exécution de la prestation', b.other('work', b.after(-3 - b.round)));
    return {
      number,
      gross,
      ...(isQuote ? { ask: 'devis' } : {}),
      css: `@page{size:A4;margin:0 0 16mm} body{margin:0;font:9.4pt/1.5 'DejaVu Sans','Liberation Sans';color:#1d1d35} .o{background:#5b4bdb;color:#fff;padding:10mm 16mm;display:flex;justify-content:space-between;align-items:center;font-size:17pt} .o small{font-size:10pt} .m{padding:8mm 16mm} .h{display:flex;gap:14mm} .h>div{flex:1} .s{display:flex;gap:6mm;background:#f2f0ff;border-radius:3mm;padding:3mm 5mm;margin:7mm 0} .s div{flex:1} .s span,.l{font-size:7.6pt;color:#6b6b8a} table{width:100%;border-collapse:collapse} th{font-size:7.8pt;color:#6b6b8a;text-align:left;font-weight:normal;border-bottom:1px solid #5b4bdb} td{padding:2mm 0;border-bottom:1px solid #e6e4f5} td:nth-child(n+2),th:nth-child(n+2){text-align:right}`,
      footer: pageFoot(
        `${s.name} – ${s.street}, ${s.town} – SIRET ${spacedSiret(s.siret)}${rate ? ` – N° TVA ${s.vat}` : ''} – Créé avec Abricot, l’appli des indépendants`,
      ),
      body: `<div class=o><b>${isQuote ? 'Devis' : 'Facture'}</b><small>N° ${number}</small></div><div class=m>
        <div class=h><div><span class=l>De</span><br><b>${s.name}</b><br>${s.street}<br>${s.town}<br>SIRET : ${spacedSiret(s.siret)}<br>bonjour@${s.name.split(' ')[0]!.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()}.fr</div><div><span class=l>Pour</span><br>${address(b.buyer, `SIREN : ${b.buyer.siren}`, rate ? `TVA : ${b.buyer.vat}` : '')}</div></div>
        <div class=s>${strip}</div>${isQuote ? '' : `<p class=l>Catégorie de l’opération : prestation de services${b.round > 2 ? ` – Devis accepté D-${yearOf(b.after(-40))}-${two(b.round + 3)} du ${b.other('quote', b.after(-40))}` : ''}`}
        <table>${head('Description', 'Qté', 'Prix unitaire', 'TVA', 'Montant HT')}${lines.map((l) => row(l.good, l.count, `${b.money(l.unit)} €`, `${rate} %`, `${b.money(l.all)} €`)).join('')}</table>
        <table style="width:78mm;margin:5mm 0 0 auto">${row('Total HT', `${b.money(net)} €`)}${rate ? row(`TVA ${rate} %`, `${b.money(tax)} €`) : ''}${row('<b>Total TTC</b>', `<b>${b.money(gross)} €</b>`)}</table>
        ${rate ? '' : '<p>TVA non applicable, art. 293 B du CGI'}<p><span class=l>${isQuote ? 'Pour accepter ce devis, retournez-le daté et signé avec la mention « Bon pour accord ». Acompte de 40 % à la signature.' : `Moyen de paiement : virement bancaire<br>IBAN ${s.iban} – BIC ABRIFRP1XXX<br>En cas de retard de paiement, une pénalité égale à 3 fois le taux d’intérêt légal sera exigible (article L441-10 du Code de commerce), ainsi qu’une indemnité forfaitaire de 40 €. Pas d’escompte en cas de paiement anticipé.`}</span></div>`,
    };
  },
};
