import type { UserLimits } from '../domain/access-settings.ts';
import { type Principal, ROLES, type Role } from '../domain/principal.ts';
import { parsePublicKey } from '../domain/public-key.ts';
import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { limitsOf, publicKeysOf } from './users.ts';

/** Columns of the row that holds a login: table `logins`, partition = login in lower case, key `login`. */
export interface LoginColumns {
  readonly compte: string;
  readonly user: string;
  readonly role: Role;
  /** `all`, or dossier numbers separated by commas. */
  readonly dossiers: string;
  /** As `hashPassword` makes it. */
  readonly hash: string;
  readonly disabled?: boolean;
  /** `fr` where absent. */
  readonly language?: 'fr' | 'en';
}

export const LOGIN_KEY = 'login';

/** A login as its row says it. */
export interface Login {
  readonly principal: Principal;
  readonly language: 'fr' | 'en';
  /** False for a user that was disabled, and for a role that has no FTP. */
  readonly mayEnter: boolean;
  readonly hash: string | null;
  /** In OpenSSH's one-line form. */
  readonly publicKeys: readonly string[];
  readonly limits: UserLimits;
}

/** Roles of programs. People use the dashboard, with a login of another kind. */
const FTP_ROLES: readonly Role[] = ['robot', 'write', 'read'];

/** The partition of a login; null for a text that can't be one (characters that a table's key may not hold). */
export function loginPartition(login: string): string | null {
  const partition = login.trim().normalize('NFC').toLowerCase();
  return partition.length >= 1 && partition.length <= 100 && /^[\p{L}\p{N}][\p{L}\p{N}._@+ -]*$/u.test(partition)
    ? partition
    : null;
}

/**
 * The login of a partition, or null. Its row is read at every login, so a disabled user or a changed password takes
 * effect at once.
 */
export async function findLogin(deps: Deps, partition: string): Promise<Login | null> {
  const row = await deps.tables.get('logins', partition, LOGIN_KEY);
  return row ? loginOf(row) : null;
}

function loginOf({ columns }: Row): Login | null {
  const { compte, user, role, dossiers, disabled, language, hash } = columns;
  if (typeof compte !== 'string' || typeof user !== 'string') return null;
  const known = ROLES.find((r) => r === role);
  if (!known) return null;
  return {
    principal: { compte, user, role: known, dossiers: dossiersOf(dossiers) },
    language: language === 'en' ? 'en' : 'fr',
    mayEnter: disabled !== true && FTP_ROLES.includes(known),
    hash: typeof hash === 'string' ? hash : null,
    publicKeys: publicKeysOf(columns),
    limits: limitsOf(columns),
  };
}

/** Whether `key` (SSH wire format) is one of the login's. */
export function hasKey(login: Login, key: Uint8Array): boolean {
  return login.publicKeys.some((line) => Buffer.from(parsePublicKey(line).bytes).equals(key));
}

/** Nothing written means no dossier, never every dossier. */
function dossiersOf(column: unknown): 'all' | string[] {
  if (typeof column !== 'string') return [];
  if (column.trim() === 'all') return 'all';
  return column
    .split(',')
    .map((d) => d.trim().toUpperCase())
    .filter(Boolean);
}
