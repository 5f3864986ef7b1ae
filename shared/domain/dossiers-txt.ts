import { hasControl } from './ansi.ts';
import { parseDossierNumber } from './dossier.ts';
import type { Problem } from './problem.ts';
import { ProblemList } from './problem-list.ts';
import { isValidSiren, sirenOf } from './siren.ts';
import { readTextTable, type TextTableForm } from './text-table.ts';
import { NOBODY, parseUserName } from './user-name.ts';

/** One line of dossiers.txt: a dossier that exists and who works on it. */
export interface ListedDossier {
  readonly number: string;
  readonly name: string;
  readonly siren: string | null;
  /** Names of users in lower case; null where the line says nothing of them, empty where it says nobody. */
  readonly users: readonly string[] | null;
}

export const MAX_DOSSIERS_TXT_BYTES = 5 * 1024 * 1024;
/** Each is a row in the transaction that changes them. */
export const MAX_USERS_OF_DOSSIER = 40;

const FORM: TextTableForm = {
  maxBytes: MAX_DOSSIERS_TXT_BYTES,
  header: [
    new Set([
      'numero',
      'no',
      'n',
      'num',
      'dossier',
      'code',
      'numerodossier',
      'numerodedossier',
      'codedossier',
      'number',
    ]),
    new Set(['nom', 'name', 'libelle', 'raisonsociale', 'designation', 'nomdossier', 'nomdudossier']),
    new Set(['siren', 'siret', 'sirensiret']),
    new Set(['affectations', 'affectation', 'utilisateurs', 'utilisateur', 'collaborateurs', 'collaborateur', 'users']),
  ],
};

/**
 * Reads config/dossiers.txt (docs/formats/dossiers-txt.md). A bad line is told with its number and does not apply; the
 * good ones do. Never throws.
 */
export function readDossiersTxt(bytes: Uint8Array): { dossiers: ListedDossier[]; problems: Problem[] } {
  const problems = new ProblemList(100);
  const dossiers = new Map<string, ListedDossier>();
  const table = readTextTable(bytes, FORM);
  if (table.ok) {
    for (const { line, fields } of table.lines) {
      const dossier = readLine(fields, line, problems);
      if (!dossier) continue;
      const known = dossiers.get(dossier.number);
      if (!known) dossiers.set(dossier.number, dossier);
      else if (JSON.stringify(known) !== JSON.stringify(dossier)) {
        problems.add('DOSSIERS_TWICE', { dossier: dossier.number }, { line });
      }
    }
  } else if (table.why === 'too-large') {
    problems.add('DOSSIERS_TOO_LARGE', { size: bytes.length, max: MAX_DOSSIERS_TXT_BYTES });
  } else if (table.why === 'encoding') problems.add('DOSSIERS_ENCODING', {});
  else problems.add('DOSSIERS_HEADER', { header: table.header }, { line: table.line });
  return { dossiers: [...dossiers.values()], problems: problems.all() };
}

function readLine(fields: readonly string[], line: number, problems: ProblemList): ListedDossier | null {
  const [number = '', name = '', siren = '', users = '', ...more] = fields;
  const dossier = parseDossierNumber(number);
  if (!dossier) problems.add('DOSSIERS_NUMBER', { number }, { line });
  else if (name === '') problems.add('DOSSIERS_NAME', { dossier }, { line });
  else if (fields.some(hasControl)) problems.add('DOSSIERS_CONTROL', { dossier }, { line });
  else if (more.some((field) => field !== '')) problems.add('DOSSIERS_COLUMNS', { dossier }, { line });
  else {
    const names = readUsers(users, dossier, line, problems);
    if (names !== undefined)
      return { number: dossier, name, siren: readSiren(siren, dossier, line, problems), users: names };
  }
  return null;
}

/** Undefined where a name is none: then the line does not apply at all, since a list with a name less would be another. */
function readUsers(text: string, dossier: string, line: number, problems: ProblemList): string[] | null | undefined {
  if (text === '') return null;
  if (text === NOBODY) return [];
  const names = new Set<string>();
  for (const user of text.split(',')) {
    const name = parseUserName(user);
    if (name === null) {
      problems.add('DOSSIERS_USER', { dossier, user: user.trim() }, { line });
      return undefined;
    }
    names.add(name);
  }
  if (names.size > MAX_USERS_OF_DOSSIER) {
    problems.add('DOSSIERS_USERS', { dossier, max: MAX_USERS_OF_DOSSIER }, { line });
    return undefined;
  }
  return [...names];
}

function readSiren(text: string, dossier: string, line: number, problems: ProblemList): string | null {
  if (text === '') return null;
  const siren = sirenOf(text);
  if (siren && isValidSiren(siren)) return siren;
  problems.add('DOSSIERS_SIREN', { dossier, siren: text }, { line });
  return null;
}
