import { monthName } from '../forms.ts';
import { type Layout, STRAY, spacedSiret } from '../layout.ts';
import { pageFoot } from '../sixth/kit.ts';
import { monthOf, percent, row, sum } from './kit.ts';

/** A cleaning firm on a French start-up's billing: labels over values, issuer and client side by side, the month's services. */
export const officeCleaning: Layout = {
  id: 'office-cleaning',
  style: {
    sellers: ['Net & Clair Propreté', 'Azur Services Bureaux', 'Les Mains Vertes SAS'],
    goods: ['Entretien des bureaux', 'Nettoyage de la vitrerie', 'Sanitaires et consommables', 'Sortie des conteneurs'],
    rate: 20,
    lines: [1, 4],
    dates: ['long', 'slash', 'longZero'],
    money: 'nbsp',
    dueAfter: [15, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isStray = b.round === 0;
    // Billed at the month's end or in the first days of the next one.
    const month = monthOf(b.date, Number(b.date.slice(8)) < 20 ? -1 : 0);
    const lines = b.lines.map((l, n) => {
      const count = 1 + (l.quantity % 8);
      const unit = 2_400 + (l.price % 5_200);
      return { text: this.style.goods[(n + b.round) % 4]!, count, unit, all: unit * count };
    });
    const net = sum(lines.map((l) => l.all));
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `F-${b.date.slice(0, 4)}-${b.date.slice(5, 7)}-${String(b.serial % 400).padStart(3, '0')}`;
    return {
      number,
      gross,
      ...(isStray ? { ask: STRAY } : {}),
      css: `@page{size:A4;margin:14mm 15mm 18mm} body{font:9pt/1.5 'URW Gothic';color:#1d2b2a} h1{font-size:22pt;margin:0 0 5mm;color:#0b7a6f} .k{display:flex;gap:10mm} .k span{display:block;font-size:7.4pt;color:#7a8a89} .w{display:flex;gap:6mm;margin:8mm 0} .w>div{flex:1;background:#f1f7f6;border-radius:3mm;padding:4mm} .d{width:100%;border-collapse:collapse} .d th{font-size:7.6pt;text-align:left;color:#7a8a89;border-bottom:1px solid #0b7a6f} .d td{padding:2mm 0;border-bottom:1px solid #e2ecea} .d td:nth-child(n+2),.d th:nth-child(n+2){text-align:right}`,
      footer: pageFoot(`${s.name}, SAS au capital de 5 000 € – ${s.siren} R.C.S. ${s.city} – Facture ${number}`),
      body: `<h1>Facture</h1><div class=k><div><span>Numéro</span>${number}</div><div><span>Date d’émission</span>${b.own()}</div><div><span>Date d’échéance</span>${b.other('due', b.due)}</div><div><span>Type de vente</span>Prestations de services</div></div>
        <div class=w><div><b>${s.name}</b><br>${s.street}<br>${s.town}, France<br>SIRET ${spacedSiret(s.siret)}<br>N° TVA ${s.vat}</div><div><b>${b.buyer.name}</b><br>${b.buyer.street}<br>${b.buyer.town}, France${b.showsBuyerSiren ? `<br>SIREN ${b.buyer.siren}<br>N° TVA ${b.buyer.vat}` : ''}</div></div>
        <p><b>Prestations du mois de ${monthName(month.first)}</b><br>Du ${b.other('period', month.first)} au ${b.other('period', month.last)} – contrat signé le ${b.other('contract', b.after(-455))}
        <table class=d><tr><th>Description<th>Qté<th>Unité<th>Prix unitaire HT<th>TVA<th>Montant HT${lines.map((l) => row(l.text, l.count, 'passage', `${b.money(l.unit)} €`, '20 %', `${b.money(l.all)} €`)).join('')}</table>
        <table class=d style="width:78mm;margin:5mm 0 0 auto">${row('Total HT', `${b.money(net)} €`)}${row('TVA 20 %', `${b.money(tax)} €`)}${row('<b>Total TTC</b>', `<b>${b.money(gross)} €</b>`)}</table>
        <p style="margin-top:10mm"><b>Paiement</b><br>Virement bancaire – établissement Konto – IBAN ${s.iban} – BIC KNTOFRPP – Référence ${number}<p style="font-size:7.6pt;color:#566">Pas d’escompte accordé pour paiement anticipé. En cas de non-paiement à la date d’échéance, des pénalités calculées à trois fois le taux d’intérêt légal seront appliquées, ainsi qu’une indemnité forfaitaire de 40 €. Nos prix sont révisés chaque année au ${b.other('tariff', `${Number(b.date.slice(0, 4)) + 1}-01-01`, 'long')} selon la convention collective des entreprises de propreté.`,
    };
  },
};
