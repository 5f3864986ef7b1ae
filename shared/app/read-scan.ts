import type { PageRead } from '../domain/scan/page-read.ts';
import type { ScanReader } from '../ports/scan-reader.ts';
import { archiveInBackground } from './archive.ts';
import type { Deps } from './deps.ts';
import { load } from './documents.ts';
import { depositBytes, forgetDeposit } from './last-deposit.ts';
import { readTwice } from './read-twice.ts';
import { type Lane, laneFor } from './reading-lanes.ts';
import { askForCopy } from './reading-messages.ts';
import { getOutline, hasPage, missingPages, type Outline, putOutline, putPage } from './readings.ts';
import { traced } from './traced.ts';
import { Turns } from './turns.ts';

/**
 * Reads scans, page by page, beside the dispatch: what was read is stored (readings.ts), then the dispatch looks again.
 * A document of several pages is shared out as one message a page, so that none outlives the lock of its message. Every
 * step can run again, and at the same time.
 */

/** What stands on the queues `reading` and `backlog`; `archive`: the searchable copy of a scan whose pages were read. */
export type ReadingCommand =
  | { readonly kind: 'read'; readonly compte: string; readonly id: string }
  | { readonly kind: 'archive'; readonly compte: string; readonly id: string }
  | {
      readonly kind: 'read-page';
      readonly compte: string;
      readonly id: string;
      readonly page: number;
      readonly pages: number;
    };

const MAX_PAGES = 300;

/** @throws Error where the reader itself does not work, or storage fails: the message is then given back. */
export async function handleReading(deps: Deps, m: ReadingCommand, lane: Lane = 'reading'): Promise<void> {
  const { compte, id } = m;
  const facts = { 'ami.compte': compte, 'ami.document': id };
  if (m.kind === 'read') return traced(deps, 'open-scan', { facts }, () => startReading(deps, compte, id, lane));
  if (m.kind === 'read-page')
    return traced(deps, 'read-page', { facts: { ...facts, 'ami.page': m.page } }, () =>
      readPage(deps, compte, id, m.page, m.pages, lane),
    );
  const { scans } = deps;
  if (!scans) return;
  await traced(deps, 'make-copy', { facts }, () =>
    turnsOf(deps, scans).run(() => archiveInBackground(deps, compte, id), lane === 'reading'),
  );
}

/** Counts the pages and sees to it that each of them is read. */
export async function startReading(deps: Deps, compte: string, id: string, lane: Lane = 'reading'): Promise<void> {
  const { scans } = deps;
  if (!scans || !(await isWanted(deps, compte, id))) return;
  let outline = await getOutline(deps, compte, id);
  if (!outline) {
    const bytes = await depositBytes(deps, compte, id);
    if (!bytes) return deps.log.warn('deposit-missing', { compte, id });
    const counted = await readTwice(() => scans.outline(bytes));
    outline = bounded(counted, deps.settings.maxScanPages ?? MAX_PAGES);
    // Whoever was first is right: the other has asked for the same pages.
    if (!(await putOutline(deps, compte, id, outline))) outline = (await getOutline(deps, compte, id)) ?? outline;
    deps.log.info('scan-opened', { compte, id, ...outline });
  }
  if (outline.kind === 'unreadable') return lookAgain(deps, compte, id);
  const { pages } = outline;
  const missing = await missingPages(deps, compte, id, pages);
  if (missing.length === 0) return finish(deps, compte, id);
  if (pages === 1) return readPage(deps, compte, id, 1, 1, lane);
  await deps.bus.send(
    laneFor(deps, compte, missing.length),
    missing.map((page) => ({
      body: { kind: 'read-page', compte, id, page, pages },
      messageId: `page/${compte}/${id}/${page}`,
    })),
  );
}

/** Reads one page, unless it is there; whoever finds that it was the last one asks for a look at the document. */
export async function readPage(
  deps: Deps,
  compte: string,
  id: string,
  page: number,
  pages: number,
  lane: Lane = 'reading',
): Promise<void> {
  const { scans } = deps;
  if (!scans) return;
  if (!(await hasPage(deps, compte, id, page))) {
    if (!(await isWanted(deps, compte, id))) return;
    const isThere = await turnsOf(deps, scans).run(async () => {
      const bytes = await depositBytes(deps, compte, id);
      if (!bytes) return false;
      const from = deps.clock.now();
      const read = await readTwice(() => scans.readPage(bytes, page));
      await putPage(deps, compte, id, page, read);
      deps.log.info('page-read', { compte, id, page, pages, ms: deps.clock.now() - from, ...told(read) });
      return true;
    }, lane === 'reading');
    if (!isThere) return deps.log.warn('deposit-missing', { compte, id });
  }
  // After this page was stored: of two that end at the same time, the later one sees both. Both may see both.
  if ((await missingPages(deps, compte, id, pages)).length === 0) await finish(deps, compte, id);
}

async function finish(deps: Deps, compte: string, id: string): Promise<void> {
  forgetDeposit(deps, compte, id);
  await lookAgain(deps, compte, id);
  // Nobody waits for it: who asks for the copy before has it made.
  await deps.bus.send('backlog', [askForCopy(compte, id)]);
}

function lookAgain(deps: Deps, compte: string, id: string): Promise<void> {
  return deps.bus.send('deposits', [{ body: { kind: 'dispatch', compte, id, again: true } }]);
}

const turns = new WeakMap<ScanReader, Turns>();

/** More messages are in hand than pages can be read: those that wait hold no file in memory. */
function turnsOf(deps: Deps, scans: ScanReader): Turns {
  const known = turns.get(scans) ?? new Turns(deps.settings.scanProcesses ?? 1);
  turns.set(scans, known);
  return known;
}

function bounded(outline: Outline, most: number): Outline {
  if (outline.kind === 'unreadable' || outline.pages <= most) return outline;
  const params = { pages: String(outline.pages), limit: String(most) };
  return { kind: 'unreadable', reason: 'TOO_MANY_PAGES', params };
}

/** What was collapsed or set aside meanwhile needs no reading. */
async function isWanted(deps: Deps, compte: string, id: string): Promise<boolean> {
  const state = (await load(deps, compte, id))?.document.state;
  return state === undefined || state === 'waiting' || state === 'filed';
}

function told(read: PageRead): Record<string, unknown> {
  if (read.kind === 'unreadable') return { reason: read.reason };
  const { engine, page, quality } = read.page;
  return { engine, words: page.fragments.length, blank: quality.blank };
}
