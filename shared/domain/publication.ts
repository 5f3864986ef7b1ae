import type { CalendarDate } from './calendar.ts';
import type { Entry } from './entry.ts';

/** An accepted entry, waiting for its lot or in it. */
export interface PostedEntry {
  readonly id: string;
  readonly compte: string;
  readonly dossier: string;
  /** Exercice name (AAAAMM). */
  readonly exercice: string;
  readonly entry: Entry;
  /** Documents attached, in order. */
  readonly documents: readonly string[];
  readonly by: string;
  readonly at: string;
  /** SHA-256 of the request, to tell a retry from another entry under the same idempotency key. */
  readonly request: string;
  /** Traceparent of the span that took it; absent where nothing was traced. */
  readonly trace?: string;
}

/** One file of a publication under /export. */
export interface LotFile {
  readonly part: 'piece' | 'list' | 'dex';
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * - preparing: its entries are fixed, its files are being written;
 * - published: its files are in /export;
 * - collected: the robot downloaded the DEX whole and deleted it;
 * - imported, rejected: the robot's report came;
 * - failed: it could not be written truthfully; nothing was published.
 */
export type LotState = 'preparing' | 'published' | 'collected' | 'imported' | 'rejected' | 'failed';

/**
 * How a lot ends without its entries, which are another's from then on, or nobody's. For good: nothing happens to such a
 * lot any more, but that its successor is written on it.
 * - replaced: its entries are sent again, in another lot;
 * - cancelled: it never left; its entries wait for another lot, or are withdrawn.
 */
export type LotEnd = 'replaced' | 'cancelled';

/** An entry that a lot gave back, and the exercice it waits for its next lot under. */
export interface ReleasedEntry {
  readonly id: string;
  readonly exercice: string;
}

/** A publication (lot): several entries of one exercice in one DEX. Times are ISO 8601 UTC. */
export interface Lot {
  readonly compte: string;
  /** `007868_201912_000001`: the name of its files without ending. */
  readonly stem: string;
  readonly dossier: string;
  readonly exercice: string;
  readonly number: number;
  readonly version: number;
  readonly state: LotState | LotEnd;
  readonly entries: readonly string[];
  readonly files: readonly LotFile[];
  readonly preparedAt: string;
  readonly publishedAt: string | null;
  readonly downloadedAt: string | null;
  readonly collectedAt: string | null;
  readonly collectedBy: string | null;
  readonly reportedAt: string | null;
  /** The robot's own words on a rejection. */
  readonly report: string | null;
  readonly exportedOn: CalendarDate;
  /** Stem of the lot whose entries it sends again; absent where there is none, as all that follows. */
  readonly repeats?: string;
  /** Of a lot that is replaced: the lot that its entries went to. */
  readonly replacedBy?: string;
  /** When it ended, and who ended it. */
  readonly endedAt?: string;
  readonly endedBy?: string;
  /** What it gave back when it ended; absent where its entries were withdrawn. */
  readonly released?: readonly ReleasedEntry[];
  /** Traceparent of the span that published it, in the trace of its first entry. */
  readonly trace?: string;
}

/** Whether its entries are this lot's. Each entry is in one such lot at most. */
export function isLive(lot: Pick<Lot, 'state'>): lot is { state: LotState } {
  return lot.state !== 'replaced' && lot.state !== 'cancelled';
}

/** Cancelled, and its entries with it. */
export function isWithdrawn(lot: Lot): boolean {
  return lot.state === 'cancelled' && lot.released === undefined;
}

/**
 * Why a lot can't be sent again as another one, as a code of messages.ts; null where it can. One that still awaits the
 * robot is cancelled instead; one that is imported would be imported twice, so somebody must insist.
 */
export function whyNotRepublish(lot: Lot, force: boolean): string | null {
  switch (lot.state) {
    case 'collected':
    case 'rejected':
    case 'failed':
      return null;
    case 'imported':
      return force ? null : 'LOT_IMPORTED';
    case 'preparing':
      return 'LOT_PREPARING';
    case 'published':
      return 'LOT_AWAITS_ROBOT';
    case 'replaced':
    case 'cancelled':
      return 'LOT_ENDED';
  }
}

/** Why a lot can't be cancelled, or null: only what the robot does not have. */
export function whyNotCancel(lot: Lot): string | null {
  switch (lot.state) {
    case 'published':
      return lot.downloadedAt === null ? null : 'LOT_DOWNLOADED';
    case 'failed':
    case 'rejected':
      return null;
    case 'preparing':
      return 'LOT_PREPARING';
    case 'collected':
    case 'imported':
      return 'LOT_COLLECTED';
    case 'replaced':
    case 'cancelled':
      return 'LOT_ENDED';
  }
}

/** A lot after its end. `released` null: its entries are withdrawn. */
export function ended(
  lot: Lot,
  end: LotEnd,
  by: { readonly user: string; readonly at: string },
  released: readonly ReleasedEntry[] | null,
): Lot {
  const { replacedBy: _none, ...rest } = lot;
  return { ...rest, state: end, endedAt: by.at, endedBy: by.user, ...(released ? { released } : {}) };
}
