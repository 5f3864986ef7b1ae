import { type Supplier, suppliers } from '../../samples/catalogue.ts';
import { supplierCompany } from '../../samples/company.ts';
import type { Company } from '../../samples/model.ts';
import { random } from '../../samples/random.ts';

/** A company with what only paper shows of it. */
export interface PaperCompany extends Company {
  /** The day it was entered in the trade register: a date that many put at the foot of the page. */
  readonly registeredOn: string;
  /** In whole euros. */
  readonly capital: number;
}

export interface Seller extends PaperCompany {
  /** What it sells, and how: a supplier of the samples' catalogue, under another name. */
  readonly trade: Supplier;
}

export interface Dossier {
  readonly number: string;
  readonly company: PaperCompany;
}

const NAMES =
  'Arnaudin Bellecombe Carvin Delmotte Estève Fauvel Grandpré Haumont Issartel Jouvenet Kerbrat Lavergne Maurel Nogaret Ormesson Perdrix Quéméner Rabourdin Sénéchal Thévenet Urbain Vasseur Wattrelos Yvernault Zeller'.split(
    ' ',
  );
const FIRMS = [
  'Établissements {}',
  'Société {}',
  'Maison {}',
  '{} et Fils',
  '{} Services',
  'Groupe {}',
  '{} SAS',
  'Ateliers {}',
];
const TOWNS = [
  ['69002', 'Lyon'],
  ['33000', 'Bordeaux'],
  ['35000', 'Rennes'],
  ['67000', 'Strasbourg'],
  ['13006', 'Marseille'],
  ['31000', 'Toulouse'],
  ['76600', 'Le Havre'],
  ['06300', 'Nice'],
  ['54000', 'Nancy'],
  ['80000', 'Amiens'],
] as const;
const STREETS = [
  '12 rue Victor-Hugo',
  '7 bis avenue Foch',
  '45 boulevard Carnot',
  '3 place du Marché',
  'ZA des Prés – lot 14',
  '118 route de Paris',
];
const BUYERS = [
  'Boulangerie Martin',
  'Pharmacie du Beffroi',
  'Cabinet dentaire Rivoire',
  'Menuiserie Castaing',
  'Restaurant Le Vieux Puits',
  'Garage Périer',
  'Optique Lamartine',
  'Transports Huguet',
];

/** Companies are numbered apart from those of the samples, so that their SIRENs differ. */
const FIRST_SELLER = 100;
const FIRST_BUYER = 500;

/** The seller number `n` of a trade; the same for ever. */
export function sellerOf(n: number, trade: Supplier): Seller {
  return { ...companyOf(FIRST_SELLER + n, nameOf(n), trade), trade };
}

const ABROAD = {
  NL: {
    names: ['Van der Meulen B.V.', 'Kwikdruk Nederland B.V.', 'De Groot Techniek B.V.'],
    city: ['3511 AB', 'Utrecht'],
    vat: (n: number) => `NL${n}B01`,
  },
  DE: {
    names: ['Hartwig Maschinenbau GmbH', 'Feldkamp Medien GmbH', 'Seidel Werkzeuge AG'],
    city: ['50667', 'Köln'],
    vat: (n: number) => `DE${n}`,
  },
  US: {
    names: ['Brightloop Software Ltd', 'Northfield Cloud Inc.', 'Papertrail Analytics Ltd'],
    city: ['D02 X285', 'Dublin'],
    vat: (n: number) => `IE${String(n).slice(0, 7)}WH`,
  },
} as const;

/** The same seller, were it of another country: without SIREN, with the VAT number of that country. */
export function abroad(seller: Seller, country: keyof typeof ABROAD, n: number): Seller {
  const { names, city, vat } = ABROAD[country];
  return {
    ...seller,
    name: names[n % names.length]!,
    postcode: city[0],
    city: city[1],
    vatNumber: vat(812_345_678 + n),
    siren: '',
    siret: '',
    legal: null,
    rcs: null,
  };
}

/** Trades that cover a month, a delivery... as the layout shows it; all where it shows none of them. */
export function tradesFor(covers: readonly Supplier['covers'][]): readonly Supplier[] {
  return covers.length === 0 ? suppliers : suppliers.filter((s) => covers.includes(s.covers));
}

/** The dossiers that invoices are for; one has a letter in its number. */
export const dossiers: readonly Dossier[] = BUYERS.map((name, n) => ({
  number: n === 5 ? 'FACT1' : String(7868 + n * 31).padStart(6, '0'),
  company: companyOf(FIRST_BUYER + n, name, suppliers[0]!),
}));

function nameOf(n: number): string {
  const name = NAMES[n % NAMES.length]!;
  return FIRMS[Math.floor(n / NAMES.length + n) % FIRMS.length]!.replace('{}', name);
}

function companyOf(n: number, name: string, trade: Supplier): PaperCompany {
  const r = random(n * 7919);
  const [postcode, city] = r.pick(TOWNS);
  const capital = r.pick([1_000, 7_500, 15_000, 50_000, 124_500, 1_200_000, 36_000_000]);
  const form =
    trade.legal === null ? null : `${r.pick(['SARL', 'SAS', 'SA'])} au capital de ${spacedNumber(capital)} €`;
  const slug = name
    .normalize('NFD')
    .replace(/[^A-Za-z]+/g, '-')
    .toLowerCase();
  const base = { ...trade, name, slug, legal: form, street: r.pick(STREETS), postcode, city };
  const rcs = trade.rcs === null ? null : city;
  const registeredOn = `${r.int(1972, 2016)}-${String(r.int(1, 12)).padStart(2, '0')}-${String(r.int(1, 28)).padStart(2, '0')}`;
  return { ...supplierCompany({ ...base, rcs }, n), registeredOn, capital };
}

function spacedNumber(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ' ');
}
