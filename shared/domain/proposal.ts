import type { CalendarDate } from './calendar.ts';
import type { Dossier } from './dossier.ts';
import type { DueDate, Entry, EntryLine } from './entry.ts';
import { checkEntry } from './entry-checks.ts';
import { contains, type Exercice } from './exercice.ts';
import type { Cents, EInvoice } from './invoice.ts';
import type { Par } from './par.ts';
import type { Problem } from './problem.ts';
import { chooseBase, chooseJournal, chooseThirdParty, type LastUsed } from './proposal/accounts.ts';
import { type Direction, directionOf } from './proposal/direction.ts';
import {
  type Choice,
  type Evidence,
  euros,
  evidenceOf,
  missing,
  type Note,
  type Params,
  type ProposalCode,
  problemOf,
  sure,
  unsure,
} from './proposal/note.ts';
import { isProForma, labelOf, pieceOf, referenceOf } from './proposal/texts.ts';
import { type Part, type Totals, totalsOf } from './proposal/totals.ts';
import { chooseVat } from './proposal/vat.ts';

/** What a proposal is made from besides the invoice. */
export interface ProposalContext {
  readonly dossier: Dossier;
  /** The exercice in which the document is filed. */
  readonly exercice: Exercice;
  readonly par: Par;
  readonly lastUsed: LastUsed | null;
}

/** An entry to be accepted or changed by a person; nothing of it is published. */
export interface ProposedEntry {
  /** Null where the invoice is unknown to be either. */
  readonly direction: Direction | null;
  readonly creditNote: boolean;
  /**
   * Null where none can be proposed. It balances to the cent; an account, a journal or a date that could not be found is
   * empty text, and among the problems.
   */
  readonly entry: Entry | null;
  /** Nothing is missing: `checkEntry` finds no fault in it. */
  readonly complete: boolean;
  /** Where each field comes from. The account and the amount of every line have one, or a problem. */
  readonly evidence: readonly Evidence[];
  /** What is missing, or why there is no proposal. */
  readonly problems: readonly Problem[];
}

const ADVANCE = '386';
const CORRECTIVE = '384';

/** No proposal, with its reason. */
export function noProposal(problem: Problem): ProposedEntry {
  return { direction: null, creditNote: false, entry: null, complete: false, evidence: [], problems: [problem] };
}

function refused<Code extends ProposalCode>(code: Code, params: Params<Code>): ProposedEntry {
  return noProposal(problemOf(missing('entry', code, params), 'entry'));
}

/** The entry that an e-invoice stands for in a dossier's books, by what its PAR holds and what was used before. */
export function proposeFrom(invoice: EInvoice, ctx: ProposalContext): ProposedEntry {
  const currency = invoice.currency?.trim().toUpperCase() || null;
  if (isProForma(invoice)) return refused('PROPOSAL_NOT_AN_INVOICE', { type: invoice.typeCode! });
  if (currency !== null && currency !== 'EUR') return refused('PROPOSAL_CURRENCY', { currency });
  const totals = totalsOf(invoice);
  if ('problem' in totals) return noProposal(totals.problem);

  const { direction, thirdParty, note } = directionOf(invoice, ctx.dossier);
  const creditNote = totals.gross < 0;
  const journal = chooseJournal(ctx.par, direction);
  const date = chooseDate(invoice, ctx.exercice);
  const piece = pieceOf(invoice.number);
  const label = labelOf(thirdParty, invoice.number, creditNote);
  const drafts = draftLines(invoice, ctx, direction, totals);
  const entry: Entry = {
    journal: journal.value,
    date: date.value,
    piece: piece.value,
    label: label.value,
    documentDate: invoice.issueDate,
    reference: referenceOf(invoice.number),
    currency: 'EUR',
    lines: drafts.map((d): EntryLine => toLine(d, label.value)),
  };

  const told: [note: Note, where: string][] = [
    note,
    ...aboutInvoice(invoice, creditNote, currency),
    ...journal.notes,
    ...date.notes,
    ...piece.notes,
    ...label.notes,
  ].map((n) => [n, n.field]);
  for (const [i, d] of drafts.entries()) for (const n of d.notes) told.push([n, `lines[${i}].${n.field}`]);
  const problems = told.filter(([n]) => n.kind === 'missing').map(([n, where]) => problemOf(n, where));
  // What is told as missing is not told again as malformed.
  const known = new Set(problems.map((p) => p.where));
  problems.push(...checkEntry(entry, ctx).filter((p) => !known.has(p.where)));
  return {
    direction,
    creditNote,
    entry,
    complete: problems.length === 0,
    evidence: told.filter(([n]) => n.kind !== 'missing').map(([n, where]) => evidenceOf(n, where)),
    problems,
  };
}

function aboutInvoice(invoice: EInvoice, creditNote: boolean, currency: string | null): Note[] {
  const { precedingInvoice: number, typeCode } = invoice;
  const notes: Note[] = [];
  if (creditNote)
    notes.push(
      number ? sure('entry', 'PROPOSAL_CREDIT_NOTE_OF', { number }) : sure('entry', 'PROPOSAL_CREDIT_NOTE', {}),
    );
  if (typeCode === CORRECTIVE) notes.push(unsure('entry', 'PROPOSAL_CORRECTIVE', { number: number ?? '?' }));
  if (currency === null) notes.push(unsure('currency', 'PROPOSAL_CURRENCY_ASSUMED', {}));
  return notes;
}

/** The invoice's date; the nearest day of the exercice where a person filed it in another one. */
function chooseDate(invoice: EInvoice, exercice: Exercice): Choice<CalendarDate> {
  const date = invoice.issueDate;
  if (date === null) return { value: '', notes: [missing('date', 'PROPOSAL_DATE_MISSING', {})] };
  if (contains(exercice, date)) return { value: date, notes: [sure('date', 'PROPOSAL_DATE_OF_INVOICE', { date })] };
  const value = date < exercice.start ? exercice.start : exercice.end;
  return { value, notes: [unsure('date', 'PROPOSAL_DATE_MOVED', { date, exercice: exercice.name })] };
}

/** A line before it has a side: its amount is positive on the side that an invoice puts it on. */
interface Draft {
  readonly account: string;
  readonly amount: Cents;
  readonly natural: 'debit' | 'credit';
  readonly vatCode: string | null;
  readonly dueDates: readonly DueDate[];
  readonly notes: readonly Note[];
}

/** Purchases: charges, VAT, supplier. Sales: customer, products, VAT. */
function draftLines(invoice: EInvoice, ctx: ProposalContext, direction: Direction, totals: Totals): Draft[] {
  const { par, lastUsed } = ctx;
  const party = direction === 'purchase' ? invoice.seller : invoice.buyer;
  const natural = direction === 'purchase' ? ('debit' as const) : ('credit' as const);
  const base = chooseBase(par, direction, lastUsed, invoice.typeCode === ADVANCE);
  const bases: Draft[] = [];
  const vats: Draft[] = [];
  for (const part of totals.parts) {
    const vat = chooseVat(par, direction, part, invoice.seller, lastUsed);
    const amount = amountNotes(part, vat.rate);
    const shared = { natural, vatCode: vat.code, dueDates: [] };
    const notes = [...base.notes, amount.base, ...part.notes, ...vat.codeNotes];
    bases.push({ ...shared, account: base.value, amount: part.base, notes });
    if (vat.account)
      vats.push({
        ...shared,
        account: vat.account.value,
        amount: part.vat,
        notes: [...vat.account.notes, amount.vat, ...(part.base === 0 ? vat.codeNotes : [])],
      });
  }
  const account = chooseThirdParty(par, direction, party, lastUsed);
  const due = dueDatesOf(invoice, totals);
  const third: Draft = {
    account: account.value,
    amount: totals.gross,
    natural: direction === 'purchase' ? 'credit' : 'debit',
    vatCode: null,
    dueDates: due.value,
    notes: [...account.notes, ...totals.notes, ...due.notes],
  };
  const others = [...bases, ...vats].filter((d) => d.amount !== 0);
  return direction === 'purchase' ? [...others, third] : [third, ...others];
}

function amountNotes(part: Part, rate: string | null): { base: Note; vat: Note } {
  return part.rate === null || rate === null
    ? { base: sure('amount', 'PROPOSAL_AMOUNT_NET', {}), vat: sure('amount', 'PROPOSAL_AMOUNT_VAT_TOTAL', {}) }
    : { base: sure('amount', 'PROPOSAL_AMOUNT_BASE', { rate }), vat: sure('amount', 'PROPOSAL_AMOUNT_VAT', { rate }) };
}

/** No amount of an entry is negative: what would be stands on the other side. */
function toLine(d: Draft, label: string): EntryLine {
  const isDebit = (d.natural === 'debit') === d.amount > 0;
  const amount = Math.abs(d.amount);
  return {
    account: d.account,
    label,
    debit: isDebit ? amount : 0,
    credit: isDebit ? 0 : amount,
    vatCode: d.vatCode,
    dueDates: d.dueDates,
    analytics: [],
  };
}

/** Due dates bear the whole line: what was paid before falls due on the day of the invoice. */
function dueDatesOf(invoice: EInvoice, totals: Totals): Choice<DueDate[]> {
  const { dueDate: date, issueDate } = invoice;
  const amount = Math.abs(totals.gross);
  const payable = totals.payable === null ? amount : totals.payable * Math.sign(totals.gross);
  if (payable === 0) return { value: [], notes: [unsure('dueDates', 'PROPOSAL_PAID', {})] };
  if (date === null) return { value: [], notes: [] };
  if (payable === amount)
    return { value: [{ date, amount }], notes: [sure('dueDates', 'PROPOSAL_DUE_DATE', { date })] };
  if (payable < 0 || payable > amount)
    return {
      value: [{ date, amount }],
      notes: [unsure('dueDates', 'PROPOSAL_PAYABLE_DIFFERS', { payable: euros(payable) })],
    };
  const paid = amount - payable;
  const note = unsure('dueDates', 'PROPOSAL_PREPAID', { paid: euros(paid), payable: euros(payable), date });
  const value =
    issueDate === null || issueDate === date
      ? [{ date, amount }]
      : [
          { date: issueDate, amount: paid },
          { date, amount: payable },
        ];
  return { value, notes: [note] };
}
