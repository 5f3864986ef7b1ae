import type { Deposit, Document } from './document.ts';

/** Reasons that say of a file that its end did not arrive. */
const REASONS: readonly string[] = ['FILE_INCOMPLETE', 'FILE_EMPTY'];

export function isIncompleteReason(code: unknown): boolean {
  return REASONS.some((reason) => reason === code);
}

/** True for a document that waits for its sender to send the file again: a person's word ends that. */
export function isIncomplete(d: Pick<Document, 'state' | 'decidedBy' | 'reason'>): boolean {
  return d.state === 'waiting' && d.decidedBy === null && isIncompleteReason(d.reason?.code);
}

/** True where the file was read to its end, whatever became of it. */
export function isReadWhole(d: Pick<Document, 'facts'>): boolean {
  return d.facts !== null && d.facts.kind !== 'unreadable';
}

/** True where the same user sent both under the same name. */
export function isSentAgain(a: Deposit, b: Deposit): boolean {
  return a.compte === b.compte && a.user === b.user && a.directory === b.directory && a.name === b.name;
}
