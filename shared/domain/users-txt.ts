import { hasControl } from './ansi.ts';
import { parseDossierNumber } from './dossier.ts';
import type { Problem } from './problem.ts';
import { ProblemList } from './problem-list.ts';
import { readTextTable, type TextTableForm } from './text-table.ts';
import { NOBODY, parseUserName } from './user-name.ts';

/** One line of users.txt: a person of the firm. */
export interface ListedUser {
  /** In lower case. */
  readonly user: string;
  /** Name to show; the user name where the line gives none. */
  readonly name: string;
  readonly email: string | null;
  readonly role: 'manager' | 'accountant';
  /** Dossiers that the person works on; null where the line says nothing of them, empty where it says none. */
  readonly dossiers: readonly string[] | null;
}

export const MAX_USERS_TXT_BYTES = 1024 * 1024;
/** Far above what one person works on; keeps the list inside one column of a table. */
const MAX_DOSSIERS_OF_USER = 2_000;

const FORM: TextTableForm = {
  maxBytes: MAX_USERS_TXT_BYTES,
  header: [
    new Set(['utilisateur', 'utilisateurs', 'identifiant', 'login', 'code', 'user', 'username']),
    new Set(['nom', 'nomcomplet', 'nometprenom', 'nomemail', 'email', 'mail', 'adresse', 'courriel', 'name']),
    new Set(['role', 'roles', 'fonction', 'profil']),
    new Set(['dossiers', 'dossier', 'affectations', 'affectation']),
  ],
};

/** Words for a role, without accents and in lower case. */
const ROLES: Readonly<Record<string, ListedUser['role']>> = {
  gestionnaire: 'manager',
  manager: 'manager',
  collaborateur: 'accountant',
  collaboratrice: 'accountant',
  accountant: 'accountant',
};

/**
 * Reads config/users.txt (docs/formats/users-txt.md). A bad line is told with its number and does not apply; the good
 * ones do. Never throws.
 */
export function readUsersTxt(bytes: Uint8Array): { users: ListedUser[]; problems: Problem[] } {
  const problems = new ProblemList(100);
  const users = new Map<string, ListedUser>();
  const table = readTextTable(bytes, FORM);
  if (table.ok) {
    for (const { line, fields } of table.lines) {
      const user = readLine(fields, line, problems);
      if (!user) continue;
      const known = users.get(user.user);
      if (!known) users.set(user.user, user);
      else if (JSON.stringify(known) !== JSON.stringify(user)) {
        problems.add('USERS_TWICE', { user: user.user }, { line });
      }
    }
  } else if (table.why === 'too-large') {
    problems.add('USERS_TOO_LARGE', { size: bytes.length, max: MAX_USERS_TXT_BYTES });
  } else if (table.why === 'encoding') problems.add('USERS_ENCODING', {});
  else problems.add('USERS_HEADER', { header: table.header }, { line: table.line });
  return { users: [...users.values()], problems: problems.all() };
}

function readLine(fields: readonly string[], line: number, problems: ProblemList): ListedUser | null {
  const [userText = '', nameText = '', roleText = '', dossiersText = '', ...more] = fields;
  const user = parseUserName(userText);
  if (!user) problems.add('USERS_NAME', { user: userText }, { line });
  else if (fields.some(hasControl)) problems.add('USERS_CONTROL', { user }, { line });
  else if (more.some((field) => field !== '')) problems.add('USERS_COLUMNS', { user }, { line });
  else {
    const role = roleOf(roleText);
    const dossiers = readDossiers(dossiersText, user, line, problems);
    if (!role) problems.add('USERS_ROLE', { user, role: roleText }, { line });
    else if (dossiers !== undefined) return { user, ...readName(nameText, user), role, dossiers };
  }
  return null;
}

function roleOf(text: string): ListedUser['role'] | null {
  const word = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return Object.hasOwn(ROLES, word) ? ROLES[word]! : null;
}

/** `Marie Durand`, `marie@cabinet.fr`, or `Marie Durand <marie@cabinet.fr>`. */
function readName(text: string, user: string): { name: string; email: string | null } {
  const both = /^(.*?)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>$/.exec(text);
  if (both) return { name: both[1] || user, email: both[2]! };
  if (/^[^<>\s]+@[^<>\s]+$/.test(text)) return { name: user, email: text };
  return { name: text || user, email: null };
}

/** Undefined where a number is none: the line does not apply, since it would give another list of dossiers. */
function readDossiers(text: string, user: string, line: number, problems: ProblemList): string[] | null | undefined {
  if (text === '') return null;
  if (text === NOBODY) return [];
  const dossiers = new Set<string>();
  for (const number of text.split(',')) {
    const dossier = parseDossierNumber(number);
    if (!dossier) {
      problems.add('USERS_DOSSIER', { user, dossier: number.trim() }, { line });
      return undefined;
    }
    dossiers.add(dossier);
  }
  if (dossiers.size > MAX_DOSSIERS_OF_USER) {
    problems.add('USERS_DOSSIERS', { user, max: MAX_DOSSIERS_OF_USER }, { line });
    return undefined;
  }
  return [...dossiers];
}
