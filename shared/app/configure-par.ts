import { createHash } from 'node:crypto';
import type { Deposit } from '../domain/document.ts';
import { type Exercice, overlaps } from '../domain/exercice.ts';
import { readPar } from '../domain/par/read-par.ts';
import type { Par } from '../domain/par.ts';
import type { Problem } from '../domain/problem.ts';
import { RowConflict, type RowOp } from '../ports/tables.ts';
import { type Outcome, outcome } from './config-import.ts';
import {
  type DossierConfig,
  dossierColumns,
  dossierConfig,
  exerciceColumns,
  type KnownExercice,
} from './configuration.ts';
import { folderOp } from './configure-dossiers.ts';
import type { Deps } from './deps.ts';
import { keys } from './keys.ts';
import { lookAgain } from './look-again.ts';

/** Documents that read the configuration just before it changed are caught by a second look this much later. */
const SECOND_LOOK_SECONDS = 60;
const ATTEMPTS = 8;
/** One transaction takes 100 rows. */
const MAX_EXERCICES = 90;

/**
 * Applies a PAR: its dossier, the exercices it lists, the plan of the one it is for. Refused content changes nothing.
 * `again`: a person asked, so the same bytes as the last time are applied all the same.
 */
export async function applyPar(deps: Deps, deposit: Deposit, bytes: Uint8Array, again: boolean): Promise<Outcome> {
  const read = readPar(bytes, deposit.name);
  if (!read.ok) return outcome('refused', null, read.problems);
  const { par, remarks } = read;
  const { compte, at } = deposit;
  const sha = createHash('sha256').update(bytes).digest('hex');
  const number = par.dossier.number;
  const blob = `${compte}/par/${number}/${sha}.json`;

  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await dossierConfig(deps, compte, number);
    const start = par.exercices.find((e) => e.name === par.exercice)!.start;
    const held = known?.exercices.find((e) => e.start === start);
    // Applied by this very deposit, before a crash: what follows may still be missing.
    const isSource = held?.parSha === sha && held.parAt === at;
    if (held?.files[par.exercice] === sha && !isSource && !again) return outcome('unchanged', number, [], remarks);
    let superseded = false;
    if (!isSource) {
      const merged = mergeExercices(known?.exercices ?? [], par, { at, sha, blob });
      // What it says of other exercices may still be the last word on them.
      superseded = merged.superseded;
      if (superseded && (merged.changed.length === 0 || merged.problems.length > 0))
        return outcome('superseded', number, [], remarks);
      if (merged.problems.length > 0) return outcome('refused', number, merged.problems, remarks);
      await deps.blobs.put('state', blob, new TextEncoder().encode(JSON.stringify(par)));
      try {
        await deps.tables.transact('state', compte, parOps(par, known, merged.changed, { at, blob }));
      } catch (e) {
        if (e instanceof RowConflict) continue;
        throw e;
      }
    }
    await lookAgain(deps, compte, number);
    await deps.bus.send('config', [
      { body: { kind: 'look-again', compte, dossier: number }, delaySeconds: SECOND_LOOK_SECONDS },
    ]);
    return outcome(superseded ? 'superseded' : 'applied', number, [], remarks);
  }
  throw new Error(`the configuration of dossier ${number} kept changing`);
}

/**
 * The exercices after a PAR. One with the same start is replaced by what the newer file says of it, be it its own or
 * another's that lists it; its plan comes from its own files only. The others stay; what would then overlap, or end in
 * the same month, is refused.
 */
export function mergeExercices(
  known: readonly KnownExercice[],
  par: Par,
  source: { readonly at: string; readonly sha: string; readonly blob: string },
): { changed: KnownExercice[]; problems: Problem[]; superseded: boolean } {
  const { at, sha, blob } = source;
  const changed: KnownExercice[] = [];
  let superseded = false;
  for (const e of par.exercices) {
    const held = known.find((k) => k.start === e.start);
    const isOwn = e.name === par.exercice;
    const saysDates = !held || held.saidAt <= at;
    const saysPlan = isOwn && (held?.parAt ?? '') <= at;
    if (isOwn && !saysPlan) superseded = true;
    if (!saysDates && !saysPlan) continue;
    const { start, end, name, closed } = saysDates ? e : held;
    changed.push({
      start,
      end,
      name,
      closed,
      saidAt: saysDates ? at : held.saidAt,
      parSha: saysPlan ? sha : (held?.parSha ?? null),
      par: saysPlan ? blob : (held?.par ?? null),
      parAt: saysPlan ? at : (held?.parAt ?? null),
      files: { ...held?.files, ...(saysPlan ? { [par.exercice]: sha } : {}) },
    });
  }
  const after: Exercice[] = [...known.filter((k) => !changed.some((c) => c.start === k.start)), ...changed];
  return { changed, problems: clashes(after), superseded };
}

function clashes(exercices: readonly Exercice[]): Problem[] {
  const problems: Problem[] = [];
  if (exercices.length > MAX_EXERCICES)
    problems.push({ code: 'TOO_MANY_EXERCICES', params: { max: String(MAX_EXERCICES) } });
  for (const [i, a] of exercices.entries()) {
    for (const b of exercices.slice(i + 1)) {
      if (overlaps(a, b))
        problems.push({
          code: 'EXERCICES_OVERLAP_KNOWN',
          params: { a: `${a.start} – ${a.end}`, b: `${b.start} – ${b.end}` },
        });
      else if (a.name === b.name) problems.push({ code: 'EXERCICES_SAME_NAME', params: { exercice: a.name } });
    }
  }
  return problems;
}

function parOps(
  par: Par,
  known: DossierConfig | null,
  changed: readonly KnownExercice[],
  source: { readonly at: string; readonly blob: string },
): RowOp[] {
  const key = keys.dossier(par.dossier.number);
  // Files of several exercices come together and are handled in any order: the newest says what the dossier is.
  const isNewest = (known?.parAt ?? '') <= source.at;
  const columns = isNewest
    ? dossierColumns(known, {
        // A PAR without a SIREN does not take away the one that dossiers.txt gave.
        dossier: { ...par.dossier, siren: par.dossier.siren ?? known?.dossier.siren ?? null },
        par: source.blob,
        parAt: source.at,
      })
    : dossierColumns(known, { dossier: known!.dossier });
  return [
    known ? { op: 'put', key, columns, ifMatch: known.etag } : { op: 'insert', key, columns },
    folderOp(par.dossier.number, source.at),
    ...changed.map(
      (e): RowOp => ({
        op: 'put',
        key: keys.exercice(par.dossier.number, e.start),
        columns: exerciceColumns(e),
      }),
    ),
  ];
}
