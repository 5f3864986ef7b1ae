import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { documentOf } from './documents.ts';
import { askToRead } from './read-scan.ts';

/** How long a document may wait to be read before it is asked for again. Milliseconds. */
const FIRST_MS = 15 * 60_000;
/** Two runs of the timer: one of them may be missed. */
const WINDOW_MS = 10 * 60_000;

/**
 * Asks again for the reading of what waits for it: its message may have been lost. A backlog is not made longer by asking
 * for it at every run: a document is asked for at 15 minutes, at 30, at 60, and so on, and each time `all` is looked at.
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
    .filter((r) => r.columns['state'] === 'waiting' && r.columns['reason'] === 'READING')
    .map(documentOf)
    .flatMap((d) => {
      const since = Date.parse(d.changedAt);
      const due = options.all ? since <= options.youngest : isDue(now - since);
      return due ? [askToRead(compte, d.deposit.id, Math.floor(now / FIRST_MS))] : [];
    });
  await deps.bus.send('reading', messages);
  return messages.length;
}

function isDue(age: number): boolean {
  if (age < FIRST_MS) return false;
  return age - FIRST_MS * 2 ** Math.floor(Math.log2(age / FIRST_MS)) < WINDOW_MS;
}
