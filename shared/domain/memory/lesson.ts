import type { DateKind } from '../page/date-kinds.ts';
import type { Place } from '../page/found-label.ts';
import type { Identity } from '../party-key.ts';

/** Which of day and month a supplier writes first. */
export type DateOrder = 'dmy' | 'mdy';

/** The label under which a supplier writes the date of its invoices. */
export interface LearnedLabel {
  /** As it was written. */
  readonly text: string;
  /** As labels are compared: see `labelKey`. */
  readonly key: string;
  readonly kind: DateKind;
  readonly place: Place | null;
  /** Where a person told which of two readings was meant; null where there was only one. */
  readonly order: DateOrder | null;
  /** A credit note's label says nothing of invoices, and the other way round. */
  readonly credit: boolean;
}

/** What one corrected document teaches about its supplier, in one dossier. */
export interface Lesson {
  /** The supplier: see `supplierKey`. */
  readonly key: string;
  /** The other companies that its pages name: see `othersOf`. */
  readonly others: string | null;
  readonly label: LearnedLabel | null;
  /** Who sells, where a person said so. */
  readonly seller: Identity | null;
  /** The corrected document, by whom, and when (ISO 8601 UTC). */
  readonly document: string;
  readonly by: string;
  readonly at: string;
}
