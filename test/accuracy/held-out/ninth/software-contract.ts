import { addDays } from '../../../../shared/domain/calendar.ts';
import { type Layout, spacedSiret } from '../layout.ts';
import { address, addYears, head, items, monthOf, pageFoot, percent, row, sum } from './kit.ts';

/** A software house's yearly contract, billed before it begins: right-hand column of references, Syntec's revision, terms on page 2. */
export const softwareContract: Layout = {
  id: 'software-contract',
  style: {
    sellers: ['Logitane Éditions', 'Cadurcia Informatique SAS', 'Chantelis Solutions'],
    goods: [
      'Abonnement Gestion commerciale i7 – 3 utilisateurs',
      'Assistance téléphonique Premium',
      'Mises à jour légales Paie',
      'Hébergement et sauvegarde externalisée 50 Go',
      'Module Caisse NF525 – 1 poste',
    ],
    rate: 20,
    lines: [1, 4],
    dates: ['slash', 'longZero', 'slash'],
    money: 'nbsp',
    dueAfter: [30],
  },
  draw(b) {
    const s = b.seller;
    const isPro = b.round === 2;
    const lines = items(b, this.style.goods, [9_900, 89_000], 2);
    const net = sum(lines.map((l) => l.all));
    const tax = percent(net, 20);
    const gross = net + tax;
    const number = `${isPro ? 'PF' : 'FAB'}${b.date.slice(2, 4)}-${String(b.serial).padStart(6, '0')}`;
    const start = monthOf(b.date, 1).first;
    const end = addDays(addYears(start, 1), -1);
    const due = monthOf(b.date, 0).last === b.date ? start : monthOf(b.date).last;
    return {
      number,
      gross,
      ...(isPro ? { ask: 'proforma' } : {}),
      css: `@page{size:A4;margin:12mm 14mm 18mm} body{font:9pt/1.45 'Liberation Sans';color:#223} .h{display:flex;justify-content:space-between;gap:10mm} .k{width:84mm;border-collapse:collapse} .k td{padding:.7mm 2mm;border-bottom:1px solid #dde} .k td:first-child{color:#667} .u td:last-child{text-align:right} .d{width:100%;border-collapse:collapse;margin-top:6mm} .d th{text-align:left;border-top:2px solid #0077b6;border-bottom:1px solid #0077b6;padding:1mm;font-size:8pt} .d td{padding:1.4mm 1mm;border-bottom:1px solid #dde} .d td:nth-child(n+3),.d th:nth-child(n+3){text-align:right} .cg{columns:2;font-size:6.6pt;line-height:1.35;text-align:justify}`,
      footer: pageFoot(
        `${s.name} – Société par actions simplifiée au capital de 1 000 000 € – ${s.street}, ${s.town} – SIRET ${spacedSiret(s.siret)} – Code NAF 5829C – TVA ${s.vat}`,
      ),
      body: `<div class=h><div><b style="font-size:20pt;color:#0077b6;letter-spacing:1px">${s.name.split(' ')[0]!.toLowerCase()}</b><p>${s.name}<br>${s.street}<br>${s.town}<br>Service contrats : 0 825 00 ${String(b.serial).slice(0, 2)} 18</div><div style="padding-top:20mm;width:84mm;font-size:10pt">${address(b.buyer, b.showsBuyerSiren ? `SIREN ${b.buyer.siren}` : '')}</div></div>
        <div class=h style="margin-top:8mm"><div style="font-size:15pt;color:#0077b6">${isPro ? 'FACTURE PRO FORMA' : 'FACTURE D’ABONNEMENT'}<p style="font-size:9pt;color:#223">${isPro ? 'Document sans valeur comptable, établi pour votre accord.' : `Renouvellement annuel par tacite reconduction.`}</div>
        <table class=k>${row(isPro ? 'N° de pro forma' : 'N° de facture', `<b>${number}</b>`)}${row(isPro ? 'Établie le' : 'Date de facturation', isPro ? b.other('proforma', b.date) : `<b>${b.own()}</b>`)}${row('Code client', `CLI0${b.serial}`)}${row('N° de contrat', `S-${b.serial + 4_000}-${b.round}`)}${row('Date d’effet du contrat', b.other('contract', addYears(start, -3)))}${row('Date anniversaire', b.other('contract', start))}${row(isPro ? 'Valable jusqu’au' : 'Date d’échéance', b.other(isPro ? 'validity' : 'due', isPro ? b.after(21) : due))}</table></div>
        <table class=d>${head('Référence', 'Désignation', 'Qté', 'P.U. HT', 'Montant HT')}${lines.map((l, n) => row(`AB${l.unit}${n}`, `${l.good}<br><small>Période du ${b.other('period', start, 'slash')} au ${b.other('period', end, 'slash')}</small>`, l.count, b.money(l.unit), b.money(l.all))).join('')}</table>
        <div class=h style="margin-top:5mm"><div style="font-size:7.8pt">Révision selon l’indice Syntec (base ${b.other('index', addYears(monthOf(b.date, -4).first, -1), 'slash')}) : + 2,6 %.<br>${isPro ? 'La facture définitive sera établie à réception de votre accord.' : `Règlement par prélèvement SEPA le ${b.other('debit', due)}<br>RUM : LGT${b.serial}00${b.round} – ICS : FR12ZZZ5${b.serial}`}</div><table class="k u">${row('Total HT', `${b.money(net)} €`)}${row('TVA 20 %', `${b.money(tax)} €`)}${row('<b>Total TTC</b>', `<b>${b.money(gross)} €</b>`)}</table></div>
        ${isPro ? '' : `<p style="font-size:7.6pt">Pénalités de retard exigibles sans rappel : trois fois le taux de l’intérêt légal. Indemnité forfaitaire de recouvrement : 40 €. Aucun escompte. Attestation individuelle de conformité (logiciel de caisse) délivrée le ${b.other('certificate', b.after(-88))}.<div style="break-before:page"></div><b>Conditions générales de services – version applicable au ${b.other('law', `${Number(b.date.slice(0, 4)) - 2}-03-01`, 'long')}</b><div class=cg>${['Objet. Les présentes conditions régissent l’accès aux services en ligne et l’assistance.', 'Durée. Le contrat est conclu pour douze mois et se renouvelle par tacite reconduction, sauf dénonciation par lettre recommandée trois mois avant la date anniversaire.', 'Prix. Les prix s’entendent hors taxes et sont payables d’avance. Ils sont révisés chaque année selon l’indice Syntec.', 'Retard. Toute somme non payée à l’échéance de la facture entraîne la suspension de l’assistance après mise en demeure restée sans effet pendant quinze jours.', 'Responsabilité. La responsabilité de l’éditeur est limitée aux sommes versées au cours des douze derniers mois.', `Données personnelles. Le traitement est effectué conformément au règlement (UE) 2016/679 du ${b.other('law', '2016-04-27', 'long')}.`, 'Attribution de compétence. Tout litige relève du tribunal de commerce du siège de l’éditeur.'].map((t, n) => `<p><b>Article ${n + 1} –</b> ${t}`).join('')}</div>`}`,
    };
  },
};
