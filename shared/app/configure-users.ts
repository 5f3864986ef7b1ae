import type { Deposit } from '../domain/document.ts';
import { readUsersTxt } from '../domain/users-txt.ts';
import { type Outcome, outcome } from './config-import.ts';
import type { Deps } from './deps.ts';
import { putPerson } from './people.ts';

/** Applies users.txt: each good line invites a person or changes them; absence says nothing. */
export async function applyUsers(deps: Deps, deposit: Deposit, bytes: Uint8Array): Promise<Outcome> {
  const { users, problems } = readUsersTxt(bytes);
  for (const line of users) await putPerson(deps, deposit.compte, line, deposit.at, deposit.user);
  return outcome(users.length > 0 || problems.length === 0 ? 'applied' : 'refused', null, problems);
}
