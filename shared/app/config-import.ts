import type { Problem } from '../domain/problem.ts';
import { fitting } from '../domain/problem-list.ts';

/** What became of one configuration file. Stays readable with its problems until it is looked at. */
export interface ConfigImport {
  readonly id: string;
  readonly file: string;
  readonly user: string;
  /** When it was deposited, ISO 8601 UTC. */
  readonly at: string;
  /**
   * - applied: it is in force, but for the lines told in `problems`;
   * - unchanged: the same bytes as the last file of this name: nothing to do;
   * - superseded: a newer file of this exercice is in force;
   * - refused: nothing of it applies;
   * - kept: a file of another name, which nothing is made of.
   */
  readonly outcome: 'applied' | 'unchanged' | 'superseded' | 'refused' | 'kept';
  readonly dossier: string | null;
  readonly problems: readonly Problem[];
  readonly remarks: readonly Problem[];
  /** How often it has run: 1, and one more each time that somebody asked. */
  readonly run: number;
  /** When it ran last, and who asked for it to be run again. */
  readonly ranAt: string;
  readonly askedBy: string | null;
}

/** What applying a file says of itself; the rest of the report is known before. */
export type Outcome = Pick<ConfigImport, 'outcome' | 'dossier' | 'problems' | 'remarks'>;

export function outcome(
  what: ConfigImport['outcome'],
  dossier: string | null,
  problems: readonly Problem[] = [],
  remarks: readonly Problem[] = [],
): Outcome {
  // A column of a row takes 32 768 characters.
  return { outcome: what, dossier, problems: fitting(problems, 50, 16_000), remarks: fitting(remarks, 20, 8_000) };
}
