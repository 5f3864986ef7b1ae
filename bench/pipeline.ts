import { type BareOperation, type BareTimes, bareTimes, dispatchOfBare, joinTimes } from './bare.ts';
import { type BenchCloud, startFilled } from './cloud.ts';
import type { Cpu } from './cpu.ts';
import type { Pair } from './deposits.ts';
import { benchFormats } from './formats.ts';
import { type Invoice, makeInvoices } from './invoices.ts';
import { type Burst, type Costs, latencies, measureBurst, measureCosts, measureSteady, overheads } from './phases.ts';
import { median, percentile, rounded } from './statistics.ts';

export interface PipelineOptions {
  readonly root: string;
  /** E-invoices deposited at full speed on a fresh cloud, and again at a steady pace. */
  readonly documents: number;
  /** Documents that are there before, on the small and on the large cloud. */
  readonly small: number;
  readonly large: number;
  readonly say: (line: string) => void;
}

const CONNECTIONS = 8;
/** Invoices of the counting run, three attempts of it. */
const COSTS = 90;
const BARE_ROUNDS = 60;

/** What one cloud showed. */
interface Seen {
  readonly cloud: BenchCloud;
  readonly invoices: Iterator<Invoice>;
  readonly from: number;
  readonly bursts: Burst[];
  readonly steady: Pair[];
  readonly bare: BareTimes[];
  costs?: Costs;
}

/**
 * Runs the bench: two clouds side by side, one with few documents and one with many, take the same invoices in turn
 * (small, large, large, small), so that what else the machine does falls on both alike.
 */
export async function pipeline(o: PipelineOptions) {
  const started = Date.now();
  o.say('reading and writing PAR and DEX');
  const formats = benchFormats();
  const half = Math.ceil(o.documents / 2);
  const invoices = await makeInvoices(2 * o.documents + half + COSTS);
  const clouds: BenchCloud[] = [];
  try {
    const start = async (count: number, passive: string): Promise<Seen> => {
      o.say(`filling a cloud with ${count} documents`);
      const cloud = await startFilled(o.root, count, passive);
      clouds.push(cloud);
      return { cloud, invoices: invoices.values(), from: count, bursts: [], steady: [], bare: [] };
    };
    const small = await start(o.small, '14000-14499');
    const large = await start(o.large, '14500-14999');
    const inTurn = [small, large, large, small];

    for (const [n, seen] of inTurn.entries()) {
      const count = n < 2 ? o.documents : half;
      o.say(`${count} deposits over ${CONNECTIONS} connections, ${seen.cloud.documents} documents there`);
      seen.bursts.push(await measureBurst(seen.cloud, take(seen, count), CONNECTIONS));
    }
    o.say('counting requests and messages');
    for (const seen of [small, large]) seen.costs = await measureCosts(seen.cloud, take(seen, COSTS));
    o.say('the same operations bare');
    for (const seen of inTurn) seen.bare.push(await bareTimes(seen.cloud, BARE_ROUNDS));
    const pace = rounded(Math.min(10, 0.35 * Math.min(rate(small.bursts), rate(large.bursts))));
    for (const seen of inTurn) {
      const count = seen === small ? half : Math.ceil(half / 2);
      o.say(`${count} deposits at ${pace} a second, ${seen.cloud.documents} documents there`);
      seen.steady.push(...(await measureSteady(seen.cloud, take(seen, count), pace)));
    }
    return report({ small, large, pace, formats, documents: o.documents, seconds: (Date.now() - started) / 1000 });
  } finally {
    for (const cloud of clouds) await cloud.stop();
  }
}

function take(seen: Seen, count: number): Invoice[] {
  return Array.from({ length: count }, () => seen.invoices.next().value as Invoice);
}

function rate(bursts: readonly Burst[]): number {
  return bursts.reduce((n, b) => n + b.documents, 0) / bursts.reduce((s, b) => s + b.seconds, 0);
}

/** Of the bursts together; null where the machine does not tell. */
function cpuIn(bursts: readonly Burst[], process: keyof Cpu): number | null {
  const documents = bursts.reduce((n, b) => n + b.documents, 0);
  const total = bursts.reduce((ms, b) => ms + (b.cpu ? b.cpu[process] * b.documents : Number.NaN), 0);
  return Number.isNaN(total) ? null : rounded(total / documents);
}

function figures({ cloud, from, bursts, steady, costs }: Seen) {
  const latency = latencies(steady);
  const overhead = overheads(steady);
  return {
    documents_from: from,
    documents_to: cloud.documents,
    latency_ms_p50: rounded(median(latency)),
    latency_ms_p95: rounded(percentile(latency, 0.95)),
    docs_per_s: rounded(rate(bursts)),
    storage_calls_per_invoice: rounded(costs!.blob + costs!.table, 2),
    dispatch_overhead_ms_p50: rounded(median(overhead)),
    dispatch_overhead_ms_p95: rounded(percentile(overhead, 0.95)),
    read_ms_p50: rounded(median(steady.map((p) => p.dispatched.readMs))),
    stor_to_226_ms_p50: rounded(median(steady.map((p) => p.acknowledgedAt - p.storAt))),
    cpu_ms_per_document_cloud: cpuIn(bursts, 'cloud'),
    cpu_ms_per_document_functions: cpuIn(bursts, 'functions'),
    cpu_ms_per_document_gateway: cpuIn(bursts, 'gateway'),
  };
}

interface Everything {
  readonly small: Seen;
  readonly large: Seen;
  readonly pace: number;
  readonly formats: ReturnType<typeof benchFormats>;
  readonly documents: number;
  readonly seconds: number;
}

function report({ small, large, pace, formats, documents, seconds }: Everything) {
  const at = { small: figures(small), large: figures(large) };
  const bare = { small: joinTimes(small.bare), large: joinTimes(large.bare) };
  const ratio = (l: number, s: number) => rounded(l / s, 2);
  const cpuRatio = (process: keyof Cpu) => {
    const [l, s] = [cpuIn(large.bursts, process), cpuIn(small.bursts, process)];
    return l === null || s === null ? null : ratio(l, s);
  };
  const { costs } = small as { costs: Costs };
  const operations = Object.keys(bare.small) as BareOperation[];
  const dispatch = { small: dispatchOfBare(bare.small), large: dispatchOfBare(bare.large) };
  const first = small.bursts[0]!;
  return {
    latency_ms_p50: at.small.latency_ms_p50,
    latency_ms_p95: at.small.latency_ms_p95,
    docs_per_s: rounded(first.documents / first.seconds),
    storage_calls_per_invoice: at.small.storage_calls_per_invoice,
    messages_per_invoice: rounded(costs.messages, 2),
    dispatch_overhead_ms_p50: at.small.dispatch_overhead_ms_p50,
    par_records_per_s: formats.par_records_per_s,
    dex_lines_per_s: formats.dex_lines_per_s,
    growth: {
      small: at.small,
      large: at.large,
      /** Large by small: above 1 is slower, for docs_per_s below 1 is. */
      ratio: {
        latency_ms_p50: ratio(at.large.latency_ms_p50, at.small.latency_ms_p50),
        docs_per_s: ratio(at.large.docs_per_s, at.small.docs_per_s),
        storage_calls_per_invoice: ratio(at.large.storage_calls_per_invoice, at.small.storage_calls_per_invoice),
        dispatch_overhead_ms_p50: ratio(at.large.dispatch_overhead_ms_p50, at.small.dispatch_overhead_ms_p50),
        cpu_ms_per_document_cloud: cpuRatio('cloud'),
        cpu_ms_per_document_functions: cpuRatio('functions'),
        cpu_ms_per_document_gateway: cpuRatio('gateway'),
      },
      bare_azurite_ms_p50: Object.fromEntries([
        ...operations.map((name) => {
          const [s, l] = [median(bare.small[name]), median(bare.large[name])];
          return [name, { small: rounded(s, 2), large: rounded(l, 2), ratio: ratio(l, s) }];
        }),
        [
          'sum_of_a_dispatch',
          {
            small: rounded(dispatch.small, 2),
            large: rounded(dispatch.large, 2),
            ratio: ratio(dispatch.large, dispatch.small),
          },
        ],
      ]) as Record<BareOperation | 'sum_of_a_dispatch', { small: number; large: number; ratio: number }>,
      /** What a dispatch takes over its storage operations alone. Flat where the growth is Azurite's. */
      overhead_by_bare: {
        small: ratio(at.small.dispatch_overhead_ms_p50, dispatch.small),
        large: ratio(at.large.dispatch_overhead_ms_p50, dispatch.large),
      },
    },
    details: {
      documents,
      steady_per_s: pace,
      steady_deposits: { small: small.steady.length, large: large.steady.length },
      overheads_measured: { small: overheads(small.steady).length, large: overheads(large.steady).length },
      bursts: {
        small: small.bursts.map((b) => ({ documents: b.documents, seconds: rounded(b.seconds, 2) })),
        large: large.bursts.map((b) => ({ documents: b.documents, seconds: rounded(b.seconds, 2) })),
      },
      calls: { blob: rounded(costs.blob, 2), table: rounded(costs.table, 2), login: costs.login, over: costs.invoices },
      formats,
      seconds: Math.round(seconds),
    },
  };
}

export type PipelineReport = Awaited<ReturnType<typeof pipeline>>;
