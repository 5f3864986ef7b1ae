import { demoPar } from '../local/seed.ts';
import { compareDex } from '../shared/domain/dex/compare-dex.ts';
import type { DexLot } from '../shared/domain/dex/lot.ts';
import { readDex } from '../shared/domain/dex/read-dex.ts';
import { writeDex } from '../shared/domain/dex/write-dex.ts';
import type { EntryLine } from '../shared/domain/entry.ts';
import { readPar } from '../shared/domain/par/read-par.ts';
import { writePar } from '../shared/domain/par/write-par.ts';
import { median } from './statistics.ts';

const ACCOUNTS = 20_000;
const THIRD_PARTIES = 10_000;
const DEX_LINES = 10_000;
const LINES_PER_ENTRY = 4;
const RUNS = 5;

export interface FormatFigures {
  readonly par_records_per_s: number;
  readonly dex_lines_per_s: number;
  readonly par_records: number;
  readonly par_bytes: number;
  readonly dex_lines: number;
  readonly dex_bytes: number;
}

/** Reading a PAR, and writing, reading back and comparing a DEX, as publishing does. Medians of five runs, cold one included. */
export function benchFormats(): FormatFigures {
  const par = largePar();
  const records =
    par.exercices.length +
    par.journals.length +
    par.accounts.length +
    par.thirdParties.length +
    par.vatCodes.length +
    1; /* the dossier */
  const bytes = new TextEncoder().encode(writePar(par));
  const parMs = timed(() => {
    const reading = readPar(bytes, '007868-202612_PAR.xml');
    if (!reading.ok || reading.par.accounts.length !== par.accounts.length)
      throw new Error('the PAR of the bench was not read whole');
  });

  const lot = largeLot();
  const lines = lot.entries.reduce((n, { entry }) => n + 1 + entry.lines.length, 0);
  let dexBytes = 0;
  const dexMs = timed(() => {
    const dex = writeDex(lot);
    dexBytes = dex.byteLength;
    const differences = compareDex(lot, readDex(dex));
    if (differences.length > 0) throw new Error(`the DEX of the bench differs: ${differences[0]}`);
  });
  return {
    par_records_per_s: Math.round((records * 1000) / parMs),
    dex_lines_per_s: Math.round((lines * 1000) / dexMs),
    par_records: records,
    par_bytes: bytes.byteLength,
    dex_lines: lines,
    dex_bytes: dexBytes,
  };
}

function timed(run: () => void): number {
  return median(
    Array.from({ length: RUNS }, () => {
      const from = performance.now();
      run();
      return performance.now() - from;
    }),
  );
}

function largePar() {
  const par = demoPar(2012, 2026);
  const number = (prefix: string, n: number) => `${prefix}${String(n).padStart(5, '0')}`;
  return {
    ...par,
    accounts: Array.from({ length: ACCOUNTS }, (_, n) => ({
      number: number('607', n),
      label: `Achats & frais n° ${n}`,
    })),
    thirdParties: Array.from({ length: THIRD_PARTIES }, (_, n) => ({
      account: number('401', n),
      name: `Fournisseur « ${n} »`,
      siren: '732829320',
      vatNumber: 'FR44732829320',
    })),
  };
}

function largeLot(): DexLot {
  const par = demoPar(2012, 2026);
  const line = (account: string, debit: number, credit: number, vatCode: string | null = null): EntryLine => ({
    account,
    label: `Moulin des Érables ${account}`,
    debit,
    credit,
    vatCode,
    dueDates: [],
    analytics: [],
  });
  return {
    dossier: par.dossier,
    exercice: par.exercices.find((e) => e.name === '201912')!,
    label: 'Bench',
    exportedOn: '2026-01-15',
    // One ECR and its MVT: so many lines of the file an entry.
    entries: Array.from({ length: DEX_LINES / LINES_PER_ENTRY }, (_, n) => {
      const net = 10_000 + n;
      return {
        number: n + 1,
        entry: {
          journal: 'AC',
          date: `2019-${String(1 + (n % 12)).padStart(2, '0')}-15`,
          piece: `P${n}`,
          label: `Facture ${n}`,
          documentDate: null,
          reference: null,
          currency: 'EUR',
          lines: [line('60110000', net, 0), line('44566000', 2000, 0, 'A'), line('401MOULI', 0, net + 2000)],
        },
      };
    }),
  };
}
