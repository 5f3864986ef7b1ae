import type { Document, EventType } from '../domain/document.ts';
import { type Correction, saysAnything } from '../domain/memory/correction.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { dossierConfig } from './configuration.ts';
import { type CorrectionChanges, correctionOf } from './corrections.ts';
import type { Deps } from './deps.ts';
import { commit, getDocument, invoiceOf, type Loaded, load } from './documents.ts';
import { showSameInvoice } from './duplicates.ts';
import { isRemembered, lookAgainForSupplier } from './supplier-memory.ts';

export interface Decided {
  readonly by: Principal;
  readonly compte: string;
  readonly id: string;
  /** The version that the person saw; where it has changed since, nothing is done (`DOCUMENT_CHANGED`). */
  readonly version?: number;
  readonly note?: string;
}

/**
 * Files a waiting document, moves a filed one, or corrects it where it is: a person's word, which the dispatch never
 * overrules. What the person says of the invoice itself is remembered for its supplier, and what waits for the date of
 * that supplier is looked at again. Throws `Refusal`.
 */
export async function attribute(
  deps: Deps,
  d: Decided,
  to: { dossier: string; exercice: string },
  said: Correction = {},
): Promise<Document> {
  const loaded = await forDecision(deps, d);
  if (!may(d.by, 'decide', d.compte, to.dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  const { document } = loaded;
  if (document.state === 'retry') throw new Refusal('conflict', 'DOCUMENT_IS_RETRY', { of: document.retryOf ?? '' });
  const config = await dossierConfig(deps, d.compte, to.dossier);
  if (!config) throw new Refusal('invalid', 'DOSSIER_UNKNOWN', { dossier: to.dossier });
  const exercice = config.exercices.find((e) => e.name === to.exercice);
  if (!exercice) throw new Refusal('invalid', 'EXERCICE_NOT_FOUND', { dossier: to.dossier, exercice: to.exercice });
  if (exercice.closed) throw new Refusal('invalid', 'EXERCICE_IS_CLOSED', { exercice: to.exercice });
  const correction = correctionOf(deps, d, document, said, { dossier: config.dossier, exercice });
  const inPlace = document.state === 'filed' && document.dossier === to.dossier && document.exercice === to.exercice;
  let after = document;
  if (inPlace && (!saysAnything(said) || (await isKnown(deps, document, correction))))
    after = await withOtherForms(deps, document);
  else {
    const type = document.state !== 'filed' ? 'attributed' : inPlace ? 'corrected' : 'moved';
    after = await decideAs(deps, d, loaded, type, {
      state: 'filed',
      dossier: to.dossier,
      exercice: exercice.name,
      exerciceStart: exercice.start,
      dateUncertain: inPlace && !correction?.changes.date ? document.dateUncertain : false,
      reason: null,
      proposal: null,
      replacedBy: null,
      ...correction?.changes,
    });
  }
  const lesson = saysAnything(said) ? after.corrected?.lesson : undefined;
  if (lesson) await lookAgainForSupplier(deps, d.compte, config, lesson);
  return after;
}

/** True where all of it was said before, and what it teaches was not forgotten since. */
async function isKnown(deps: Deps, { corrected, dossier, deposit }: Document, now: CorrectionChanges | null) {
  if (!now?.repeats) return false;
  return !corrected?.lesson || (await isRemembered(deps, deposit.compte, dossier!, corrected.lesson));
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
  const loaded = await seenByDecider(deps, d);
  if (loaded.document.state === 'split') throw new Refusal('conflict', 'DOCUMENT_IS_SPLIT', { id: d.id });
  return loaded;
}

/** The document that a person decides about. Throws `Refusal`: not found, forbidden, changed since it was seen. */
export async function seenByDecider(deps: Deps, d: Decided): Promise<Loaded> {
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
    Object.entries(changes).every(([k, v]) => untimed(now[k as keyof Document]) === untimed(v));
  if (!isSame) throw new Refusal('conflict', 'DOCUMENT_CHANGED', { id: d.id });
  return now;
}

/** Said again a moment later, a correction is the same. */
function untimed(value: unknown): string | undefined {
  return JSON.stringify(value, (key, v) => (key === 'at' ? undefined : v));
}
