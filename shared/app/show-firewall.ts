import { isOwn } from '../domain/firewall/rules.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { FirewallFault } from '../ports/firewall.ts';
import type { Deps } from './deps.ts';
import { type FirewallState, type Followed, followFirewall, lookAtFirewall } from './follow-firewall.ts';

/** What the firewall lets in and why; null where none follows the lists. Throws `Refusal`. */
export function showFirewall(deps: Deps, by: Principal): Promise<FirewallState | null> {
  return asked(by, async () => {
    const state = await lookAtFirewall(deps);
    return state && { ...state, rules: state.rules.filter(isOwn) };
  });
}

/** Has the firewall follow the lists now. Throws `Refusal`. */
export function followNow(deps: Deps, by: Principal): Promise<Followed> {
  return asked(by, () => followFirewall(deps));
}

/** For operators: it concerns every compte. */
async function asked<T>(by: Principal, work: () => Promise<T>): Promise<T> {
  if (!may(by, 'operate', '*')) throw new Refusal('forbidden', 'FORBIDDEN');
  try {
    return await work();
  } catch (e) {
    if (e instanceof FirewallFault)
      throw new Refusal('conflict', 'FIREWALL_FAILED', { code: e.code, detail: e.message });
    throw e;
  }
}
