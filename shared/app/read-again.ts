import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { documentOf } from './documents.ts';
import { sendAllToRead } from './reading-lanes.ts';
import { askToRead } from './reading-messages.ts';

const MINUTE_MS = 60_000;
/** How long a document may wait to be read before it is asked for again. */
const READING_MS = 15 * MINUTE_MS;
/** How long after it failed for good it is tried again. */
const FAILED_MS = 5 * MINUTE_MS;
/** A reader that is back finds what could not be read within this. */
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
/** Two runs of the timer: one of them may be missed. */
const WINDOW_MS = 10 * MINUTE_MS;

/**
 * Asks again for the reading of what waits for it: its message may have been lost. A backlog is not made longer by asking
 * for it at every run: a document is asked for at 15 minutes, at 30, at 60, and so on, and each time `all` is looked at.
 * One whose reading failed has no message any more: it is tried at 5 minutes, 10, 20, 40, then every hour, without end.
 *
 * @returns how many were asked for.
 */
export async function askToReadAgain(
  deps: Deps,
  compte: string,
  rows: readonly Row[],
  options: { readonly all: boolean; readonly youngest: number },
): Promise<number> {
  const now = deps.clock.now();
  const messages = rows
    .filter((r) => r.columns['state'] === 'waiting' && String(r.columns['reason']) in PAUSES)
    .flatMap((r) => {
      const d = documentOf(r);
      const since = Date.parse(d.changedAt);
      const { first, longest } = PAUSES[r.columns['reason'] as keyof typeof PAUSES];
      const due = options.all ? since <= options.youngest : isDue(now - since, first, longest);
      if (!due) return [];
      return [{ ...askToRead(compte, d.deposit.id, Math.floor(now / first)), traceparent: d.deposit.trace }];
    });
  await sendAllToRead(deps, compte, messages);
  return messages.length;
}

const PAUSES = {
  READING: { first: READING_MS, longest: Number.POSITIVE_INFINITY },
  READING_FAILED: { first: FAILED_MS, longest: LONGEST_PAUSE_MS },
} as const;

/** Of a dispatch that failed for good: tried again at 5 minutes, 10, 20, 40, and so on without end. */
export function isDispatchDue(age: number): boolean {
  return isDue(age, FAILED_MS, Number.POSITIVE_INFINITY);
}

/** At `first`, at twice that, and so on; from `longest` on, each time that has gone by. */
function isDue(age: number, first: number, longest: number): boolean {
  if (age < first) return false;
  const step = first * 2 ** Math.floor(Math.log2(age / first));
  return (age < longest ? age - step : age % longest) < WINDOW_MS;
}
