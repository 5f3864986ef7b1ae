import type { CalendarDate } from '../calendar.ts';
import type { DateEvidence } from '../evidence.ts';
import { fold } from '../page/fold.ts';
import type { Identity } from '../party-key.ts';
import type { Lesson } from './lesson.ts';

/** Which of the dates that were read a person means. */
export interface PickedDate {
  /** As it is written on the page. */
  readonly text: string;
  /** From 1; any page where it is left out. */
  readonly page?: number;
}

/** What a person says of an invoice. What is left out stays as it was read. */
export interface Correction {
  readonly date?: CalendarDate;
  readonly candidate?: PickedDate;
  /** With a SIREN or a VAT number. */
  readonly seller?: Identity;
  readonly number?: string;
  /** Cents. */
  readonly gross?: number;
}

/** What persons have said of one invoice, as it is kept with the document. */
export interface Corrected extends Correction {
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** What it teaches about the supplier, in the dossier that the document is filed in; absent where it teaches nothing. */
  readonly lesson?: Lesson;
}

/** True where a person says anything of the invoice at all. */
export function saysAnything(c: Correction): boolean {
  return [c.date, c.candidate, c.seller, c.number, c.gross].some((x) => x !== undefined);
}

/** The dates that were read as the text that a person picked. */
export function pickedAmong(dates: readonly DateEvidence[], picked: PickedDate): readonly DateEvidence[] {
  const plain = (text: string) => fold(text).text.replace(/\s+/g, ' ').trim();
  return dates.filter(
    (d) => plain(d.text) === plain(picked.text) && (picked.page === undefined || d.page === picked.page),
  );
}
