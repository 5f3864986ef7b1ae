import { MAX_SOURCES, type Plan, planRules } from '../domain/firewall/plan.ts';
import { type FoundRule, isOwn } from '../domain/firewall/rules.ts';
import type { Step } from '../domain/firewall/steps.ts';
import { type Wanted, wantedOf } from '../domain/firewall/wanted.ts';
import { type Firewall, FirewallFault } from '../ports/firewall.ts';
import { allComptes, COMPTES } from './comptes.ts';
import type { Deps } from './deps.ts';
import { type Lease, takeLease } from './lease.ts';
import { notifyAnew, settle } from './notices.ts';

/**
 * - `none`: no firewall is configured;
 * - `busy`: another run is at it, or took over;
 * - `followed`: the rules are those of the data, `changes` writes later;
 * - `kept`: the last good rules stay as they are, and a notice says why.
 */
export type Followed =
  | { readonly kind: 'none' | 'busy' }
  | { readonly kind: 'followed'; readonly changes: number }
  | { readonly kind: 'kept'; readonly code: string; readonly params: Readonly<Record<string, string>> };

/** What the firewall has, what it should have, and what is between them. */
export interface FirewallState {
  readonly wanted: Wanted;
  readonly rules: readonly FoundRule[];
  readonly plan: Plan;
  /** Why nothing is to be changed though something differs: a code of the messages. */
  readonly kept: { readonly code: string; readonly params: Readonly<Record<string, string>> } | null;
}

/** Longer than one write may take: a holder renews it before each. */
const LEASE_MS = 5 * 60_000;
/** A list that changes while rules are written is read again, but not for ever. */
const MAX_PASSES = 4;
/** Names of comptes in a notice. */
const SHOWN = 20;

/**
 * Makes the firewall let in who is on the lists of the comptes, and only them. Runs any number of times with the result of
 * once, alone. Rejects with `FirewallFault` where the firewall refuses: what was written before stands, nothing was
 * removed that is not replaced, a notice tells it, and the next run goes on.
 */
export async function followFirewall(deps: Deps): Promise<Followed> {
  const { firewall, log } = deps;
  if (!firewall) return { kind: 'none' };
  const lease = await takeLease(deps, 'firewall', LEASE_MS);
  if (!lease) return { kind: 'busy' };
  try {
    return await follow(deps, firewall, lease);
  } catch (error) {
    const { code, message } = error as FirewallFault;
    if (error instanceof FirewallFault)
      await tell(deps, 'FIREWALL_FAILED', { code, detail: message.slice(0, 300) }, [code]);
    log.error('firewall-not-followed', { error });
    throw error;
  } finally {
    await lease.release();
  }
}

async function follow(deps: Deps, firewall: Firewall, lease: Lease): Promise<Followed> {
  let changes = 0;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const state = await look(deps, firewall);
    for (const u of state.wanted.unreadable) deps.log.error('address-range-unreadable', { ...u });
    await tellWhoOpens(deps, state.wanted);
    if (state.kept) {
      deps.log.error('firewall-kept', { ...state.kept });
      await tell(deps, state.kept.code, state.kept.params, Object.values(state.kept.params));
      return { kind: 'kept', ...state.kept };
    }
    const steps = state.plan.kind === 'steps' ? state.plan.steps : [];
    if (steps.length === 0) break;
    for (const step of steps) {
      if (!(await lease.renew())) return { kind: 'busy' };
      await take(firewall, step);
      changes++;
    }
    const { openBy, ranges } = state.wanted;
    deps.log.info('firewall-followed', { steps: steps.length, ranges: ranges.length, openBy: openBy.length });
  }
  for (const code of CODES) await settle(deps, COMPTES, code, 'firewall');
  return { kind: 'followed', changes };
}

function take(firewall: Firewall, step: Step): Promise<void> {
  return step.do === 'put' ? firewall.put(step.rule) : firewall.remove(step.name);
}

/** The same, without changing anything; null where no firewall is configured. Rejects with `FirewallFault`. */
export async function lookAtFirewall(deps: Deps): Promise<FirewallState | null> {
  return deps.firewall ? look(deps, deps.firewall) : null;
}

async function look(deps: Deps, firewall: Firewall): Promise<FirewallState> {
  // The rules first: a list that changes in between is then followed too early, never forgotten.
  const rules = await firewall.read();
  const wanted = wantedOf(await allComptes(deps));
  const { ports, mayWiden } = deps.settings.firewall ?? { ports: [], mayWiden: false };
  const plan = planRules(wanted, rules, { ports, mayWiden });
  return { wanted, rules, plan, kept: whyKept(wanted, rules, plan) };
}

function whyKept(wanted: Wanted, rules: readonly FoundRule[], plan: Plan): FirewallState['kept'] {
  if (plan.kind === 'too-many') {
    const params = { ranges: String(plan.sources), max: String(Math.min(plan.max, MAX_SOURCES)) };
    return { code: 'FIREWALL_TOO_MANY', params };
  }
  // No command deletes a compte: the rows are lost, and a rebuild brings them back.
  if (wanted.comptes === 0 && rules.some(isOwn)) return { code: 'FIREWALL_NO_COMPTE', params: {} };
  return null;
}

/** What is said of the firewall as a whole, each a subject of its own. */
const CODES = ['FIREWALL_FAILED', 'FIREWALL_TOO_MANY', 'FIREWALL_NO_COMPTE'] as const;

async function tellWhoOpens(deps: Deps, { openBy }: Wanted): Promise<void> {
  if (openBy.length === 0) return settle(deps, COMPTES, 'FIREWALL_OPEN', 'firewall');
  const more = openBy.length > SHOWN ? ', …' : '';
  const params = { comptes: openBy.slice(0, SHOWN).join(', ') + more, count: String(openBy.length) };
  // Not all names: a column takes so much text.
  await tell(deps, 'FIREWALL_OPEN', params, [params.count, params.comptes]);
}

function tell(deps: Deps, code: string, params: Readonly<Record<string, string>>, stamp: readonly string[]) {
  return notifyAnew(deps, COMPTES, code, stamp.join(), { code, params, dossier: null, problems: [] });
}
