import { type CompteAccess, OPEN_ACCESS } from '../domain/access-settings.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Columns } from '../ports/tables.ts';
import { lastOf } from './administered.ts';
import { type Deps, nowIso } from './deps.ts';
import { append } from './journal.ts';

/** Where the comptes themselves are listed: a partition and a journal folder that no compte can be named. */
export const COMPTES = '_comptes';

export interface Compte {
  readonly id: string;
  readonly name: string;
  readonly language: 'fr' | 'en';
  readonly at: string;
}

/** As the journal keeps it. */
export interface StoredCompte extends Compte {
  /** Absent until somebody sets it. */
  readonly access?: CompteAccess;
}

export async function createCompte(
  deps: Deps,
  by: Principal,
  c: { id: string; name: string; language: 'fr' | 'en' },
): Promise<Compte> {
  if (!may(by, 'operate', c.id)) throw new Refusal('forbidden', 'FORBIDDEN');
  if (!/^[a-z0-9][a-z0-9-]{1,31}$/.test(c.id)) throw new Refusal('invalid', 'COMPTE_ID_INVALID', { id: c.id });
  const compte: Compte = { ...c, at: nowIso(deps.clock) };
  const event = { version: 1, at: compte.at, by: by.user, type: 'created', after: compte };
  if (await append(deps.blobs, COMPTES, 'compte', c.id, event)) {
    await deps.tables.insert('state', COMPTES, c.id, compteColumns(compte));
    return compte;
  }
  // An earlier creation that stopped half way is finished; a finished one is a conflict.
  const there = await lastOf<StoredCompte>(deps, administeredCompte(c.id));
  if (!there || !(await deps.tables.insert('state', COMPTES, c.id, compteColumns(there))))
    throw new Refusal('conflict', 'COMPTE_EXISTS', { id: c.id });
  return publicPart(there);
}

export function administeredCompte(id: string) {
  return { compte: COMPTES, kind: 'compte', id, project: projectCompte } as const;
}

export async function projectCompte(deps: Deps, c: StoredCompte): Promise<void> {
  await deps.tables.transact('state', COMPTES, [{ op: 'put', key: c.id, columns: compteColumns(c) }]);
}

function compteColumns(c: StoredCompte): Columns {
  const { allow, tlsRequired } = c.access ?? OPEN_ACCESS;
  return { name: c.name, language: c.language, at: c.at, allow: allow.join(','), tlsRequired };
}

/** Every compte of the platform: for the operator, the timers, and who may come in. */
export async function allComptes(deps: Deps): Promise<(Compte & { readonly access: CompteAccess })[]> {
  const rows = await deps.tables.range('state', COMPTES, '0', '{');
  // Notices of the platform stand in the same partition.
  const comptes = rows.filter((r) => !r.key.includes('|'));
  return comptes.map((r) => ({
    id: r.key,
    name: r.columns['name'] as string,
    language: r.columns['language'] as 'fr' | 'en',
    at: r.columns['at'] as string,
    access: accessOf(r.columns),
  }));
}

export function accessOf(columns: Columns): CompteAccess {
  return {
    allow: String(columns['allow'] ?? '')
      .split(',')
      .filter(Boolean),
    tlsRequired: columns['tlsRequired'] === true,
  };
}

export async function listComptes(deps: Deps, by: Principal): Promise<Compte[]> {
  const comptes = await allComptes(deps);
  return comptes.filter((c) => may(by, 'see', c.id)).map(publicPart);
}

function publicPart({ id, name, language, at }: Compte): Compte {
  return { id, name, language, at };
}

export async function requireCompte(deps: Deps, compte: string): Promise<void> {
  if (!(await deps.tables.get('state', COMPTES, compte)))
    throw new Refusal('not-found', 'COMPTE_NOT_FOUND', { id: compte });
}
