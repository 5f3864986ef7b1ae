import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, setPriority, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Reading } from '../shared/domain/invoice.ts';
import { detectMediaType } from '../shared/domain/media-type.ts';
import type { Reader } from '../shared/ports/reader.ts';
import { ChildPool } from '../shared/reading/child-pool.ts';
import { findEngine } from '../shared/reading/ocr/find.ts';
import { toPnm } from '../shared/reading/ocr/raster.ts';
import { createReader } from '../shared/reading/pool.ts';
import { pagesOf, pictureOf } from '../shared/reading/scan/document.ts';
import { createScanReader } from '../shared/reading/scan/scan-reader.ts';
import { type BenchDocument, digital, einvoices, real, scanned } from './reading/documents.ts';
import { MemoryWatch, type Peaks } from './reading/memory.ts';
import { compare, type Pair, type Summary } from './reading/pairs.ts';
import { median, rounded } from './statistics.ts';

export const READING_LEGS = ['einvoice', 'digital', 'native', 'packaged'] as const;
export type ReadingLeg = (typeof READING_LEGS)[number];

export interface ReadingOptions {
  readonly only: readonly ReadingLeg[];
  /** Scanned pages, and rounds over each of them; the quick legs have more of both. */
  readonly pages: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** One leg: the product by the bare way, and at most how much slower it should be. */
export interface LegReport extends Summary {
  readonly against: string;
  readonly limit: number;
  /** Megabytes at their peak, the children of both with what they start. */
  readonly peak_mb: Peaks;
}

export interface ReadingReport {
  readonly legs: Partial<Record<ReadingLeg, LegReport>>;
  /** Why a leg was not run. */
  readonly missing: Partial<Record<ReadingLeg, string>>;
  /** Of the last minute before each leg, beside the number of cores: what else the machine did. */
  readonly load: Partial<Record<ReadingLeg, number>>;
  readonly cores: number;
}

const LIMITS = { einvoice: 3, digital: 4, native: 1.3, packaged: 1.3 } as const;
/** The scan reader's own (shared/reading/scan/worker.ts), lest what else the machine does falls on one of both. */
const SCAN_PRIORITY = 10;
const MEGABYTE = 1024 ** 2;
const DRAWN = 8;
const QUICK_ROUNDS = 15;
const QUICK_WARM = 4;
/** Rounds over all pages before those that count: what looks at pictures is compiled while it runs. */
const SCAN_WARM = 4;

/** The readers beside the bare libraries and programs, in one run: pairs in turn, warm, medians. */
export async function readingBench({ only, pages, rounds, say }: ReadingOptions): Promise<ReadingReport> {
  const report = { legs: {}, missing: {}, load: {}, cores: availableParallelism() } as ReadingReport;
  const legs: Record<ReadingLeg, () => Promise<LegReport>> = {
    einvoice: einvoiceLeg,
    digital: digitalLeg,
    native: () => scanLeg('native', pages, rounds),
    packaged: () => scanLeg('packaged', pages, rounds),
  };
  for (const leg of only) {
    report.load[leg] = Math.round(loadavg()[0]! * 100) / 100;
    try {
      say(`${leg}: measuring`);
      report.legs[leg] = await legs[leg]();
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      report.missing[leg] = error.message;
    }
  }
  return report;
}

/** What is not on this machine. */
class Missing extends Error {}

async function einvoiceLeg(): Promise<LegReport> {
  const reader = createReader();
  const documents = await readAs(reader, 'einvoice', await einvoices(DRAWN));
  const bare = bareChild<null, number>('attachment-worker', '--allow-worker');
  const ask = async ({ bytes }: BenchDocument) => {
    const got = await bare.ask(null, bytes, 60_000);
    if (!('answer' in got) || got.answer === 0) throw new Error('the bare library found no XML');
  };
  const read = async ({ name, bytes }: BenchDocument) => void (await reader.read(bytes, { name }));
  try {
    return await measured('einvoice', 'PDF.js opens the file and takes the XML out', documents, read, ask, {
      rounds: QUICK_ROUNDS,
      warm: QUICK_WARM,
    });
  } finally {
    await Promise.all([reader.close(), bare.close()]);
  }
}

/** Drawn documents and real ones that are read as one kind: none may be measured by being refused. */
async function readAs(reader: Reader, kind: Reading['kind'], drawn: readonly BenchDocument[]) {
  const documents: BenchDocument[] = [];
  for (const d of [...drawn, ...real()]) {
    const isPdf = detectMediaType(d.bytes) === 'application/pdf';
    if (isPdf && (await reader.read(d.bytes, { name: d.name })).kind === kind) documents.push(d);
    else if (drawn.includes(d)) throw new Error(`${d.name} was not read as ${kind}`);
  }
  return documents;
}

async function digitalLeg(): Promise<LegReport> {
  const version = (await run('pdftotext', ['-v']).catch(() => null))?.stderr;
  if (!version) throw new Missing('pdftotext (poppler-utils) is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'ami-bench-reading-'));
  const reader = createReader();
  const documents = await readAs(reader, 'text', await digital(DRAWN));
  const files = new Map(documents.map((d, n) => [d, join(folder, `${n}.pdf`)]));
  for (const [{ bytes }, file] of files) writeFileSync(file, bytes);
  const read = async ({ name, bytes }: BenchDocument) => void (await reader.read(bytes, { name }));
  try {
    return await measured(
      'digital',
      `${version.split('\n')[0]} -layout, a process each (${await startMs('pdftotext')} ms of it to start)`,
      documents,
      read,
      async (d) => {
        const { code } = await run('pdftotext', ['-layout', files.get(d)!, '-']);
        if (code !== 0) throw new Error(`pdftotext failed with ${d.name}`);
      },
      { rounds: QUICK_ROUNDS, warm: QUICK_WARM },
    );
  } finally {
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function scanLeg(engine: 'native' | 'packaged', pages: number, rounds: number): Promise<LegReport> {
  const found = await findEngine({ engine }).catch((error: Error) => {
    throw new Missing(error.message);
  });
  await found.close();
  const documents = await scanned(pages);
  const pictures = new Map<BenchDocument, { readonly input: Uint8Array; readonly dpi: number }>();
  for (const d of documents) {
    const { raster } = await pictureOf(d.bytes, 1);
    // A TIFF of one page it decodes itself; of a PDF it is given the picture, decoded.
    const isReadable = detectMediaType(d.bytes) === 'image/tiff' && (await pagesOf(d.bytes)) === 1;
    pictures.set(d, { input: isReadable ? d.bytes : toPnm(raster), dpi: Math.round(raster.dpi) });
  }
  const scans = createScanReader({ engine });
  const read = async ({ name, bytes }: BenchDocument) => {
    const got = await scans.readPage(bytes, 1);
    if (got.kind !== 'page' || got.page.page.fragments.length === 0) throw new Error(`${name} was not read`);
  };
  const packaged = engine === 'packaged' ? bareChild<{ dpi: number }, number>('tesseract-worker') : null;
  const bare = async (d: BenchDocument) => {
    const { input, dpi } = pictures.get(d)!;
    if (packaged) {
      const got = await packaged.ask({ dpi }, input, 300_000);
      if (!('answer' in got) || got.answer === 0) throw new Error(`tesseract.js read nothing of ${d.name}`);
      return;
    }
    const page = ['stdin', 'stdout', '-l', 'fra', '--psm', '3', '--dpi', String(dpi), '-c', 'tessedit_create_tsv=1'];
    const { code } = await run('tesseract', page, input, SCAN_PRIORITY);
    if (code !== 0) throw new Error(`tesseract failed with ${d.name}`);
  };
  try {
    return await measured(engine, `${found.name} alone, the same page as it came`, documents, read, bare, {
      rounds,
      warm: SCAN_WARM,
    });
  } finally {
    await Promise.all([scans.close(), packaged?.close()]);
  }
}

async function measured(
  leg: ReadingLeg,
  against: string,
  documents: readonly BenchDocument[],
  read: (d: BenchDocument) => Promise<void>,
  bare: (d: BenchDocument) => Promise<void>,
  { rounds, warm }: { readonly rounds: number; readonly warm: number },
): Promise<LegReport> {
  const watch = new MemoryWatch();
  const pairs = documents.map(
    (d): Pair => ({
      name: d.name,
      product: () => watch.during('product', () => read(d)),
      bare: () => watch.during('bare', () => bare(d)),
    }),
  );
  const summary = await compare(pairs, rounds, warm);
  return { against, limit: LIMITS[leg], ...summary, peak_mb: watch.end() };
}

/** A child of the same kind as the readers', with a worker of the bench's own. */
function bareChild<Question, Answer>(worker: string, ...permissions: string[]): ChildPool<Question, Answer> {
  return new ChildPool<Question, Answer>(
    { name: 'the bare child', processes: 1, maxRssBytes: 1024 * MEGABYTE, startTimeoutMs: 60_000 },
    {
      worker: new URL(`./reading/${worker}${extname(import.meta.url)}`, import.meta.url),
      permissions,
      // In a session of its own as the scan reader's children are, among which Linux shares out a busy machine.
      startsPrograms: worker === 'tesseract-worker',
    },
  );
}

/** What it costs to start a program that does nothing. */
async function startMs(program: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < QUICK_ROUNDS; n++) {
    const from = performance.now();
    await run(program, ['-v']);
    times.push(performance.now() - from);
  }
  return rounded(median(times));
}

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

function run(program: string, args: readonly string[], input?: Uint8Array, priority?: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, OMP_THREAD_LIMIT: '1', LC_ALL: 'C' },
      // As the scan reader's children are: Linux shares a busy machine out between sessions, not processes.
      detached: true,
    });
    if (priority !== undefined && child.pid !== undefined) setPriority(child.pid, priority);
    let stderr = '';
    child.stdout.resume();
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-2000);
    });
    child.once('error', reject).once('close', (code) => resolve({ code, stderr }));
    child.stdin.on('error', () => {}).end(input ?? '');
  });
}

export function printReading(report: ReadingReport, say: (line: string) => void): void {
  const row = (...cells: readonly (string | number)[]) =>
    say(cells.map((c, n) => (n === 0 ? String(c).padEnd(34) : String(c).padStart(10))).join(' '));
  for (const [leg, r] of Object.entries(report.legs)) {
    say(`\n${leg}: product by "${r.against}", ${r.rounds} rounds, load ${report.load[leg as ReadingLeg]}`);
    row('', 'product ms', 'bare ms', 'ratio', 'of cpu');
    for (const d of r.documents) row(d.name.slice(-34), d.product_ms, d.bare_ms, d.ratio, d.cpu_ratio ?? '–');
    const { ratio } = r;
    const verdict = ratio.median <= r.limit ? 'within' : 'BEYOND';
    say(`ratio: median ${ratio.median} (${ratio.min} to ${ratio.max}); ${verdict} the limit of ${r.limit}`);
    if (r.cpu_ratio !== null) say(`ratio of processor time: median ${r.cpu_ratio}`);
    const peaks = Object.entries(r.peak_mb).map(([who, mb]) => `${who} ${mb ?? 'unknown'}`);
    say(`peak of the children, MB: ${peaks.join(', ')}`);
  }
  for (const [leg, why] of Object.entries(report.missing)) say(`\n${leg}: not measured, ${why}`);
  const busy = Object.values(report.load).some((load) => load > report.cores / 2);
  if (busy) say('\nThe machine did other things meanwhile: trust the ratios more than the milliseconds.');
}
