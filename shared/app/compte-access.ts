import type { CompteAccess } from '../domain/access-settings.ts';
import { BadRange, holds, parseAddress, parseRange, showRange } from '../domain/address-range.ts';
import { may, type Principal } from '../domain/principal.ts';
import type { Problem } from '../domain/problem.ts';
import { Refusal } from '../domain/refusal.ts';
import { change } from './administered.ts';
import { accessOf, administeredCompte, COMPTES, type StoredCompte } from './comptes.ts';
import type { Deps } from './deps.ts';
import { documentOf } from './documents.ts';
import { ranges } from './keys.ts';

/** As the columns of one row can hold: 500 ranges of IPv6. */
const MAX_RANGES = 500;
/** Deposits that are looked at for addresses that a new list shuts out. */
const LOOKED_AT = 200;

/** Somebody whose last deposits came from where the list no longer lets them in. */
export interface ShutOut {
  readonly address: string;
  readonly user: string;
  /** Of the newest deposit from there (ISO 8601 UTC). */
  readonly at: string;
}

export async function getCompteAccess(deps: Deps, by: Principal, compte: string): Promise<CompteAccess> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const row = await deps.tables.get('state', COMPTES, compte);
  if (!row) throw new Refusal('not-found', 'COMPTE_NOT_FOUND', { id: compte });
  return accessOf(row.columns);
}

/**
 * Sets from where and how a compte's users may come in; running gateways follow within seconds. A list that shuts the
 * firm's own robot out is taken, and the answer says whose newest deposits came from outside it. Throws `Refusal`
 * (`invalid`, with the number and the reason of every bad line).
 */
export async function setCompteAccess(
  deps: Deps,
  by: Principal,
  compte: string,
  a: CompteAccess,
): Promise<CompteAccess & { readonly shutOut: readonly ShutOut[] }> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const access: CompteAccess = { allow: checkRanges(a.allow), tlsRequired: a.tlsRequired };
  await change<StoredCompte>(deps, by, administeredCompte(compte), (now) => {
    if (!now) throw new Refusal('not-found', 'COMPTE_NOT_FOUND', { id: compte });
    return { ...now, access };
  });
  return { ...access, shutOut: await shutOut(deps, compte, access.allow) };
}

/** The ranges in one way of writing, each once. */
function checkRanges(allow: readonly string[]): string[] {
  if (allow.length > MAX_RANGES) throw new Refusal('invalid', 'TOO_MANY_ADDRESSES', { max: String(MAX_RANGES) });
  const problems: Problem[] = [];
  const kept = new Set<string>();
  allow.forEach((text, i) => {
    try {
      kept.add(showRange(parseRange(text)));
    } catch (e) {
      if (!(e instanceof BadRange)) throw e;
      problems.push({ code: e.code, params: e.params, line: i + 1, where: `allow.${i}` });
    }
  });
  if (problems.length > 0) throw new Refusal('invalid', 'ADDRESSES_REFUSED', {}, problems);
  return [...kept];
}

/** One range read: the newest documents come first. */
async function shutOut(deps: Deps, compte: string, allow: readonly string[]): Promise<ShutOut[]> {
  if (allow.length === 0) return [];
  const inside = allow.map(parseRange);
  const found = new Map<string, ShutOut>();
  for (const row of await deps.tables.range('state', compte, ...ranges.documents(), LOOKED_AT)) {
    const { address, user, at } = documentOf(row).deposit;
    const octets = parseAddress(address);
    const key = `${address} ${user}`;
    if (!octets || found.has(key) || inside.some((r) => holds(r, octets))) continue;
    found.set(key, { address, user, at });
  }
  return [...found.values()];
}
