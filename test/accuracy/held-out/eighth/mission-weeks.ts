import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, spaced } from '../layout.ts';
import { address, pageFoot } from '../sixth/kit.ts';
import { mondayOf, percent, row, sum } from './kit.ts';

/** Temporary workers by the week: each worker's mission, rubrics with hours and rates, the sheet of hours before the bill. */
export const missionWeeks: Layout = {
  id: 'mission-weeks',
  style: {
    sellers: ['Adeva Travail Temporaire', 'Interlia Emploi SAS', 'Adeva Travail Temporaire'],
    goods: ['Heures'],
    rate: 20,
    lines: [1, 3],
    dates: ['slash', 'slash', 'dots'],
    money: 'plain',
    dueAfter: [30, 30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isHours = b.round === 5;
    const monday = mondayOf(b.date, -1);
    const jobs = ['Préparateur de commandes', 'Agent de production', 'Cariste CACES 3'];
    const people = b.lines.map((l, n) => {
      const hours = 35;
      const more = l.quantity % 5;
      const rate = 2_180 + (l.price % 640);
      const rubrics = [
        ['Heures normales', hours, rate] as const,
        ...(more ? [['Heures supplémentaires 125 %', more, Math.round(rate * 1.25)] as const] : []),
        ['Indemnité panier', 5, 720] as const,
      ];
      return {
        name: ['DIALLO Mamadou', 'PETIT Sandrine', 'ROUX Kévin'][(n + b.round) % 3]!,
        job: jobs[(n + b.serial) % 3]!,
        contract: `${b.serial + 70_000}-0${n + 1}`,
        from: addDays(monday, -7 * (l.quantity % 4)),
        to: addDays(monday, 18 + 7 * (l.price % 3)),
        rubrics,
        all: sum(rubrics.map((r) => r[1] * r[2])),
      };
    });
    const net = sum(people.map((p) => p.all));
    const tax = percent(net, 20);
    const number = isHours ? `RH-${b.serial + 70_000}` : `${b.date.slice(2, 4)}0${b.serial + 118_000}`;
    const week = `${b.other('period', monday)} au ${b.other('period', addDays(monday, 6))}`;
    return {
      number,
      gross: net + tax,
      ...(isHours ? { ask: 'relevé d’heures' } : {}),
      css: `@page{size:A4;margin:11mm 13mm 18mm} body{font:9pt/1.4 'Liberation Sans'} .h{display:flex;justify-content:space-between} .h b{font-size:18pt;color:#c8102e} .i{border-collapse:collapse;width:100%;margin:6mm 0} .i th{font-size:7.6pt;font-weight:normal;background:#f4e3e6} .i td,.i th{border:1px solid #c8102e;text-align:center;padding:1mm} .d{width:100%;border-collapse:collapse} .d th{border-bottom:1px solid #000;text-align:left} .d td:nth-child(n+2),.d th:nth-child(n+2){text-align:right} .d .p td{padding-top:3mm;font-weight:bold;text-align:left}`,
      footer: pageFoot(
        `${s.name} – SAS au capital de 89 472 672 € – ${s.street}, ${s.town} – ${spaced(s.siren)} RCS ${s.city} – TVA ${s.vat} – Garantie financière : SOCAMET, attestation valable jusqu’au ${b.other('insurance', `${b.date.slice(0, 4)}-12-31`)}`,
      ),
      body: `<div class=h><b>${s.name}</b><div>Agence de ${s.city}<br>${s.street}<br>${s.town}<br>Tél. 02 40 00 ${String(b.serial).slice(0, 2)} 15</div></div><div style="margin:7mm 0 0 104mm;font-size:10pt">${address(b.buyer, ...(b.showsBuyerSiren ? [`SIRET ${b.buyer.siret}`] : []))}</div>
        <p style="font-size:14pt;margin:5mm 0 0"><b>${isHours ? 'RELEVÉ D’HEURES' : 'FACTURE'}</b><table class=i>${isHours ? `<tr><th>N° de relevé<th>Compte client<th>Semaine<th>À retourner avant le${row(number, `6${b.serial}`, week, b.other('validity', addDays(monday, 7)))}` : `<tr><th>N° facture<th>Date de facture<th>Compte client<th>Semaine facturée<th>Date d’échéance${row(number, b.own(), `6${b.serial}`, `du ${week}`, b.other('due', b.due))}`}</table>
        <table class=d><tr><th>Intérimaire / rubrique<th>Quantité<th>Taux<th>Montant HT${people.map((p) => `<tr class=p><td colspan=4>${p.name} – ${p.job} – contrat ${p.contract} du ${b.other('contract', p.from)} au ${b.other('contract', p.to)}${p.rubrics.map(([text, count, rate]) => row(text, `${count},00`, b.money(rate), b.money(count * rate))).join('')}${row(`<i>Sous-total ${p.name}</i>`, '', '', b.money(p.all))}`).join('')}</table>
        <table class=d style="width:84mm;margin:7mm 0 0 auto">${row('Total HT', b.money(net))}${row('TVA 20,00 %', b.money(tax))}${row(`<b>${isHours ? 'Montant prévisionnel TTC' : 'TOTAL TTC EUR'}</b>`, `<b>${b.money(net + tax)}</b>`)}</table>
        ${isHours ? '<p>Le client certifie exactes les heures ci-dessus. Elles serviront à établir la paie et la facture de la semaine.<p>Cachet et signature de l’entreprise utilisatrice :' : `<p>Règlement par virement : IBAN ${s.iban}. Pas d’escompte.<p style="font-size:7.4pt">Motif du recours : accroissement temporaire d’activité. En cas de retard de paiement : trois fois le taux d’intérêt légal, indemnité forfaitaire de 40 €. Taux SMIC en vigueur depuis le ${b.other('law', `${b.date.slice(0, 4)}-01-01`)}. Prochain jour férié : nous consulter pour vos plannings.`}`,
    };
  },
};
