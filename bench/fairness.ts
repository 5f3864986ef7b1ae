import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPar } from '../local/seed.ts';
import { places } from '../local/settings.ts';
import { type Stack, startStack } from '../local/stack.ts';
import { documentOf } from '../shared/app/documents.ts';
import { ranges } from '../shared/app/keys.ts';
import { type Context, createContext } from '../shared/context.ts';
import type { DrawnPage } from '../test/samples/drawn-pages.ts';
import { configured, prepareCompte, type Robot, settled } from '../test/support/live-stack.ts';
import { drawLines, invoiceLines, scanPages } from '../test/support/scans.ts';
import { NO_TIMERS } from './cloud.ts';
import { type Deposited, depositFast, depositSteadily } from './deposits.ts';
import { FunctionsLog, type LogPart } from './functions-log.ts';
import { dateOf, type Invoice, makeInvoices, YEARS } from './invoices.ts';
import { median, percentile, rounded } from './statistics.ts';

export interface FairnessOptions {
  readonly root: string;
  /** Of one page each, all sent before the e-invoices. */
  readonly scans: number;
  /** One a second, first alone and then while scans are read. */
  readonly einvoices: number;
  /** Pages read at one time; null for the default of the machine. */
  readonly processes: number | null;
  readonly say: (line: string) => void;
}

/** From the 226 to filed, or to read. Milliseconds. */
interface Filed {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

interface Compared {
  readonly alone: Filed;
  readonly beside_scans: Filed;
  readonly ratio: Filed;
}

export interface FairnessReport {
  readonly filed_ms: Compared;
  /** Of a few scans of the compte that sends e-invoices. */
  readonly read_ms: Compared;
  /** Pages read while the e-invoices came. */
  readonly scans_read: number;
  readonly scans_left: number;
  readonly page_ms_p50: number | null;
  readonly engine: string | null;
  readonly scans: number;
  readonly einvoices: number;
  readonly seconds: number;
}

/** How different the scans look: each is a drawn page with dust of its own. */
const DRAWN = 12;
/** Scans of the other compte, at a time. */
const FEW = 5;
/** How long an e-invoice may take before the run is given up. */
const GIVE_UP_SECONDS = 300;

/** What the e-invoices of one compte wait for while the scans of another are read. */
export async function fairness(o: FairnessOptions): Promise<FairnessReport> {
  const started = Date.now();
  o.say(`drawing ${o.scans} scans`);
  const drawn = await drawScans(o.scans + 2 * FEW);
  const scans = drawn.slice(2 * FEW);
  const invoices = await makeInvoices(2 * o.einvoices);
  const cloud = await start(o);
  try {
    o.say(`${o.einvoices} e-invoices, one a second, with nothing else going on`);
    const alone = await measure(cloud, invoices.slice(0, o.einvoices));
    o.say(`${FEW} scans at once, with nothing else going on`);
    const scansAlone = await measureScans(cloud, drawn.slice(0, FEW));
    o.say(`sending ${o.scans} scans of another compte`);
    cloud.log.mark();
    await depositFast({ login: loginOf(cloud, cloud.scanning) }, scans, 4);
    o.say(`${o.einvoices} e-invoices, one a second, while these are read`);
    const beside = await measure(cloud, invoices.slice(o.einvoices));
    o.say(`${FEW} scans at once, while these are read`);
    const scansBeside = await measureScans(cloud, drawn.slice(FEW, 2 * FEW));
    const { pages } = cloud.log.read();
    const meanwhile = pages.filter((p) => p.at >= beside.from && p.at <= beside.to);
    return {
      filed_ms: compared(alone.filed, beside.filed),
      read_ms: compared(scansAlone, scansBeside),
      scans_read: meanwhile.length,
      scans_left: o.scans + FEW - new Set(pages.map((p) => p.id)).size,
      page_ms_p50: meanwhile.length > 0 ? rounded(median(meanwhile.map((p) => p.ms))) : null,
      engine: meanwhile[0]?.engine ?? null,
      scans: o.scans,
      einvoices: o.einvoices,
      seconds: Math.round((Date.now() - started) / 1000),
    };
  } finally {
    await cloud.stop();
  }
}

function compared(alone: readonly number[], beside: readonly number[]): Compared {
  const [a, b] = [figures(alone), figures(beside)];
  const ratio = { p50: rounded(b.p50 / a.p50, 2), p95: rounded(b.p95 / a.p95, 2), max: rounded(b.max / a.max, 2) };
  return { alone: a, beside_scans: b, ratio };
}

export function printFairness(report: FairnessReport, say: (line: string) => void): void {
  const { filed_ms: filed, read_ms: read, ...rest } = report;
  const line = (name: string, values: readonly unknown[]) =>
    say(`${name.padEnd(28)} ${values.map((v) => String(v).padStart(12)).join(' ')}`);
  for (const [what, c] of [
    ['e-invoice filed, ms', filed],
    [`${FEW} scans read, ms`, read],
  ] as const) {
    line(what, ['alone', 'beside scans', 'ratio']);
    for (const p of ['p50', 'p95', 'max'] as const) line(`  ${p}`, [c.alone[p], c.beside_scans[p], c.ratio[p]]);
  }
  for (const [name, value] of Object.entries(rest)) line(name, [value]);
}

interface FairCloud {
  readonly stack: Stack;
  readonly context: Context;
  readonly log: FunctionsLog;
  readonly scanning: Robot;
  readonly sending: Robot;
  stop(): Promise<void>;
}

/** A cloud with two comptes, one that scans and one that sends e-invoices. */
async function start(o: FairnessOptions): Promise<FairCloud> {
  const data = mkdtempSync(join(tmpdir(), 'ami-fairness-'));
  const p = places(data);
  const robot = (compte: string): Robot => ({
    compte,
    user: `robot-${compte}`,
    password: randomBytes(12).toString('base64url'),
  });
  const [scanning, sending] = [robot('scanning'), robot('sending')];
  let stack: Stack | undefined;
  let context: Context | undefined;
  const stop = async () => {
    await context?.close();
    await stack?.stop();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    stack = await startStack({
      root: o.root,
      places: p,
      ports: { blob: 0, table: 0, bus: 0, api: 0, ftp: 0, passive: '14000-14999' },
      env: { ...NO_TIMERS, ...(o.processes === null ? {} : { AMI_SCAN_PROCESSES: String(o.processes) }) },
      beforeServing: async (c) => {
        for (const r of [scanning, sending]) await prepareCompte(c, r, r.compte, demoPar(YEARS.from, YEARS.to));
      },
    });
    context = createContext('bench', { ...stack.env, AMI_LOG_LEVEL: 'error' });
    for (const { compte } of [scanning, sending]) await configured(context, compte);
    await settled(stack);
    return { stack, context, log: new FunctionsLog(join(p.logs, 'functions.log')), scanning, sending, stop };
  } catch (e) {
    await stop();
    throw e;
  }
}

function loginOf({ stack }: FairCloud, { user, password }: Robot) {
  return { ...stack.ftp, user, password };
}

/** Sends e-invoices, one a second, and waits until each is filed. Times are milliseconds since 1970. */
async function measure(cloud: FairCloud, invoices: readonly Invoice[]) {
  const from = Date.now();
  const deposited = await depositSteadily({ login: loginOf(cloud, cloud.sending) }, invoices, 1);
  for (let waited = 0; waited < GIVE_UP_SECONDS; waited++) {
    const filed = await filedMs(cloud, deposited, cloud.log.read());
    if (filed) return { from, to: Date.now(), filed };
    await sleep(1000);
  }
  throw new Error(`the e-invoices were not filed within ${GIVE_UP_SECONDS} s`);
}

/** Sends scans of one page at once, and waits until each is read: milliseconds from its 226. */
async function measureScans(cloud: FairCloud, scans: readonly Invoice[]): Promise<number[]> {
  const deposited = await depositFast({ login: loginOf(cloud, cloud.sending) }, scans, 1);
  for (let waited = 0; waited < GIVE_UP_SECONDS; waited++) {
    await sleep(1000);
    const ids = await idsOf(cloud);
    const read = new Map(cloud.log.read().pages.map((p) => [p.id, p.at]));
    const all = deposited.map((d) => {
      const at = read.get(ids.get(d.invoice.name) ?? '');
      return at === undefined ? null : at - d.acknowledgedAt;
    });
    if (all.every((ms) => ms !== null)) return all;
  }
  throw new Error(`the scans were not read within ${GIVE_UP_SECONDS} s`);
}

/** The documents of the compte that sends e-invoices, by their names. */
async function idsOf(cloud: FairCloud): Promise<Map<string, string>> {
  const rows = await cloud.context.deps.tables.range('state', cloud.sending.compte, ...ranges.documents());
  return new Map(rows.map(documentOf).map((d) => [d.deposit.name, d.deposit.id]));
}

/** Null while one is not filed. */
async function filedMs(cloud: FairCloud, deposited: readonly Deposited[], log: LogPart): Promise<number[] | null> {
  const ids = await idsOf(cloud);
  const byId = new Map(log.dispatched.map((d) => [d.id, d]));
  const all = deposited.map((d) => {
    const told = byId.get(ids.get(d.invoice.name) ?? '');
    if (told && (told.state !== 'filed' || told.exercice !== d.invoice.exercice))
      throw new Error(`${d.invoice.name} was not filed in ${d.invoice.exercice}: ${JSON.stringify(told)}`);
    return told ? told.at - d.acknowledgedAt : null;
  });
  return all.every((ms) => ms !== null) ? all : null;
}

function figures(ms: readonly number[]): Filed {
  return { p50: rounded(median(ms)), p95: rounded(percentile(ms, 0.95)), max: rounded(Math.max(...ms)) };
}

async function drawScans(count: number): Promise<Invoice[]> {
  const pages: { page: DrawnPage; exercice: string }[] = [];
  for (let n = 0; n < Math.min(count, DRAWN); n++) {
    const { date, exercice } = dateOf(n);
    pages.push({ page: await drawLines(invoiceLines(`S-${n}`, date.split('-').reverse().join('/'))), exercice });
  }
  return Array.from({ length: count }, (_, n) => {
    const { page, exercice } = pages[n % pages.length]!;
    return { name: `scan-${String(n).padStart(6, '0')}.tif`, bytes: scanPages([page], n), exercice };
  });
}
