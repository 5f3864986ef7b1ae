import { type Principal, ROLES, type Role } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import type { PasswordChecker } from './passwords.ts';

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

export interface Access {
  readonly principal: Principal;
  readonly language: 'fr' | 'en';
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
 * Who logs in to the gateway. The row is read at every login, so a disabled user or a changed password takes effect at
 * once. Throws `Refusal` (`unauthenticated`), the same and after the same work for an unknown user, a wrong password, a
 * disabled user and a role that has no FTP.
 */
export async function logIn(deps: Deps, checker: PasswordChecker, login: string, password: string): Promise<Access> {
  const partition = loginPartition(login);
  const row = partition === null ? null : await deps.tables.get('logins', partition, LOGIN_KEY);
  const hash = typeof row?.columns['hash'] === 'string' ? row.columns['hash'] : null;
  const right = await checker.check(partition ?? '', password, hash);
  const access = right && row ? accessOf(row) : null;
  if (!access) throw new Refusal('unauthenticated', 'LOGIN_REFUSED');
  return access;
}

function accessOf(row: Row): Access | null {
  const { compte, user, role, dossiers, disabled, language } = row.columns;
  if (disabled === true || typeof compte !== 'string' || typeof user !== 'string') return null;
  const known = ROLES.find((r) => r === role);
  if (!known || !FTP_ROLES.includes(known)) return null;
  return {
    principal: { compte, user, role: known, dossiers: dossiersOf(dossiers) },
    language: language === 'en' ? 'en' : 'fr',
  };
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
