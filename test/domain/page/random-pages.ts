import type { Fragment, Page } from '../../../shared/domain/page/page.ts';

/** A first page as chance would have it, and what a reader must find on it. */
export interface RandomPage {
  readonly pages: readonly Page[];
  /** Null for a document that is no invoice. */
  readonly date: string | null;
  readonly number: string;
  /** How its header is arranged: to see what fails. */
  readonly kind: string;
}

/** The same numbers for the same seed: mulberry32, by Tommy Ettinger, in the public domain. */
export class Chance {
  state: number;
  constructor(seed: number) {
    this.state = seed;
  }
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  some<T>(list: readonly T[], n: number): T[] {
    const left = [...list];
    return Array.from({ length: Math.min(n, left.length) }, () => left.splice(this.below(left.length), 1)[0]!);
  }
}

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const SHORT = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ');
const DAYS = 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' ');
const two = (n: number) => String(n).padStart(2, '0');
type Format = (d: Date) => string;
const FORMATS: readonly Format[] = [
  (d) => `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`,
  (d) => `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`,
  (d) => `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()}`,
  (d) => `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${two(d.getUTCFullYear() % 100)}`,
  (d) => `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${two(d.getUTCFullYear() % 100)}`,
  (d) => `${two(d.getUTCDate())}-${two(d.getUTCMonth() + 1)}-${d.getUTCFullYear()}`,
  (d) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`,
  (d) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]!.toUpperCase()} ${d.getUTCFullYear()}`,
  (d) => `${DAYS[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`,
  (d) => `${two(d.getUTCDate())} ${SHORT[d.getUTCMonth()]} ${d.getUTCFullYear()}`,
  (d) => `${two(d.getUTCDate())}-${SHORT[d.getUTCMonth()]!.replace('.', '')}-${two(d.getUTCFullYear() % 100)}`,
  (d) => `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`,
];

const DATE_LABELS = [
  'Date de facture',
  'Date facture',
  'Date de facturation',
  'Date d’émission',
  'Émise le',
  'Date',
  'Date',
  'Facture du',
  'Date de la facture',
  'Facturé le',
  'Date facturation',
  'Date émission',
  'Établie le',
  'Date document',
  'Date pièce',
  'Date d’établissement',
  'En date du',
  'Le',
];
const NUMBER_LABELS = [
  'Facture n°',
  'N° de facture',
  'N° facture',
  'Numéro de facture',
  'Numéro',
  'N°',
  'Facture N°',
  'Facture',
  'Réf. facture',
  'Référence facture',
  'N° document',
  'Numéro de pièce',
  'Pièce n°',
  'Numéro facture',
];
const OTHER_LABELS: readonly (readonly [string, number, number])[] = [
  ['Échéance', 5, 60],
  ['Date d’échéance', 5, 60],
  ['À régler avant le', 5, 60],
  ['Date limite de paiement', 5, 60],
  ['Payable le', 5, 60],
  ['Prélèvement le', 5, 40],
  ['Date de règlement', 5, 60],
  ['Échéance au', 5, 60],
  ['Date de livraison', -20, 0],
  ['Livré le', -20, 0],
  ['Date BL', -20, 0],
  ['Date d’expédition', -20, 0],
  ['Date de commande', -60, -1],
  ['Commande du', -60, -1],
  ['Date commande', -60, -1],
  ['Devis du', -90, -5],
  ['Date d’intervention', -20, 0],
  ['Intervention du', -20, 0],
  ['Date de prestation', -20, 0],
  ['Date de départ', -20, 0],
  ['Date du contrat', -900, -90],
  ['Date d’effet', -300, 30],
  ['Fin de contrat', 90, 900],
  ['Date d’impression', 0, 9],
  ['Édité le', 0, 9],
  ['Imprimé le', 0, 9],
  ['Prochaine facture', 20, 90],
  ['Validité', 20, 200],
  ['Période du', -60, -30],
  ['Date sinistre', -200, -20],
  ['Date relevé', -20, 0],
  ['Date de valeur', 1, 9],
  ['1re mise en circulation', -3000, -900],
  ['Arrivée', -20, -3],
  ['Départ', -3, 0],
  ['Check-in', -9, -3],
  ['Date de réception', -20, 0],
  ['Date chargement', -20, 0],
];
const NEUTRAL: readonly (readonly [string, (c: Chance) => string])[] = [
  ['Code client', (c) => `C${1000 + c.below(8999)}`],
  ['N° client', (c) => `${100000 + c.below(899999)}`],
  ['Client', (c) => `CL${c.below(999)}`],
  ['Vos réf.', (c) => `PO-${c.below(9999)}`],
  ['Affaire', (c) => `A${c.below(999)}`],
  ['N° commande', (c) => `CDE${c.below(9999)}`],
  ['Bon de livraison', (c) => `BL${c.below(9999)}`],
  ['Page', () => '1/1'],
  ['Mode de règlement', () => 'Virement'],
  ['Représentant', () => 'P. Leroux'],
  ['Devise', () => 'EUR'],
  ['N° de série', (c) => `VF3X${c.below(99999)}`],
  ['N° contrat', (c) => `K-${c.below(99999)}`],
  ['Votre contact', () => 'Mme Roy'],
  ['Dossier', (c) => `D${c.below(9999)}`],
  ['Chantier', () => 'Lot 4'],
  ['Immatriculation', () => 'GK-100-ZT'],
];
const TITLES = [
  'FACTURE',
  'Facture',
  'FACTURE',
  'Facture de vente',
  'Facture client',
  'Votre facture',
  'FACTURE D’ACOMPTE',
  'Facture de loyer',
  'Note d’honoraires',
  'F A C T U R E',
];
/** Documents that no exercice takes. */
const NO_INVOICE = [
  'DEVIS',
  'BON DE COMMANDE',
  'Bon de livraison',
  'FACTURE PRO FORMA',
  'Relevé de compte',
  'ORDRE DE RÉPARATION',
  'RELANCE',
  'Attestation',
  'Échéancier',
  'BULLETIN DE PAIE',
  'Contrat de location',
  'Lettre de voiture',
  'Confirmation de commande',
];
const LAWS = [
  'Indemnité forfaitaire de 40 € (décret n° 2012-1115 du 2 octobre 2012).',
  'Loi n° 80-335 du 12 mai 1980.',
  'Tarifs en vigueur au 1er janvier 2019.',
  'Conditions générales de vente du 01/07/2018.',
  'Agrément du 14/06/2012.',
  'Marché notifié le 05/08/2016.',
  'Contrat souscrit le 10/02/2017.',
  'Assurance décennale valable jusqu’au 31/12/2031.',
];

interface Pair {
  readonly label: string;
  readonly value: string;
}

/** Draws a page from top to bottom. */
class Sheet {
  readonly fragments: Fragment[] = [];
  y = 40;
  put(x: number, text: string, size = 9, right = false): number {
    const width = text.length * size * 0.5;
    this.fragments.push({ text, box: { x: right ? x - width : x, y: this.y - size * 0.75, width, height: size } });
    return width;
  }
  down(by = 13): void {
    this.y += by;
  }
  page(number = 1): Page {
    return { number, width: 595, height: 842, origin: 'text', fragments: this.fragments };
  }
}

type Arrange = (sheet: Sheet, pairs: readonly Pair[], c: Chance) => void;

const cells = (n: number) => Array.from({ length: n }, (_, i) => 40 + (i * 515) / n);
/** Rows of cells: labels over values, or values over labels. */
const grid =
  (valuesFirst: boolean): Arrange =>
  (sheet, pairs, c) => {
    const [small, columns] = [c.one([6, 7, 9]), c.one([3, 4])];
    const right = !valuesFirst && c.next() < 0.15 ? 110 : 0;
    for (let n = 0; n < pairs.length; n += columns) {
      const row = pairs.slice(n, n + columns);
      const draw = (what: keyof Pair, size: number) => {
        for (const [i, x] of cells(columns).slice(0, row.length).entries())
          sheet.put(x + right, row[i]![what], size, right > 0);
      };
      draw(valuesFirst ? 'value' : 'label', valuesFirst ? 9 : small);
      sheet.down(c.one([9, 11, 13]));
      draw(valuesFirst ? 'label' : 'value', valuesFirst ? small : 9);
      sheet.down(c.one([18, 22, 26]));
    }
  };

const ARRANGEMENTS: Readonly<Record<string, Arrange>> = {
  inline: (sheet, pairs, c) => {
    const [x, colon] = [c.one([40, 330]), c.one([' : ', ': ', ' ', ' '])];
    for (const { label, value } of pairs) {
      sheet.put(x, `${label}${colon}${value}`);
      sheet.down();
    }
  },
  columns: (sheet, pairs, c) => {
    const [x, colon, right] = [c.one([40, 330]), c.one(['', ' :', 'apart', 'dots']), c.next() < 0.4];
    for (const { label, value } of pairs) {
      if (colon === 'dots') sheet.put(x, `${label} ${'.'.repeat(Math.max(3, 28 - label.length))} ${value}`);
      else {
        sheet.put(x, label + (colon === 'apart' ? '' : colon));
        if (colon === 'apart') sheet.put(x + 118, ':');
        sheet.put(x + (right ? 220 : 126), value, 9, right);
      }
      sheet.down();
    }
  },
  rightLabels: (sheet, pairs) => {
    for (const { label, value } of pairs) {
      sheet.put(440, label, 9, true);
      sheet.put(448, value);
      sheet.down();
    }
  },
  grid: grid(false),
  gridUnder: grid(true),
  stacked: (sheet, pairs, c) => {
    const [x, small] = [c.one([40, 400]), c.one([6, 7, 9])];
    for (const { label, value } of pairs) {
      sheet.put(x, label, small);
      sheet.down(11);
      sheet.put(x, value);
      sheet.down(18);
    }
  },
  twoColumns: (sheet, pairs) => {
    for (let n = 0; n < pairs.length; n += 2) {
      for (const [i, x] of [40, 310].entries()) {
        const pair = pairs[n + i];
        if (!pair) continue;
        sheet.put(x, `${pair.label} :`);
        sheet.put(x + 130, pair.value);
      }
      sheet.down();
    }
  },
};

function titled(c: Chance, number: string, date: string, title: string): string {
  return c.one([
    `${title} N° ${number} DU ${date}`,
    `${title} n° ${number} du ${date}`,
    `${title} ${number} du ${date}`,
    `${title} n° ${number} / ${date}`,
    `${title} N° ${number} - ${date}`,
    `${title} n° ${number} en date du ${date}`,
    `${title} n°${number}, émise le ${date}`,
    `${title} ${number} - Date : ${date}`,
    `${title} N°: ${number} Date: ${date}`,
  ]);
}

/** A page of that seed; of a document that is no invoice where asked for. */
export function randomPage(seed: number, invoice = true): RandomPage {
  const c = new Chance(seed);
  const day = new Date(Date.UTC(2019 + c.below(7), c.below(12), 1 + c.below(28)));
  const [format, sheet] = [c.one(FORMATS), new Sheet()];
  const at = (from: number, to: number) => format(new Date(day.getTime() + (from + c.below(to - from + 1)) * 864e5));
  const date = format(day);
  const number = c.one(['F', 'FA', 'FC-', '', 'FAC2024-', 'V/']) + String(10000 + c.below(89999));
  const upper = c.next() < 0.2;
  const cased = (text: string) => (upper ? text.toUpperCase() : text);
  const title = invoice ? c.one(TITLES) : c.one(NO_INVOICE);
  const size = c.one([12, 14, 18, 22]);
  const others = c.some(OTHER_LABELS, c.below(4)).map(([label, a, b]) => ({ label: cased(label), value: at(a, b) }));
  const neutral = c.some(NEUTRAL, 1 + c.below(3)).map(([label, of]) => ({ label: cased(label), value: of(c) }));

  const town = letterhead(sheet, c);
  const kind = c.next() < 0.25 ? c.one(['title', 'letter', 'sentence']) : c.one(Object.keys(ARRANGEMENTS));
  const arrange = ARRANGEMENTS[kind];
  let pairs = c.some([...others, ...neutral], 9);
  if (kind === 'title') {
    sheet.put(
      c.one([40, 200]),
      titled(c, number, date, invoice ? c.one(['Facture', 'FACTURE', 'Avoir']) : title),
      size,
    );
  } else if (kind === 'letter') {
    const x = c.one([40, 350]);
    sheet.put(x, c.one([`${town}, le ${date}`, `${town} le ${date}`, `Le ${date}`, `À ${town}, le ${date}`]));
    sheet.down(28);
    sheet.put(40, `${title === 'F A C T U R E' ? 'FACTURE' : title} n° ${number}`, size);
  } else if (kind === 'sentence') {
    sheet.put(40, title, size);
    sheet.down(24);
    sheet.put(
      40,
      `${invoice ? 'Facture' : 'Document'} n° ${number} ${invoice ? 'établie' : 'établi'} le ${date}, à régler avant le ${at(5, 60)}.`,
    );
  } else {
    sheet.put(c.one([40, 200, 400]), title, size);
    const own = c.some(
      [
        { label: cased(c.one(invoice ? NUMBER_LABELS : ['N°', 'Numéro', 'N° document', 'Référence'])), value: number },
        {
          label: cased(c.one(invoice ? DATE_LABELS : ['Date', 'Date', 'Date document', 'Établi le', 'Le'])),
          value: date,
        },
      ],
      2,
    );
    // An invoice's number and date stand first, or between the others.
    pairs = c.next() < 0.6 ? [...own, ...pairs] : c.some([...own, ...pairs], 12);
  }
  sheet.down(30);
  (arrange ?? ARRANGEMENTS[c.one(Object.keys(ARRANGEMENTS))]!)(sheet, pairs, c);
  sheet.down(24);
  lines(sheet, c, at);
  sheet.y = Math.max(sheet.y + 40, 760);
  for (const law of c.some(LAWS, 2)) {
    sheet.put(40, law, 6);
    sheet.down(8);
  }
  return { pages: [sheet.page()], date: invoice ? day.toISOString().slice(0, 10) : null, number, kind };
}

function letterhead(sheet: Sheet, c: Chance): string {
  const address = c.one([
    ['31 rue du 11 novembre 1918', '42100 Saint-Étienne'],
    ['12 place Bellecour', '69002 Lyon'],
  ]);
  for (const [n, text] of ['Atelier Ronsard SAS', ...address, 'SIRET 906 897 103 00017'].entries()) {
    sheet.put(40, text, n === 0 ? c.one([9, 14]) : 9);
    if (n < 3) sheet.put(350, ['Menuiserie Alaric', '17 cours Mirabeau', '13100 Aix-en-Provence'][n]!);
    sheet.down();
  }
  sheet.down(30);
  return address[1]!.slice(6);
}

/** The table of lines, some with a day each or with headings of deliveries, and the totals. */
function lines(sheet: Sheet, c: Chance, at: (from: number, to: number) => string): void {
  const [dated, from] = [c.next() < 0.3, c.below(3)];
  for (const [n, x] of [40, 120, 380, 450, 520].entries())
    sheet.put(x, [dated ? 'Date' : 'Réf.', 'Désignation', 'Qté', 'P.U. HT', 'Montant HT'][n]!, 8);
  sheet.down(15);
  if (from === 0) {
    sheet.put(
      120,
      `${c.one(['Bon de livraison n° 4471 du', 'Commande n° 812 du', 'BL 4471 du', 'Intervention du'])} ${at(-30, 0)}`,
    );
    sheet.down();
  }
  for (let n = 0; n < 2 + c.below(6); n++) {
    for (const [i, x] of [40, 120, 380, 450, 520].entries())
      sheet.put(x, [dated ? at(-30, 0) : `R${n}12`, 'Prestation atelier', '2', '50,00', '100,00'][i]!);
    sheet.down();
  }
  sheet.down(12);
  for (const [label, amount] of [
    ['Total HT', '100,00'],
    ['TVA 20 %', '20,00'],
    ['Total TTC', '120,00'],
  ] as const) {
    sheet.put(400, label);
    sheet.put(555, `${amount} €`, 9, true);
    sheet.down();
  }
}
