import type { CalendarDate } from '../calendar.ts';
import { holds, overlap, sameLine } from '../page/geometry.ts';
import type { Page } from '../page/page.ts';
import { type PagesReading, readPages } from '../page/read-pages.ts';

/**
 * A page of a scan that leaves a doubt is read a second time, from a picture made otherwise: an engine loses other words of it
 * then. What the two say is never mixed. The second is kept where it settles the date, and the first says nothing against it.
 */

/** True of a page that may be an invoice's, and has dates, none of which is certainly its own. */
export function leavesDoubt(page: Page): boolean {
  const { nature, issueDate, evidence } = readAlone(page);
  const mayBeInvoice = nature === 'invoice' || nature === 'credit' || nature === 'unknown';
  return mayBeInvoice && issueDate.date === null && evidence.dates.length > 0;
}

/** Which of two readings of one page is to be kept. */
export function ofTwo(first: Page, second: Page): Page {
  const [a, b] = [readAlone(first), readAlone(second)];
  return b.issueDate.date !== null && agrees(a, b, b.issueDate.date) ? second : first;
}

/**
 * True where the first reading has nothing against that date: what it took the paper for is the same, or nothing; each day that
 * it found likely is known to the second one too; and where the date stands, it read no other.
 */
function agrees(first: PagesReading, second: PagesReading, date: CalendarDate): boolean {
  if (first.nature !== 'unknown' && first.nature !== second.nature) return false;
  const known = new Set(second.evidence.dates.flatMap((d) => d.dates));
  const likely = [...first.issueDate.plausible, ...first.issueDate.own.flatMap((c) => c.readings)];
  if (!likely.every((day) => known.has(day))) return false;
  const places = second.issueDate.own.filter((c) => c.readings.includes(date)).map((c) => c.box);
  return first.evidence.dates.every(
    ({ dates, box }) =>
      dates.includes(date) || !places.some((p) => holds(p, box) || (sameLine(p, box) && overlap(p, box) > 0)),
  );
}

/** As if it had come on the very day: when it came is not known here, and decides nothing but for a year that may be misread. */
function readAlone(page: Page): PagesReading {
  const read = readPages([page]);
  const likely = read.issueDate.own[0]?.readings[0];
  return read.issueDate.date === null && likely ? readPages([page], likely) : read;
}
