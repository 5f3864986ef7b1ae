import type { Decision } from './decide.ts';
import type { Deposit, Document, DocumentFacts } from './document.ts';
import type { Statement } from './dossier.ts';
import type { Reading } from './invoice.ts';
import { correctFacts } from './memory/correct.ts';

/** A document that is not written yet. */
export type Draft = Omit<Document, 'version' | 'changedAt'>;

/** A document of which nothing is known yet but its deposit. */
export function blank(deposit: Deposit): Draft {
  return {
    deposit,
    state: 'waiting',
    dossier: null,
    exercice: null,
    exerciceStart: null,
    date: null,
    dateUncertain: false,
    decidedBy: null,
    statement: null,
    facts: null,
    reason: null,
    proposal: null,
    remarks: [],
    duplicates: [],
    retryOf: null,
  };
}

export function documentAfter(
  deposit: Deposit,
  decision: Decision,
  reading: Reading,
  statement: Statement | null,
  duplicates: readonly string[],
): Draft {
  const base = {
    ...blank(deposit),
    statement,
    facts: factsOf(reading),
    remarks: decision.remarks.slice(0, 20),
    duplicates,
    dossier: decision.dossier,
    date: decision.date,
  };
  if (decision.kind === 'wait')
    return { ...base, state: 'waiting', reason: decision.reason, proposal: decision.proposal };
  return {
    ...base,
    state: 'filed',
    exercice: decision.exercice.name,
    exerciceStart: decision.exercice.start,
    dateUncertain: decision.dateUncertain,
  };
}

/** What was shown about other documents stays through a look again. */
export function keepShown<T extends Draft>(after: T, before: Document | undefined): T {
  const corrected = before?.corrected;
  const kept = {
    ...after,
    ...(before?.replaces ? { replaces: before.replaces } : {}),
    ...(corrected ? { corrected, facts: correctFacts(after.facts, corrected) } : {}),
  };
  if (!before?.sameInvoice) return kept;
  const remarks = before.remarks.filter((r) => r.code === 'SAME_INVOICE');
  return { ...kept, sameInvoice: before.sameInvoice, remarks: [...remarks, ...after.remarks] };
}

function factsOf(reading: Reading): DocumentFacts {
  const i = 'invoice' in reading ? reading.invoice : null;
  return {
    kind: reading.kind,
    mediaType: reading.mediaType,
    number: i?.number ?? null,
    typeCode: i?.typeCode ?? null,
    date: i?.issueDate ?? null,
    seller: i?.seller.name ?? null,
    sellerSiren: i?.seller.siren ?? null,
    sellerVat: i?.seller.vatNumber ?? null,
    buyer: i?.buyer.name ?? null,
    buyerSiren: i?.buyer.siren ?? null,
    buyerVat: i?.buyer.vatNumber ?? null,
    net: i?.net ?? null,
    vat: i?.vat ?? null,
    gross: i?.gross ?? null,
    currency: i?.currency ?? null,
    dueDate: i?.dueDate ?? null,
    ...('mentioned' in reading && reading.mentioned.length > 0 ? { mentioned: reading.mentioned.slice(0, 12) } : {}),
    ...('evidence' in reading ? { evidence: reading.evidence } : {}),
  };
}

/** Looked at again with the same answer: no event. A document stays where it was filed when its exercice closes later. */
export function unchanged(before: Document, after: Draft, decision: Decision): boolean {
  if (before.state === 'filed' && decision.kind === 'wait')
    return (
      (decision.reason.code === 'EXERCICE_CLOSED' || decision.reason.code === 'EXERCICE_STATED_CLOSED') &&
      decision.reason.params['exercice'] === before.exercice
    );
  return (
    before.state === after.state &&
    before.exercice === after.exercice &&
    before.exerciceStart === after.exerciceStart &&
    JSON.stringify(before.reason) === JSON.stringify(after.reason) &&
    JSON.stringify(before.proposal) === JSON.stringify(after.proposal)
  );
}
