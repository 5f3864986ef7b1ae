import type { Document, EventType } from '../domain/document.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { dossierConfig } from './configuration.ts';
import type { Deps } from './deps.ts';
import { commit, getDocument, invoiceOf, type Loaded, load } from './documents.ts';
import { showSameInvoice } from './duplicates.ts';

export interface Decided {
  readonly by: Principal;
  readonly compte: string;
  readonly id: string;
  /** The version that the person saw; where it has changed since, nothing is done (`DOCUMENT_CHANGED`). */
  readonly version?: number;
  readonly note?: string;
}

/** Files a waiting document, or moves a filed one: a person's word, which the dispatch never overrules. */
export async function attribute(deps: Deps, d: Decided, to: { dossier: string; exercice: string }): Promise<Document> {
  const loaded = await forDecision(deps, d);
  if (!may(d.by, 'decide', d.compte, to.dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  const { document } = loaded;
  if (document.state === 'retry') throw new Refusal('conflict', 'DOCUMENT_IS_RETRY', { of: document.retryOf ?? '' });
  const config = await dossierConfig(deps, d.compte, to.dossier);
  if (!config) throw new Refusal('invalid', 'DOSSIER_UNKNOWN', { dossier: to.dossier });
  const exercice = config.exercices.find((e) => e.name === to.exercice);
  if (!exercice) throw new Refusal('invalid', 'EXERCICE_NOT_FOUND', { dossier: to.dossier, exercice: to.exercice });
  if (exercice.closed) throw new Refusal('invalid', 'EXERCICE_IS_CLOSED', { exercice: to.exercice });
  if (document.state === 'filed' && document.dossier === to.dossier && document.exercice === to.exercice)
    return withOtherForms(deps, document);
  return decideAs(deps, d, loaded, document.state === 'filed' ? 'moved' : 'attributed', {
    state: 'filed',
    dossier: to.dossier,
    exercice: exercice.name,
    exerciceStart: exercice.start,
    dateUncertain: false,
    reason: null,
    proposal: null,
    replacedBy: null,
  });
}

/** "Not an invoice": off every list, its bytes and history kept. */
export async function setAside(deps: Deps, d: Decided): Promise<Document> {
  const loaded = await forDecision(deps, d);
  if (loaded.document.state === 'set-aside') return loaded.document;
  return decideAs(deps, d, loaded, 'set-aside', {
    state: 'set-aside',
    exercice: null,
    exerciceStart: null,
    reason: null,
    proposal: null,
    replacedBy: null,
  });
}

/** Back to the waiting list, from wherever a document is. */
export async function bringBack(deps: Deps, d: Decided): Promise<Document> {
  const loaded = await forDecision(deps, d);
  if (loaded.document.state === 'waiting') return withOtherForms(deps, loaded.document);
  return decideAs(deps, d, loaded, 'brought-back', {
    state: 'waiting',
    exercice: null,
    exerciceStart: null,
    retryOf: null,
    replacedBy: null,
    reason: { code: 'BROUGHT_BACK', params: { user: d.by.user } },
    proposal: null,
  });
}

async function forDecision(deps: Deps, d: Decided): Promise<Loaded> {
  const loaded = await getDocument(deps, d.by, d.compte, d.id);
  if (!may(d.by, 'decide', d.compte, loaded.document.dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  if (d.version !== undefined && d.version !== loaded.document.version)
    throw new Refusal('precondition', 'DOCUMENT_CHANGED', { id: d.id });
  return loaded;
}

async function decideAs(
  deps: Deps,
  d: Decided,
  loaded: Loaded,
  type: EventType,
  changes: Partial<Document>,
): Promise<Document> {
  const done = await commit(deps, loaded, {
    type,
    by: d.by.user,
    ...(d.note ? { note: d.note } : {}),
    after: { ...loaded.document, ...changes, decidedBy: d.by.user },
  });
  const document = done ?? (await decidedBefore(deps, d, loaded, changes));
  // While it was on no list, another form of its invoice may have come.
  return invoiceOf(loaded.document) ? document : withOtherForms(deps, document);
}

async function withOtherForms(deps: Deps, d: Document): Promise<Document> {
  if (!invoiceOf(d)) return d;
  await showSameInvoice(deps, d);
  return (await load(deps, d.deposit.compte, d.deposit.id))?.document ?? d;
}

/**
 * An event was written before the tables were, and it may be this very decision: the person was told of a fault then,
 * and decides again. Throws `Refusal` (`DOCUMENT_CHANGED`) where it is another.
 */
async function decidedBefore(deps: Deps, d: Decided, loaded: Loaded, changes: Partial<Document>): Promise<Document> {
  const now = (await load(deps, d.compte, d.id))?.document;
  const isSame =
    now?.version === loaded.document.version + 1 &&
    now.decidedBy === d.by.user &&
    Object.entries(changes).every(([k, v]) => JSON.stringify(now[k as keyof Document]) === JSON.stringify(v));
  if (!isSame) throw new Refusal('conflict', 'DOCUMENT_CHANGED', { id: d.id });
  return now;
}
