import { toAnsi } from '../ansi.ts';
import type { CalendarDate } from '../calendar.ts';
import { type Dossier, parseDossierNumber } from '../dossier.ts';
import type { Entry } from '../entry.ts';
import { checkEntryShape } from '../entry-shape.ts';
import { contains, type Exercice } from '../exercice.ts';
import type { Problem } from '../problem.ts';
import { formatProblem } from '../problem-list.ts';
import { MAX_ENTRY_NUMBER, TEXT_VERSIONS, type TextVersion } from './layout.ts';

export interface NumberedEntry {
  /** Sequence of the entry in the file, from 1: what the list of attachments refers to. */
  readonly number: number;
  readonly entry: Entry;
}

/** What one DEX file holds: entries of one exercice of one dossier. */
export interface DexLot {
  readonly dossier: Dossier;
  readonly exercice: Exercice;
  /** Free label of the transfer; cut to 30 characters. */
  readonly label: string;
  readonly exportedOn: CalendarDate;
  /** Layout to write; {@link TEXT_VERSIONS}' first where absent. */
  readonly textVersion?: TextVersion;
  readonly entries: readonly NumberedEntry[];
}

export function textVersionOf(lot: DexLot): TextVersion {
  return lot.textVersion ?? TEXT_VERSIONS[0];
}

/** Everything that keeps a lot from being written; `where` begins with `entries[n]` where an entry is at fault. */
export function checkLot(lot: DexLot): Problem[] {
  const found: Problem[] = [];
  const { number } = lot.dossier;
  if (parseDossierNumber(number) !== number) found.push(formatProblem('DEX_DOSSIER', { dossier: number }));
  // The dossier's name is not checked: it tells a person what the file is, and must not hold entries back.
  if (toAnsi(lot.label).lost !== '') found.push(formatProblem('DEX_TEXT', { label: lot.label }, { where: 'label' }));
  if (lot.entries.length === 0) found.push(formatProblem('DEX_NO_ENTRY', {}));
  const numbers = new Set<number>();
  lot.entries.forEach(({ number: n, entry }, index) => {
    const at = `entries[${index}]`;
    if (!Number.isSafeInteger(n) || n < 1 || n > MAX_ENTRY_NUMBER || numbers.has(n)) {
      found.push(formatProblem('DEX_ENTRY_NUMBER', { number: n }, { where: at }));
    }
    numbers.add(n);
    if (!contains(lot.exercice, entry.date)) {
      const { name: exercice, start, end } = lot.exercice;
      found.push(formatProblem('ENTRY_OUTSIDE_EXERCICE', { date: entry.date, exercice, start, end }, { where: at }));
    }
    for (const p of checkEntryShape(entry)) found.push({ ...p, where: p.where ? `${at}.${p.where}` : at });
  });
  return found;
}

/** A lot that cannot be written; `problems` says why. Nothing was written. */
export class DexError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`The lot cannot be written: ${problems.map((p) => `${p.code}${p.where ? ` (${p.where})` : ''}`).join(', ')}`);
    this.name = 'DexError';
    this.problems = problems;
  }
}
