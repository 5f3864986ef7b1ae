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

/** A publication (lot): several entries of one exercice in one DEX. Times are ISO 8601 UTC. */
export interface Lot {
  readonly compte: string;
  /** `007868_201912_000001`: the name of its files without ending. */
  readonly stem: string;
  readonly dossier: string;
  readonly exercice: string;
  readonly number: number;
  readonly version: number;
  readonly state: LotState;
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
}
