import type { CalendarDate } from './calendar.ts';
import type { Evidence } from './evidence.ts';
import type { Nature } from './page/nature.ts';

/** Amounts are integers of cents (of the invoice's currency, two decimals) everywhere inside the program. */
export type Cents = number;

/** Seller (BG-4) or buyer (BG-7) of an e-invoice (EN 16931). */
export interface Party {
  readonly name: string | null;
  /** Nine digits, from scheme 0002 (SIREN), 0009 (SIRET) or a French VAT number. */
  readonly siren: string | null;
  readonly siret: string | null;
  readonly vatNumber: string | null;
  readonly country: string | null;
}

/** One line of the VAT breakdown (BG-23). `rate` is a percentage as text ("20", "5.5"). */
export interface VatLine {
  readonly category: string | null;
  readonly rate: string | null;
  readonly base: Cents | null;
  readonly amount: Cents | null;
}

/** What the project needs of an e-invoice; BT numbers are those of EN 16931. Absent values are null. */
export interface EInvoice {
  readonly syntax: 'cii' | 'ubl';
  /** BT-24. */
  readonly profile: string | null;
  /** BT-1. */
  readonly number: string | null;
  /** BT-3: 380 invoice, 381 credit note, 384, 386, 389... */
  readonly typeCode: string | null;
  /** BT-2, only where such a day exists on the calendar. */
  readonly issueDate: CalendarDate | null;
  /** BT-2 as written. */
  readonly issueDateText: string | null;
  /** BT-9. */
  readonly dueDate: CalendarDate | null;
  /** BT-5. */
  readonly currency: string | null;
  readonly seller: Party;
  readonly buyer: Party;
  /** BT-72. */
  readonly deliveryDate: CalendarDate | null;
  /** BT-73 and BT-74. */
  readonly periodStart: CalendarDate | null;
  readonly periodEnd: CalendarDate | null;
  /** BT-109, BT-110, BT-112, BT-115. */
  readonly net: Cents | null;
  readonly vat: Cents | null;
  readonly gross: Cents | null;
  readonly payable: Cents | null;
  readonly vatLines: readonly VatLine[];
  /** BT-25: number of the preceding invoice of a credit note. */
  readonly precedingInvoice: string | null;
}

/** What an invoice says, on whatever it is written. */
export type InvoiceData = Omit<EInvoice, 'syntax' | 'profile'>;

/** Something worth telling that refuses nothing; the texts are in messages.ts under its code. */
export interface Remark {
  readonly code: string;
  readonly params?: Readonly<Record<string, string>>;
}

export type MediaType = 'application/pdf' | 'image/tiff' | 'application/xml';

/** What the reading of one file gives. `reason` is a code of messages.ts. */
export type Reading =
  | {
      readonly kind: 'einvoice';
      readonly mediaType: MediaType;
      readonly invoice: EInvoice;
      readonly remarks: readonly Remark[];
    }
  /**
   * Read from the text of its pages, or from the pictures of them. `invoice.issueDate` is set where it is certain.
   */
  | {
      readonly kind: 'text' | 'scan';
      readonly mediaType: MediaType;
      readonly invoice: InvoiceData;
      readonly nature: Nature;
      /** Days that can be its date, where it is not certain; empty where no date is labelled as its own. */
      readonly plausible: readonly CalendarDate[];
      /** All days of the document but those that may be years away from its own. */
      readonly near: readonly CalendarDate[];
      /** Every SIREN and VAT number of the document. */
      readonly mentioned: readonly string[];
      readonly evidence: Evidence;
      readonly remarks: readonly Remark[];
      /** Why a page of it could not be read: then nothing it says is certain. Absent where all were. */
      readonly unread?: Required<Remark>;
    }
  /** Pictures only, of which nothing was read: none was looked at yet, or `unread` says why there is nothing. */
  | {
      readonly kind: 'paper';
      readonly mediaType: MediaType;
      readonly remarks: readonly Remark[];
      readonly unread?: Required<Remark>;
    }
  | {
      readonly kind: 'unreadable';
      readonly mediaType: MediaType | null;
      readonly reason: string;
      readonly params?: Readonly<Record<string, string>>;
      readonly remarks: readonly Remark[];
    };
