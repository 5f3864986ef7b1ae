import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, spaced } from '../layout.ts';

/** A gas supplier's yearly settlement with next year's plan of debits beside it; twice the plan alone, which is no invoice. */
export const gasPlan: Layout = {
  id: 'gas-settlement',
  style: {
    sellers: ['Gazélan', 'Chaleur et Réseaux SA', 'Primagaz du Littoral'],
    goods: [
      'Abonnement annuel',
      'Consommation de gaz naturel',
      'Contribution au service public',
      'Garanties d’origine',
    ],
    rate: 20,
    lines: [2, 4],
    dates: ['longZero', 'slash', 'dots'],
    money: 'nbsp',
    dueAfter: [18, 25],
  },
  draw(b) {
    const s = b.seller;
    const isPlan = b.round === 4 || b.round === 10;
    const number = `${b.serial}0021${b.date.slice(2, 4)}`;
    const plan = Array.from({ length: 10 }, (_, n) => b.after(40 + n * 30));
    const start = addDays(b.date, -368);
    return {
      number,
      ...(isPlan ? { ask: 'échéancier' } : {}),
      css: `@page{size:A4;margin:12mm} body{font:9pt 'DejaVu Sans Condensed';color:#222} .cols{display:grid;grid-template-columns:1fr 60mm;gap:8mm} .plan{border-radius:3mm;background:#e3f2fd;padding:4mm;font-size:8pt} .plan div,.row{display:flex;justify-content:space-between;padding:.8mm 0} .row{border-bottom:1px solid #ddd} h1{font-size:16pt;color:#0277bd;margin:6mm 0 0} .badge{display:inline-block;background:#0277bd;color:#fff;border-radius:5mm;padding:1mm 4mm}`,
      body: `<div class=badge>${s.name}</div><div style="margin:4mm 0 10mm 100mm">${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}</div>
        <h1>${isPlan ? 'Votre calendrier de paiement' : 'Votre facture annuelle de régularisation'}</h1>
        <p>${isPlan ? `Émis le ${b.other('plan', b.date)}` : `Date d’émission : ${b.own()}`} &nbsp; N° ${isPlan ? 'd’échéancier' : 'de facture'} : <b>${number}</b></p>
        <div class=cols><div>${
          isPlan
            ? `<p>Vos mensualités pour la période du ${b.other('period', b.after(1))} au ${b.other('period', b.after(365))} sont indiquées ci-contre. Ce calendrier ne constitue pas une facture.</p><div class=row><span>Total annuel estimé TTC</span><b>${b.money(b.gross)} €</b></div>`
            : `<p>Période du ${b.other('period', start)} au ${b.other('period', b.after(-4))}</p>${b.lines.map((l) => `<div class=row><span>${l.text}</span><span>${b.money(l.total)} €</span></div>`).join('')}<div class=row><span>Total HT</span><span>${b.money(b.net)} €</span></div><div class=row><span>TVA 20 %</span><span>${b.money(b.tax)} €</span></div><div class=row><b>Total TTC de la facture</b><b>${b.money(b.gross)} €</b></div>
          <div class=row><span>Mensualités déjà prélevées (${b.other('payment', addDays(start, 30))} – ${b.other('payment', b.after(-20))})</span><span>- ${b.money(Math.floor(b.gross * 0.8))} €</span></div><div class=row><b>Solde prélevé le ${b.other('debit', b.due)}</b><b>${b.money(b.gross - Math.floor(b.gross * 0.8))} €</b></div>`
        }</div>
        <div class=plan><b>Vos prochains prélèvements</b>${plan.map((d) => `<div><span>${b.other('debit', d)}</span><span>${b.money(Math.floor(b.gross / 10))} €</span></div>`).join('')}</div></div>
        <p style="font-size:7pt;margin-top:10mm">Relevé du distributeur du ${b.other('reading', b.after(-4))} : 18 ${b.serial} m³. Prochain relevé le ${b.other('next', b.after(178))}. Contrat n° 4${b.serial}, date anniversaire : ${b.other('contract', b.after(300))}. Prix repère de la CRE au 1er juillet 2023. ${s.name}, SA au capital de 40 000 000 €, ${s.street}, ${s.town}, RCS ${s.city} ${spaced(s.siren)}, TVA ${s.vat}.</p>`,
    };
  },
};
