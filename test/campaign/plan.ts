import { createHash } from 'node:crypto';
import type { Exercice } from '../../shared/domain/exercice.ts';
import type { Par } from '../../shared/domain/par.ts';
import { makeCii, makeFacturX, makePlainPdf, makeUbl } from '../support/invoices.ts';
import { type MadeScan, makeScan } from './scans.ts';

/** One deposit that the driver will make, and what must become of it. */
export interface Planned {
  readonly name: string;
  readonly directory: string;
  /** Uploaded as `name.part`, then renamed. */
  readonly staged: boolean;
  readonly sha256: string;
  /** `201912`, or the code of the reason to wait; `SPLIT` of a batch. */
  readonly expected: string;
  /** Of a scan. */
  readonly scan?: Pick<MadeScan, 'pages' | 'parts'>;
  bytes(): Promise<Uint8Array>;
}

export const COMPTE = 'campagne';
export const DOSSIER = '007868';

export function campaignPar(): Par {
  const year = (y: number, closed: boolean): Exercice => ({
    start: `${y}-01-01`,
    end: `${y}-12-31`,
    name: `${y}12`,
    closed,
  });
  return {
    dossier: { number: DOSSIER, name: 'Campagne', siren: null, vatNumber: null, regime: null, accountLength: 8 },
    exercice: '202112',
    exercices: [year(2018, true), year(2019, false), year(2020, false), year(2021, false)],
    journals: [{ code: 'AC', type: 'ac', label: 'Achats', counterpart: null }],
    accounts: [
      { number: '60110000', label: 'Achats' },
      { number: '40100000', label: 'Fournisseurs' },
    ],
    thirdParties: [],
    vatCodes: [],
  };
}

type Make = {
  ext: string;
  directory?: string;
  expected: (date: string) => string;
  bytes: (n: number, date: string) => Uint8Array | Promise<Uint8Array>;
};

const byDate = (date: string) => (date.startsWith('2018') ? 'EXERCICE_CLOSED' : `${date.slice(0, 4)}12`);
const number = (n: number) => `F-${String(n).padStart(6, '0')}`;

const KINDS: readonly Make[] = [
  { ext: 'xml', expected: byDate, bytes: (n, date) => makeCii({ number: number(n), date }) },
  { ext: 'xml', expected: byDate, bytes: (n, date) => makeUbl({ number: number(n), date }) },
  { ext: 'pdf', expected: byDate, bytes: (n, date) => makeFacturX({ number: number(n), date }) },
  { ext: 'xml', expected: byDate, bytes: (n, date) => makeCii({ number: number(n), date, typeCode: '381' }) },
  { ext: 'pdf', expected: () => 'DATE_NOT_FOUND', bytes: (n) => makePlainPdf([`Courrier ${n}`]) },
  {
    ext: 'pdf',
    directory: `/import/${DOSSIER}_201912`,
    expected: () => '201912',
    bytes: (n) => makePlainPdf([`Facture ${n}`, 'Date de facture : 05/05/2019', 'Total TTC 120,00 EUR']),
  },
];

/**
 * `count` deposits of distinct bytes, the same for the same count: dates over four exercices, one of them closed. `scans`
 * of them, spread over the first two thirds, are real scans: the last of them is being read when the kills end.
 */
export async function plan(count: number, scans = 0): Promise<Planned[]> {
  const planned: Planned[] = [];
  const every = scans > 0 ? (count * 2) / 3 / scans : Number.POSITIVE_INFINITY;
  for (let n = 1, drawn = 0; n <= count; n++) {
    if (drawn < scans && n >= 1 + drawn * every) {
      planned.push(await scanOf(++drawn, n));
      continue;
    }
    const kind = KINDS[n % KINDS.length]!;
    const date = `${2018 + (n % 4)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
    const bytes = async () => kind.bytes(n, date);
    // PDF libraries put the time of writing into a file: the bytes are made once and kept.
    const made = await bytes();
    planned.push({
      name: `dépôt ${String(n).padStart(5, '0')}.${kind.ext}`,
      directory: kind.directory ?? `/import/${DOSSIER}`,
      staged: n % 7 === 0,
      sha256: createHash('sha256').update(made).digest('hex'),
      expected: kind.expected(date),
      bytes: async () => made,
    });
  }
  return planned;
}

async function scanOf(made: number, n: number): Promise<Planned> {
  const { bytes, expected, ...scan } = await makeScan(made);
  return {
    name: `scan ${String(n).padStart(5, '0')}.tif`,
    directory: `/import/${DOSSIER}`,
    staged: n % 7 === 0,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    expected,
    scan,
    bytes: async () => bytes,
  };
}
