import { createHash } from 'node:crypto';
import { depositFromMetadata } from '../domain/deposit-metadata.ts';
import type { Deposit } from '../domain/document.ts';
import type { Dossier } from '../domain/dossier.ts';
import { readDossiersTxt } from '../domain/dossiers-txt.ts';
import { type Exercice, overlaps } from '../domain/exercice.ts';
import { readPar } from '../domain/par/read-par.ts';
import type { Par } from '../domain/par.ts';
import { may, type Principal } from '../domain/principal.ts';
import type { Problem } from '../domain/problem.ts';
import { Refusal } from '../domain/refusal.ts';
import { BlobTooLarge } from '../ports/blobs.ts';
import { RowConflict, type RowOp } from '../ports/tables.ts';
import { type DossierConfig, dossierConfig, type KnownExercice } from './configuration.ts';
import type { Deps } from './deps.ts';
import { documentOf } from './documents.ts';
import { keys, type NameColumns, ranges } from './keys.ts';
import { notify } from './notices.ts';
import { type Page, type PageQuery, pageOf } from './paging.ts';

const MAX_CONFIG_BYTES = 20 * 1024 ** 2;
/** Documents that read the configuration just before it changed are caught by a second look this much later. */
const SECOND_LOOK_SECONDS = 60;
const SECOND_LOOK_COVERS_MS = 10 * 60_000;
const ATTEMPTS = 8;
/** One transaction takes 100 rows. */
const MAX_EXERCICES = 90;

/** What became of one configuration file. Stays readable with its problems until it is looked at. */
export interface ConfigImport {
  readonly id: string;
  readonly file: string;
  readonly user: string;
  readonly at: string;
  readonly outcome: 'applied' | 'unchanged' | 'superseded' | 'refused' | 'kept';
  readonly dossier: string | null;
  readonly problems: readonly Problem[];
  readonly remarks: readonly Problem[];
}

/**
 * Applies one file deposited under /config. The report is written last, so a report means that everything was done, what
 * waited included; before that the whole can run again. Refused content changes nothing: the last good one stays in force.
 */
export async function configure(deps: Deps, compte: string, id: string): Promise<void> {
  if (await deps.tables.get('state', compte, keys.configImport(id))) return;
  const file = await fetchConfig(deps, compte, id);
  if (!file) return;
  const { deposit, bytes } = file;
  const report = (
    outcome: ConfigImport['outcome'],
    dossier: string | null,
    problems: readonly Problem[] = [],
    remarks: readonly Problem[] = [],
  ): ConfigImport => ({
    id,
    file: `${deposit.directory}/${deposit.name}`,
    user: deposit.user,
    at: deposit.at,
    outcome,
    dossier,
    problems: problems.slice(0, 50),
    remarks: remarks.slice(0, 20),
  });
  const done = await applyFile(deps, deposit, bytes, report);
  if (done.outcome === 'refused' || done.problems.length > 0)
    await notify(deps, compte, `config-${id}`, {
      code: done.outcome === 'refused' ? 'CONFIG_REFUSED' : 'CONFIG_BAD_LINES',
      params: { file: deposit.name },
      dossier: done.dossier,
      problems: done.problems,
    });
  await deps.tables.transact('state', compte, [
    { op: 'put', key: keys.configImport(id), columns: { outcome: done.outcome, data: JSON.stringify(done) } },
  ]);
  deps.log.info('configured', { compte, file: deposit.name, outcome: done.outcome, problems: done.problems.length });
}

type Report = (
  outcome: ConfigImport['outcome'],
  dossier: string | null,
  problems?: readonly Problem[],
  remarks?: readonly Problem[],
) => ConfigImport;

async function applyFile(
  deps: Deps,
  deposit: Deposit,
  bytes: Uint8Array | null,
  report: Report,
): Promise<ConfigImport> {
  const name = deposit.name.toLowerCase();
  if (!bytes) return report('refused', null, [{ code: 'CONFIG_TOO_LARGE' }]);
  if (deposit.unrenamed) return report('refused', null, [{ code: 'NEVER_RENAMED' }]);
  if (name.endsWith('_par.xml')) return applyPar(deps, deposit, bytes, report);
  if (name === 'dossiers.txt') return applyDossiers(deps, deposit, bytes, report);
  // users.txt comes into force with the invitation of users; it is kept, and said.
  return report('kept', null);
}

async function fetchConfig(deps: Deps, compte: string, id: string) {
  try {
    const blob = await deps.blobs.get('config', `${compte}/${id}`, MAX_CONFIG_BYTES);
    if (!blob) return null;
    const deposit = depositFromMetadata(blob.metadata);
    return deposit ? { deposit, bytes: blob.bytes as Uint8Array | null } : null;
  } catch (e) {
    if (!(e instanceof BlobTooLarge)) throw e;
    const deposit = depositFromMetadata(e.info.metadata);
    return deposit ? { deposit, bytes: null } : null;
  }
}

async function applyPar(deps: Deps, deposit: Deposit, bytes: Uint8Array, report: Report): Promise<ConfigImport> {
  const read = readPar(bytes, deposit.name);
  if (!read.ok) return report('refused', null, read.problems);
  const { par, remarks } = read;
  const { compte } = deposit;
  const sha = createHash('sha256').update(bytes).digest('hex');
  const number = par.dossier.number;
  const blob = `${compte}/par/${number}/${sha}.json`;

  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await dossierConfig(deps, compte, number);
    const named = par.exercices.find((e) => e.name === par.exercice)!;
    const held = known?.exercices.find((e) => e.start === named.start);
    const source = held?.parSha === sha && held.saidAt === deposit.at;
    if (held && held.parSha === sha && !source) return report('unchanged', number, [], remarks);
    if (!source) {
      const merged = mergeExercices(known?.exercices ?? [], par, deposit.at, sha, blob);
      if (merged.superseded) return report('superseded', number, [], remarks);
      if (merged.problems.length > 0) return report('refused', number, merged.problems, remarks);
      await deps.blobs.put('state', blob, new TextEncoder().encode(JSON.stringify(par)));
      try {
        await deps.tables.transact('state', compte, parOps(deposit, par, known, merged.changed, blob));
      } catch (e) {
        if (e instanceof RowConflict) continue;
        throw e;
      }
    }
    await lookAgain(deps, compte, number);
    await deps.bus.send('config', [
      { body: { kind: 'look-again', compte, dossier: number }, delaySeconds: SECOND_LOOK_SECONDS },
    ]);
    return report('applied', number, [], remarks);
  }
  throw new Error(`the configuration of dossier ${number} kept changing`);
}

/**
 * The exercices after a PAR: one with the same start is replaced by the newer file, the others stay; what would then
 * overlap, or end in the same month, is refused.
 */
export function mergeExercices(
  known: readonly KnownExercice[],
  par: Par,
  at: string,
  sha: string,
  blob: string,
): { changed: KnownExercice[]; problems: Problem[]; superseded: boolean } {
  const changed: KnownExercice[] = [];
  let superseded = false;
  for (const e of par.exercices) {
    const held = known.find((k) => k.start === e.start);
    const own = e.name === par.exercice;
    if (held && held.saidAt > at) {
      if (own) superseded = true;
      continue;
    }
    changed.push({
      ...e,
      saidAt: at,
      parSha: own ? sha : (held?.parSha ?? null),
      par: own ? blob : (held?.par ?? null),
    });
  }
  const after: Exercice[] = [...known.filter((k) => !changed.some((c) => c.start === k.start)), ...changed];
  const problems: Problem[] = [];
  if (after.length > MAX_EXERCICES)
    problems.push({ code: 'TOO_MANY_EXERCICES', params: { max: String(MAX_EXERCICES) } });
  for (const [i, a] of after.entries()) {
    for (const b of after.slice(i + 1)) {
      if (overlaps(a, b))
        problems.push({
          code: 'EXERCICES_OVERLAP_KNOWN',
          params: { a: `${a.start} – ${a.end}`, b: `${b.start} – ${b.end}` },
        });
      else if (a.name === b.name) problems.push({ code: 'EXERCICES_SAME_NAME', params: { exercice: a.name } });
    }
  }
  return { changed, problems, superseded };
}

function parOps(
  deposit: Deposit,
  par: Par,
  known: DossierConfig | null,
  changed: readonly KnownExercice[],
  blob: string,
): RowOp[] {
  const own = keys.dossier(par.dossier.number);
  const columns = dossierColumns(par.dossier, known, { par: blob, at: deposit.at });
  const ops: RowOp[] = [
    known ? { op: 'put', key: own, columns, ifMatch: known.etag } : { op: 'insert', key: own, columns },
    folderOp(par.dossier.number, deposit.at),
  ];
  for (const e of changed)
    ops.push({
      op: 'put',
      key: keys.exercice(par.dossier.number, e.start),
      columns: {
        end: e.end,
        name: e.name,
        closed: e.closed,
        saidAt: e.saidAt,
        parSha: e.parSha ?? undefined,
        par: e.par ?? undefined,
      },
    });
  return ops;
}

function dossierColumns(
  d: Dossier,
  known: DossierConfig | null,
  changes: { par?: string; users?: readonly string[]; at: string },
) {
  return {
    name: d.name || known?.dossier.name,
    siren: d.siren ?? undefined,
    vatNumber: d.vatNumber ?? undefined,
    regime: d.regime ?? undefined,
    accountLength: d.accountLength ?? undefined,
    users: (changes.users ?? known?.users ?? []).join(',') || undefined,
    par: changes.par ?? known?.par ?? undefined,
    at: changes.at,
    version: (known?.version ?? 0) + 1,
  };
}

/** The dossier's folder in the FTP tree. */
function folderOp(dossier: string, at: string): RowOp {
  const columns: NameColumns = { kind: 'dir', name: dossier, at };
  return { op: 'merge', key: keys.name('/import', dossier, '-'), columns: { ...columns } };
}

async function applyDossiers(deps: Deps, deposit: Deposit, bytes: Uint8Array, report: Report): Promise<ConfigImport> {
  const { dossiers, problems } = readDossiersTxt(bytes);
  for (const line of dossiers) {
    await putDossier(
      deps,
      deposit.compte,
      { number: line.number, name: line.name, siren: line.siren, users: line.users },
      deposit.at,
    );
    await lookAgain(deps, deposit.compte, line.number);
  }
  return report(dossiers.length > 0 || problems.length === 0 ? 'applied' : 'refused', null, problems);
}

/**
 * Makes a dossier known, or completes one: who works on it, and a SIREN where there was none. What its PAR says stays.
 */
export async function putDossier(
  deps: Deps,
  compte: string,
  d: { number: string; name: string; siren: string | null; users: readonly string[] | null },
  at: string,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await dossierConfig(deps, compte, d.number);
    const after: Dossier = known
      ? { ...known.dossier, name: known.dossier.name || d.name, siren: known.dossier.siren ?? d.siren }
      : { number: d.number, name: d.name, siren: d.siren, vatNumber: null, regime: null, accountLength: null };
    const users = d.users ?? known?.users ?? [];
    if (
      known &&
      JSON.stringify(known.dossier) === JSON.stringify(after) &&
      JSON.stringify(known.users) === JSON.stringify(users)
    )
      return;
    const columns = dossierColumns(after, known, { users, at });
    const key = keys.dossier(d.number);
    try {
      await deps.tables.transact('state', compte, [
        known ? { op: 'put', key, columns, ifMatch: known.etag } : { op: 'insert', key, columns },
        folderOp(d.number, at),
      ]);
      return;
    } catch (e) {
      if (!(e instanceof RowConflict)) throw e;
    }
  }
  throw new Error(`dossier ${d.number} kept changing`);
}

/**
 * Sends to dispatch again what waits for this dossier, and what is filed in it under an exercice that no longer holds
 * it. Looks at the state as it is, not at what changed, so that it can run again after a crash. The second round, a
 * minute later, takes only what was written meanwhile: a dispatch that had read the old configuration.
 */
export async function lookAgain(deps: Deps, compte: string, dossier: string, round: 1 | 2 = 1): Promise<void> {
  const config = await dossierConfig(deps, compte, dossier);
  if (!config) return;
  const since = round === 1 ? '' : new Date(deps.clock.now() - SECOND_LOOK_COVERS_MS).toISOString();
  const ids: string[] = [];
  for (const row of await deps.tables.range('state', compte, ...ranges.waiting())) {
    const d = documentOf(row);
    if (d.changedAt < since) continue;
    if ((d.statement?.dossier ?? d.dossier) === dossier && d.decidedBy === null) ids.push(d.deposit.id);
  }
  for (const row of await deps.tables.range('state', compte, ...ranges.filedIn(dossier))) {
    const d = documentOf(row);
    if (d.changedAt < since) continue;
    const e = config.exercices.find((x) => x.start === d.exerciceStart);
    const date = d.dateUncertain ? null : d.date;
    if (!e || e.name !== d.exercice || (date && d.decidedBy === null && (date < e.start || date > e.end)))
      ids.push(d.deposit.id);
  }
  await deps.bus.send(
    'deposits',
    ids.map((id) => ({ body: { kind: 'dispatch', compte, id }, messageId: `again${round}/${id}/${config.version}` })),
  );
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
