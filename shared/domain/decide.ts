import { addDays, type CalendarDate, frenchDate } from './calendar.ts';
import type { Proposal, Reason } from './document.ts';
import type { Dossier, Statement } from './dossier.ts';
import { byStart, contains, type Exercice } from './exercice.ts';
import type { Reading, Remark } from './invoice.ts';
import { NOT_AN_INVOICE } from './page/nature.ts';

/** A deposit dated further ahead than this is not filed without a person: an order or due date was read, or a typing error. */
export const FUTURE_DAYS = 5;

/** All that decides where a document goes. Dates are calendar dates. */
export interface Case {
  /** What the folder states; null for a deposit at the root of /import or in a folder that names no dossier. */
  readonly folder: Statement | null;
  /** What the file's name states. */
  readonly file: Statement | null;
  /** The configuration of the stated dossier, or null where it is unknown. */
  readonly dossier: Dossier | null;
  readonly exercices: readonly Exercice[];
  readonly reading: Reading;
  readonly receivedOn: CalendarDate;
  readonly unrenamed: boolean;
}

export type Decision =
  | {
      readonly kind: 'file';
      readonly dossier: string;
      readonly exercice: Exercice;
      readonly date: CalendarDate | null;
      readonly dateUncertain: boolean;
      readonly remarks: readonly Remark[];
    }
  | {
      readonly kind: 'wait';
      readonly dossier: string | null;
      readonly date: CalendarDate | null;
      readonly reason: Reason;
      readonly proposal: Proposal | null;
      readonly remarks: readonly Remark[];
    };

/** The dossier and exercice that the firm states by folder and file name, or why they contradict each other. */
export function statementOf(
  folder: Statement | null,
  file: Statement | null,
): { statement: Statement | null; conflict: Reason | null } {
  if (!folder) return { statement: file, conflict: null };
  if (!file) return { statement: folder, conflict: null };
  if (file.dossier !== folder.dossier) {
    // "scan_201912.tif" states nothing; "007869_201912.tif" in the folder of 007868 does.
    const looksLikeOne = /^\d+$/.test(file.dossier) && file.dossier.length === folder.dossier.length;
    return looksLikeOne
      ? { statement: folder, conflict: reason('DOSSIER_CONTRADICTED', { folder: folder.dossier, file: file.dossier }) }
      : { statement: folder, conflict: null };
  }
  if (folder.exercice && file.exercice && folder.exercice !== file.exercice)
    return {
      statement: { dossier: folder.dossier, exercice: null },
      conflict: reason('STATEMENTS_DIFFER', { folder: folder.exercice, file: file.exercice }),
    };
  return { statement: { dossier: folder.dossier, exercice: folder.exercice ?? file.exercice }, conflict: null };
}

/**
 * Which exercice, in the order of evidence of the house plan: a certain date inside exactly one open exercice decides;
 * the firm's statement decides where no certain date contradicts it; everything else waits, with its reason and, where
 * there is one, a proposal.
 */
export function decide(c: Case): Decision {
  const { statement, conflict } = statementOf(c.folder, c.file);
  const dossier = statement?.dossier ?? null;
  const invoice = 'invoice' in c.reading ? c.reading.invoice : null;
  const date = invoice?.issueDate ?? null;
  const remarks: Remark[] = [...c.reading.remarks];
  const wait = (why: Reason, proposal: Proposal | null = null): Decision => ({
    kind: 'wait',
    dossier,
    date,
    reason: why,
    proposal,
    remarks,
  });
  const propose = (e: Exercice | undefined): Proposal | null => (e && dossier ? { dossier, exercice: e.name } : null);

  if (c.unrenamed) return wait(reason('NEVER_RENAMED'));
  if (c.reading.kind === 'unreadable') return wait(reason(c.reading.reason, c.reading.params));
  if (!dossier) return wait(reason('DOSSIER_NOT_STATED'));
  if (conflict) return wait(conflict);
  if (!c.dossier) return wait(reason('DOSSIER_UNKNOWN', { dossier }));

  const other = otherDossier(c.dossier, c.reading);
  if (other.contradicts) return wait(reason('OTHER_DOSSIER', { dossier, siren: c.dossier.siren!, ...other.params }));
  remarks.push(...other.remarks);
  const written = c.reading.kind === 'text' || c.reading.kind === 'scan' ? c.reading : null;
  if (written && NOT_AN_INVOICE.includes(written.nature))
    return wait(reason(`DOCUMENT_${written.nature.toUpperCase()}`));
  const unread = 'unread' in c.reading ? c.reading.unread : undefined;
  // Nothing is on it, whatever the firm states of it.
  if (unread?.code === 'SCAN_BLANK') return wait(unread);

  const exercices = byStart(c.exercices);
  if (exercices.length === 0) return wait(reason('NO_EXERCICE', { dossier }));
  const open = exercices.filter((e) => !e.closed);
  const stated = statement?.exercice ? (exercices.find((e) => e.name === statement.exercice) ?? null) : null;
  if (statement?.exercice && !stated)
    return wait(
      reason('EXERCICE_STATED_UNKNOWN', { dossier, exercice: statement.exercice }),
      propose(date ? open.find((e) => contains(e, date)) : undefined),
    );

  const contradicted = remarks.find((r) => r.code === 'MEMORY_CONTRADICTS');
  if (contradicted) {
    remarks.splice(remarks.indexOf(contradicted), 1);
    const days = 'plausible' in c.reading ? c.reading.plausible : [];
    return wait(
      reason(contradicted.code, contradicted.params),
      propose(open.find((e) => days.length > 0 && days.every((d) => contains(e, d)))),
    );
  }

  if (date) {
    if (date > addDays(c.receivedOn, FUTURE_DAYS))
      return wait(
        reason('DATE_FUTURE', { date, received: c.receivedOn }),
        propose(open.find((e) => contains(e, date))),
      );
    const holding = exercices.filter((e) => contains(e, date));
    if (holding.length > 1) return wait(reason('EXERCICES_OVERLAP', { date }));
    const found = holding[0];
    if (!found) return wait(outside(exercices, date));
    if (stated && stated.start !== found.start)
      return wait(
        reason('STATEMENT_CONTRADICTED', { date, exercice: found.name, stated: stated.name }),
        propose(found.closed ? undefined : found),
      );
    if (found.closed) return wait(reason('EXERCICE_CLOSED', { date, exercice: found.name }), propose(open[0]));
    return {
      kind: 'file',
      dossier,
      exercice: found,
      date,
      dateUncertain: false,
      remarks: [...remarks, ...cutOff(found, exercices, c.reading)],
    };
  }

  const { plausible, near } = written ?? { plausible: [], near: [] };
  const likely = plausible[0] ? exercices.find((e) => contains(e, plausible[0]!)) : undefined;
  const proposal = likely && !likely.closed ? propose(likely) : null;
  if (stated) {
    if (plausible.length > 0 && !plausible.some((d) => contains(stated, d)))
      return wait(reason('CANDIDATES_CONTRADICT', { dates: listed(plausible), stated: stated.name }), proposal);
    if (stated.closed) return wait(reason('EXERCICE_STATED_CLOSED', { exercice: stated.name }), propose(open[0]));
    // Filed all the same: what was not read is told there.
    const told = unread ? [...remarks, unread] : remarks;
    return { kind: 'file', dossier, exercice: stated, date: null, dateUncertain: true, remarks: told };
  }
  // The exercice can be certain while the date is not. Every other day of the document must lie there too: the true date
  // may be one that could not be read.
  const agree =
    proposal &&
    likely &&
    [...plausible, ...near].every((d) => contains(likely, d) && d <= addDays(c.receivedOn, FUTURE_DAYS));
  // A page that nobody has read may say otherwise.
  if (unread) return wait(unread, agree ? proposal : null);
  if (agree) return { kind: 'file', dossier, exercice: likely, date: plausible[0]!, dateUncertain: true, remarks };
  // The reader has said why a date that is there does not count (impossible, unreadable).
  const why = remarks.find((r) => r.code === 'DATE_IMPOSSIBLE' || r.code === 'DATE_UNREADABLE');
  if (why) return wait(reason(why.code, why.params), proposal);
  return plausible.length > 0
    ? wait(reason(plausible.length > 1 ? 'DATE_AMBIGUOUS' : 'DATE_DOUBTFUL', { dates: listed(plausible) }), proposal)
    : wait(reason('DATE_NOT_FOUND'));
}

/** Dates for a reason, as they are read in both languages. */
function listed(dates: readonly CalendarDate[]): string {
  return dates.slice(0, 4).map(frenchDate).join(', ');
}

/** A date in none of the exercices: after the last (a new PAR is awaited), before the first, or in a hole. */
function outside(exercices: readonly Exercice[], date: CalendarDate): Reason {
  const first = exercices[0]!;
  const last = exercices.at(-1)!;
  if (date > last.end) return reason('EXERCICE_UNKNOWN', { date, last: last.name });
  if (date < first.start) return reason('DATE_BEFORE_FIRST', { date, first: first.name });
  return reason('DATE_IN_HOLE', { date });
}

/**
 * The invoice is another dossier's where both its parties are identified and neither is the dossier. A party without a
 * SIREN (MINIMUM profile, foreign seller) may be the dossier: that contradicts nothing and leaves a remark.
 */
function otherDossier(
  dossier: Dossier,
  reading: Reading,
): { contradicts: boolean; params: Record<string, string>; remarks: Remark[] } {
  const none = { contradicts: false, params: {}, remarks: [] };
  if (!('invoice' in reading) || !dossier.siren) return none;
  const mentioned = reading.kind === 'text' || reading.kind === 'scan' ? reading.mentioned : [];
  if (mentioned.includes(dossier.siren) || (dossier.vatNumber && mentioned.includes(dossier.vatNumber))) return none;
  const { seller, buyer } = reading.invoice;
  if (seller.siren === dossier.siren || buyer.siren === dossier.siren) return none;
  if (dossier.vatNumber && [seller.vatNumber, buyer.vatNumber].includes(dossier.vatNumber)) return none;
  const identified = (p: typeof seller) => p.siren !== null || p.vatNumber !== null;
  // Of a scan, a buyer that is known to be another says enough: its seller wrote its numbers, and they were misread.
  if (identified(buyer) && (identified(seller) || reading.kind === 'scan'))
    return {
      contradicts: true,
      params: params({
        seller: seller.siren ?? seller.vatNumber ?? seller.name ?? '?',
        buyer: buyer.siren ?? buyer.vatNumber,
      }),
      remarks: [],
    };
  // On paper, few invoices tell who their customer is by a number: nothing worth a remark.
  if (reading.kind !== 'einvoice') return none;
  return { contradicts: false, params: {}, remarks: [{ code: 'DOSSIER_NOT_VERIFIED' }] };
}

/** Delivery or period in another exercice than the invoice's date: the accountant's cut-off, not a move of the document. */
function cutOff(found: Exercice, exercices: readonly Exercice[], reading: Reading): Remark[] {
  if (reading.kind !== 'einvoice') return [];
  const { deliveryDate, periodStart, periodEnd } = reading.invoice;
  for (const d of [deliveryDate, periodStart, periodEnd]) {
    if (!d || contains(found, d)) continue;
    const other = exercices.find((e) => contains(e, d));
    return [{ code: 'CUT_OFF', params: params({ date: d, exercice: other?.name }) }];
  }
  return [];
}

function params(values: Record<string, string | null | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((e): e is [string, string] => typeof e[1] === 'string'));
}

function reason(code: string, values: Readonly<Record<string, string>> = {}): Reason {
  return { code, params: values };
}
