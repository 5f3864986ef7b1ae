import { type CalendarDate, parseCompactDate, parseFrenchDate, parseIsoDate } from '../calendar.ts';
import { byStart, type Exercice, exerciceName, overlaps } from '../exercice.ts';
import type { ProblemList } from '../problem-list.ts';
import { FLAGS, parMapping } from './mapping.ts';
import type { Row } from './tree.ts';

/**
 * The exercices of a PAR, oldest first. Told as problems: a date that is missing or none, an end before its start, more
 * than 24 months, two that overlap or that end in the same month (they would have one name), a state that says neither
 * yes nor no.
 */
export function readExercices(rows: readonly Row<'exercices'>[], problems: ProblemList): Exercice[] {
  if (rows.length === 0) problems.add('PAR_NO_EXERCICE', {}, { where: parMapping.exercices.rows });
  const read: { exercice: Exercice; line: number }[] = [];
  for (const row of rows) {
    const start = readDate(row, 'start', problems);
    const end = readDate(row, 'end', problems);
    const closed = readFlag(row, problems);
    if (!start || !end) continue;
    const place = { line: row.line, where: row.element };
    if (end < start) problems.add('PAR_EXERCICE_REVERSED', { start, end }, place);
    else if (end >= twoYearsAfter(start)) problems.add('PAR_EXERCICE_TOO_LONG', { start, end }, place);
    else read.push({ exercice: { start, end, name: exerciceName(end), closed }, line: row.line });
  }
  const lineOf = new Map(read.map(({ exercice, line }) => [exercice, line]));
  const sorted = byStart(read.map((r) => r.exercice));
  const names = new Set<string>();
  let widest: Exercice | null = null;
  for (const exercice of sorted) {
    const place = { line: lineOf.get(exercice)!, where: parMapping.exercices.rows };
    const { start, end, name } = exercice;
    if (widest && overlaps(widest, exercice)) {
      problems.add('PAR_EXERCICES_OVERLAP', { start, end, otherStart: widest.start, otherEnd: widest.end }, place);
    }
    if (names.has(name)) problems.add('PAR_EXERCICES_SAME_MONTH', { exercice: name }, place);
    names.add(name);
    if (!widest || end > widest.end) widest = exercice;
  }
  return sorted;
}

/** The first day that is too late for an exercice begun at `start`; compared as text, so 29 February needs no care. */
function twoYearsAfter(start: CalendarDate): string {
  return `${Number(start.slice(0, 4)) + 2}${start.slice(4)}`;
}

function readDate(row: Row<'exercices'>, field: 'start' | 'end', problems: ProblemList): CalendarDate | null {
  const text = row.text[field];
  const where = `${row.element}/${parMapping.exercices.fields[field]}`;
  const date = parseIsoDate(text) ?? parseFrenchDate(text) ?? parseCompactDate(text);
  if (text === '') problems.add('PAR_FIELD_MISSING', { field: where }, { line: row.line, where });
  else if (!date) problems.add('PAR_DATE', { date: text }, { line: row.line, where });
  return date;
}

function readFlag(row: Row<'exercices'>, problems: ProblemList): boolean {
  const text = row.text.closed.toLowerCase();
  if (FLAGS.yes.includes(text)) return true;
  if (text !== '' && !FLAGS.no.includes(text)) {
    const where = `${row.element}/${parMapping.exercices.fields.closed}`;
    problems.add('PAR_FLAG', { value: row.text.closed }, { line: row.line, where });
  }
  return false;
}
