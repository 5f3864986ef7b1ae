import type { Problem } from '../domain/problem.ts';

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
  return { outcome: what, dossier, problems: problems.slice(0, 50), remarks: remarks.slice(0, 20) };
}
