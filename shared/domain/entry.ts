import type { CalendarDate } from './calendar.ts';
import type { Cents } from './invoice.ts';

/** One analytic share (ventilation) of an entry line. */
export interface AnalyticShare {
  readonly activity: string;
  readonly cut: string | null;
  readonly label: string | null;
  /** Percentage times 100 000 (100 % = 10 000 000), as an integer. */
  readonly share: number;
}

export interface DueDate {
  readonly date: CalendarDate;
  readonly amount: Cents;
}

/** One line (mouvement): exactly one of debit and credit is above zero, neither is negative. */
export interface EntryLine {
  readonly account: string;
  readonly label: string;
  readonly debit: Cents;
  readonly credit: Cents;
  readonly vatCode: string | null;
  readonly dueDates: readonly DueDate[];
  readonly analytics: readonly AnalyticShare[];
}

/** An accounting entry (écriture) of one dossier and exercice, as accepted by a person, before it has a number in a lot. */
export interface Entry {
  readonly journal: string;
  /** Accounting date: must lie inside the open exercice. */
  readonly date: CalendarDate;
  /** Piece number, at most 8 characters in the DEX. */
  readonly piece: string | null;
  readonly label: string;
  /** Date of the document. */
  readonly documentDate: CalendarDate | null;
  /** The supplier's own invoice number. */
  readonly reference: string | null;
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly EntryLine[];
}
