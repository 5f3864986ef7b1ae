import { depositFromMetadata } from '../domain/deposit-metadata.ts';
import { parseLotName } from '../domain/dex/names.ts';
import type { Deposit } from '../domain/document.ts';
import { isLive, type Lot } from '../domain/publication.ts';
import type { Deps } from './deps.ts';
import { nowIso } from './deps.ts';
import { keys } from './keys.ts';
import { commitLot, type LoadedLot, loadLot, lotNotice } from './lots.ts';
import { notify, notifyAnew, settle } from './notices.ts';
import { note, traced } from './traced.ts';

/** A report is a few lines; what is beyond is not kept in the table (the file itself is). */
const MAX_REPORT_CHARS = 4000;
/** As much of it is read. */
const MAX_REPORT_BYTES = 16 * 1024;

/** A lot that the robot can have. */
const REPORTABLE: readonly Lot['state'][] = ['published', 'collected', 'imported', 'rejected'];

/**
 * Takes the robot's import report, `/retour/<stem>.OK` or `.ERR` (text). The last one deposited counts. That it was
 * taken is written last, so that `reconcile` finds those whose event was lost.
 */
export async function takeReport(deps: Deps, compte: string, id: string): Promise<void> {
  if (await deps.tables.get('state', compte, keys.returned(id))) return;
  const file = await readStart(deps, `${compte}/${id}`);
  if (!file) return;
  await apply(deps, compte, id, file);
  await deps.tables.transact('state', compte, [
    { op: 'put', key: keys.returned(id), columns: { at: nowIso(deps.clock) } },
  ]);
}

interface Report {
  /** Null for a blob that did not come through the gateway. */
  readonly deposit: Deposit | null;
  /** Its first {@link MAX_REPORT_BYTES}. */
  readonly bytes: Uint8Array;
}

async function readStart(deps: Deps, name: string): Promise<Report | null> {
  const content = await deps.blobs.stream('returns', name);
  if (!content) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content.body) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= MAX_REPORT_BYTES) break;
  }
  const bytes = Buffer.concat(chunks).subarray(0, MAX_REPORT_BYTES);
  return { deposit: depositFromMetadata(content.info.metadata), bytes };
}

async function apply(deps: Deps, compte: string, id: string, report: Report): Promise<void> {
  const { deposit } = report;
  const m = /^(.+)\.(ok|err)$/i.exec(deposit?.name ?? '');
  const name = m ? parseLotName(`${m[1]}.DEX`) : null;
  const loaded = name ? await loadLot(deps, compte, name.stem) : null;
  const facts = { 'ami.compte': compte, ...(name ? { 'ami.dossier': name.dossier, 'ami.lot': name.stem } : {}) };
  // Of the lot's trace, as all that becomes of it; of its own deposit's where there is no such lot.
  const home = loaded?.lot.trace ?? deposit?.trace;
  await traced(deps, 'report', { home, links: [deposit?.trace], facts }, async (span) => {
    if (m) note(span, { 'ami.outcome': m[2]!.toLowerCase() });
    await applyTo(deps, compte, id, report, { m, dossier: name?.dossier ?? null, loaded });
  });
}

/** What a report is about: its name taken apart, and the lot. Null where there is none. */
interface About {
  readonly m: RegExpExecArray | null;
  readonly dossier: string | null;
  readonly loaded: LoadedLot | null;
}

async function applyTo(
  deps: Deps,
  compte: string,
  id: string,
  { deposit, bytes }: Report,
  { m, dossier, loaded }: About,
): Promise<void> {
  if (m && loaded && !isLive(loaded.lot)) return tellLate(deps, id, loaded.lot, m[2]!.toLowerCase() === 'ok');
  if (!deposit || !m || !loaded || !REPORTABLE.includes(loaded.lot.state)) {
    await notify(deps, compte, `return-${id}`, {
      code: 'REPORT_UNKNOWN',
      params: { file: deposit?.name ?? id },
      dossier,
      problems: [],
    });
    return;
  }
  const { lot } = loaded;
  const state = m[2]!.toLowerCase() === 'ok' ? 'imported' : 'rejected';
  const report = state === 'rejected' ? decodeText(bytes).slice(0, MAX_REPORT_CHARS) : null;
  // Reports come in any order. Of two of the same moment the first counts: a rebuild takes them all once more.
  if (lot.reportedAt && lot.reportedAt > deposit.at) return;
  if (lot.reportedAt !== deposit.at) {
    const at = deposit.at;
    const done = await commitLot(deps, loaded, state, deposit.user, {
      ...lot,
      state,
      report,
      reportedAt: at,
      // A report proves that the robot has the lot, even where it did not delete it.
      collectedAt: lot.collectedAt ?? at,
      collectedBy: lot.collectedBy ?? deposit.user,
    });
    if (!done) throw new Error(`lot ${lot.stem} changed meanwhile`);
    deps.log.info('reported', { compte, lot: lot.stem, state, at: nowIso(deps.clock) });
  } else if (lot.state !== state) return;
  // Told last, and again where a crash came before.
  if (state === 'imported') return settle(deps, compte, lotNotice(lot.stem), deposit.user);
  await notifyAnew(deps, compte, lotNotice(lot.stem), id, {
    code: 'LOT_REJECTED',
    params: { lot: lot.stem, detail: (report ?? '').split(/\r?\n/)[0]!.slice(0, 200) },
    dossier: lot.dossier,
    problems: [],
  });
}

/**
 * A report on a lot whose entries went elsewhere, or were withdrawn. That it was rejected changes nothing; that it was
 * imported means that the entries are in the books a first time, which a person must see.
 */
async function tellLate(deps: Deps, id: string, lot: Lot, isImported: boolean): Promise<void> {
  if (!isImported) return deps.log.warn('late-rejection', { compte: lot.compte, lot: lot.stem });
  await notify(deps, lot.compte, `return-${id}`, {
    code: lot.state === 'replaced' ? 'LOT_IMPORTED_THOUGH_REPLACED' : 'LOT_IMPORTED_THOUGH_CANCELLED',
    params: { lot: lot.stem, ...(lot.replacedBy ? { by: lot.replacedBy } : {}) },
    dossier: lot.dossier,
    problems: [],
  });
}

/** ISACOMPTA's machines write UTF-8 or Windows-1252. The last character may be cut. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
