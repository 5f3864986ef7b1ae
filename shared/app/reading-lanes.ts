import type { Bus, OutgoingMessage, Queue } from '../ports/bus.ts';
import type { Deps } from './deps.ts';
import { askToRead } from './reading-messages.ts';

/** Where scans wait to be read: the second is worked on beside the first, with what that leaves (turns.ts). */
export type Lane = Extract<Queue, 'reading' | 'backlog'>;

/** Pages of one compte that stand in the first lane, at most: what one core reads in half a minute. */
export const SHORT = 30;
/** A compte has its whole share again after this. */
const SHARE_MS = 10 * 60_000;

interface Share {
  /** Pages, less those that time has taken off by `at`. */
  level: number;
  at: number;
}

/** Of this process. An instance that starts knows of none, and lets each compte have its share once more: nothing hangs on it. */
const shares = new WeakMap<Bus, Map<string, Share>>();

/**
 * The lane for so many more pages of a compte. Who sends two thousand scans sends all but the first to the second lane, so that
 * another compte's few are not behind them. A scan that is longer than the share goes there whole.
 */
export function laneFor({ bus, clock }: Pick<Deps, 'bus' | 'clock'>, compte: string, pages: number): Lane {
  const all = shares.get(bus) ?? new Map<string, Share>();
  shares.set(bus, all);
  const now = clock.now();
  const { level, at } = all.get(compte) ?? { level: 0, at: now };
  const left = Math.max(0, level - (Math.max(0, now - at) * SHORT) / SHARE_MS);
  if (left + pages > SHORT) return 'backlog';
  all.set(compte, { level: left + pages, at: now });
  return 'reading';
}

/** Has one document read. */
export function sendToRead(deps: Deps, compte: string, id: string): Promise<void> {
  return deps.bus.send(laneFor(deps, compte, 1), [askToRead(compte, id)]);
}

/** Has the documents of a compte read that wait for it, one message each. */
export async function sendAllToRead(deps: Deps, compte: string, messages: readonly OutgoingMessage[]): Promise<void> {
  const lanes = Map.groupBy(messages, () => laneFor(deps, compte, 1));
  for (const [lane, own] of lanes) await deps.bus.send(lane, own);
}
