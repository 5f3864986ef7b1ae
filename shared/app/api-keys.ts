import { createHash, timingSafeEqual } from 'node:crypto';
import { idFromHash } from '../domain/ids.ts';
import { may, type Principal, type Role } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { parseUserName } from '../domain/user-name.ts';
import { change, dossiersColumn, dossiersOf, lastOf } from './administered.ts';
import { affectedDossiers } from './affectations.ts';
import { requireCompte } from './comptes.ts';
import { type Deps, nowIso } from './deps.ts';
import { keys, ranges } from './keys.ts';

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

const KEY_ROLES: readonly Role[] = ['manager', 'accountant', 'robot'];

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
  await change(deps, by, administered(compte, id), () => stored);
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
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const old = known(await lastOf<ApiKey>(deps, administered(compte, id)), id);
  if (old.disabled) throw new Refusal('conflict', 'KEY_DISABLED', { id });
  const made = await createApiKey(deps, by, compte, { user: old.user, role: old.role, dossiers: old.dossiers });
  const oldExpiresAt = new Date(deps.clock.now() + graceHours * 3_600_000).toISOString();
  await change(deps, by, administered(compte, id), (now) => ({ ...known(now, id), expiresAt: oldExpiresAt }));
  return { ...made, oldExpiresAt };
}

function administered(compte: string, id: string) {
  return { compte, kind: 'key', id, project: projectKey } as const;
}

function known(key: ApiKey | null, id: string): ApiKey {
  if (!key) throw new Refusal('not-found', 'KEY_NOT_FOUND', { id });
  return key;
}

export async function projectKey(deps: Deps, k: ApiKey): Promise<void> {
  const listed = {
    compte: k.compte,
    user: k.user,
    role: k.role,
    dossiers: dossiersColumn(k.dossiers),
    disabled: k.disabled,
    ...(k.expiresAt ? { expiresAt: k.expiresAt } : {}),
  };
  const columns = { ...listed, sha256: k.sha256 };
  await deps.tables.transact('logins', `key=${k.id}`, [{ op: 'put', key: 'login', columns }]);
  await deps.tables.transact('state', k.compte, [{ op: 'put', key: keys.apiKey(k.id), columns: listed }]);
}

export async function disableApiKey(deps: Deps, by: Principal, compte: string, id: string): Promise<void> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  await change(deps, by, administered(compte, id), (now) => ({ ...known(now, id), disabled: true }));
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
