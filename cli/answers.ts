import type { Said } from '../shared/contracts/api.ts';
import type { DocumentFacts, DocumentState, EventType, Proposal, Reason } from '../shared/domain/document.ts';
import type { Language } from '../shared/domain/messages.ts';
import type { Role } from '../shared/domain/principal.ts';

/** What the API answers, as far as `ami` shows it. A lot is answered as `Lot` of shared/domain/publication.ts. */

export interface List<T> {
  readonly items: readonly T[];
  /** Where to go on; null or absent at the end. */
  readonly next?: string | null;
}

export interface CompteItem {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly at: string;
}

export interface UserItem {
  readonly user: string;
  readonly role: Role;
  readonly dossiers: 'all' | readonly string[];
  readonly language: Language;
  readonly disabled: boolean;
}

export interface KeyItem {
  readonly id: string;
  readonly user: string;
  readonly role: Role;
  readonly dossiers: 'all' | readonly string[];
  readonly disabled: boolean;
}

export interface ExerciceItem {
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly closed: boolean;
}

export interface DossierItem {
  readonly number: string;
  readonly name: string;
  readonly siren: string | null;
  readonly vatNumber: string | null;
  readonly users: readonly string[];
  readonly exercices: readonly ExerciceItem[];
}

export type ReasonItem = Said & Reason;

export interface DocumentItem {
  readonly id: string;
  readonly name: string;
  readonly directory: string;
  readonly user: string;
  readonly at: string;
  readonly size: number;
  readonly sha256: string;
  readonly version: number;
  readonly state: DocumentState;
  readonly dossier: string | null;
  readonly exercice: string | null;
  readonly date: string | null;
  readonly dateUncertain: boolean;
  readonly decidedBy: string | null;
  readonly facts: DocumentFacts | null;
  readonly reason: ReasonItem | null;
  readonly proposal: Proposal | null;
  readonly remarks: readonly Said[];
  readonly duplicates: readonly string[];
  readonly retryOf: string | null;
  readonly changedAt: string;
}

export interface HistoryItem {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  readonly type: EventType;
  readonly note?: string;
  readonly state: DocumentState;
  readonly reason?: ReasonItem | null;
  readonly dossier: string | null;
  readonly exercice: string | null;
}

export interface EntryItem {
  readonly id: string;
  readonly dossier: string;
  readonly exercice: string;
  readonly date: string;
  readonly label: string;
  readonly at: string;
  /** Stem of the publication that it is in, or null while it waits for one. */
  readonly lot: string | null;
}

export interface PostedItem {
  readonly id: string;
  readonly exercice: string;
  /** True where the API had taken the same entry before. */
  readonly repeated: boolean;
}

export interface ImportItem {
  readonly id: string;
  readonly file: string;
  readonly user: string;
  readonly at: string;
  readonly outcome: 'applied' | 'unchanged' | 'superseded' | 'refused' | 'kept';
  readonly dossier: string | null;
  readonly problems: readonly Said[];
  readonly remarks: readonly Said[];
}

export interface NoticeItem extends Said {
  readonly id: string;
  readonly at: string;
  readonly dossier: string | null;
  readonly problems: readonly Said[];
}
