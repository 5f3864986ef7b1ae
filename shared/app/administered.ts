import type { Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Deps, nowIso } from './deps.ts';
import { append, history, type JournalEvent, type JournalKind, readEvent } from './journal.ts';

/** Something that only administrators change (a compte, a user, a key): where its journal stands, how it is shown. */
export interface Administered<T> {
  /** The folder of the journal: a compte, or that of the comptes themselves. */
  readonly compte: string;
  readonly kind: JournalKind;
  readonly id: string;
  /** Writes the rows that show it; runs any number of times. */
  readonly project: (deps: Deps, after: T) => Promise<void>;
}

/** What the journal says last of it; null where it never was. */
export async function lastOf<T>(deps: Deps, what: Pick<Administered<T>, 'compte' | 'kind' | 'id'>): Promise<T | null> {
  return (await history<T>(deps.blobs, what.compte, what.kind, what.id)).at(-1)?.after ?? null;
}

/**
 * Appends the next event and shows it. `next` makes the new state from what the journal said last, so that of two
 * changes of different things at the same time none undoes the other: the later is refused (`CHANGED_MEANWHILE`).
 */
export async function change<T>(
  deps: Deps,
  by: Principal,
  what: Administered<T>,
  next: (now: T | null) => T | Promise<T>,
): Promise<T> {
  const { compte, kind, id, project } = what;
  const before = (await history<T>(deps.blobs, compte, kind, id)).at(-1);
  const after = await next(before?.after ?? null);
  const event = { version: (before?.version ?? 0) + 1, at: nowIso(deps.clock), by: by.user, type: 'set', after };
  if (!(await append(deps.blobs, compte, kind, id, event))) throw new Refusal('conflict', 'CHANGED_MEANWHILE');
  // Somebody may have made and shown the next change meanwhile: what the journal says last is what stands.
  let last: JournalEvent<T> | null = event;
  while (last) {
    await project(deps, last.after);
    last = await readEvent<T>(deps.blobs, compte, kind, id, last.version + 1);
  }
  return after;
}

/** The columns `dossiers` of users and keys: `all`, or numbers separated by commas. */
export function dossiersColumn(dossiers: string | readonly string[]): string {
  return typeof dossiers === 'string' ? dossiers : dossiers.join(',');
}

export function dossiersOf(column: unknown): 'all' | string[] {
  return column === 'all'
    ? 'all'
    : String(column ?? '')
        .split(',')
        .filter(Boolean);
}
