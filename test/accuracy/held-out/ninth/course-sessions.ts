import { type Layout, spacedSiret } from '../layout.ts';
import { address, head, items, pageFoot, row, sum, two, yearOf } from './kit.ts';

const COURSES = [
  'Habilitation électrique BS-BE manœuvre',
  'Gestes et postures, niveau 1',
  'Logiciel de paie : les fondamentaux',
  'Conduite en sécurité – CACES R482 cat. A',
];

/** A trainer's invoice: sessions by half days, the agreement's day, number of declaration, no VAT by article 261. */
export const courseSessions: Layout = {
  id: 'course-sessions',
  style: {
    sellers: ['Parcours & Cap Formation', 'Compétences 44 SCOP', 'Atelier du Savoir SARL'],
    goods: COURSES,
    rate: 0,
    lines: [1, 2],
    dates: ['longZero', 'slash', 'slash'],
    money: 'nbsp',
    dueAfter: [30, 45],
  },
  draw(b) {
    const s = b.seller;
    const isDeal = b.round === 0;
    const [line] = items(b, COURSES, [21_000, 38_000], 3, 500);
    const gross = sum([line!.all, b.round % 2 ? 4_500 : 0]);
    const number = `${isDeal ? 'CONV' : 'FACT'}-${yearOf(b.date)}${two(Number(b.date.slice(5, 7)))}-${b.serial % 800}`;
    const days = isDeal ? [14, 15] : [-12 - b.round, -11 - b.round, -5 - b.round];
    const hours = days.length * 7;
    const trainees = ['LEFORT Anaïs', 'MBAYE Ousmane', 'GIRAUD Pascal'].slice(0, line!.count);
    return {
      number,
      gross,
      ...(isDeal ? { ask: 'convention de formation' } : {}),
      css: `@page{size:A4;margin:15mm 18mm 20mm} body{font:10pt/1.45 'Liberation Sans';color:#222} .h{display:flex;justify-content:space-between} h1{font-size:15pt;color:#c65d00;margin:7mm 0 2mm} table{width:100%;border-collapse:collapse;margin:4mm 0} th{background:#fbe9da;text-align:left;font-size:9pt;padding:1.5mm;border:1px solid #d9a679} td{border:1px solid #d9a679;padding:1.5mm;vertical-align:top} td:nth-child(n+3),th:nth-child(n+3),.u td:last-child{text-align:right} .u{width:80mm;margin-left:auto}`,
      footer: pageFoot(
        `${s.name} – ${s.street}, ${s.town} – SIRET ${spacedSiret(s.siret)} – APE 8559A – Déclaration d’activité enregistrée sous le n° 52 44 0${b.serial} 44 auprès du préfet de région (cet enregistrement ne vaut pas agrément de l’État) – Certifié Qualiopi, certificat valable jusqu’au ${b.other('validity', b.after(498), 'slash')}`,
      ),
      body: `<div class=h><div><b style="font-size:14pt;color:#c65d00">${s.name}</b><br>${s.street}<br>${s.town}<br>02 40 55 ${String(b.serial).slice(0, 2)} 77</div><div style="width:74mm;padding-top:16mm">${address(b.buyer, b.showsBuyerSiren ? `SIRET ${spacedSiret(b.buyer.siret)}` : '')}</div></div>
        ${isDeal ? `<h1>CONVENTION DE FORMATION PROFESSIONNELLE</h1>N° ${number}<br>(Articles L. 6353-1 et suivants du Code du travail)<p>Entre les soussignés : l’organisme ${s.name} et l’entreprise ${b.buyer.name}, il est conclu la convention suivante.` : `<h1>Facture n° ${number}</h1>Date : ${b.own()}<br>Date d’échéance : ${b.other('due', b.due)}<br>Convention n° C${b.serial % 700} du ${b.other('contract', b.after(-45))}`}
        <table>${head('Désignation', 'Durée', 'Prix net / stagiaire', 'Total net')}${row(`<b>${line!.good}</b><br>${isDeal ? 'Dates prévues' : 'Session'} : ${days.map((d) => b.other('session', b.after(d), 'slash')).join(', ')}<br>Horaires : 9 h 00 – 12 h 30 / 13 h 30 – 17 h 00<br>Lieu : ${b.buyer.street}, ${b.buyer.city}<br>Stagiaires : ${trainees.join(', ')}`, `${hours} h`, `${b.money(line!.unit)} €`, `${b.money(line!.all)} €`)}${b.round % 2 ? row('Livret et passage du test', '', '', `${b.money(4_500)} €`) : ''}</table>
        <table class=u>${row('Montant HT', `${b.money(gross)} €`)}${row('TVA', 'exonérée')}${row('<b>Total TTC</b>', `<b>${b.money(gross)} €</b>`)}</table>
        <p style="font-size:9pt">Exonération de TVA : article 261.4.4° a du CGI.<p>${isDeal ? `La présente convention prend effet à compter de sa signature. Dédit : en cas de renoncement avant le ${b.other('validity', b.after(4))}, 30 % du prix seront dus. La facture sera émise à l’issue de la formation.<p>Fait en double exemplaire, à ${s.city}, le ${b.other('contract', b.date)}<div class=h style="margin-top:6mm"><div>Pour l’organisme de formation</div><div>Pour l’entreprise (cachet et signature)</div></div>` : `Règlement par virement à réception, au plus tard à l’échéance : ${s.iban}<br>Pièces jointes : feuilles d’émargement, certificats de réalisation établis le ${b.other('certificate', b.after(-2 - b.round))}.<p style="font-size:8pt">Pénalités de retard : 12 % l’an. Indemnité forfaitaire pour frais de recouvrement : 40 €. Prochain recyclage conseillé avant le ${b.other('next', b.after(1_080))}.`}`,
    };
  },
};
