import type { CalendarDate } from './calendar.ts';
import type { Statement } from './dossier.ts';
import type { Evidence } from './evidence.ts';
import type { Cents, MediaType, Remark } from './invoice.ts';
import type { Corrected } from './memory/correction.ts';

/** The facts of one deposit, as they ride in its blob's metadata: from these alone the tables can be made again. */
export interface Deposit {
  readonly compte: string;
  readonly id: string;
  /** Folder in the FTP tree, from `/`, without the name: `/import/007868/Factures`. */
  readonly directory: string;
  readonly name: string;
  readonly user: string;
  /** Address of the client, or of the API's caller. */
  readonly address: string;
  /** When it was acknowledged, ISO 8601 UTC. */
  readonly at: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly size: number;
  /** True where a name in progress was acknowledged and never renamed. */
  readonly unrenamed: boolean;
  /**
   * The deposit before it under the same name that ended before its file did, where the gateway that took both still
   * knew of it.
   */
  readonly replaces?: string;
  /** The scan that it was divided from, and its pages there as in `3-5`; absent where it came by itself. */
  readonly partOf?: string;
  readonly pages?: string;
  /** Traceparent of the span that brought it, which what becomes of it is traced under; absent where nothing was traced. */
  readonly trace?: string;
}

/**
 * - waiting: on the waiting list, with a reason;
 * - filed: in an exercice;
 * - retry: the same user sent the same bytes under the same name before: see `retryOf`;
 * - set-aside: a person said that it is not an invoice;
 * - replaced: an incomplete file that the same user has sent again under the same name since: see `replacedBy`;
 * - split: a scan of several documents, each of which is one of its own: see `parts`.
 */
export type DocumentState = 'waiting' | 'filed' | 'retry' | 'set-aside' | 'replaced' | 'split';

/** What the document says of itself, as far as it was read. */
export interface DocumentFacts {
  /** text: read from the text of its pages; scan: from the pictures of them; paper: pictures that were not read. */
  readonly kind: 'einvoice' | 'text' | 'scan' | 'paper' | 'unreadable';
  readonly mediaType: MediaType | null;
  readonly number: string | null;
  readonly typeCode: string | null;
  readonly date: CalendarDate | null;
  readonly seller: string | null;
  readonly sellerSiren: string | null;
  /** VAT numbers are absent from facts recorded before they were kept. */
  readonly sellerVat?: string | null;
  readonly buyer: string | null;
  readonly buyerSiren: string | null;
  readonly buyerVat?: string | null;
  readonly gross: Cents | null;
  readonly currency: string | null;
  readonly dueDate: CalendarDate | null;
  /** Absent from facts recorded before they were kept. */
  readonly net?: Cents | null;
  readonly vat?: Cents | null;
  /** SIRENs and VAT numbers that stand on the pages, at most 12; absent where there are none. */
  readonly mentioned?: readonly string[];
  /** What was read and by what; absent where there is none, and from facts recorded before it was kept. */
  readonly evidence?: Evidence;
}

export interface Reason {
  /** A code of messages.ts. */
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** An exercice that a person may accept in one click. */
export interface Proposal {
  readonly dossier: string;
  readonly exercice: string;
}

/** One document of a scan of several. */
export interface ScanPart {
  /** As in `3-5,7`, numbers from 1. */
  readonly pages: string;
  readonly why: Reason;
  /** What the separator sheet before it states. */
  readonly statement?: Statement;
}

/** Pages that belong to no document of the scan. */
export interface KeptPages {
  readonly pages: string;
  readonly why: Reason;
}

/** How a scan may be divided, where that is not certain. */
export interface ProposedSplit {
  readonly parts: readonly ScanPart[];
  readonly kept: readonly KeptPages[];
  /** Why it is not certain. */
  readonly doubts: readonly Reason[];
}

export interface Document {
  readonly deposit: Deposit;
  /** Number of its last event; 0 never stands in the tables. */
  readonly version: number;
  readonly state: DocumentState;
  readonly dossier: string | null;
  readonly exercice: string | null;
  /** First day of the exercice, which stays when a changed closing renames it. */
  readonly exerciceStart: CalendarDate | null;
  /** The date that decided, or the deposit's day where none is known: orders the exercice's list. */
  readonly date: CalendarDate | null;
  /** Filed in the right exercice without a certain date ("date incertaine"). */
  readonly dateUncertain: boolean;
  /** Set where a person decided: the dispatch never overrules it. */
  readonly decidedBy: string | null;
  readonly statement: Statement | null;
  readonly facts: DocumentFacts | null;
  /** What a person said of the invoice itself; `facts` have it already. Absent where nobody did. */
  readonly corrected?: Corrected;
  readonly reason: Reason | null;
  readonly proposal: Proposal | null;
  readonly remarks: readonly Remark[];
  /** Other documents with the same bytes under another name, folder or user. */
  readonly duplicates: readonly string[];
  /** Other documents with other bytes that name the same seller and number; absent where there are none. */
  readonly sameInvoice?: readonly string[];
  readonly retryOf: string | null;
  /** The document that came in the place of an incomplete one; absent or null where there is none. */
  readonly replacedBy?: string | null;
  /** Incomplete documents that its sender had sent under its name before; absent where there are none. */
  readonly replaces?: readonly string[];
  /** Of a scan that was divided: its documents, and the pages that are in none of them. */
  readonly parts?: readonly (ScanPart & { readonly id: string })[];
  readonly kept?: readonly KeptPages[];
  /** Of one that waits with SPLIT_DOUBTFUL. */
  readonly proposedSplit?: ProposedSplit;
  /** ISO 8601 UTC of the last event. */
  readonly changedAt: string;
}

export type EventType =
  | 'filed'
  | 'waiting'
  | 'retry'
  | 'failed'
  | 'attributed'
  | 'moved'
  /** A person said what the invoice says, and it stays where it is filed. */
  | 'corrected'
  | 'set-aside'
  | 'brought-back'
  | 'exercice-changed'
  | 'same-invoice'
  /** Of an incomplete document: its file came again. */
  | 'replaced'
  /** Of the document that came in its place. */
  | 'replaces'
  /** Of a scan of several documents. */
  | 'split'
  /** Its parts could not be taken out of it: it waits again. */
  | 'split-failed';
