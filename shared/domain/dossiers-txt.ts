import { hasControl } from './ansi.ts';
import { splitFields } from './csv.ts';
import { parseDossierNumber } from './dossier.ts';
import type { Problem } from './problem.ts';
import { ProblemList } from './problem-list.ts';
import { isValidSiren, sirenOf } from './siren.ts';
import { decodeTextFile } from './text-file.ts';

/** One line of dossiers.txt: a dossier that exists and who works on it. */
export interface ListedDossier {
  readonly number: string;
  readonly name: string;
  readonly siren: string | null;
  /** Names of users, as written; empty where the line says nothing of them. */
  readonly users: readonly string[];
}

export const MAX_DOSSIERS_TXT_BYTES = 5 * 1024 * 1024;

/** First words of a header's columns, in their order; compared in lower case without accents or signs. */
const HEADER_WORDS: readonly ReadonlySet<string>[] = [
  new Set(['numero', 'no', 'n', 'num', 'dossier', 'code', 'numerodossier', 'numerodedossier', 'codedossier', 'number']),
  new Set(['nom', 'name', 'libelle', 'raisonsociale', 'designation', 'nomdossier', 'nomdudossier']),
  new Set(['siren', 'siret', 'sirensiret']),
  new Set(['affectations', 'affectation', 'utilisateurs', 'utilisateur', 'collaborateurs', 'collaborateur', 'users']),
];

/**
 * Reads config/dossiers.txt (docs/formats/dossiers-txt.md). A bad line is told with its number and does not apply; the
 * good ones do. Never throws.
 */
export function readDossiersTxt(bytes: Uint8Array): { dossiers: ListedDossier[]; problems: Problem[] } {
  const problems = new ProblemList(100);
  const dossiers = new Map<string, ListedDossier>();
  const done = () => ({ dossiers: [...dossiers.values()], problems: problems.all() });
  if (bytes.length > MAX_DOSSIERS_TXT_BYTES) {
    problems.add('DOSSIERS_TOO_LARGE', { size: bytes.length, max: MAX_DOSSIERS_TXT_BYTES });
    return done();
  }
  const text = decodeTextFile(bytes);
  if (text === null) {
    problems.add('DOSSIERS_ENCODING', {});
    return done();
  }
  let first = true;
  for (const [index, row] of text.split(/\r\n|\n|\r/).entries()) {
    if (row.trim() === '') continue;
    const line = index + 1;
    const fields = (splitFields(row, separatorOf(row)) ?? []).map((field) => field.trim());
    const header = first ? headerOrder(fields) : null;
    first = false;
    if (header !== null) {
      if (header === 'expected') continue;
      problems.add('DOSSIERS_HEADER', { header: row.trim() }, { line });
      return done();
    }
    const dossier = readLine(fields, line, problems);
    if (!dossier) continue;
    const known = dossiers.get(dossier.number);
    if (!known) dossiers.set(dossier.number, dossier);
    else if (JSON.stringify(known) !== JSON.stringify(dossier)) {
      problems.add('DOSSIERS_TWICE', { dossier: dossier.number }, { line });
    }
  }
  return done();
}

/** The separator that comes first in the line: a name may hold the other one. */
function separatorOf(row: string): string {
  return /[;\t]/.exec(row)?.[0] ?? ';';
}

/** A line of which two fields are words of a header is one; dossiers may be called by letters, so one word proves nothing. */
function headerOrder(fields: readonly string[]): 'expected' | 'other' | null {
  const columns = fields.map((field) => {
    const word = field
      .normalize('NFKD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
    return HEADER_WORDS.findIndex((words) => words.has(word));
  });
  if (columns.filter((column) => column >= 0).length < 2) return null;
  return columns.every((column, index) => column === index || column < 0) ? 'expected' : 'other';
}

function readLine(fields: readonly string[], line: number, problems: ProblemList): ListedDossier | null {
  const [number = '', name = '', siren = '', users = '', ...more] = fields;
  const dossier = parseDossierNumber(number);
  if (!dossier) problems.add('DOSSIERS_NUMBER', { number }, { line });
  else if (name === '') problems.add('DOSSIERS_NAME', { dossier }, { line });
  else if (fields.some(hasControl)) problems.add('DOSSIERS_CONTROL', { dossier }, { line });
  else if (more.some((field) => field !== '')) problems.add('DOSSIERS_COLUMNS', { dossier }, { line });
  else {
    const names = users === '' ? [] : users.split(',').map((user) => user.trim());
    // A line with a user name that is none does not apply at all: fewer users could mean that everybody sees the dossier.
    const bad = names.find((user) => !/^[A-Za-z0-9._@-]{1,64}$/.test(user));
    if (bad !== undefined) problems.add('DOSSIERS_USER', { dossier, user: bad }, { line });
    else return { number: dossier, name, siren: readSiren(siren, dossier, line, problems), users: [...new Set(names)] };
  }
  return null;
}

function readSiren(text: string, dossier: string, line: number, problems: ProblemList): string | null {
  if (text === '') return null;
  const siren = sirenOf(text);
  if (siren && isValidSiren(siren)) return siren;
  problems.add('DOSSIERS_SIREN', { dossier, siren: text }, { line });
  return null;
}
