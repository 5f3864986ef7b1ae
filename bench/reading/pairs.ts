import { contest } from '../gateway/contest.ts';
import { median, rounded } from '../statistics.ts';
import { childrenCpu } from './children-cpu.ts';

/** The product's way and the bare library's or program's, with the same document. Each does the work once. */
export interface Pair {
  readonly name: string;
  readonly product: () => Promise<unknown>;
  readonly bare: () => Promise<unknown>;
}

/** Milliseconds are medians of the rounds; `ratio` is product by bare: above 1 the product is slower. */
export interface Compared {
  readonly name: string;
  readonly product_ms: number;
  readonly bare_ms: number;
  readonly ratio: number;
  /** Of processor time of the children; null where it is too short to be told, or the system does not tell. */
  readonly cpu_ratio: number | null;
}

/** What one work took, in milliseconds on the clock and of processor time. */
export interface Took {
  readonly ms: number;
  readonly cpuMs: number | null;
}

/** Processor time is counted in steps of 10 ms. */
const LEAST_CPU_MS = 200;

export interface Summary {
  /** Median of the documents'. */
  readonly cpu_ratio: number | null;
  /** Of the documents' ratios. */
  readonly ratio: { readonly min: number; readonly median: number; readonly max: number };
  readonly product_ms: number;
  readonly bare_ms: number;
  readonly rounds: number;
  readonly documents: readonly Compared[];
}

/**
 * Each document in turn by both, over and over; who begins changes with each round. `warm` rounds go before and do not
 * count.
 */
export async function compare(pairs: readonly Pair[], rounds: number, warm: number): Promise<Summary> {
  if (pairs.length === 0) throw new Error('there is no document to measure with');
  for (let n = 0; n < warm; n++)
    for (const { product, bare } of pairs) {
      await product();
      await bare();
    }
  const documents: Compared[] = [];
  for (const { name, product, bare } of pairs) {
    const took: Record<'product' | 'bare', Took[]> = { product: [], bare: [] };
    const does = (who: keyof typeof took, work: () => Promise<unknown>) => async () => {
      took[who].push(await timed(work));
      return took[who].at(-1)!.ms;
    };
    await contest(rounds, { product: does('product', product), bare: does('bare', bare) });
    documents.push(compared(name, took.product, took.bare));
  }
  return summed(documents, rounds);
}

/** Of both, one for each round. */
export function compared(name: string, product: readonly Took[], bare: readonly Took[]): Compared {
  const [p, b] = [median(product.map((t) => t.ms)), median(bare.map((t) => t.ms))];
  const [cpuP, cpuB] = [cpuOf(product), cpuOf(bare)];
  const cpuRatio = cpuP === null || cpuB === null || cpuB < LEAST_CPU_MS ? null : rounded(cpuP / cpuB, 2);
  return { name, product_ms: rounded(p, 2), bare_ms: rounded(b, 2), ratio: rounded(p / b, 2), cpu_ratio: cpuRatio };
}

function cpuOf(all: readonly Took[]): number | null {
  const known = all.flatMap((t) => t.cpuMs ?? []);
  return known.length === all.length ? median(known) : null;
}

export function summed(documents: readonly Compared[], rounds: number): Summary {
  const ratios = documents.map((d) => d.ratio);
  const cpu = documents.flatMap((d) => d.cpu_ratio ?? []);
  return {
    cpu_ratio: cpu.length > 0 ? rounded(median(cpu), 2) : null,
    ratio: { min: Math.min(...ratios), median: rounded(median(ratios), 2), max: Math.max(...ratios) },
    product_ms: rounded(median(documents.map((d) => d.product_ms)), 2),
    bare_ms: rounded(median(documents.map((d) => d.bare_ms)), 2),
    rounds,
    documents,
  };
}

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const before = childrenCpu();
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  const after = childrenCpu();
  return { ms, cpuMs: before === null || after === null ? null : after - before };
}
