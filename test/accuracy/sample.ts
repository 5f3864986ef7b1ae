import type { Item, Kind } from './manifest.ts';

export interface Choice {
  readonly only?: readonly Kind[];
  /** The first of each kind. */
  readonly limit?: number;
  /** Of each kind, evenly spread over the list. */
  readonly sample?: number;
}

/** The items of a manifest that a run reads, in their order. */
export function chosen(items: readonly Item[], { only, limit, sample }: Choice): Item[] {
  const byKind = new Map<Kind, Item[]>();
  for (const item of items) {
    if (only && !only.includes(item.kind)) continue;
    byKind.set(item.kind, [...(byKind.get(item.kind) ?? []), item]);
  }
  const taken = new Set<Item>();
  for (const list of byKind.values()) {
    const first = list.slice(0, limit);
    const count = Math.min(sample ?? first.length, first.length);
    for (let n = 0; n < count; n++) taken.add(first[Math.floor(((n + 0.5) * first.length) / count)]!);
  }
  return items.filter((item) => taken.has(item));
}
