import type { Document } from '../domain/document.ts';
import type { Exercice } from '../domain/exercice.ts';
import { type DossierConfig, dossierConfig } from './configuration.ts';
import type { Deps } from './deps.ts';
import { commit, documentOf, load } from './documents.ts';
import { ranges } from './keys.ts';

/** How far back the second look goes. Milliseconds. */
const SECOND_LOOK_COVERS_MS = 10 * 60_000;
const ATTEMPTS = 5;

/**
 * After a change of a dossier's configuration: sends to dispatch again what waits for the dossier, and sees to what is
 * filed in it under an exercice that is no longer as it was. Looks at the state as it is, not at what changed, so that
 * it can run again after a crash. The second round, a minute later, takes only what was written meanwhile: a dispatch
 * that had read the old configuration.
 */
export async function lookAgain(deps: Deps, compte: string, dossier: string, round: 1 | 2 = 1): Promise<void> {
  const config = await dossierConfig(deps, compte, dossier);
  if (!config) return;
  const since = round === 1 ? '' : new Date(deps.clock.now() - SECOND_LOOK_COVERS_MS).toISOString();
  const ids: string[] = [];
  for (const row of await deps.tables.range('state', compte, ...ranges.waiting())) {
    const d = documentOf(row);
    if (d.changedAt >= since && waitsFor(d) === dossier) ids.push(d.deposit.id);
  }
  for (const row of await deps.tables.range('state', compte, ...ranges.filedIn(dossier))) {
    const d = documentOf(row);
    if (d.changedAt < since) continue;
    const fate = fateOf(d, config);
    if (fate === 'dispatch') ids.push(d.deposit.id);
    else if (fate !== 'stay') await follow(deps, compte, d.deposit.id);
  }
  await deps.bus.send(
    'deposits',
    ids.map((id) => ({ body: { kind: 'dispatch', compte, id }, messageId: `again${round}/${id}/${config.version}` })),
  );
}

/**
 * After dossiers.txt: sends to dispatch again what waits for a dossier that it made known (now, or before a crash) or
 * completed. Nothing that is filed changes, since it brings no exercice.
 */
export async function lookAgainForDossiers(
  deps: Deps,
  compte: string,
  dossiers: { readonly listed: ReadonlySet<string>; readonly changed: ReadonlySet<string> },
): Promise<void> {
  if (dossiers.listed.size === 0) return;
  const waiting = (await deps.tables.range('state', compte, ...ranges.waiting())).map(documentOf);
  const again = waiting.filter((d) => {
    const dossier = waitsFor(d);
    if (dossier === null) return false;
    return dossiers.changed.has(dossier) || (dossiers.listed.has(dossier) && d.reason?.code === 'DOSSIER_UNKNOWN');
  });
  await deps.bus.send(
    'deposits',
    again.map((d) => ({ body: { kind: 'dispatch', compte, id: d.deposit.id } })),
  );
}

/** The dossier whose configuration could change a waiting document's fate; null where a person put it there. */
function waitsFor(d: Document): string | null {
  return d.decidedBy === null ? (d.statement?.dossier ?? d.dossier) : null;
}

/**
 * What becomes of a filed document.
 * - stay: its exercice is as it was, or only closed;
 * - dispatch: the evidence is to be weighed again;
 * - rename: the exercice it is filed in (known by its first day) has another last day, and it still belongs there;
 * - wait: a person filed it in an exercice that is gone, so a person must say where.
 */
export function fateOf(d: Document, config: DossierConfig): 'stay' | 'dispatch' | 'rename' | 'wait' {
  const e = config.exercices.find((x) => x.start === d.exerciceStart);
  if (d.decidedBy !== null) return !e ? 'wait' : e.name === d.exercice ? 'stay' : 'rename';
  const date = d.dateUncertain ? null : d.date;
  if (!e || (date !== null && (date < e.start || date > e.end))) return 'dispatch';
  // Filed by the firm's word alone, and that word now names another exercice.
  const meant = date === null && config.exercices.find((x) => x.name === d.statement?.exercice);
  if (meant && meant.start !== e.start) return 'dispatch';
  return e.name === d.exercice ? 'stay' : 'rename';
}

/** Brings one filed document to its exercice's new name, or to the waiting list. */
export async function follow(deps: Deps, compte: string, id: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await load(deps, compte, id);
    if (before?.document.state !== 'filed') return;
    const { document } = before;
    const config = await dossierConfig(deps, compte, document.dossier!);
    const fate = config ? fateOf(document, config) : 'stay';
    if (fate !== 'rename' && fate !== 'wait') return;
    const after = fate === 'rename' ? renamed(document, config!.exercices) : unplaced(document);
    if (await commit(deps, before, { type: 'exercice-changed', by: 'system', after })) return;
  }
  throw new Error(`document ${id} kept changing`);
}

function renamed(d: Document, exercices: readonly Exercice[]): Document {
  return { ...d, exercice: exercices.find((e) => e.start === d.exerciceStart)!.name };
}

function unplaced(d: Document): Document {
  return {
    ...d,
    state: 'waiting',
    exercice: null,
    exerciceStart: null,
    decidedBy: null,
    reason: { code: 'EXERCICE_CHANGED', params: { exercice: d.exercice ?? '' } },
    proposal: null,
  };
}
