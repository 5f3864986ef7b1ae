import { separatorSheets } from '../../shared/print/separator-sheets.ts';
import { CLEAN, scanned } from '../accuracy/generate/degrade.ts';
import { type DrawnPage, drawnPages } from '../samples/drawn-pages.ts';
import { random } from '../samples/random.ts';
import { writeTiff } from '../samples/tiff.ts';
import { drawLines, invoiceLines, scanPages } from '../support/scans.ts';

/** Scans that the real reader reads in the crash campaign: 300 dpi, Group 4, each with bytes of its own. */
export interface MadeScan {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** `201912`, or the code of the reason to wait; `SPLIT` where it is divided into `parts`. */
  readonly expected: string;
  /** Of a batch: the pages of each document (`2-3`), and where that belongs. */
  readonly parts?: readonly { readonly pages: string; readonly expected: string }[];
}

/** What such a page says beside its date must not depend on it: a closed exercice, and open ones. */
const YEARS = [2019, 2020, 2021, 2018] as const;
const DPI = 300;

const expectedOf = (year: number) => (year === 2018 ? 'EXERCICE_CLOSED' : `${year}12`);

/** The `n`th scan, the same for the same `n`: one page, three, a batch with separator sheets, or blank. */
export async function makeScan(n: number): Promise<MadeScan> {
  const year = YEARS[n % YEARS.length]!;
  const kind = n % 7;
  if (kind === 3) return batch(n, year);
  if (kind === 6) return { bytes: scanPages([blankPage(await invoice(n, year))], n), pages: 1, expected: 'SCAN_BLANK' };
  const annex = () => drawLines(['Conditions générales de vente', 'Article 1. Les prix sont fermes.']);
  const pages = [await invoice(n, year), ...(kind === 1 || kind === 4 ? [await annex(), await annex()] : [])];
  return { bytes: scanPages(pages, n), pages: pages.length, expected: expectedOf(year) };
}

/** Two invoices, each behind a separator sheet; the first has two pages. */
async function batch(n: number, year: number): Promise<MadeScan> {
  const other = YEARS[(n + 1) % YEARS.length]!;
  const first = await invoice(n, year);
  const second = await invoice(n + 50_000, other);
  const annex = await drawLines(['Conditions générales de vente', 'Article 1. Les prix sont fermes.']);
  const r = random(n);
  // Skewed a little, as a feeder draws them in.
  const pages = [await sheet(), first, annex, await sheet(), second].map((page, i) =>
    scanned(page, { ...CLEAN, skew: i % 2 ? 0.3 : -0.3, dust: 20 }, r),
  );
  return {
    bytes: writeTiff(pages, DPI),
    pages: pages.length,
    expected: 'SPLIT',
    parts: [
      { pages: '2-3', expected: expectedOf(year) },
      { pages: '5', expected: expectedOf(other) },
    ],
  };
}

function invoice(n: number, year: number): Promise<DrawnPage> {
  const [day, month] = [1 + (n % 28), 1 + (n % 12)].map((v) => String(v).padStart(2, '0'));
  return drawLines(invoiceLines(`FA-${String(n * 7919).padStart(7, '0')}`, `${day}/${month}/${year}`));
}

let drawnSheet: Promise<DrawnPage> | undefined;

function sheet(): Promise<DrawnPage> {
  drawnSheet ??= (async () => {
    for await (const page of drawnPages(await separatorSheets({ count: 1, statement: null }), DPI)) return page;
    throw new Error('nothing was drawn');
  })();
  return drawnSheet;
}

/** A sheet as large as `like`, with nothing on it. */
function blankPage(like: DrawnPage): DrawnPage {
  return { ...like, data: new Uint8ClampedArray(like.data.length).fill(255) };
}
