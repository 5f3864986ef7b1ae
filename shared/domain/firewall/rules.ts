import { parseRange, showRange } from '../address-range.ts';

/** What is written into the firewall for the comptes' clients: inbound, TCP, allowed. */
export interface ClientRule {
  readonly name: string;
  readonly priority: number;
  /** Ranges of one family of addresses, or `*` alone. */
  readonly sources: readonly string[];
  /** Ports and ranges of them, as in `10000-11000`. */
  readonly ports: readonly string[];
}

/** A rule that is there, whoever wrote it. */
export interface FoundRule extends ClientRule {
  /** False for what goes out: its priorities are others. */
  readonly isInbound: boolean;
  /** Whether everything that a `ClientRule` does not say (allowed, TCP, to everywhere) is as this program writes it. */
  readonly asWritten: boolean;
}

/** Only rules with such a name are ever changed or removed. Their number is their priority. */
const PREFIX = 'ami-clients-';
const FIRST_PRIORITY = 1000;
const LAST_PRIORITY = 1999;

export function isOwn(rule: { readonly name: string }): boolean {
  return rule.name.startsWith(PREFIX);
}

export function nameOf(priority: number): string {
  return `${PREFIX}${priority}`;
}

export type Family = 'all' | 'ipv4' | 'ipv6';
export const FAMILIES: readonly Family[] = ['all', 'ipv4', 'ipv6'];

export function familyOf(source: string): Family {
  return source === '*' ? 'all' : source.includes(':') ? 'ipv6' : 'ipv4';
}

/**
 * The family of a rule of ours that can be kept; null for one that somebody gave another place, mixed or emptied, and that
 * is replaced.
 */
export function keptFamily(rule: FoundRule): Family | null {
  const { priority, sources } = rule;
  if (!rule.isInbound || rule.name !== nameOf(priority)) return null;
  if (priority < FIRST_PRIORITY || priority > LAST_PRIORITY) return null;
  const families = new Set(sources.map(familyOf));
  const [family] = families;
  return families.size === 1 && (family !== 'all' || sources.length === 1) ? family! : null;
}

/** One way of writing for what Azure may give back in another. */
export function plainSource(text: string): string {
  if (text === '*') return text;
  try {
    return showRange(parseRange(text));
  } catch {
    // Not written by this program: never wanted.
    return text;
  }
}

/** Numbers of the reserved band that no rule has, from the lowest. */
export function* freePriorities(found: readonly FoundRule[]): Generator<number, void> {
  const taken = new Set(found.filter((r) => r.isInbound).map((r) => r.priority));
  const names = new Set(found.map((r) => r.name));
  for (let p = FIRST_PRIORITY; p <= LAST_PRIORITY; p++) if (!taken.has(p) && !names.has(nameOf(p))) yield p;
}
