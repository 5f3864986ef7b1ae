import { createHash, timingSafeEqual } from 'node:crypto';
import { idFromHash } from '../domain/ids.ts';
import { may, type Principal, type Role } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { parseUserName } from '../domain/user-name.ts';
import { affectedDossiers } from './affectations.ts';
import { type Deps, nowIso } from './deps.ts';
import { append, history, type JournalEvent, type JournalKind, readEvent } from './journal.ts';
import { keys, ranges } from './keys.ts';
import { hashPassword } from './passwords.ts';

/** Where the comptes themselves are listed: a partition and a journal folder that no compte can be named. */
export const COMPTES = '_comptes';

export interface Compte {
  readonly id: string;
  readonly name: string;
  readonly language: 'fr' | 'en';
  readonly at: string;
}

/** A login of the FTP gateway. The hash never leaves the tables and the journal. */
export interface User {
  readonly compte: string;
  readonly user: string;
  readonly role: Role;
  readonly dossiers: 'all' | readonly string[];
  readonly language: 'fr' | 'en';
  readonly disabled: boolean;
  readonly hash: string;
}

/** A key of the API. Only its SHA-256 is kept: it has 160 bits of chance, no dictionary helps. */
export interface ApiKey {
  readonly compte: string;
  readonly id: string;
  readonly user: string;
  readonly role: Role;
  /** `affected`: those that the firm's own files give the user, looked up at each request (affectations.ts). */
  readonly dossiers: 'all' | 'affected' | readonly string[];
  readonly disabled: boolean;
  /** After which it is refused (ISO 8601 UTC); null for never. */
  readonly expiresAt: string | null;
  readonly sha256: string;
}

/** Dossier numbers are in capitals: none is called so. */
const AFFECTED = 'affected';

const FTP_ROLES: readonly Role[] = ['robot', 'write', 'read'];
const KEY_ROLES: readonly Role[] = ['manager', 'accountant', 'robot'];

export async function createCompte(deps: Deps, by: Principal, c: { id: string; name: string; language: 'fr' | 'en' }) {
  if (!may(by, 'operate', c.id)) throw new Refusal('forbidden', 'FORBIDDEN');
  if (!/^[a-z0-9][a-z0-9-]{1,31}$/.test(c.id)) throw new Refusal('invalid', 'COMPTE_ID_INVALID', { id: c.id });
  const compte: Compte = { ...c, at: nowIso(deps.clock) };
  const event = { version: 1, at: compte.at, by: by.user, type: 'created', after: compte };
  if (!(await append(deps.blobs, COMPTES, 'compte', c.id, event))) {
    // An earlier creation that stopped half way is finished; a finished one is a conflict.
    const [first] = await history<Compte>(deps.blobs, COMPTES, 'compte', c.id);
    if (!first || !(await deps.tables.insert('state', COMPTES, c.id, compteColumns(first.after))))
      throw new Refusal('conflict', 'COMPTE_EXISTS', { id: c.id });
    return first.after;
  }
  await deps.tables.insert('state', COMPTES, c.id, compteColumns(compte));
  return compte;
}

export function compteColumns(c: Compte) {
  return { name: c.name, language: c.language, at: c.at };
}

/** Every compte of the platform: for the operator, and for the timers. */
export async function allComptes(deps: Deps): Promise<Compte[]> {
  const rows = await deps.tables.range('state', COMPTES, '0', '{');
  // Notices of the platform stand in the same partition.
  const comptes = rows.filter((r) => !r.key.includes('|'));
  return comptes.map((r) => ({
    id: r.key,
    name: r.columns['name'] as string,
    language: r.columns['language'] as 'fr' | 'en',
    at: r.columns['at'] as string,
  }));
}

export async function listComptes(deps: Deps, by: Principal): Promise<Compte[]> {
  const comptes = await allComptes(deps);
  return comptes.filter((c) => may(by, 'see', c.id));
}

async function requireCompte(deps: Deps, compte: string): Promise<void> {
  if (!(await deps.tables.get('state', COMPTES, compte)))
    throw new Refusal('not-found', 'COMPTE_NOT_FOUND', { id: compte });
}

/** Creates a login or changes it (password, role, dossiers, disabled). Takes effect at the next login. */
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
  const user: User = {
    compte,
    user: login,
    role: u.role,
    dossiers: u.dossiers,
    language: u.language,
    disabled: u.disabled,
    hash: u.password ? await hashPassword(u.password) : (row!.columns['hash'] as string),
  };
  await record(deps, by, compte, 'user', login, user, projectUser);
  return user;
}

export async function projectUser(deps: Deps, u: User): Promise<void> {
  const columns = loginColumns(u, { hash: u.hash, language: u.language });
  await deps.tables.transact('logins', u.user, [{ op: 'put', key: 'login', columns }]);
  const listed = loginColumns(u, { language: u.language });
  await deps.tables.transact('state', u.compte, [{ op: 'put', key: keys.user(u.user), columns: listed }]);
}

function loginColumns(
  u: { compte: string; user: string; role: Role; dossiers: ApiKey['dossiers']; disabled: boolean },
  more: Record<string, string>,
) {
  return {
    compte: u.compte,
    user: u.user,
    role: u.role,
    dossiers: typeof u.dossiers === 'string' ? u.dossiers : u.dossiers.join(','),
    disabled: u.disabled,
    ...more,
  };
}

/**
 * Appends the next event of something that only administrators change, and shows it; a lost race is told to the loser.
 */
async function record<T>(
  deps: Deps,
  by: Principal,
  compte: string,
  kind: JournalKind,
  id: string,
  after: T,
  project: (deps: Deps, after: T) => Promise<void>,
): Promise<void> {
  const events = await history<T>(deps.blobs, compte, kind, id);
  const version = (events.at(-1)?.version ?? 0) + 1;
  const event = { version, at: nowIso(deps.clock), by: by.user, type: 'set', after };
  if (!(await append(deps.blobs, compte, kind, id, event))) throw new Refusal('conflict', 'CHANGED_MEANWHILE');
  // Somebody may have made and shown the next change meanwhile: what the journal says last is what stands.
  let last: JournalEvent<T> | null = event;
  while (last) {
    await project(deps, last.after);
    last = await readEvent<T>(deps.blobs, compte, kind, id, last.version + 1);
  }
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
  }));
}

export function dossiersOf(column: unknown): 'all' | string[] {
  return column === 'all'
    ? 'all'
    : String(column ?? '')
        .split(',')
        .filter(Boolean);
}

/** Makes a key of the API and tells it once: `ami_<id>_<secret>`. */
export async function createApiKey(
  deps: Deps,
  by: Principal,
  compte: string,
  k: Pick<ApiKey, 'user' | 'role' | 'dossiers'>,
): Promise<{ key: string; id: string }> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  await requireCompte(deps, compte);
  if (!KEY_ROLES.includes(k.role))
    throw new Refusal('invalid', 'ROLE_INVALID', { role: k.role, roles: KEY_ROLES.join(', ') });
  if (k.dossiers === 'affected' && (k.role !== 'accountant' || parseUserName(k.user) === null))
    throw new Refusal('invalid', 'AFFECTED_NEEDS_ACCOUNTANT', { user: k.user, role: k.role });
  const id = idFromHash(deps.clock.random(10), 10);
  const key = `ami_${id}_${idFromHash(deps.clock.random(32), 32)}`;
  const stored: ApiKey = { compte, id, ...k, disabled: false, expiresAt: null, sha256: sha256(key) };
  await record(deps, by, compte, 'key', id, stored, projectKey);
  return { key, id };
}

/** A new key with the same rights; the old one works `graceHours` longer, so that its holder can change over. */
export async function rotateApiKey(
  deps: Deps,
  by: Principal,
  compte: string,
  id: string,
  graceHours: number,
): Promise<{ key: string; id: string; oldExpiresAt: string }> {
  const old = await storedKey(deps, by, compte, id);
  if (old.disabled) throw new Refusal('conflict', 'KEY_DISABLED', { id });
  const made = await createApiKey(deps, by, compte, { user: old.user, role: old.role, dossiers: old.dossiers });
  const oldExpiresAt = new Date(deps.clock.now() + graceHours * 3_600_000).toISOString();
  await changeKey(deps, by, { ...old, expiresAt: oldExpiresAt });
  return { ...made, oldExpiresAt };
}

async function storedKey(deps: Deps, by: Principal, compte: string, id: string): Promise<ApiKey> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const last = (await history<ApiKey>(deps.blobs, compte, 'key', id)).at(-1)?.after;
  if (!last) throw new Refusal('not-found', 'KEY_NOT_FOUND', { id });
  return last;
}

async function changeKey(deps: Deps, by: Principal, key: ApiKey): Promise<void> {
  await record(deps, by, key.compte, 'key', key.id, key, projectKey);
}

export async function projectKey(deps: Deps, k: ApiKey): Promise<void> {
  const expires: Record<string, string> = k.expiresAt ? { expiresAt: k.expiresAt } : {};
  const columns = loginColumns(k, { sha256: k.sha256, ...expires });
  await deps.tables.transact('logins', `key=${k.id}`, [{ op: 'put', key: 'login', columns }]);
  await deps.tables.transact('state', k.compte, [
    { op: 'put', key: keys.apiKey(k.id), columns: loginColumns(k, expires) },
  ]);
}

export async function disableApiKey(deps: Deps, by: Principal, compte: string, id: string): Promise<void> {
  await changeKey(deps, by, { ...(await storedKey(deps, by, compte, id)), disabled: true });
}

export async function listApiKeys(deps: Deps, by: Principal, compte: string) {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const rows = await deps.tables.range('state', compte, ...ranges.apiKeys());
  return rows.map((r) => ({
    id: r.key.slice(2),
    user: r.columns['user'] as string,
    role: r.columns['role'] as Role,
    dossiers: r.columns['dossiers'] === AFFECTED ? AFFECTED : dossiersOf(r.columns['dossiers']),
    disabled: r.columns['disabled'] === true,
    expiresAt: (r.columns['expiresAt'] as string | undefined) ?? null,
  }));
}

/** Who holds an API key. One answer for a missing, malformed, unknown, disabled, expired or wrong key (`UNAUTHENTICATED`). */
export async function authenticate(deps: Deps, key: string | null, operatorSha256: string | null): Promise<Principal> {
  const refused = new Refusal('unauthenticated', 'UNAUTHENTICATED');
  if (!key) throw refused;
  const hash = sha256(key);
  if (operatorSha256 && same(hash, operatorSha256))
    return { compte: '*', user: 'operator', role: 'operator', dossiers: 'all' };
  const m = /^ami_([0-9a-z]{10})_[0-9a-z]{32}$/.exec(key);
  const row = m ? await deps.tables.get('logins', `key=${m[1]}`, 'login') : null;
  if (!row || row.columns['disabled'] === true || !same(hash, row.columns['sha256'] as string)) throw refused;
  const expiresAt = row.columns['expiresAt'];
  if (typeof expiresAt === 'string' && expiresAt <= nowIso(deps.clock)) throw refused;
  const compte = row.columns['compte'] as string;
  const user = row.columns['user'] as string;
  const { dossiers } = row.columns;
  return {
    compte,
    user,
    role: row.columns['role'] as Role,
    dossiers: dossiers === AFFECTED ? await affectedDossiers(deps, compte, user) : dossiersOf(dossiers),
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
