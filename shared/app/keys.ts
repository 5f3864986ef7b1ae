import { prefixRange } from '../ports/tables.ts';

/**
 * Row keys of the table of state, partition = compte. One letter a list, fields separated by `|`:
 *
 *   D|id                          a document
 *   W|arrival|id                  the waiting list, oldest first
 *   F|dossier|exercice|date|id    what is filed
 *   H|sha|                        these bytes were deposited before
 *   H|sha|claim                   by whom, and under which path (the claim)
 *   J|claim|id                    incomplete: its sender is to send that name again
 *   I|seller|number|id            one invoice whatever its form: a document that names this seller and number
 *   L|dossier|side|party          the accounts that a dossier used last for a third party (side: ac or ve)
 *   S|dossier|supplier|id         what a corrected document teaches about a supplier; without id: what was forgotten
 *   X|dossier|supplier|id         a document that was read with it
 *   N|directory|name|id           the FTP tree: one row a deposit, a folder or a file to collect
 *   T|when|what                   what is due later: hidden names to forget, names in progress to show
 *   C|dossier|  C|dossier|start   the configuration of a dossier, and each of its exercices
 *   B|user|dossier                affectations: the dossiers that dossiers.txt gives a user
 *   G|id                          imports of configuration files and their problems
 *   O|id                          an import that somebody asked to run again, and that has not run yet
 *   R|id                          reports of the robot that were taken
 *   E|id                          an entry;  Q|dossier|exercice|id  it waits for its lot
 *   P|dossier_exercice_lot        a publication
 *   A|id                          notices: what a person must see and no document carries
 *   U|user  K|id                  FTP logins (programs, with a password) and API keys of the compte
 *   M|user|day|gateway            bytes that a user with a daily limit deposited (UTC day), by gateway
 *   Y|user                        when a robot came last (robots-seen.ts); not made again by a rebuild
 *   Z|what                        who does something that only one may do at a time (partition of the comptes)
 *   V|user                        people of the firm as users.txt names them: no login, no password
 */

/** Characters that a row key may not hold, and our own separators, as `=` and two or more hexadecimal digits. */
export function escapeKey(text: string): string {
  let out = '';
  for (const c of text.normalize('NFC')) {
    const code = c.codePointAt(0)!;
    if (c === '/') out += '!';
    else if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || '\\#?%|!=~}{'.includes(c))
      out += `=${code.toString(16).padStart(2, '0')}`;
    else out += c;
  }
  return out;
}

export function unescapeKey(text: string): string {
  return text
    .replace(/!/g, '/')
    .replace(/=([0-9a-f]{2})/g, (_, h: string) => String.fromCharCode(Number.parseInt(h, 16)));
}

/** `/import/007868` and `import/007868/` alike become `import/007868`; the root is empty. */
function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

/** A key takes at most 1 KiB in UTF-16: paths whose key would be longer are refused before they are written. */
export const MAX_KEY_CHARS = 480;

export const keys = {
  document: (id: string) => `D|${id}`,
  waiting: (at: string, id: string) => `W|${at}|${id}`,
  filed: (dossier: string, exercice: string, date: string, id: string) => `F|${dossier}|${exercice}|${date}|${id}`,
  bytes: (sha256: string, claim: string) => `H|${sha256}|${claim}`,
  firstBytes: (sha256: string) => `H|${sha256}|`,
  incomplete: (claim: string, id: string) => `J|${claim}|${id}`,
  invoice: (seller: string, number: string, id: string) => `I|${escapeKey(seller)}|${escapeKey(number)}|${id}`,
  lastUsed: (dossier: string, side: string, party: string) => `L|${dossier}|${side}|${escapeKey(party)}`,
  lesson: (dossier: string, supplier: string, id: string) => `S|${dossier}|${escapeKey(supplier)}|${id}`,
  forgotten: (dossier: string, supplier: string) => `S|${dossier}|${escapeKey(supplier)}|`,
  lessonUsed: (dossier: string, supplier: string, id: string) => `X|${dossier}|${escapeKey(supplier)}|${id}`,
  name: (directory: string, name: string, id: string) =>
    `N|${escapeKey(trimSlashes(directory))}|${escapeKey(name)}|${id}`,
  due: (when: string, what: string) => `T|${when}|${what}`,
  dossier: (dossier: string) => `C|${dossier}|`,
  exercice: (dossier: string, start: string) => `C|${dossier}|${start}`,
  affectation: (user: string, dossier: string) => `B|${user}|${dossier}`,
  configImport: (id: string) => `G|${id}`,
  askedImport: (id: string) => `O|${id}`,
  returned: (id: string) => `R|${id}`,
  entry: (id: string) => `E|${id}`,
  pending: (dossier: string, exercice: string, id: string) => `Q|${dossier}|${exercice}|${id}`,
  publication: (stem: string) => `P|${stem}`,
  notice: (id: string) => `A|${id}`,
  user: (user: string) => `U|${user}`,
  apiKey: (id: string) => `K|${id}`,
  dailyBytes: (user: string, day: string, gateway: string) => `M|${escapeKey(user)}|${day}|${escapeKey(gateway)}`,
  person: (user: string) => `V|${user}`,
  robotSeen: (user: string) => `Y|${user}`,
  lease: (what: string) => `Z|${what}`,
};

export const ranges = {
  documents: () => prefixRange('D|'),
  waiting: () => prefixRange('W|'),
  filedIn: (dossier: string, exercice?: string) =>
    prefixRange(exercice ? `F|${dossier}|${exercice}|` : `F|${dossier}|`),
  bytes: (sha256: string) => prefixRange(`H|${sha256}|`),
  incomplete: (claim?: string) => prefixRange(claim ? `J|${claim}|` : 'J|'),
  invoice: (seller: string, number: string) => prefixRange(`I|${escapeKey(seller)}|${escapeKey(number)}|`),
  lessons: (dossier: string) => prefixRange(`S|${dossier}|`),
  lessonsUsed: (dossier: string) => prefixRange(`X|${dossier}|`),
  directory: (directory: string) => prefixRange(`N|${escapeKey(trimSlashes(directory))}|`),
  names: (directory: string, name: string) => prefixRange(`N|${escapeKey(trimSlashes(directory))}|${escapeKey(name)}|`),
  due: (until: string): [string, string] => ['T|', `T|${until}`],
  dossier: (dossier: string) => prefixRange(`C|${dossier}|`),
  dossiers: () => prefixRange('C|'),
  configImports: () => prefixRange('G|'),
  askedImports: () => prefixRange('O|'),
  pending: (dossier: string, exercice: string) => prefixRange(`Q|${dossier}|${exercice}|`),
  allPending: () => prefixRange('Q|'),
  returned: () => prefixRange('R|'),
  entries: () => prefixRange('E|'),
  publications: (dossier?: string, exercice?: string): [string, string] =>
    dossier && exercice
      ? [`P|${dossier}_${exercice}_`, `P|${dossier}_${exercice}_~`]
      : dossier
        ? [`P|${dossier}_`, `P|${dossier}_~`]
        : prefixRange('P|'),
  notices: () => prefixRange('A|'),
  users: () => prefixRange('U|'),
  apiKeys: () => prefixRange('K|'),
  people: () => prefixRange('V|'),
  robotsSeen: () => prefixRange('Y|'),
  dailyBytes: (user: string, day?: string) =>
    prefixRange(day ? `M|${escapeKey(user)}|${day}|` : `M|${escapeKey(user)}|`),
  affectations: (user: string) => prefixRange(`B|${user}|`),
};

/** Columns of an N row. Times are ISO 8601 UTC. */
export interface NameColumns {
  readonly kind: 'file' | 'dir' | 'staged' | 'export';
  readonly name: string;
  readonly container?: string;
  readonly blob?: string;
  readonly size?: number;
  readonly at: string;
  readonly user?: string;
  /** Set once the document is filed: listings leave the name out, SIZE and MDTM answer until it is forgotten. */
  readonly hiddenAt?: string;
  /** Set by DELE: the name is gone for every command. */
  readonly deletedAt?: string;
  /** Of an export: its publication's stem and which part of it the file is. */
  readonly lot?: string;
  readonly part?: 'dex' | 'list' | 'piece';
}
