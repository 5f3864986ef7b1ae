import type { Bill } from '../bill.ts';
import { type Layout, spaced } from '../layout.ts';
import { address, billedMonth, head, items, pageFoot, percent, row, sum } from './kit.ts';

const FEES = [
  'Commission de mouvement 0,10 %',
  'Abonnement banque à distance Pro',
  'Virements SEPA instantanés',
  'Commission de remise de chèques',
  'Cotisation carte Affaires',
] as const;

/** A bank's invoice of its commissions: some with VAT and some exempt, taken from the account on a day of value. */
export const bankCharges: Layout = {
  id: 'bank-charges',
  style: {
    sellers: ['Banque Régionale du Ponant', 'Caisse Mutuelle des Bords de Loire', 'Banque Régionale du Ponant'],
    goods: FEES,
    rate: 20,
    lines: [3, 6],
    dates: ['slash', 'dots', 'longZero'],
    money: 'nbsp',
    dueAfter: [2, 5],
  },
  draw: (b) => (b.round === 3 ? statement(b) : invoice(b)),
};

const CSS = `@page{size:A4;margin:11mm 14mm 19mm} body{font:8.8pt/1.4 'DejaVu Sans Condensed','Liberation Sans';color:#1b1b1b} .h{display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse;margin:3mm 0} th{background:#003a5d;color:#fff;font-weight:normal;text-align:left;padding:1mm} td{padding:1mm;border-bottom:1px solid #ccd} .r td:nth-child(n+3),.r th:nth-child(n+3),.u td:last-child{text-align:right} .u{width:100mm;margin-left:auto}`;

function top(b: Bill, title: string, meta: string): string {
  return `<div class=h><div><div style="background:#003a5d;width:16mm;height:16mm;border-radius:50%;margin-bottom:3mm"></div><b style="font-size:11pt">${b.seller.name}</b><br>Agence Entreprises ${b.seller.city}<br>${b.seller.street}<br>${b.seller.town}</div><div style="text-align:right"><b style="font-size:13pt">${title}</b><br>${meta}</div></div><div style="margin:8mm 0 8mm 96mm;font-size:10pt">${address(b.buyer, b.showsBuyerSiren ? `SIREN ${spaced(b.buyer.siren)}` : '')}</div>`;
}

function foot({ seller: s, serial }: Bill): string {
  return pageFoot(
    `${s.name}, société coopérative de banque populaire à capital variable – ${s.street}, ${s.town} – ${spaced(s.siren)} RCS ${s.city} – N° TVA ${s.vat} – Société de courtage, ORIAS 07 00${serial}`,
  );
}

function invoice(b: Bill) {
  const lines = items(b, FEES, [190, 4_600], 3);
  const taxed = (fee: string) => !fee.startsWith('Virements') && !fee.startsWith('Commission de remise');
  const of = (yes: boolean) => sum(lines.filter((l) => taxed(l.good) === yes).map((l) => l.all));
  const tax = percent(of(true), 20);
  const gross = of(true) + of(false) + tax;
  const number = `FC${b.date.slice(2, 4)}${b.date.slice(5, 7)}${b.serial + 20_000}`;
  const { first, last } = billedMonth(b.date);
  return {
    number,
    gross,
    css: CSS,
    footer: foot(b),
    body: `${top(b, 'FACTURE', `Frais et commissions bancaires<br>Facture n° ${number}<br>Date d’émission : ${b.own()}`)}
      Compte courant n° ${b.serial}21 0${b.round}1 – IBAN FR76 1380 7000 ${b.serial + 1000} 21${b.round}9 – Titulaire : ${b.buyer.name}<br>Opérations arrêtées du ${b.other('period', first, 'slash')} au ${b.other('period', last, 'slash')}
      <table class=r>${head('Code', 'Libellé', 'Nombre', 'Tarif unitaire', 'Montant HT', 'TVA')}${lines.map((l, n) => row(`${410 + n * 7}`, l.good, l.count, b.money(l.unit), b.money(l.all), taxed(l.good) ? '20 %' : 'Exo')).join('')}</table>
      <table class=u>${row('Total des commissions soumises à TVA', b.money(of(true)))}${row('Total des commissions exonérées (art. 261 C CGI)', b.money(of(false)))}${row('TVA 20,00 %', b.money(tax))}${row('<b>TOTAL TTC EN EUR</b>', `<b>${b.money(gross)}</b>`)}</table>
      <p>Le montant de cette facture sera débité de votre compte le ${b.other('debit', b.due, 'slash')} (date de valeur : ${b.other('value', b.after(-1), 'slash')}). Sans autre démarche de votre part.<p style="font-size:7.5pt">Facture établie en application de l’article 289 du CGI. Les conditions tarifaires applicables aux professionnels au ${b.other('tariff', `${b.date.slice(0, 4)}-02-15`, 'longZero')} sont disponibles en agence. Médiateur de la banque : coordonnées en agence et sur notre site.`,
  };
}

function statement(b: Bill) {
  const moves = [
    ['VIR SEPA CLIENT DUPONT SARL', 184_200 + b.serial],
    ['PRLV LOYER LOCAL', -96_000],
    ['CB CARBURANT A11', -7_412],
    ['REMISE CHEQUES 3', 61_880],
    ['FRAIS TENUE DE COMPTE', -2_450],
  ] as const;
  const opening = 512_340 + b.serial * 3;
  const closing = opening + sum(moves.map((m) => m[1]));
  const number = `${b.date.slice(0, 4)}/${b.date.slice(5, 7)}`;
  return {
    number,
    gross: closing,
    ask: 'relevé',
    css: CSS,
    footer: foot(b),
    body: `${top(b, 'RELEVÉ DE COMPTE', `N° ${number}<br>arrêté au ${b.other('statement', b.date, 'slash')}`)}Compte courant professionnel n° ${b.serial}21 0${b.round}1 – BIC BRPOFRP1XXX
      <table class=r>${head('Date', 'Opération', 'Valeur', 'Débit', 'Crédit')}${row('', `<b>Ancien solde au ${b.other('statement', b.after(-30), 'slash')}</b>`, '', '', b.money(opening))}${moves.map(([text, cents], n) => row(b.other('move', b.after(-25 + n * 5), 'slash'), text, b.other('value', b.after(-24 + n * 5), 'slash'), cents < 0 ? b.money(-cents) : '', cents < 0 ? '' : b.money(cents))).join('')}${row('', `<b>Nouveau solde au ${b.other('statement', b.date, 'slash')}</b>`, '', '', `<b>${b.money(closing)}</b>`)}</table>
      <p>Plafond de votre facilité de caisse : 5 000,00 EUR. Le présent relevé est à conserver dix ans. Les sommes déposées sont garanties par le FGDR dans la limite de 100 000 € par déposant.`,
  };
}
