import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../shared/app/deps.ts';
import { followFirewall } from '../shared/app/follow-firewall.ts';

/** A run that is at it already may have read the lists before they changed. */
const AGAIN_MS = 3_000;
const TIMES = 20;

/**
 * Has the firewall follow a list that has just changed, while the answer goes out: a write there takes seconds. Never
 * rejects. What fails, or dies with this process, the timer does within five minutes.
 */
export function followSoon(deps: Deps): void {
  if (!deps.firewall) return;
  void (async () => {
    for (let n = 0; n < TIMES; n++) {
      if ((await followFirewall(deps)).kind !== 'busy') return;
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
  })().catch((error) => deps.log.warn('firewall-left-to-the-timer', { error }));
}
