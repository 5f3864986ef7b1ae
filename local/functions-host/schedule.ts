import { parseTimeSpan } from './duration.ts';
import { nextOccurrence, parseNcrontab } from './ncrontab.ts';

/** When a timer is due. */
export type Schedule = {
  /** The first time strictly after `after`. */
  next(after: Date): Date;
};

/**
 * @param text six NCRONTAB fields in UTC, or an interval `hh:mm:ss` (in Azure: dedicated plans only)
 * @throws Error in plain words when it is neither, or never due
 */
export function parseSchedule(text: string): Schedule {
  const interval = parseTimeSpan(text);
  if (interval !== undefined) {
    if (interval === 0) throw new Error('an interval of 00:00:00 would never end');
    return { next: (after) => new Date(after.getTime() + interval) };
  }
  if (text.includes(':')) throw new Error(`"${text}" is not an interval hh:mm:ss or d.hh:mm:ss (hours 0-23)`);
  const tab = parseNcrontab(text);
  const next = (after: Date): Date => {
    const at = nextOccurrence(tab, after);
    if (at === undefined) throw new Error(`"${text}" is never due`);
    return at;
  };
  next(new Date());
  return { next };
}
