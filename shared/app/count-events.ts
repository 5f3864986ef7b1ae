import type { Document } from '../domain/document.ts';
import type { Lot } from '../domain/publication.ts';
import { count } from './count.ts';
import type { Deps } from './deps.ts';

/**
 * What the events of documents and lots add to the counters. Called by who has appended the event: of two that tried
 * one has, so that what runs twice counts once. Who dies right after its event counts nothing.
 */

export function countDocument(deps: Deps, before: Document | null, after: Document): void {
  if (!before && !after.deposit.partOf) count(deps, 'ami.document.deposited');
  if (after.state === 'filed' && before?.state !== 'filed')
    count(deps, 'ami.document.filed', { 'ami.decided_by': after.decidedBy === null ? 'system' : 'person' });
  const reason = after.state === 'waiting' ? after.reason?.code : undefined;
  const was = before?.state === 'waiting' ? before.reason?.code : undefined;
  if (reason && reason !== was) count(deps, 'ami.document.held', { 'ami.reason': reason });
}

export function countLot(deps: Deps, before: Lot | null, after: Lot): void {
  if (after.state === before?.state) return;
  // A report may come before the deletion, or in the place of it.
  if (after.collectedAt && !before?.collectedAt)
    count(deps, 'ami.lot.collected', { 'ami.collected_by': after.state === 'collected' ? 'deletion' : 'report' });
  if (after.state === 'published') count(deps, 'ami.lot.published');
  if (after.state === 'imported') count(deps, 'ami.lot.imported');
  if (after.state === 'rejected' || after.state === 'failed')
    count(deps, 'ami.lot.refused', { 'ami.state': after.state });
}
