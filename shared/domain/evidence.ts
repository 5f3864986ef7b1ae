import type { CalendarDate } from './calendar.ts';
import type { DateKind } from './page/date-kinds.ts';
import type { Box } from './page/page.ts';
import type { Place } from './page/place-label.ts';

/** Where a value comes from: the name of the file or folder, the XML, the text of the page, its picture, a person. */
export type Origin = 'name' | 'xml' | 'text' | 'ocr' | 'person';

export type FieldName = 'date' | 'number' | 'dueDate' | 'net' | 'vat' | 'gross' | 'currency' | 'seller' | 'buyer';

/** One value and what it was read by. */
export interface FieldEvidence {
  readonly field: FieldName;
  /** AAAA-MM-JJ, an amount as in "1234.50", a SIREN or VAT number, or text. */
  readonly value: string;
  readonly origin: Origin;
  /** From 1. */
  readonly page: number;
  readonly box: Box;
  /** The label as it is written, and where the value stands to it; null where there is none. */
  readonly label: string | null;
  readonly place: Place | null;
  /** 0 to 1. */
  readonly confidence: number;
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
}

/** What was read, and by what. Bounded in size, so that it can be kept with the document. */
export interface Evidence {
  readonly fields: readonly FieldEvidence[];
  readonly dates: readonly DateEvidence[];
}
