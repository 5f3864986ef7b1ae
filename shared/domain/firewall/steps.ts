import { BadRange, parseRange, showRange } from '../address-range.ts';
import { mergeRanges } from './merge-ranges.ts';
import { type ClientRule, type FoundRule, plainSource } from './rules.ts';

export type Step =
  /** Creates the rule or replaces the whole of it. */
  { readonly do: 'put'; readonly rule: ClientRule } | { readonly do: 'remove'; readonly name: string };

/** What one of our rules is to become. */
export interface Target {
  readonly name: string;
  /** Null where the reserved band is full. */
  readonly priority: number | null;
  readonly before: FoundRule | null;
  /** Empty: the rule goes. */
  readonly sources: string[];
}

/**
 * The steps from what is there to `targets`: additions first, then removals; the other way round only where `max` sources
 * do not hold both.
 */
export function stepsOf(
  targets: readonly Target[],
  spoilt: readonly FoundRule[],
  ports: readonly string[],
  max: number,
): Step[] {
  const changes = targets.map((t) => changeOf(t, ports)).filter((c) => c.isNeeded);
  const put = (c: Change, sources: readonly string[]): Step => ({
    do: 'put',
    rule: { name: c.target.name, priority: c.target.priority!, sources, ports },
  });
  const gone = spoilt.map((r): Step => ({ do: 'remove', name: r.name }));
  // One write of one rule is one change for the firewall.
  if (changes.length === 1 && gone.length === 0 && changes[0]!.target.sources.length > 0)
    return [put(changes[0]!, changes[0]!.target.sources)];

  const stays = changes.filter((c) => c.target.sources.length > 0);
  const leaves = changes
    .filter((c) => c.target.sources.length === 0)
    .map((c): Step => ({ do: 'remove', name: c.target.name }));
  const untouched = targets.filter((t) => !changes.some((c) => c.target === t));
  const most =
    untouched.reduce((sum, t) => sum + t.sources.length, 0) +
    changes.reduce((sum, c) => sum + c.target.sources.length + c.removed.length, 0) +
    spoilt.reduce((sum, r) => sum + r.sources.length, 0);
  const shrink = stays.filter((c) => c.removed.length > 0);
  const grow = stays.filter((c) => c.hasMore || c.isRewritten);
  if (most > max)
    return [
      ...leaves,
      ...gone,
      ...shrink.filter((c) => c.kept.length > 0).map((c) => put(c, c.kept)),
      ...grow.map((c) => put(c, c.target.sources)),
    ];
  return [
    ...grow.map((c) => put(c, both(c))),
    ...shrink
      .filter((c) => !grow.includes(c) || !sameWords(both(c), c.target.sources))
      .map((c) => put(c, c.target.sources)),
    ...leaves,
    ...gone,
  ];
}

/** The old sources and the new ones. Merged: Azure refuses a rule whose ranges overlap (OverlappingSubnetsNotPermittedInSecurityRule). */
function both(c: Change): readonly string[] {
  if (c.removed.length === 0 || c.target.sources.includes('*')) return c.target.sources;
  const readable = [...c.target.sources, ...c.removed].flatMap((text) => {
    try {
      return [parseRange(text)];
    } catch (e) {
      // A tag that somebody wrote into the rule stands beside no range.
      if (e instanceof BadRange) return [];
      throw e;
    }
  });
  return mergeRanges(readable).map(showRange);
}

interface Change {
  readonly target: Target;
  readonly kept: readonly string[];
  readonly removed: readonly string[];
  /** New, or with sources that it did not have. */
  readonly hasMore: boolean;
  /** Its ports, or what somebody changed by hand. */
  readonly isRewritten: boolean;
  readonly isNeeded: boolean;
}

function changeOf(target: Target, ports: readonly string[]): Change {
  const { before } = target;
  const had = [...new Set((before?.sources ?? []).map(plainSource))];
  const wanted = new Set(target.sources);
  const kept = had.filter((s) => wanted.has(s));
  const removed = had.filter((s) => !wanted.has(s));
  const hasMore = kept.length < target.sources.length;
  const isRewritten = before !== null && (!before.asWritten || !sameWords(before.ports, ports));
  // Twice the same source in a rule is not refused, and no reason to write it.
  return { target, kept, removed, hasMore, isRewritten, isNeeded: hasMore || isRewritten || removed.length > 0 };
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().every((x, i) => x === [...b].sort()[i]);
}
