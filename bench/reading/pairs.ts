import { contest } from '../gateway/contest.ts';
import { median, rounded } from '../statistics.ts';

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
}

export interface Summary {
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
    const times = await contest(rounds, { product: () => timed(product), bare: () => timed(bare) });
    documents.push(compared(name, times['product']!, times['bare']!));
  }
  return summed(documents, rounds);
}

/** Of the milliseconds of both, one for each round. */
export function compared(name: string, product: readonly number[], bare: readonly number[]): Compared {
  const [p, b] = [median(product), median(bare)];
  return { name, product_ms: rounded(p, 2), bare_ms: rounded(b, 2), ratio: rounded(p / b, 2) };
}

export function summed(documents: readonly Compared[], rounds: number): Summary {
  const ratios = documents.map((d) => d.ratio);
  return {
    ratio: { min: Math.min(...ratios), median: rounded(median(ratios), 2), max: Math.max(...ratios) },
    product_ms: rounded(median(documents.map((d) => d.product_ms)), 2),
    bare_ms: rounded(median(documents.map((d) => d.bare_ms)), 2),
    rounds,
    documents,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
