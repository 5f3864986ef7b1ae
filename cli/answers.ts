import type { z } from 'zod';
import type * as view from '../shared/contracts/views.ts';

/** What the API answers, by the names that the commands use. */
export type CompteItem = z.infer<typeof view.compte>;
export type AccessItem = z.infer<typeof view.compteAccess>;
export type ChangedAccess = z.infer<typeof view.changedAccess>;
export type FirewallItem = z.infer<typeof view.firewall>;
export type FollowedItem = z.infer<typeof view.followed>;
export type UserItem = z.infer<typeof view.user>;
export type PersonItem = z.infer<typeof view.person>;
export type KeyItem = z.infer<typeof view.apiKey>;
export type MadeKey = z.infer<typeof view.madeKey>;
export type RotatedKey = z.infer<typeof view.rotatedKey>;
export type DossierItem = z.infer<typeof view.dossier>;
export type SupplierItem = z.infer<typeof view.supplier>;
export type ExerciceItem = z.infer<typeof view.exercice>;
export type DocumentItem = z.infer<typeof view.document> & {
  /** Other documents that name the same seller and number. */
  readonly sameInvoice?: readonly string[];
};
export type HistoryItem = z.infer<typeof view.event>;
export type EntryItem = z.infer<typeof view.entryItem>;
export type ProposalItem = z.infer<typeof view.proposal>;
export type PostedItem = z.infer<typeof view.postedEntry>;
export type PublicationItem = z.infer<typeof view.publication>;
export type ImportItem = z.infer<typeof view.configImport>;
export type AcceptedItem = z.infer<typeof view.accepted>;
export type NoticeItem = z.infer<typeof view.notice>;

export interface List<T> {
  readonly items: readonly T[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
}
