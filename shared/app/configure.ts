import { depositFromMetadata } from '../domain/deposit-metadata.ts';
import type { Deposit } from '../domain/document.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { type BlobInfo, BlobTooLarge } from '../ports/blobs.ts';
import { type Row, RowConflict } from '../ports/tables.ts';
import { type ConfigImport, type Outcome, outcome } from './config-import.ts';
import { applyDossiers } from './configure-dossiers.ts';
import { applyPar } from './configure-par.ts';
import { applyUsers } from './configure-users.ts';
import { type Deps, nowIso } from './deps.ts';
import { foreignDeposit } from './fetch-deposit.ts';
import { keys, ranges } from './keys.ts';
import { notifyAnew, settle } from './notices.ts';
import { type Page, type PageQuery, pageOf } from './paging.ts';
import { note, traced } from './traced.ts';

export type { ConfigImport } from './config-import.ts';
export { putDossier } from './configure-dossiers.ts';
export { lookAgain } from './look-again.ts';

export const MAX_CONFIG_BYTES = 20 * 1024 ** 2;
const PAR_ENDING = '_par.xml';

/**
 * Applies one file deposited under /config. The report is written last, so a report means that everything was done, what
 * waited included; before that the whole can run again. Refused content changes nothing: the last good one stays in force.
 *
 * A file with a report runs again only where somebody asked (`runImportAgain` marks the report); its report is then
 * replaced. What it says counts as of its deposit, not of the run: a newer file stays in force over it.
 */
export async function configure(deps: Deps, compte: string, id: string): Promise<void> {
  const since = deps.clock.now();
  const row = await deps.tables.get('state', compte, keys.configImport(id));
  if (row && row.columns['again'] === undefined) return;
  const file = await fetchConfig(deps, compte, id);
  if (!file) return;
  const facts = { 'ami.compte': compte, 'ami.document': id, 'ami.bytes': file.deposit.size };
  await traced(deps, 'configure', { home: file.deposit.trace, facts, since }, async (span) => {
    const { outcome, dossier } = await run(deps, compte, id, row, file);
    note(span, { 'ami.outcome': outcome, ...(dossier ? { 'ami.dossier': dossier } : {}) });
  });
}

async function run(
  deps: Deps,
  compte: string,
  id: string,
  row: Row | null,
  { deposit, bytes }: ConfigFile,
): Promise<ConfigImport> {
  const key = keys.configImport(id);
  const again = row ? Number(row.columns['again']) : 0;

  const done: Outcome = await applyFile(deps, deposit, bytes, again > 0);
  const report: ConfigImport = {
    id,
    file: `${deposit.directory}/${deposit.name}`,
    user: deposit.user,
    at: deposit.at,
    ...done,
    run: again + 1,
    ranAt: nowIso(deps.clock),
    askedBy: (row?.columns['askedBy'] as string | undefined) ?? null,
  };
  await tell(deps, compte, deposit, report);
  const columns = { outcome: report.outcome, data: JSON.stringify(report) };
  try {
    await deps.tables.transact('state', compte, [
      row ? { op: 'put', key, columns, ifMatch: row.etag } : { op: 'put', key, columns },
      ...(again > 0 ? [{ op: 'delete', key: keys.askedImport(id) } as const] : []),
    ]);
  } catch (e) {
    // Asked to run again while it ran: the message that this brought does so.
    if (!(e instanceof RowConflict)) throw e;
  }
  deps.log.info('configured', {
    compte,
    file: deposit.name,
    outcome: report.outcome,
    problems: report.problems.length,
    run: report.run,
  });
  return report;
}

/**
 * The same bytes refused night after night are told once; one that a person ran again is told anew. A PAR has one notice
 * for its name, which a good file takes off the list. dossiers.txt and users.txt list what is new: a good one says
 * nothing of the bad lines of the one before, so each content has a notice of its own.
 */
async function tell(deps: Deps, compte: string, deposit: Deposit, report: ConfigImport): Promise<void> {
  const isPar = deposit.name.toLowerCase().endsWith(PAR_ENDING);
  const subject = isPar ? `config-${report.file}` : `config-${report.file}-${deposit.sha256}`;
  if (report.outcome !== 'refused' && report.problems.length === 0) {
    if (report.outcome === 'applied' || report.outcome === 'unchanged')
      await settle(deps, compte, subject, report.askedBy ?? 'system');
    return;
  }
  await notifyAnew(deps, compte, subject, `${deposit.sha256} ${report.run}`, {
    code: report.outcome === 'refused' ? 'CONFIG_REFUSED' : 'CONFIG_BAD_LINES',
    params: { file: deposit.name },
    dossier: report.dossier,
    problems: report.problems,
  });
}

async function applyFile(deps: Deps, deposit: Deposit, bytes: Uint8Array | null, again: boolean): Promise<Outcome> {
  const name = deposit.name.toLowerCase();
  if (!bytes) return outcome('refused', null, [{ code: 'CONFIG_TOO_LARGE' }]);
  if (deposit.unrenamed) return outcome('refused', null, [{ code: 'NEVER_RENAMED' }]);
  if (deposit.user === '') return outcome('refused', null, [{ code: 'NO_ORIGIN' }]);
  if (name.endsWith(PAR_ENDING)) return applyPar(deps, deposit, bytes, again);
  if (name === 'dossiers.txt') return applyDossiers(deps, deposit, bytes);
  if (name === 'users.txt') return applyUsers(deps, deposit, bytes);
  return outcome('kept', null);
}

/** How often a file has run, by the row of its report. */
export function runsOf(row: Row): number {
  return (JSON.parse(row.columns['data'] as string) as ConfigImport).run;
}

interface ConfigFile {
  readonly deposit: Deposit;
  /** Null where it is too large. */
  readonly bytes: Uint8Array | null;
}

async function fetchConfig(deps: Deps, compte: string, id: string): Promise<ConfigFile | null> {
  try {
    const blob = await deps.blobs.get('config', `${compte}/${id}`, MAX_CONFIG_BYTES);
    if (!blob) return null;
    return { deposit: depositOf(compte, id, blob), bytes: blob.bytes };
  } catch (e) {
    if (!(e instanceof BlobTooLarge)) throw e;
    return { deposit: depositOf(compte, id, e.info), bytes: null };
  }
}

/** A blob that somebody put there by hand has no user. */
function depositOf(compte: string, id: string, info: BlobInfo): Deposit {
  return depositFromMetadata(info.metadata) ?? { ...foreignDeposit(compte, id, info, ''), directory: '/config' };
}

/** Imports of configuration files, newest first, for those who see the whole compte. */
export async function listConfigImports(
  deps: Deps,
  by: Principal,
  compte: string,
  query: PageQuery,
): Promise<Page<ConfigImport>> {
  if (!may(by, 'see', compte) || by.dossiers !== 'all') throw new Refusal('forbidden', 'FORBIDDEN');
  return pageOf(deps, compte, ranges.configImports(), query, (r) => JSON.parse(r.columns['data'] as string));
}
