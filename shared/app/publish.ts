import { parisDay } from '../domain/calendar.ts';
import { lotStem } from '../domain/dex/names.ts';
import { contains, type Exercice } from '../domain/exercice.ts';
import type { Problem } from '../domain/problem.ts';
import { ended, isLive, type Lot, type PostedEntry, type ReleasedEntry } from '../domain/publication.ts';
import type { Row } from '../ports/tables.ts';
import { type DossierConfig, dossierConfig } from './configuration.ts';
import { type Deps, nowIso } from './deps.ts';
import { askToPublish, MAX_ATTACHMENTS } from './entries.ts';
import { readEvent } from './journal.ts';
import { ranges } from './keys.ts';
import { writeLotFiles } from './lot-files.ts';
import { commitLot, type LoadedLot, loadLot, lotNotice, lotOf } from './lots.ts';
import { notifyAnew } from './notices.ts';
import { note, traced, traceparentOf } from './traced.ts';

/** Two rows an entry when its lot is made, one of an entry and of a file when it is cancelled; one transaction takes 100. */
const MAX_ENTRIES = 40;

/**
 * Publishes what waits for one exercice: finishes the lots that a crash left unfinished, then makes lots until nothing
 * waits. Can run at the same time as itself: the number of a lot is taken once, in the journal.
 */
export async function publish(deps: Deps, compte: string, dossier: string, exercice: string): Promise<void> {
  for (;;) {
    // The lots first, what waits afterwards: an entry that a lot has taken is then no longer seen as waiting.
    const lots = (await deps.tables.range('state', compte, ...ranges.publications(dossier, exercice))).map(lotOf);
    for (const lot of lots) if (lot.state === 'preparing') await finish(deps, compte, lot.stem);
    const waiting = await deps.tables.range('state', compte, ...ranges.pending(dossier, exercice));
    if (waiting.length === 0) return;

    const { entries, repeats } = nextLot(waiting);
    const number = Math.max(0, ...lots.map((l) => l.number)) + 1;
    const at = nowIso(deps.clock);
    const stem = lotStem({ dossier, exercice, lot: number });
    const made = await commitLot(deps, null, 'prepared', 'system', {
      compte,
      stem,
      dossier,
      exercice,
      number,
      state: 'preparing',
      entries,
      files: [],
      preparedAt: at,
      publishedAt: null,
      downloadedAt: null,
      collectedAt: null,
      collectedBy: null,
      reportedAt: null,
      report: null,
      exportedOn: parisDay(at),
      ...(repeats ? { repeats } : {}),
    });
    if (made) await finish(deps, compte, stem);
  }
}

/** The entries of the next lot: what another lot gave back stays by itself. */
function nextLot(waiting: readonly Row[]): { entries: string[]; repeats: string | undefined } {
  const from = (row: Row) => row.columns['from'] as string | undefined;
  const [first] = waiting;
  const entries: string[] = [];
  let attachments = 0;
  for (const row of waiting) {
    if (from(row) !== from(first!)) continue;
    // Not known of those that were given back, which fitted one lot before.
    const n = Number(row.columns['attachments'] ?? 0);
    if (entries.length >= MAX_ENTRIES || (entries.length > 0 && attachments + n > MAX_ATTACHMENTS)) break;
    entries.push(row.key.split('|')[3]!);
    attachments += n;
  }
  return { entries, repeats: first!.columns['repeats'] as string | undefined };
}

/** Writes the files of a lot and shows them all at once. */
async function finish(deps: Deps, compte: string, stem: string): Promise<void> {
  const since = deps.clock.now();
  const loaded = await loadLot(deps, compte, stem);
  if (loaded?.lot.state !== 'preparing') return;
  const { lot } = loaded;
  const config = await dossierConfig(deps, compte, lot.dossier);
  const entries: PostedEntry[] = [];
  for (const id of lot.entries) {
    const event = await readEvent<PostedEntry>(deps.blobs, compte, 'entry', id, 1);
    if (!event) throw new Error(`entry ${id} of lot ${stem} has no journal`);
    entries.push(event.after);
  }
  // A lot goes on the trace of its first entry; those of the others are linked.
  const [home, ...links] = entries.map((e) => e.trace).filter((t) => t !== undefined);
  const facts = {
    'ami.compte': compte,
    'ami.dossier': lot.dossier,
    'ami.exercice': lot.exercice,
    'ami.lot': stem,
    'ami.entries': entries.length,
  };
  await traced(deps, 'publish', { home, links, facts, since }, async (span) => {
    note(span, { 'ami.outcome': await write(deps, loaded, entries, config) });
  });
}

/** Resolves with how it ended. */
async function write(
  deps: Deps,
  loaded: LoadedLot,
  entries: readonly PostedEntry[],
  config: DossierConfig | null,
): Promise<'published' | 'failed' | 'moved'> {
  const { lot } = loaded;
  const { compte, stem } = lot;
  const placed = placeEntries(lot, entries, config);
  if (placed.kind === 'fail') return fail(deps, loaded, placed.problems);
  if (placed.kind === 'move') return move(deps, loaded, placed.released);
  if (lot.repeats) await markReplaced(deps, compte, lot.repeats, stem);

  const written = await traced(deps, 'export', {}, () => writeLotFiles(deps, lot, entries, config!, placed.exercice));
  if ('problems' in written) return fail(deps, loaded, written.problems);
  const { files } = written;
  const trace = traceparentOf();
  await commitLot(deps, loaded, 'published', 'system', {
    ...lot,
    state: 'published',
    files,
    publishedAt: nowIso(deps.clock),
    ...(trace ? { trace } : {}),
  });
  deps.log.info('published', { compte, lot: stem, entries: entries.length, files: files.length });
  return 'published';
}

type Placed =
  | { readonly kind: 'publish'; readonly exercice: Exercice }
  | { readonly kind: 'move'; readonly released: readonly ReleasedEntry[] }
  | { readonly kind: 'fail'; readonly problems: readonly Problem[] };

/**
 * The exercice of a lot as it is now, by the dates of its entries: a changed closing may have renamed or split it since
 * they came, and its name stands in the names of the files.
 */
function placeEntries(lot: Lot, entries: readonly PostedEntry[], config: DossierConfig | null): Placed {
  const problems: Problem[] = [];
  const released: ReleasedEntry[] = [];
  let exercice: Exercice | null = null;
  for (const { id, entry } of entries) {
    const found = config?.exercices.find((e) => contains(e, entry.date));
    if (!found) problems.push({ code: 'ENTRY_DATE_NO_EXERCICE', params: { date: entry.date }, where: entry.label });
    else {
      released.push({ id, exercice: found.name });
      if (found.name === lot.exercice) exercice = found;
    }
  }
  if (problems.length > 0) return { kind: 'fail', problems };
  if (!exercice || released.some((r) => r.exercice !== lot.exercice)) return { kind: 'move', released };
  if (exercice.closed)
    return { kind: 'fail', problems: [{ code: 'ENTRY_EXERCICE_CLOSED', params: { exercice: exercice.name } }] };
  return { kind: 'publish', exercice };
}

/** Ends a lot that nothing was written of, because its entries belong to exercices of other names now. */
async function move(deps: Deps, loaded: LoadedLot, released: readonly ReleasedEntry[]): Promise<'moved'> {
  const { lot } = loaded;
  const after = ended(lot, 'cancelled', { user: 'system', at: nowIso(deps.clock) }, released);
  if (!(await commitLot(deps, loaded, 'moved', 'system', after))) return 'moved';
  for (const exercice of new Set(released.map((r) => r.exercice)))
    await askToPublish(deps, { compte: lot.compte, dossier: lot.dossier, exercice });
  deps.log.info('lot-moved', { compte: lot.compte, lot: lot.stem, to: [...new Set(released.map((r) => r.exercice))] });
  return 'moved';
}

/** Writes on a lot that was replaced which one took its place. */
async function markReplaced(deps: Deps, compte: string, stem: string, successor: string): Promise<void> {
  for (;;) {
    const loaded = await loadLot(deps, compte, stem);
    if (loaded?.lot.state !== 'replaced' || loaded.lot.replacedBy === successor) return;
    const earlier = loaded.lot.replacedBy ? await loadLot(deps, compte, loaded.lot.replacedBy) : null;
    if (earlier && isLive(earlier.lot)) return;
    if (await commitLot(deps, loaded, 'succeeded', 'system', { ...loaded.lot, replacedBy: successor })) return;
  }
}

async function fail(deps: Deps, loaded: LoadedLot, problems: readonly Problem[]): Promise<'failed'> {
  const { lot } = loaded;
  await notifyAnew(deps, lot.compte, lotNotice(lot.stem), 'failed', {
    code: 'LOT_FAILED',
    params: { lot: lot.stem },
    dossier: lot.dossier,
    problems,
  });
  const report = problems.map((p) => p.code).join(', ');
  await commitLot(deps, loaded, 'failed', 'system', { ...lot, state: 'failed', report });
  return 'failed';
}
