import { parseUserName } from '../domain/user-name.ts';
import type { TableStore } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { keys, ranges } from './keys.ts';
import { personOf } from './people.ts';

/** How long a look-up is remembered: a change of affectations takes effect at most this much later. Milliseconds. */
export const AFFECTATIONS_HOLD_MS = 30_000;
const REMEMBERED_MAX = 10_000;

const remembered = new WeakMap<TableStore, Map<string, { until: number; dossiers: readonly string[] }>>();

/**
 * The dossiers that a user works on: those whose affectations (dossiers.txt) name them, and those that users.txt gives
 * them. None for a name that no file can hold. Two reads, remembered for {@link AFFECTATIONS_HOLD_MS}.
 */
export async function affectedDossiers(deps: Deps, compte: string, userName: string): Promise<readonly string[]> {
  const user = parseUserName(userName);
  if (user === null) return [];
  let held = remembered.get(deps.tables);
  if (!held) {
    held = new Map();
    remembered.set(deps.tables, held);
  }
  const now = deps.clock.now();
  const key = `${compte}\n${user}`;
  const known = held.get(key);
  if (known && known.until > now) return known.dossiers;
  const [rows, person] = await Promise.all([
    deps.tables.range('state', compte, ...ranges.affectations(user)),
    deps.tables.get('state', compte, keys.person(user)),
  ]);
  const dossiers = [
    ...new Set([...rows.map((r) => r.key.split('|')[2]!), ...(person ? personOf(person).dossiers : [])]),
  ];
  if (held.size >= REMEMBERED_MAX) held.clear();
  held.set(key, { until: now + AFFECTATIONS_HOLD_MS, dossiers });
  return dossiers;
}
