import { type CalendarDate, yearMonth } from './calendar.ts';

/**
 * An exercice: a fiscal year of one dossier. Both ends inclusive. Named AAAAMM by the month it ends in (201912); its
 * start is never derived from its end (a first exercice may last 18 months).
 */
export interface Exercice {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  /** AAAAMM of `end`. */
  readonly name: string;
  readonly closed: boolean;
}

export function exerciceName(end: CalendarDate): string {
  return yearMonth(end);
}

/** True when `name` is six digits whose last two are a month. */
export function isExerciceName(name: string): boolean {
  return /^(19|20|21)\d{2}(0[1-9]|1[0-2])$/.test(name);
}

export function contains(exercice: Exercice, date: CalendarDate): boolean {
  return exercice.start <= date && date <= exercice.end;
}

export function overlaps(a: Exercice, b: Exercice): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Sorted by start, oldest first. */
export function byStart(exercices: readonly Exercice[]): Exercice[] {
  return [...exercices].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}
