import type { Dossier } from '../domain/dossier.ts';
import type { Exercice } from '../domain/exercice.ts';
import type { Columns, Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { ranges } from './keys.ts';

/** An exercice as the tables hold it: with the files it comes from. Times are those of their deposit, ISO 8601 UTC. */
export interface KnownExercice extends Exercice {
  /** Of the file that its dates and state come from: the newest that lists it. */
  readonly saidAt: string;
  /** Of the last PAR of this very exercice: SHA-256 of its bytes, name of the accepted content in `state`, time. */
  readonly parSha: string | null;
  readonly par: string | null;
  readonly parAt: string | null;
  /**
   * The last bytes (SHA-256) that spoke of it under each name (AAAAMM) it ever had: a file that was left behind under an
   * old name and comes again unchanged must not undo the change.
   */
  readonly files: Readonly<Record<string, string>>;
}

/** The configuration of one dossier: everything one range gives. */
export interface DossierConfig {
  readonly dossier: Dossier;
  /** Affectations: names in lower case. */
  readonly users: readonly string[];
  readonly exercices: readonly KnownExercice[];
  /** Grows with every change that could change a dispatch. */
  readonly version: number;
  /** Accepted content of the newest PAR, for what an exercice lacks; when it was deposited. */
  readonly par: string | null;
  readonly parAt: string | null;
  /** When the file that says who works on the dossier was deposited. */
  readonly usersAt: string | null;
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
    parAt: text(c['parAt']),
    usersAt: text(c['usersAt']),
    etag: own.etag,
    exercices: rows.slice(1).map((r) => ({
      start: r.key.split('|')[2]!,
      end: r.columns['end'] as string,
      name: r.columns['name'] as string,
      closed: r.columns['closed'] === true,
      saidAt: r.columns['saidAt'] as string,
      parSha: text(r.columns['parSha']),
      par: text(r.columns['par']),
      parAt: text(r.columns['parAt']),
      files: JSON.parse(text(r.columns['files']) ?? '{}') as Record<string, string>,
    })),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function exerciceColumns(e: KnownExercice): Columns {
  return {
    end: e.end,
    name: e.name,
    closed: e.closed,
    saidAt: e.saidAt,
    parSha: e.parSha ?? undefined,
    par: e.par ?? undefined,
    parAt: e.parAt ?? undefined,
    files: JSON.stringify(e.files),
  };
}

/** The dossier's own row after a change, one version on; what is not among the changes stays. */
export function dossierColumns(
  known: DossierConfig | null,
  changes: {
    readonly dossier: Dossier;
    readonly par?: string | null;
    readonly parAt?: string | null;
    readonly users?: readonly string[];
    readonly usersAt?: string | null;
  },
): Columns {
  const { dossier: d } = changes;
  return {
    name: d.name || known?.dossier.name,
    siren: d.siren ?? undefined,
    vatNumber: d.vatNumber ?? undefined,
    regime: d.regime ?? undefined,
    accountLength: d.accountLength ?? undefined,
    users: (changes.users ?? known?.users ?? []).join(',') || undefined,
    usersAt: changes.usersAt ?? known?.usersAt ?? undefined,
    par: changes.par ?? known?.par ?? undefined,
    parAt: changes.parAt ?? known?.parAt ?? undefined,
    version: (known?.version ?? 0) + 1,
  };
}
