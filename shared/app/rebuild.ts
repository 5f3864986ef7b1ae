import { depositFromMetadata } from '../domain/deposit-metadata.ts';
import type { Document } from '../domain/document.ts';
import { idTime } from '../domain/ids.ts';
import { isLive, isWithdrawn, type Lot, type PostedEntry } from '../domain/publication.ts';
import { rememberAllAccounts } from './account-memory.ts';
import { type ApiKey, projectKey } from './api-keys.ts';
import { COMPTES, projectCompte, type StoredCompte } from './comptes.ts';
import { type AskedAgain, markAgain } from './config-again.ts';
import { configure, putDossier, runsOf } from './configure.ts';
import type { Deps } from './deps.ts';
import { project } from './documents.ts';
import { applyDrop, type DroppedExercice } from './drop-exercice.ts';
import { claimRows } from './duplicates.ts';
import { showEntry } from './entries.ts';
import { allEvents, lastEvents } from './journal.ts';
import { keys } from './keys.ts';
import { projectLot } from './lots.ts';
import { type Person, projectPerson } from './people.ts';
import { reconcile } from './reconcile.ts';
import { takeReport } from './returns.ts';
import { restoreForgotten } from './supplier-memory.ts';
import { depositRow, folderOps, stagedRows } from './tree-rows.ts';
import { projectUser, type User } from './users.ts';

export interface Rebuilt {
  readonly comptes: number;
  readonly users: number;
  readonly configFiles: number;
  readonly documents: number;
  readonly entries: number;
  readonly lots: number;
  readonly staged: number;
  /** Deposits without any history: sent to dispatch. */
  readonly queued: number;
}

/** A dossier made known through the API, as its journal keeps it. */
export interface StatedDossier {
  readonly number: string;
  readonly name: string;
  readonly siren: string | null;
  readonly at: string;
}

/**
 * Makes the tables again from the blobs and the journal. Rows that are there stay (a version at least as new is never
 * replaced), so it can run again, and on tables that are only partly lost. Lost for good: empty folders made by MKD,
 * which notices were dismissed, which names a client had deleted from its view.
 */
export async function rebuild(deps: Deps, progress: (step: string, done: number) => void): Promise<Rebuilt> {
  const total = { comptes: 0, users: 0, configFiles: 0, documents: 0, entries: 0, lots: 0, staged: 0, queued: 0 };
  for await (const { event } of lastEvents<StoredCompte>(deps.blobs, COMPTES, 'compte')) {
    const compte = event.after.id;
    await projectCompte(deps, event.after);
    total.comptes++;
    const count = (step: keyof typeof total) => progress(`${compte} ${step}`, ++total[step]);
    for await (const u of lastEvents<User>(deps.blobs, compte, 'user')) {
      await projectUser(deps, u.event.after);
      count('users');
    }
    for await (const k of lastEvents<ApiKey>(deps.blobs, compte, 'key')) await projectKey(deps, k.event.after);
    for await (const d of lastEvents<StatedDossier>(deps.blobs, compte, 'dossier'))
      await putDossier(deps, compte, { ...d.event.after, users: null }, d.event.after.at);
    for await (const p of lastEvents<Person>(deps.blobs, compte, 'person')) await projectPerson(deps, p.event.after);
    await restoreConfiguration(deps, compte, () => count('configFiles'));
    await restoreForgotten(deps, compte);
    for await (const { event: e } of lastEvents<Document>(deps.blobs, compte, 'document')) {
      await restoreDocument(deps, e.after);
      count('documents');
    }
    await restoreEntries(deps, compte, count);
    await rememberAllAccounts(deps, compte);
    for (const { id } of await oldestFirst(deps, 'returns', compte)) await takeReport(deps, compte, id);
    await restoreNames(deps, compte, () => count('staged'));
    total.queued += (await reconcile(deps, compte, { windowMs: null, graceMs: 0 })).deposits;
  }
  return total;
}

/**
 * Configuration is what its files say, in the order of their deposit, with what people did about it in between: a file
 * run again, an exercice dropped.
 */
async function restoreConfiguration(deps: Deps, compte: string, done: () => void): Promise<void> {
  const steps: { at: number; run: () => Promise<void> }[] = [];
  for (const { id, at } of await oldestFirst(deps, 'config', compte))
    steps.push({
      at,
      run: async () => {
        await configure(deps, compte, id);
        done();
      },
    });
  for await (const event of allEvents<AskedAgain>(deps.blobs, compte, 'import')) {
    const { id, at, by } = event.after;
    steps.push({
      at: Date.parse(at),
      run: async () => {
        const row = await deps.tables.get('state', compte, keys.configImport(id));
        if (!row || runsOf(row) > event.version) return;
        await markAgain(deps, compte, id, event.version, by);
        await configure(deps, compte, id);
      },
    });
  }
  for await (const event of allEvents<DroppedExercice>(deps.blobs, compte, 'exercice'))
    steps.push({ at: Date.parse(event.at), run: () => applyDrop(deps, compte, event.after) });
  // A file comes before what was done about it in the same millisecond: sorting is stable.
  for (const step of steps.sort((a, b) => a.at - b.at)) await step.run();
}

/** Which lot an entry is in must be known before the first of them is shown: it would wait for another. */
async function restoreEntries(deps: Deps, compte: string, count: (step: 'entries' | 'lots') => void): Promise<void> {
  const lots: Lot[] = [];
  for await (const { event } of lastEvents<Lot>(deps.blobs, compte, 'lot')) lots.push(event.after);
  const holder = new Map<string, Lot>();
  // Those that gave entries back come first, in the order of their ends: who has an entry now has the last word.
  const rank = (l: Lot) => (isLive(l) || isWithdrawn(l) ? '~' : l.endedAt!);
  for (const lot of [...lots].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0)))
    for (const id of lot.entries) holder.set(id, lot);
  for await (const { event } of lastEvents<PostedEntry>(deps.blobs, compte, 'entry')) {
    await showEntry(deps, event.after, holder.get(event.after.id));
    count('entries');
  }
  for (const lot of lots) {
    await projectLot(deps, null, lot);
    count('lots');
  }
}

async function oldestFirst(
  deps: Deps,
  container: 'config' | 'returns',
  compte: string,
): Promise<{ id: string; at: number }[]> {
  const found: { id: string; at: number }[] = [];
  for await (const info of deps.blobs.list(container, `${compte}/`)) {
    const id = info.name.slice(compte.length + 1);
    const facts = depositFromMetadata(info.metadata);
    found.push({ id, at: facts ? Date.parse(facts.at) : idTime(id) });
  }
  return found.sort((a, b) => a.at - b.at);
}

async function restoreDocument(deps: Deps, d: Document): Promise<void> {
  const { compte, directory, sha256, at } = d.deposit;
  await project(deps, null, d);
  const folders = folderOps(deps, compte, directory, at);
  await deps.tables.transact('state', compte, folders.ops);
  folders.done();
  if (d.state === 'retry' || d.retryOf !== null || !sha256) return;
  for (const row of claimRows(d.deposit)) await deps.tables.insert('state', compte, row.key, row.columns);
}

/** Names that no document gives back: files of /config and /retour, names in progress. */
async function restoreNames(deps: Deps, compte: string, staged: () => void): Promise<void> {
  for (const container of ['config', 'returns', 'staging'] as const)
    for await (const info of deps.blobs.list(container, `${compte}/`)) {
      const d = depositFromMetadata(info.metadata);
      if (!d) continue;
      const due = new Date(Date.parse(d.at) + deps.settings.stagedForMs).toISOString();
      const rows = container === 'staging' ? stagedRows(d, due) : [depositRow(d, container)];
      const folders = folderOps(deps, compte, d.directory, d.at);
      await deps.tables.transact('state', compte, [...folders.ops, ...rows]);
      folders.done();
      if (container === 'staging') staged();
    }
}
