import { showRange } from '../address-range.ts';
import { widenRanges } from './merge-ranges.ts';
import { FAMILIES, type FoundRule, familyOf, freePriorities, isOwn, keptFamily, nameOf, plainSource } from './rules.ts';
import { type Step, stepsOf, type Target } from './steps.ts';
import type { Wanted } from './wanted.ts';

/**
 * Limits of a network security group. 1,000 rules; 4,000 addresses and ranges as sources of all its rules together
 * (destinations are counted apart). Source: MicrosoftDocs/azure-docs, includes/azure-virtual-network-limits.md, and the
 * errors SecurityRuleCountLimitReached and SecurityRuleAddressesOrPortsPerSecurityGroupLimitReached as users have met them.
 * That `*` and the rules of others count among the 4,000 is assumed: the careful reading.
 */
export const MAX_RULES = 1000;
export const MAX_SOURCES = 4000;
/** Ours, so that one changed address does not rewrite them all. */
const MAX_SOURCES_PER_RULE = 500;
/** How wide ranges may become where there are too many: a /24 is what the internet routes, a /48 what one site gets. */
const WIDE = { ipv4: 24, ipv6: 48 };

export interface PlanSettings {
  readonly ports: readonly string[];
  /** Whether too many ranges may be replaced by wider ones; the gateway's own lists stay exact. */
  readonly mayWiden: boolean;
}

export type Plan =
  | { readonly kind: 'steps'; readonly steps: readonly Step[]; readonly sources: number; readonly isWidened: boolean }
  /** They do not fit, and nothing is to be changed: never a part of them. */
  | { readonly kind: 'too-many'; readonly sources: number; readonly max: number };

/**
 * What to do, in this order, so that the group has the rules that are wanted. What is right already is left alone: the same
 * again gives no step. An address never moves from rule to rule, and none that stays is shut out on the way, unless the
 * limits leave no room for both the old and the new.
 */
export function planRules(wanted: Wanted, found: readonly FoundRule[], settings: PlanSettings): Plan {
  const others = found.filter((r) => !isOwn(r));
  const max = MAX_SOURCES - others.reduce((sum, r) => sum + r.sources.length, 0);
  const { sources, isWidened } = sourcesOf(wanted, max, settings.mayWiden);
  if (sources.length > max) return { kind: 'too-many', sources: sources.length, max };

  const own = found.filter(isOwn).sort((a, b) => a.priority - b.priority);
  const free = freePriorities(found);
  const targets = FAMILIES.flatMap((family) =>
    assign(
      sources.filter((s) => familyOf(s) === family),
      own.filter((r) => keptFamily(r) === family),
      free,
    ),
  );
  const kept = targets.filter((t) => t.sources.length > 0).length;
  if (others.length + kept > MAX_RULES || targets.some((t) => t.priority === null))
    return { kind: 'too-many', sources: sources.length, max };
  const spoilt = own.filter((r) => keptFamily(r) === null);
  return { kind: 'steps', steps: stepsOf(targets, spoilt, settings.ports, max), sources: sources.length, isWidened };
}

function sourcesOf(wanted: Wanted, max: number, mayWiden: boolean) {
  if (wanted.openBy.length > 0) return { sources: ['*'], isWidened: false };
  const isWidened = mayWiden && wanted.ranges.length > max;
  const ranges = isWidened ? widenRanges(wanted.ranges, WIDE) : wanted.ranges;
  return { sources: ranges.map(showRange), isWidened };
}

/** Which rule gets which of `sources` (of one family): the one that has it, else the first with room, else a new one. */
function assign(sources: readonly string[], rules: readonly FoundRule[], free: Iterator<number, void>): Target[] {
  const missing = new Set(sources);
  const targets: Target[] = rules.map((rule) => ({
    name: rule.name,
    priority: rule.priority,
    before: rule,
    // `delete` says whether it was still missing: a source that two rules have stays in the first.
    sources: [...new Set(rule.sources.map(plainSource))].filter((s) => missing.delete(s)),
  }));
  const left = [...missing];
  for (const t of targets) t.sources.push(...left.splice(0, room(t)));
  while (left.length > 0) {
    const priority = free.next().value ?? null;
    const name = nameOf(priority ?? 0);
    targets.push({ name, priority, before: null, sources: left.splice(0, MAX_SOURCES_PER_RULE) });
    if (priority === null) break;
  }
  return targets;
}

function room(t: Target): number {
  return Math.max(0, MAX_SOURCES_PER_RULE - t.sources.length);
}
