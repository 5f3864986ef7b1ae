import { NO_LIMITS, type UserLimits } from '../domain/access-settings.ts';
import { may, type Principal, type Role } from '../domain/principal.ts';
import type { Problem } from '../domain/problem.ts';
import { BadKey, fingerprint, parsePublicKey, showPublicKey } from '../domain/public-key.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Columns } from '../ports/tables.ts';
import { change, dossiersColumn, dossiersOf } from './administered.ts';
import { requireCompte } from './comptes.ts';
import type { Deps } from './deps.ts';
import { keys, ranges } from './keys.ts';
import { hashPassword } from './passwords.ts';

/** A login of the gateway. The hash never leaves the tables and the journal. */
export interface User {
  readonly compte: string;
  readonly user: string;
  readonly role: Role;
  readonly dossiers: 'all' | readonly string[];
  readonly language: 'fr' | 'en';
  readonly disabled: boolean;
  readonly hash: string;
  /** For SFTP, in OpenSSH's one-line form. Absent: none. */
  readonly publicKeys?: readonly string[];
  /** Absent: the platform's own. */
  readonly limits?: UserLimits;
}

const FTP_ROLES: readonly Role[] = ['robot', 'write', 'read'];

/** As one column can hold. */
const MAX_PUBLIC_KEYS = 20;

/**
 * Creates a login or changes it (password, role, dossiers, disabled); its keys and limits stay as they are. Takes effect
 * at the next login, and ends the sessions that are open where it takes something from them.
 */
export async function putUser(
  deps: Deps,
  by: Principal,
  compte: string,
  u: {
    user: string;
    password?: string;
    role: Role;
    dossiers: 'all' | readonly string[];
    language: 'fr' | 'en';
    disabled: boolean;
  },
): Promise<User> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  await requireCompte(deps, compte);
  const login = u.user.toLowerCase();
  if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(login)) throw new Refusal('invalid', 'USER_NAME_INVALID', { user: u.user });
  if (!FTP_ROLES.includes(u.role))
    throw new Refusal('invalid', 'ROLE_INVALID', { role: u.role, roles: FTP_ROLES.join(', ') });
  const row = await deps.tables.get('logins', login, 'login');
  if (row && row.columns['compte'] !== compte) throw new Refusal('conflict', 'USER_EXISTS', { user: login });
  if (!row && !u.password) throw new Refusal('invalid', 'PASSWORD_MISSING');
  if (u.password !== undefined && u.password.length < 12) throw new Refusal('invalid', 'PASSWORD_SHORT', { min: '12' });
  const { role, dossiers, language, disabled } = u;
  const hash = u.password ? await hashPassword(u.password) : null;
  return change<User>(deps, by, administered(compte, login), (now) => ({
    ...now,
    compte,
    user: login,
    role,
    dossiers,
    language,
    disabled,
    hash: hash ?? now?.hash ?? (row!.columns['hash'] as string),
  }));
}

export async function setUserLimits(
  deps: Deps,
  by: Principal,
  compte: string,
  user: string,
  limits: UserLimits,
): Promise<User> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  return changeKnown(deps, by, compte, user, (now) => ({ ...now, limits }));
}

/** Replaces the keys of a user. Throws `Refusal` (`invalid`, with the number and the reason of every bad line). */
export async function setUserKeys(
  deps: Deps,
  by: Principal,
  compte: string,
  user: string,
  lines: readonly string[],
): Promise<User> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const publicKeys = checkKeys(lines);
  return changeKnown(deps, by, compte, user, (now) => ({ ...now, publicKeys }));
}

function changeKnown(deps: Deps, by: Principal, compte: string, user: string, next: (now: User) => User) {
  const login = user.toLowerCase();
  return change<User>(deps, by, administered(compte, login), (now) => {
    if (!now) throw new Refusal('not-found', 'USER_NOT_FOUND', { user: login });
    return next(now);
  });
}

function administered(compte: string, login: string) {
  return { compte, kind: 'user', id: login, project: projectUser } as const;
}

/** As they are kept, each once. */
function checkKeys(lines: readonly string[]): string[] {
  if (lines.length > MAX_PUBLIC_KEYS)
    throw new Refusal('invalid', 'TOO_MANY_PUBLIC_KEYS', { max: String(MAX_PUBLIC_KEYS) });
  const problems: Problem[] = [];
  const kept = new Map<string, string>();
  lines.forEach((line, i) => {
    try {
      const key = parsePublicKey(line);
      kept.set(fingerprint(key), showPublicKey(key));
    } catch (e) {
      if (!(e instanceof BadKey)) throw e;
      problems.push({ code: e.code, params: {}, line: i + 1, where: `publicKeys.${i}` });
    }
  });
  if (problems.length > 0) throw new Refusal('invalid', 'PUBLIC_KEYS_REFUSED', {}, problems);
  return [...kept.values()];
}

export async function projectUser(deps: Deps, u: User): Promise<void> {
  const listed: Columns = {
    compte: u.compte,
    user: u.user,
    role: u.role,
    dossiers: dossiersColumn(u.dossiers),
    disabled: u.disabled,
    language: u.language,
    publicKeys: u.publicKeys?.length ? u.publicKeys.join('\n') : undefined,
    maxSessions: u.limits?.sessions ?? undefined,
    maxUploadBytes: u.limits?.uploadBytes ?? undefined,
    dailyBytes: u.limits?.dailyBytes ?? undefined,
  };
  const columns = { ...listed, hash: u.hash };
  await deps.tables.transact('logins', u.user, [{ op: 'put', key: 'login', columns }]);
  await deps.tables.transact('state', u.compte, [{ op: 'put', key: keys.user(u.user), columns: listed }]);
}

export function publicKeysOf(columns: Columns): string[] {
  return String(columns['publicKeys'] ?? '')
    .split('\n')
    .filter(Boolean);
}

export function limitsOf(columns: Columns): UserLimits {
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    sessions: number(columns['maxSessions']),
    uploadBytes: number(columns['maxUploadBytes']),
    dailyBytes: number(columns['dailyBytes']),
  };
}

/** A user as people may see it: without the hash. */
export function shownUser({ hash: _hash, ...u }: User) {
  return { ...u, publicKeys: u.publicKeys ?? [], limits: u.limits ?? NO_LIMITS };
}

export async function listUsers(deps: Deps, by: Principal, compte: string) {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const rows = await deps.tables.range('state', compte, ...ranges.users());
  return rows.map((r) => ({
    user: r.columns['user'] as string,
    role: r.columns['role'] as Role,
    dossiers: dossiersOf(r.columns['dossiers']),
    language: r.columns['language'] as 'fr' | 'en',
    disabled: r.columns['disabled'] === true,
    publicKeys: publicKeysOf(r.columns),
    limits: limitsOf(r.columns),
  }));
}
