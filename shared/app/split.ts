import { pageList } from '../domain/batch/page-list.ts';
import { MOST_PARTS } from '../domain/batch/partition.ts';
import { type KeptPage, type PlannedPart, planSplit, type SplitPlan } from '../domain/batch/plan.ts';
import type { Document, DocumentFacts, KeptPages, Reason, ScanPart } from '../domain/document.ts';
import type { PageRead } from '../domain/scan/page-read.ts';
import { unreadPage } from '../domain/scan/unread-page.ts';
import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { askToLookAgain, commit, documentOf, type Loaded, load } from './documents.ts';
import { makeParts, partId } from './split-parts.ts';

/**
 * A scan of several documents. Its division is an event of the scan first: that decides between two who divide it, or
 * one who files it as a whole meanwhile; the parts, a function of that event, are made behind it (split-parts.ts). Who
 * is stopped in between is followed by the message that comes again, or by the timer (`finishSplits`).
 */

/** A document that is not written yet. */
export type Draft = Omit<Document, 'version' | 'changedAt'>;

type Doubtful = Extract<SplitPlan, { kind: 'doubtful' }>;

/** The documents of a scan, and what is in none of them. */
export interface Division {
  readonly parts: readonly ScanPart[];
  readonly kept: readonly KeptPages[];
}

/** Who divides. */
export interface Divider {
  readonly by: string;
  /** Null where it is not a person. */
  readonly decidedBy: string | null;
  readonly note?: string;
}

/**
 * Whether a scan is divided, by what was read of its pages. Never a part of another one, nor what is filed as one
 * document already; and never with certainty where a page could not be read: it may be a separator.
 */
export function planOf(draft: Draft, before: Document | undefined, pages: readonly PageRead[]): SplitPlan {
  if (draft.deposit.partOf || before?.state === 'filed') return { kind: 'one' };
  const plan = planSplit(
    pages.map((p, n) => (p.kind === 'page' ? p.page : unreadPage(n + 1))),
    draft.statement,
  );
  const unread = pages.findIndex((p) => p.kind === 'unreadable');
  if (plan.kind !== 'split' || unread < 0) return plan;
  return { ...plan, kind: 'doubtful', reasons: [{ code: 'SPLIT_PAGE_UNREAD', params: { page: String(unread + 1) } }] };
}

/**
 * Divides a scan by a plan that is certain. `draft`: the scan as it would be written were it one document.
 *
 * @returns the scan as it is then; null where somebody else's event came first: load and decide again.
 */
export async function splitDeposit(
  deps: Deps,
  before: Loaded | null,
  draft: Draft,
  plan: Extract<SplitPlan, { kind: 'split' }>,
): Promise<Document | null> {
  if (plan.parts.length > MOST_PARTS)
    return commit(deps, before, { type: 'waiting', by: 'system', after: tooMany(draft, plan.parts.length) });
  const division = { parts: plan.parts.map(partOf), kept: keptPages(plan.kept) };
  const done = await divide(deps, before, draft, division, { by: 'system', decidedBy: null });
  return done && finishSplit(deps, done);
}

/** Writes that a scan is divided, and makes nothing yet. Null where somebody else's event came first. */
export async function divide(
  deps: Deps,
  before: Loaded | null,
  draft: Draft,
  { parts, kept }: Division,
  { by, decidedBy, note }: Divider,
): Promise<Document | null> {
  const { proposedSplit: _proposed, sameInvoice: _same, ...rest } = draft;
  return commit(deps, before, {
    type: 'split',
    by,
    ...(note ? { note } : {}),
    after: {
      ...rest,
      state: 'split',
      exercice: null,
      exerciceStart: null,
      date: null,
      dateUncertain: false,
      decidedBy,
      facts: draft.facts && ofNoInvoice(draft.facts),
      reason: { code: 'SPLIT_DONE', params: { documents: String(parts.length) } },
      proposal: null,
      remarks: [],
      parts: parts.map((p) => ({ id: partId(draft.deposit.id, p.pages), ...p })),
      kept,
    },
  });
}

/** What was read of the first invoice is not true of the scan. */
function ofNoInvoice({ kind, mediaType }: DocumentFacts): DocumentFacts {
  return {
    kind,
    mediaType,
    number: null,
    typeCode: null,
    date: null,
    seller: null,
    sellerSiren: null,
    buyer: null,
    buyerSiren: null,
    gross: null,
    currency: null,
    dueDate: null,
  };
}

/**
 * Sees to it that the parts of a divided scan are there. Where its pages can't be taken out of it, it waits again with
 * SPLIT_FAILED, unless some of them are documents already. Throws Error where that, or the reader, fails.
 */
export async function finishSplit(deps: Deps, d: Document): Promise<Document> {
  const made = await makeParts(deps, d);
  if (made.kind === 'made') return d;
  const { compte, id } = d.deposit;
  const now = await load(deps, compte, id);
  if (now?.document.version !== d.version) return now?.document ?? d;
  const { parts: _parts, kept: _kept, ...rest } = d;
  const reason: Reason = { code: 'SPLIT_FAILED', params: {} };
  const remarks = [{ code: made.reason, params: made.params ?? {} }];
  // Not dispatched again: it would be filed as one document.
  const after: Draft = { ...rest, state: 'waiting', reason, remarks, decidedBy: d.decidedBy ?? 'system' };
  return (await commit(deps, now, { type: 'split-failed', by: 'system', after })) ?? d;
}

/** The scan as it waits for a person, with the division that seems likely. */
export function proposeSplit(draft: Draft, plan: Doubtful): Draft {
  if (plan.parts.length > MOST_PARTS) return tooMany(draft, plan.parts.length);
  const params = { documents: String(plan.parts.length) };
  const proposedSplit = { parts: plan.parts.map(partOf), kept: keptPages(plan.kept), doubts: plan.reasons };
  // Filed as one where a person says that it is one.
  const { dossier, exercice } = draft;
  const proposal = draft.state === 'filed' && dossier && exercice ? { dossier, exercice } : draft.proposal;
  return { ...waiting(draft, { code: 'SPLIT_DOUBTFUL', params }), proposal, proposedSplit };
}

function tooMany(draft: Draft, documents: number): Draft {
  const params = { documents: String(documents), limit: String(MOST_PARTS) };
  return waiting(draft, { code: 'SPLIT_TOO_MANY', params });
}

function waiting(draft: Draft, reason: Reason): Draft {
  const place = { exercice: null, exerciceStart: null, dateUncertain: false };
  return { ...draft, ...place, state: 'waiting', reason, proposal: null };
}

function partOf({ pages, why, statement }: PlannedPart): ScanPart {
  return { pages: pageList(pages), why, ...(statement ? { statement } : {}) };
}

const KEPT: Readonly<Record<KeptPage['why'], string>> = {
  separator: 'SPLIT_KEPT_SEPARATOR',
  'separator-back': 'SPLIT_KEPT_BACK',
};

function keptPages(kept: readonly KeptPage[]): KeptPages[] {
  return (['separator', 'separator-back'] as const).flatMap((why) => {
    const pages = kept.filter((k) => k.why === why).map((k) => k.page);
    return pages.length > 0 ? [{ pages: pageList(pages), why: { code: KEPT[why], params: {} } }] : [];
  });
}

/**
 * For a timer: has divided scans looked at again whose parts are not all there. `rows`: of documents; `known`: every
 * identifier among them.
 *
 * @returns how many.
 */
export async function finishSplits(
  deps: Deps,
  compte: string,
  rows: readonly Row[],
  options: { readonly youngest: number },
): Promise<number> {
  const known = new Set(rows.map((r) => r.key.slice(2)));
  const unfinished = rows
    .filter((r) => r.columns['state'] === 'split')
    .map(documentOf)
    .filter((d) => Date.parse(d.changedAt) <= options.youngest && d.parts?.some((p) => !known.has(p.id)))
    .map((d) => d.deposit.id);
  await askToLookAgain(deps, compte, unfinished);
  return unfinished.length;
}
