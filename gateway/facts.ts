import type { Entry } from '../shared/app/tree.ts';
import type { Rights } from '../shared/app/tree-facts.ts';
import { modificationTime } from './listing.ts';

/** The facts of MLSD and MLST (RFC 3659, section 7), in the order in which they are sent. */
export const FACTS = ['type', 'size', 'modify', 'perm', 'unique'] as const;
export type Fact = (typeof FACTS)[number];

/** The line of FEAT: a star after each fact that is sent. */
export function factsFeature(wanted: ReadonlySet<Fact>): string {
  return `MLST ${FACTS.map((f) => `${f}${wanted.has(f) ? '*' : ''};`).join('')}`;
}

/** `size;type;` of `OPTS MLST`, in any case; facts that nobody here knows are left out, as the RFC wants. */
export function parseFacts(list: string): ReadonlySet<Fact> {
  const asked = new Set(list.toLowerCase().split(';'));
  return new Set(FACTS.filter((f) => asked.has(f)));
}

/** `type=file;size=3; a.pdf` without its end. `name` is what the client is to call it by. */
export function factsLine(entry: Entry, rights: Rights, wanted: ReadonlySet<Fact>, name: string): string {
  const facts = FACTS.filter((f) => wanted.has(f)).map((f) => {
    const value = factOf(f, entry, rights);
    return value === null ? '' : `${f}=${value};`;
  });
  return `${facts.join('')} ${name}`;
}

/** Null where there is nothing to say: a folder has no size, and one that always stands has no time. */
function factOf(fact: Fact, entry: Entry, rights: Rights): string | null {
  switch (fact) {
    case 'type':
      return entry.kind;
    case 'size':
      return entry.kind === 'file' ? String(entry.size) : null;
    case 'modify':
      return entry.at === null ? null : modificationTime(entry.at);
    case 'perm':
      return permOf(rights);
    case 'unique':
      return entry.id;
  }
}

/** Never `a` (append) and `p` (empty a folder at once): there is no such thing here. */
function permOf(rights: Rights): string {
  const letters: [string, boolean][] = [
    ['c', rights.create],
    ['d', rights.remove],
    ['e', rights.enter],
    ['f', rights.rename],
    ['l', rights.list],
    ['m', rights.makeFolder],
    ['r', rights.read],
    ['w', rights.write],
  ];
  return letters.map(([letter, isGranted]) => (isGranted ? letter : '')).join('');
}
