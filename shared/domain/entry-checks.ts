import type { Entry } from './entry.ts';
import { checkEntryShape } from './entry-shape.ts';
import { contains, type Exercice } from './exercice.ts';
import type { Par } from './par.ts';
import type { Problem } from './problem.ts';
import { formatProblem } from './problem-list.ts';

export interface EntryContext {
  /** The exercice the entry is for. */
  readonly exercice: Exercice;
  /** The dossier's plan of accounts; null while its PAR has not arrived. */
  readonly par: Par | null;
}

/**
 * Whether ISACOMPTA could take an entry: every reason why not, at once. What the receiver refuses is not publicly known,
 * so everything that can be verified here is.
 */
export function checkEntry(entry: Entry, ctx: EntryContext): Problem[] {
  return [...checkEntryShape(entry), ...checkExercice(entry, ctx.exercice), ...checkPlan(entry, ctx.par)];
}

function checkExercice(entry: Entry, exercice: Exercice): Problem[] {
  const found: Problem[] = [];
  const { name, start, end } = exercice;
  if (exercice.closed) found.push(formatProblem('ENTRY_EXERCICE_CLOSED', { exercice: name }, { where: 'exercice' }));
  if (!contains(exercice, entry.date)) {
    found.push(
      formatProblem('ENTRY_OUTSIDE_EXERCICE', { date: entry.date, exercice: name, start, end }, { where: 'date' }),
    );
  }
  return found;
}

function checkPlan(entry: Entry, par: Par | null): Problem[] {
  if (par === null) return [formatProblem('PAR_MISSING', {})];
  const found: Problem[] = [];
  const dossier = par.dossier.number;
  if (!par.journals.some((j) => j.code === entry.journal)) {
    found.push(formatProblem('ENTRY_JOURNAL_UNKNOWN', { journal: entry.journal, dossier }, { where: 'journal' }));
  }
  const accounts = new Set([...par.accounts.map((a) => a.number), ...par.thirdParties.map((t) => t.account)]);
  const vatCodes = new Set(par.vatCodes.map((v) => v.code));
  entry.lines.forEach(({ account, vatCode }, index) => {
    const at = `lines[${index}]`;
    const line = index + 1;
    if (!accounts.has(account)) {
      found.push(formatProblem('ENTRY_ACCOUNT_UNKNOWN', { line, account, dossier }, { where: `${at}.account` }));
    }
    if (vatCode !== null && !vatCodes.has(vatCode)) {
      found.push(formatProblem('ENTRY_VAT_CODE_UNKNOWN', { line, code: vatCode, dossier }, { where: `${at}.vatCode` }));
    }
  });
  return found;
}
