import type { Kind } from '../manifest.ts';
import type { Layout } from './layout.ts';
import { layouts } from './layouts/index.ts';

/** One document to be made; the same job gives the same bytes. */
export interface Job {
  readonly n: number;
  readonly seed: number;
  readonly kind: Kind;
  /** Place among the layouts. */
  readonly layout: number;
  /** How many of its kind and layout came before. */
  readonly round: number;
}

/** Of twenty documents, as many of each kind as it stands here: 1,000 are 400, 250, 200 and 150. */
const MIX: readonly Kind[] = [
  'pdf',
  'einvoice',
  'scan',
  'pdf',
  'degraded',
  'einvoice',
  'pdf',
  'scan',
  'pdf',
  'einvoice',
  'degraded',
  'pdf',
  'scan',
  'einvoice',
  'pdf',
  'pdf',
  'degraded',
  'scan',
  'einvoice',
  'pdf',
];

/** The documents of a set: each kind goes through all the layouts that it can have, over and over. */
export function plan(seed: number, count: number): Job[] {
  const made = new Map<Kind, number>();
  return Array.from({ length: count }, (_, n) => {
    const kind = MIX[n % MIX.length]!;
    const fitting = [...layouts.keys()].filter((k) => kind !== 'einvoice' || hasXml(layouts[k]!));
    const before = made.get(kind) ?? 0;
    made.set(kind, before + 1);
    return { n, seed, kind, layout: fitting[before % fitting.length]!, round: Math.floor(before / fitting.length) };
  });
}

/** Only French invoices come as e-invoices here. */
function hasXml(layout: Layout): boolean {
  return !layout.notInvoice && (layout.country ?? 'FR') === 'FR';
}
