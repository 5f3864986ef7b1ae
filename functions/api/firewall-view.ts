import type { FirewallState, Followed } from '../../shared/app/follow-firewall.ts';
import { showRange } from '../../shared/domain/address-range.ts';
import { said } from '../../shared/domain/messages.ts';

const NONE = { follows: false, openBy: [], ranges: [], unreadable: [], rules: [], pending: [], kept: null };

export function firewallView(state: FirewallState | null) {
  if (!state) return NONE;
  const { wanted, rules, plan, kept } = state;
  return {
    follows: true,
    openBy: wanted.openBy,
    ranges: wanted.ranges.map(showRange),
    unreadable: wanted.unreadable,
    rules: rules.map(({ name, sources, ports }) => ({ name, sources, ports })),
    pending: (plan.kind === 'steps' && !kept ? plan.steps : []).map((s) =>
      s.do === 'put' ? { rule: s.rule.name, sources: s.rule.sources } : { rule: s.name, sources: [] },
    ),
    kept: kept && said(kept.code, kept.params),
  };
}

export function followedView(followed: Followed) {
  const changes = followed.kind === 'followed' ? followed.changes : 0;
  return {
    result: followed.kind,
    changes,
    kept: followed.kind === 'kept' ? said(followed.code, followed.params) : null,
  };
}
