import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ListedUser } from '../domain/users-txt.ts';
import { type Row, RowConflict } from '../ports/tables.ts';
import { type Deps, nowIso } from './deps.ts';
import { append, type JournalEvent, readEvent } from './journal.ts';
import { keys, ranges } from './keys.ts';

/**
 * A person of the firm, as users.txt names them. Not a login: FTP logins (`User` in comptes.ts) are of programs and have
 * a password; a person has none here, and gets in by an API key that an administrator makes, or by the dashboard. So
 * people have rows and a journal of their own (V|, `person`), and a name may be both.
 */
export interface Person {
  readonly compte: string;
  /** In lower case. */
  readonly user: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: 'manager' | 'accountant';
  /** Dossiers that users.txt gives them, besides those of dossiers.txt. */
  readonly dossiers: readonly string[];
  /** Invited: named by the firm, and nothing more. */
  readonly state: 'invited';
  readonly version: number;
  /** When the file that last spoke of them was deposited, ISO 8601 UTC. */
  readonly saidAt: string;
}

const ATTEMPTS = 5;

/**
 * Makes a person known, or changes them, by a line of users.txt that was deposited at `at`; an older line than the one
 * in force changes nothing. Absence from a file is never told here: nobody is deleted by it.
 */
export async function putPerson(deps: Deps, compte: string, line: ListedUser, at: string, by: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const row = await deps.tables.get('state', compte, keys.person(line.user));
    const known = row ? personOf(row) : null;
    if (known && known.saidAt > at) return;
    const { user, name, email, role } = line;
    const said = { compte, user, name, email, role, dossiers: line.dossiers ?? known?.dossiers ?? [] };
    const after: Person = { ...said, state: 'invited', version: (known?.version ?? 0) + 1, saidAt: at };
    if (known && isSame(known, after)) {
      // Said again: an older file that comes late must not undo it.
      await deps.tables.transact('state', compte, [
        { op: 'merge', key: keys.person(user), columns: personColumns({ ...known, saidAt: at }) },
      ]);
      return;
    }
    const event: JournalEvent<Person> = {
      version: after.version,
      at: nowIso(deps.clock),
      by,
      type: known ? 'changed' : 'invited',
      after,
    };
    if (await append(deps.blobs, compte, 'person', user, event)) return projectPerson(deps, after);
    // Somebody else's event came first, or ours before a crash: the row is brought up to it, and the line looked at again.
    const theirs = await readEvent<Person>(deps.blobs, compte, 'person', user, after.version);
    if (theirs) await projectPerson(deps, theirs.after);
  }
  throw new Error(`user ${line.user} kept changing`);
}

/** Writes the row of a person, unless it is as new already. */
export async function projectPerson(deps: Deps, p: Person): Promise<void> {
  const key = keys.person(p.user);
  const row = await deps.tables.get('state', p.compte, key);
  if (row && personOf(row).version >= p.version) return;
  const columns = personColumns(p);
  try {
    await deps.tables.transact('state', p.compte, [
      row ? { op: 'put', key, columns, ifMatch: row.etag } : { op: 'insert', key, columns },
    ]);
  } catch (e) {
    // Somebody has brought it at least this far.
    if (!(e instanceof RowConflict)) throw e;
  }
}

function isSame(a: Person, b: Person): boolean {
  const plain = ({ version: _version, saidAt: _saidAt, ...rest }: Person) => JSON.stringify(rest);
  return plain(a) === plain(b);
}

function personColumns(p: Person) {
  return { role: p.role, state: p.state, saidAt: p.saidAt, version: p.version, data: JSON.stringify(p) };
}

export function personOf(row: Row): Person {
  return JSON.parse(row.columns['data'] as string) as Person;
}

/** The people of a firm, by user name. */
export async function listPeople(deps: Deps, by: Principal, compte: string): Promise<Person[]> {
  if (!may(by, 'administer', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  return (await deps.tables.range('state', compte, ...ranges.people())).map(personOf);
}
