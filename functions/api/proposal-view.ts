import type { EntryProposal } from '../../shared/app/propose.ts';
import type { Cents } from '../../shared/domain/invoice.ts';
import { problemView } from './views.ts';

/**
 * A proposal as the API shows it. Its `entry` is a body for the POST of an entry, the document attached: to accept it
 * is to send it back.
 */
export function proposalView(p: EntryProposal) {
  const { entry, problems, evidence, ...rest } = p;
  return {
    ...rest,
    entry: entry && {
      ...entry,
      lines: entry.lines.map(({ debit, credit, dueDates, analytics: _none, ...line }) => ({
        ...line,
        debit: decimal(debit),
        credit: decimal(credit),
        dueDates: dueDates.map((d) => ({ date: d.date, amount: decimal(d.amount) })),
      })),
      documents: [p.document],
    },
    evidence: evidence.map(({ params: _params, ...e }) => e),
    problems: problems.map(problemView),
  };
}

/** Cents that are not negative, as "120.00". */
function decimal(cents: Cents): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
