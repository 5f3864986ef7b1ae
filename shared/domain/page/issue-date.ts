import { addDays, type CalendarDate } from '../calendar.ts';
import type { DateCandidate } from './date-candidates.ts';
import type { DateKind } from './date-kinds.ts';
import { type Head, type HeadSign, headDate } from './head-date.ts';
import type { Nature } from './nature.ts';
import type { Box, Page } from './page.ts';
import { fitsTerms, type Terms } from './terms.ts';

/** What the pages tell of the invoice's own date. */
export interface IssueDate {
  /** The date where it is certain. */
  readonly date: CalendarDate | null;
  /** The candidates that it was read from, or could be, the likeliest first. */
  readonly own: readonly DateCandidate[];
  /** The days that can be the invoice's own; empty where no candidate is labelled as such. */
  readonly plausible: readonly CalendarDate[];
  /** All days of the document that lie near its own: of its orders, deliveries, payments. */
  readonly near: readonly CalendarDate[];
  /** What speaks for a date that no label calls the invoice's own. */
  readonly signs?: readonly HeadSign[];
}

/**
 * How much a label says; nothing where it says that the date is another one. Of two dates whose ranks differ by one,
 * neither outweighs the other.
 */
const RANK: Readonly<Partial<Record<DateKind, number>>> = { issue: 3, credit: 3, document: 2, plain: 1 };

const EDITION = /date\s+d.?[ée]dition|date\s+[ée]dition/i;
/** Of a thing that is feminine in French: the invoice, where the page has its title. */
const MADE_OUT = /(?:^|\P{L})(?:[ée]dit[ée]e|cr[ée]{2}e|g[ée]n[ée]r[ée]e)\s+le\s*:?$/iu;
const COPY = /copie|duplicata|annexe|page|liste|attestation|fiche/i;
const PAID =
  /^(?:date|le)?\s*(?:(?:et|&|\/)\s*heure\s*)?(?:d[ue]|de la|de l'|d['’])?\s*(?:paiement|r[eè]glement|transaction|vente|achat|payment)(?:\s*(?:le|date|et heure))?$/i;
/** In points: paper of a till is 57 or 80 mm wide. */
const WIDEST_ROLL = 300;

const BELOW_ALL = { page: 1, box: { x: 0, y: Number.POSITIVE_INFINITY, width: 0, height: 0 } };

/** In days. */
const YEARS_BACK = 500;

/** Dates of things that may be years away from the invoice. */
const FAR: readonly DateKind[] = ['birth', 'registration', 'validity', 'related'];

/** What else is known of the document. */
export interface Known {
  readonly nature: Nature;
  /** Later pages on which a document begins. */
  readonly beginsAt: readonly number[];
  readonly total: { readonly page: number; readonly box: Box } | null;
  readonly hasNumber: boolean;
  /** True where a title or a label of the first page has a word for an invoice. */
  readonly named: boolean;
  /** True where the document says that it is the receipt of a payment. */
  readonly receipt: boolean;
  readonly pages: readonly Pick<Page, 'number' | 'width'>[];
  readonly terms: readonly Terms[];
  /** What stands around a date in the head; null where the letters may be misread. */
  readonly head: Head | null;
}

/**
 * The invoice's own date: certain where the dates labelled as such on the first page that has one agree, where no
 * document begins on a later page with another, and where no due date comes before it; or where it is likely, and the
 * stated terms of payment lead from it to the due date.
 */
export function issueDateOf(candidates: readonly DateCandidate[], known: Known): IssueDate {
  const { nature, beginsAt, total, hasNumber, pages } = known;
  const labelled = candidates
    .map((c) => (nature === 'credit' ? onCreditNote(c) : c))
    .filter((c) => (RANK[c.kind] ?? 0) > 0)
    .sort((a, b) => RANK[b.kind]! - RANK[a.kind]!);
  const own = labelled.length > 0 || nature !== 'invoice' ? labelled : madeOut(candidates);
  const near = candidates.filter((c) => !FAR.includes(c.kind)).flatMap((c) => c.readings);
  const plausible = [...new Set(own.flatMap((c) => c.readings))];
  const unsure: IssueDate = { date: null, own, plausible, near };
  const fits = (d: CalendarDate) => fitsTerms(d, dueDates(candidates), known.terms);
  const paid = own.length === 0 && known.receipt ? paymentDate(candidates) : null;
  if (paid) return { ...unsure, date: paid.hour ? paid.readings[0]! : null, own: [paid], plausible: paid.readings };
  const head = own.length === 0 && known.head && isBill(known) ? headDate(candidates, known.head) : null;
  if (head?.certain) {
    const { candidate, signs } = head;
    return { ...unsure, date: candidate.readings[0]!, own: [candidate], plausible: candidate.readings, signs };
  }
  const unnamed = nature === 'unknown' && !known.named;
  const isRoll = (page: number) => pages.some((p) => p.number === page && p.width < WIDEST_ROLL);
  // The amounts of a roll may be lost to an engine; its date stands at its head.
  const end = total ?? (isRoll(1) && nature === 'invoice' && hasNumber ? BELOW_ALL : null);
  const lone = own.length === 0 ? ((end && loneDate(candidates, end)) ?? editionDate(candidates)) : null;
  if (lone) {
    const ticket = lone.hour && isRoll(lone.page);
    const date = lone.readings[0]!;
    return {
      ...unsure,
      date: ticket || fits(date) ? date : null,
      own: [lone],
      plausible: lone.readings,
    };
  }

  const firstPage = Math.min(...own.map((c) => c.page));
  const top = Math.max(...own.filter((c) => c.page === firstPage).map((c) => RANK[c.kind]!));
  const deciding = own.filter((c) => c.page === firstPage && RANK[c.kind]! >= top - 1);
  if (deciding.some((c) => c.readings.length === 0)) return { ...unsure, plausible: [] };
  if (deciding.length === 0) return unsure;
  const agreed = deciding.map((c) => c.readings).reduce((a, b) => a.filter((d) => b.includes(d)));
  if (agreed.length !== 1) {
    // Of several, the one that the terms lead from.
    const fitting = plausible.filter(fits);
    const chosen = fitting.length === 1 && deciding.every((c) => c.readings.length === 1) ? fitting[0]! : null;
    const first = deciding.filter((c) => chosen !== null && c.readings.includes(chosen));
    return first.length > 0 && first.length < own.length && nature !== 'credit'
      ? { date: chosen, own: first, plausible: [chosen!], near }
      : unsure;
  }
  // "Date", on what neither calls itself an invoice nor has the number of one, may be the date of anything.
  const date = agreed[0]!;
  // Whatever its label: nothing on the page says that this is an invoice.
  if (unnamed && total === null && !fits(date)) return { ...unsure, plausible: [] };
  if (top === 1 && nature === 'unknown' && !hasNumber && !fits(date)) return unsure;
  // Another document may begin on a later page, in the same file.
  const later = own.filter((c) => c.page > firstPage && (RANK[c.kind] === 3 || beginsAt.includes(c.page)));
  if (later.some((c) => !c.readings.includes(date))) return unsure;
  if (nature !== 'credit' && dueBefore(candidates, firstPage, date, top)) return unsure;
  return { date, own: deciding, plausible: [date], near };
}

/** An invoice by its title, with a number and a total: then one of its dates is its own. */
function isBill({ nature, hasNumber, total }: Known): boolean {
  return (nature === 'invoice' || nature === 'credit') && hasNumber && total !== null;
}

/**
 * A due date before it speaks against a date; not where another payment comes after it and either the label is explicit,
 * or the earlier one lies years back, as a regulation does that a sentence names: then it is that of something else.
 */
function dueBefore(candidates: readonly DateCandidate[], page: number, date: CalendarDate, rank: number): boolean {
  const on = (kinds: readonly DateKind[]) =>
    candidates.filter((c) => kinds.includes(c.kind) && c.page === page && c.readings.length > 0);
  const earlier = on(['due']).filter((c) => c.readings.every((d) => d < date));
  if (earlier.length === 0) return false;
  if (!on(['due', 'debit']).some((c) => c.readings.every((d) => d >= date))) return true;
  return rank < 2 && earlier.some((c) => c.readings.some((d) => d > addDays(date, -YEARS_BACK)));
}

/**
 * The one date without a label, by itself and before the total, where all others say what they are. Likely, and no more
 * than that, but on the roll of a till with an hour beside it: that is when it was sold.
 */
function loneDate(candidates: readonly DateCandidate[], total: { page: number; box: Box }): DateCandidate | null {
  const days = candidates.filter((c) => c.kind === 'none' || c.kind === 'list' || c.kind === 'other');
  const [only] = days;
  if (!only || days.length > 1 || only.kind !== 'none' || !only.alone || only.readings.length !== 1) return null;
  // A number may look like 2019-11-02.
  if (only.form === 'iso') return null;
  return only.page === 1 && (total.page > 1 || only.box.y < total.box.y) ? only : null;
}

/** A receipt is made out when it is paid: its one date of payment, certain with the hour of it. */
function paymentDate(candidates: readonly DateCandidate[]): DateCandidate | null {
  const found = candidates.filter((c) => c.page === 1 && PAID.test(c.label?.text ?? ''));
  const rivals = candidates.some((c) => (c.kind === 'none' && c.alone) || c.kind === 'other');
  return found.length === 1 && found[0]!.readings.length === 1 && !rivals ? found[0]! : null;
}

/** "Référence : 118 - Éditée le 03/03/2024", under the title of an invoice that has no other date of its own. */
function madeOut(candidates: readonly DateCandidate[]): DateCandidate[] {
  return candidates
    .filter(({ kind, label }) => kind === 'print' && MADE_OUT.test(label?.text ?? '') && !COPY.test(label?.text ?? ''))
    .map((c) => ({ ...c, kind: 'plain' }));
}

/** The one date of edition, where there is no other of the document's own: as likely. */
function editionDate(candidates: readonly DateCandidate[]): DateCandidate | null {
  const found = candidates.filter((c) => c.page === 1 && c.kind === 'print' && EDITION.test(c.label?.text ?? ''));
  const rivals = candidates.some((c) => (c.kind === 'none' && c.alone) || c.kind === 'other');
  return found.length === 1 && found[0]!.readings.length === 1 && !rivals ? found[0]! : null;
}

function dueDates(candidates: readonly DateCandidate[]): CalendarDate[] {
  return candidates.filter((c) => c.kind === 'due' || c.kind === 'debit').flatMap((c) => c.readings);
}

/** On a credit note, the date of an invoice is that of the invoice it corrects. */
function onCreditNote(c: DateCandidate): DateCandidate {
  if (c.kind === 'document') return { ...c, kind: 'related' };
  if (c.kind === 'issue' && /fact|invoice|rechnung/i.test(c.label?.text ?? '')) return { ...c, kind: 'plain' };
  return c;
}
