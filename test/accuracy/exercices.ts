import { addDays, daysInMonth } from '../../shared/domain/calendar.ts';
import { type Exercice, exerciceName } from '../../shared/domain/exercice.ts';

/** The exercices that a run takes for those of every dossier, all open. */
export interface Scenario {
  readonly name: string;
  readonly exercices: readonly Exercice[];
}

export interface Closings {
  /** Months in which exercices end, 1 to 12. */
  readonly months: readonly number[];
  /** Also exercices that end on the 15th. */
  readonly midMonth: boolean;
  /** Also with one exercice of 18 months, in the middle of the dates. */
  readonly long: boolean;
}

/** Around the first and the last date, so that a misread year finds an open exercice to be wrong in. */
const YEARS_AROUND = 2;

/** One scenario a closing, for the dates of a set (AAAA-MM-JJ, not empty). */
export function scenariosFor(closings: Closings, dates: readonly string[]): Scenario[] {
  const sorted = [...dates].sort();
  const years = [Number(sorted[0]!.slice(0, 4)) - YEARS_AROUND, Number(sorted.at(-1)!.slice(0, 4)) + YEARS_AROUND];
  const middle = sorted[Math.floor(sorted.length / 2)]!;
  return closings.months.flatMap((month) => {
    const ends = (day: number) => endsOf(month, day, years[0]!, years[1]!);
    const scenarios = [{ name: `closing ${two(month)}`, exercices: chain(ends(31)) }];
    if (closings.midMonth) scenarios.push({ name: `closing 15/${two(month)}`, exercices: chain(ends(15)) });
    if (closings.long)
      scenarios.push({ name: `closing ${two(month)}, one of 18 months`, exercices: long(ends, middle) });
    return scenarios;
  });
}

function endsOf(month: number, day: number, from: number, to: number): string[] {
  return Array.from({ length: to - from + 2 }, (_, n) => end(from - 1 + n, month, day));
}

function end(year: number, month: number, day: number): string {
  return `${year}-${two(month)}-${two(Math.min(day, daysInMonth(year, month)))}`;
}

/** From one end to the next; the first end only starts the chain. */
function chain(ends: readonly string[]): Exercice[] {
  return ends.slice(1).map((e, n) => ({ start: addDays(ends[n]!, 1), end: e, name: exerciceName(e), closed: false }));
}

/** Twelve months each until the one that holds `middle`, which has 18, then twelve again, six months later in the year. */
function long(ends: (day: number) => string[], middle: string): Exercice[] {
  const before = ends(31).filter((e) => e < middle);
  const last = ends(31).at(-1)!;
  const after: string[] = [];
  let [year, month] = [Number(before.at(-1)!.slice(0, 4)), Number(before.at(-1)!.slice(5, 7)) + 18];
  for (; after.length === 0 || after.at(-1)! < last; month += 12) {
    year += Math.floor((month - 1) / 12);
    month = ((month - 1) % 12) + 1;
    after.push(end(year, month, 31));
  }
  return chain([...before, ...after]);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
