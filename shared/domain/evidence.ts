import type { CalendarDate } from './calendar.ts';
import type { DateKind } from './page/date-kinds.ts';
import type { Place } from './page/found-label.ts';
import type { HeadSign } from './page/head-date.ts';
import type { Box } from './page/page.ts';

/** Where a value comes from: the name of the file or folder, the XML, the text of the page, its picture, a person. */
export type Origin = 'name' | 'xml' | 'text' | 'ocr' | 'person';

export type FieldName =
  | 'date'
  | 'number'
  | 'dueDate'
  | 'net'
  | 'vat'
  | 'gross'
  | 'currency'
  | 'seller'
  | 'buyer'
  /** Of the firm's own statement, by the name of a folder or file. */
  | 'dossier'
  | 'exercice';

/** That a value was chosen by what a person corrected on another document of the same supplier. */
export interface MemoryNote {
  /** The supplier's key in the dossier's memory. */
  readonly key: string;
  /** The document that was corrected, by whom, and when (ISO 8601 UTC). */
  readonly document: string;
  readonly by: string;
  readonly at: string;
}

/** One value and what it was read by. */
export interface FieldEvidence {
  readonly field: FieldName;
  /** AAAA-MM-JJ, an amount as in "1234.50", a SIREN or VAT number, or text. */
  readonly value: string;
  readonly origin: Origin;
  /** From 1; null where it stands on no page: in a name, in XML, in what a person said. */
  readonly page: number | null;
  readonly box: Box | null;
  /**
   * The label as it is written, and where the value stands to it; null where there is none. Of XML, the business term
   * (BT-2); of a name, the folder (from `/`) or the file's name.
   */
  readonly label: string | null;
  readonly place: Place | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** Who said it, where `origin` is `person`. */
  readonly by?: string;
  /** What was read where a person has said otherwise: it stands for nothing any more. */
  readonly overruled?: true;
  readonly memory?: MemoryNote;
}

/** One date of the pages, and why it was taken or not. */
export interface DateEvidence {
  /** The ways to read it: none where the calendar has no such day, two where day and month can't be told apart. */
  readonly dates: readonly CalendarDate[];
  readonly text: string;
  readonly page: number;
  readonly box: Box;
  readonly kind: DateKind;
  readonly label: string | null;
  readonly place: Place | null;
  readonly taken: boolean;
  /** What speaks for it where no label calls it the invoice's own, and it was taken all the same. */
  readonly signs?: readonly HeadSign[];
}

/** What was read, and by what. Bounded in size, so that it can be kept with the document. */
export interface Evidence {
  readonly fields: readonly FieldEvidence[];
  readonly dates: readonly DateEvidence[];
}
