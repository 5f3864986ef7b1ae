import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { RowConflict } from '../ports/tables.ts';
import { type DossierConfig, dossierColumns, dossierConfig } from './configuration.ts';
import { type Deps, nowIso } from './deps.ts';
import { append, history } from './journal.ts';
import { keys, ranges } from './keys.ts';
import { lookAgain } from './look-again.ts';

/** That a person dropped an exercice: kept, so that a rebuild does so too. */
export interface DroppedExercice {
  readonly dossier: string;
  /** First day: what an exercice is known by. */
  readonly start: string;
  readonly name: string;
  readonly at: string;
}

const ATTEMPTS = 5;

/**
 * Forgets an exercice that does not exist any more: the way out where a changed closing moved the first day of the next
 * one, whose old dates overlap every newer file. Only an empty one: nothing filed, no entry waiting (`EXERCICE_IN_USE`).
 * A file that lists it again brings it back where it fits. Throws `Refusal`.
 */
export async function dropExercice(
  deps: Deps,
  by: Principal,
  compte: string,
  dossier: string,
  exercice: string,
): Promise<void> {
  if (!may(by, 'configure', compte, dossier) || !may(by, 'decide', compte, dossier))
    throw new Refusal('forbidden', 'FORBIDDEN');
  const known = await dossierConfig(deps, compte, dossier);
  if (!known) throw new Refusal('not-found', 'DOSSIER_NOT_FOUND', { dossier });
  const held = known.exercices.find((e) => e.name === exercice);
  if (!held) throw new Refusal('not-found', 'EXERCICE_STATED_UNKNOWN', { dossier, exercice });
  const [filed] = await deps.tables.range('state', compte, ...ranges.filedIn(dossier, exercice), 1);
  const [pending] = await deps.tables.range('state', compte, ...ranges.pending(dossier, exercice), 1);
  if (filed || pending) throw new Refusal('conflict', 'EXERCICE_IN_USE', { dossier, exercice });
  const dropped: DroppedExercice = { dossier, start: held.start, name: held.name, at: nowIso(deps.clock) };
  const id = dropId(dropped);
  const version = (await history<DroppedExercice>(deps.blobs, compte, 'exercice', id)).length + 1;
  const event = { version, at: dropped.at, by: by.user, type: 'dropped', after: dropped };
  if (!(await append(deps.blobs, compte, 'exercice', id, event))) throw new Refusal('conflict', 'CHANGED_MEANWHILE');
  await applyDrop(deps, compte, dropped);
  // What a dispatch filed there between the look and the drop is placed anew.
  await lookAgain(deps, compte, dossier);
}

function dropId(d: { dossier: string; start: string }): string {
  return `${d.dossier}_${d.start}`;
}

/** Takes the exercice out of the tables; one that a newer file has spoken of since stays. */
export async function applyDrop(deps: Deps, compte: string, d: DroppedExercice): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known: DossierConfig | null = await dossierConfig(deps, compte, d.dossier);
    const held = known?.exercices.find((e) => e.start === d.start);
    if (!known || !held || held.saidAt > d.at) return;
    try {
      await deps.tables.transact('state', compte, [
        {
          op: 'put',
          key: keys.dossier(d.dossier),
          columns: dossierColumns(known, { dossier: known.dossier }),
          ifMatch: known.etag,
        },
        { op: 'delete', key: keys.exercice(d.dossier, d.start) },
      ]);
      return;
    } catch (e) {
      if (!(e instanceof RowConflict)) throw e;
    }
  }
  throw new Error(`dossier ${d.dossier} kept changing`);
}
