import type { Dossier } from '../domain/dossier.ts';
import type { Exercice } from '../domain/exercice.ts';
import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { ranges } from './keys.ts';

/** An exercice as the tables hold it: with the file it comes from. */
export interface KnownExercice extends Exercice {
  /** When the file that says so was deposited (ISO 8601 UTC). */
  readonly saidAt: string;
  /** Of the last PAR of this very exercice: SHA-256 of its bytes and name of the accepted content in `state`. */
  readonly parSha: string | null;
  readonly par: string | null;
}

/** The configuration of one dossier: everything one range gives. */
export interface DossierConfig {
  readonly dossier: Dossier;
  readonly users: readonly string[];
  readonly exercices: readonly KnownExercice[];
  /** Grows with every change that could change a dispatch. */
  readonly version: number;
  /** Accepted content of the newest PAR, for what an exercice lacks. */
  readonly par: string | null;
  readonly etag: string;
}

export async function dossierConfig(deps: Deps, compte: string, dossier: string): Promise<DossierConfig | null> {
  const rows = await deps.tables.range('state', compte, ...ranges.dossier(dossier));
  return configOf(rows);
}

/** From the rows of one dossier, its own row first. */
export function configOf(rows: readonly Row[]): DossierConfig | null {
  const own = rows[0];
  if (!own?.key.endsWith('|')) return null;
  const c = own.columns;
  const text = (v: unknown) => (typeof v === 'string' && v !== '' ? v : null);
  return {
    dossier: {
      number: own.key.slice(2, -1),
      name: text(c['name']) ?? '',
      siren: text(c['siren']),
      vatNumber: text(c['vatNumber']),
      regime: text(c['regime']),
      accountLength: (c['accountLength'] as number | undefined) ?? null,
    },
    users: (text(c['users']) ?? '').split(',').filter(Boolean),
    version: Number(c['version']),
    par: text(c['par']),
    etag: own.etag,
    exercices: rows.slice(1).map((r) => ({
      start: r.key.split('|')[2]!,
      end: r.columns['end'] as string,
      name: r.columns['name'] as string,
      closed: r.columns['closed'] === true,
      saidAt: r.columns['saidAt'] as string,
      parSha: text(r.columns['parSha']),
      par: text(r.columns['par']),
    })),
  };
}
