import { addDays, frenchDate } from '../../shared/domain/calendar.ts';
import { exerciceName } from '../../shared/domain/exercice.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import type { Par } from '../../shared/domain/par.ts';
import { BUYER, makeCii, makeFacturX, makePlainPdf, makeUbl } from '../../test/support/invoices.ts';
import { drawLines, invoiceLines, scanPages } from '../../test/support/scans.ts';
import { demoPar } from '../seed.ts';

/** A file that the demo's robot puts on the FTP server. */
export interface DemoFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface DemoDossier {
  readonly number: string;
  readonly name: string;
  /** First and last day of each exercice, and whether it is closed. */
  readonly exercices: readonly (readonly [start: string, end: string, closed: boolean])[];
}

/** Three dossiers whose exercices differ: calendar years, a closing in August, a first exercice of 18 months. */
export const DOSSIERS: readonly DemoDossier[] = [
  {
    number: '100101',
    name: 'Librairie du Port',
    exercices: [
      ['2023-01-01', '2023-12-31', true],
      ['2024-01-01', '2024-12-31', false],
      ['2025-01-01', '2025-12-31', false],
    ],
  },
  {
    number: '100102',
    name: 'École de voile',
    exercices: [
      ['2023-09-01', '2024-08-31', false],
      ['2024-09-01', '2025-08-31', false],
    ],
  },
  {
    number: '100103',
    name: 'Garage Lefèvre',
    exercices: [
      ['2023-07-01', '2024-12-31', false],
      ['2025-01-01', '2025-12-31', false],
    ],
  },
];

/** dossiers.txt and one PAR a dossier, as the robot deposits them every night. */
export function configuration(): DemoFile[] {
  const encoder = new TextEncoder();
  const lines = ['numero;nom', ...DOSSIERS.map((d) => `${d.number};${d.name}`)];
  const files: DemoFile[] = [{ path: '/config/dossiers.txt', bytes: encoder.encode(`${lines.join('\r\n')}\r\n`) }];
  for (const d of DOSSIERS) {
    const par = parOf(d);
    const path = `/config/Export_PAR/${d.number}-${par.exercice}_PAR.xml`;
    files.push({ path, bytes: encoder.encode(writePar(par)) });
  }
  return files;
}

function parOf(d: DemoDossier): Par {
  const exercices = d.exercices.map(([start, end, closed]) => ({ start, end, name: exerciceName(end), closed }));
  const base = demoPar(2024, 2024);
  return {
    ...base,
    dossier: { ...base.dossier, number: d.number, name: d.name, siren: BUYER.siren ?? null },
    exercices,
    exercice: exercices.at(-1)!.name,
  };
}

const STRANGER = { name: 'Une autre société', siren: '552100554' };

/** `count` invoices of this run: most can be filed, some can't be told, each for another reason. */
export async function invoices(count: number, run: string): Promise<DemoFile[]> {
  const files: DemoFile[] = [];
  for (let n = 0; n < count; n++) {
    const d = DOSSIERS[n % DOSSIERS.length]!;
    const [start, end] = d.exercices[Math.floor(n / DOSSIERS.length) % d.exercices.length]!;
    const days = Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000);
    const date = addDays(start, (n * 53) % (days + 1));
    const i = { number: `${run}-${String(n + 1).padStart(4, '0')}`, date, net: 5_000 + n * 137 };
    const put = (name: string, bytes: Uint8Array, folder = d.number) =>
      files.push({ path: `/import/${folder}/${run} ${String(n + 1).padStart(4, '0')} ${name}`, bytes });
    switch (n % 10) {
      case 1:
        put('facture.xml', makeUbl(i));
        break;
      case 3:
        put('facture.xml', makeCii(i));
        break;
      case 5:
        put('courrier.pdf', await makePlainPdf([`Courrier ${i.number}`]));
        break;
      case 7:
        put('scan.tif', scanPages([await drawLines(invoiceLines(i.number, frenchDate(i.date)))], n));
        break;
      case 9:
        put('autre société.xml', makeCii({ ...i, buyer: STRANGER }));
        break;
      default:
        put('facture.pdf', await makeFacturX(i));
    }
  }
  return files;
}
