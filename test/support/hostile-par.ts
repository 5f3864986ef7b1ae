import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { readPar } from '../../shared/domain/par/read-par.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import { par } from '../domain/entry-samples.ts';

/** Files that are made to harm whoever reads them, or that arrived harmed. Each is refused with one of `codes`. */
export const NAME = '007868-201912_PAR.xml';
const MB = 1024 * 1024;
const good = writePar(par);
const bytes = (text: string, encoding = 'utf8') => new Uint8Array(iconv.encode(text, encoding));
const insert = (text: string) => good.replace('</Exercices>', `</Exercices>${text}`);

function laughs(): string {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">${entities.join('')}]>\n<ParametresDossier>&l9;</ParametresDossier>`;
}

/** A PAR whose plan of accounts is `size` bytes long. */
function large(size: number): string {
  const row = '<Compte numero="60610000" libelle="Fournitures non stockables d’énergie"/>\n';
  return insert(`<Comptes>${row.repeat(Math.ceil(size / Buffer.byteLength(row)))}</Comptes>`);
}

export const hostile: Readonly<Record<string, { code: string; make: () => Uint8Array }>> = {
  doctype: {
    code: 'PAR_XML_DOCTYPE',
    make: () => bytes(good.replace('<ParametresDossier', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><ParametresDossier')),
  },
  'billion laughs': { code: 'PAR_XML_DOCTYPE', make: () => bytes(laughs()) },
  'undeclared entity': { code: 'PAR_XML_MALFORMED', make: () => bytes(good.replace('</Nom>', '&lol;</Nom>')) },
  truncated: { code: 'PAR_XML_TRUNCATED', make: () => bytes(good.slice(0, good.length / 2)) },
  'truncated at 15 MB': { code: 'PAR_XML_TRUNCATED', make: () => bytes(large(16 * MB)).subarray(0, 15 * MB) },
  'another encoding than declared': { code: 'PAR_XML_ENCODING', make: () => bytes(good, 'win1252') },
  'half of UTF-16': {
    code: 'PAR_XML_ENCODING',
    make: () => bytes(good.replace('UTF-8', 'UTF-16'), 'utf-16le').subarray(0, -1),
  },
  'overlapping exercices': {
    code: 'PAR_EXERCICES_OVERLAP',
    make: () => bytes(good.replace('</Exercices>', '<Exercice debut="2019-12-31" fin="2020-12-30"/></Exercices>')),
  },
  '50 MB': { code: 'PAR_XML_TOO_LARGE', make: () => bytes(large(50 * MB)) },
  'a million elements': { code: 'PAR_XML_TOO_LARGE', make: () => bytes(insert(`<C>${'<c/>'.repeat(1_000_000)}</C>`)) },
  '20 000 levels': {
    code: 'PAR_XML_TOO_DEEP',
    make: () => bytes(insert('<a>'.repeat(20_000) + '</a>'.repeat(20_000))),
  },
  'an element named __proto__': {
    code: 'PAR_XML_MALFORMED',
    make: () => bytes(insert('<__proto__><closed/></__proto__>')),
  },
  'an attribute named __proto__': {
    code: 'PAR_XML_MALFORMED',
    make: () => bytes(good.replace('<Exercices>', '<Exercices __proto__="1">')),
  },
};

/** What reading cost this process: `keptMb` is the growth of its memory over all of them, once collected. */
export interface Costs {
  readonly files: Readonly<Record<string, { codes: string[]; ms: number; grownMb: number }>>;
  readonly keptMb: number;
}

function measure(): Costs {
  for (let i = 0; i < 20; i++) readPar(bytes(good), NAME);
  const first = settled();
  const costs: Record<string, { codes: string[]; ms: number; grownMb: number }> = {};
  for (const [what, { make }] of Object.entries(hostile)) {
    const file = make();
    // What making the file left behind would hide what reading it takes.
    const rss = settled();
    const peak = process.resourceUsage().maxRSS;
    const started = performance.now();
    const reading = readPar(file, NAME);
    const ms = Math.round(performance.now() - started);
    const after = process.resourceUsage().maxRSS;
    const highest = after > peak ? after / 1024 : process.memoryUsage.rss() / MB;
    costs[what] = {
      codes: reading.ok ? [] : reading.problems.map((p) => p.code),
      ms,
      grownMb: Math.max(0, Math.round(highest - rss)),
    };
  }
  return { files: costs, keptMb: Math.round(settled() - first) };
}

/** Memory of this process in MB, garbage collected. */
function settled(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / MB;
}

// As a process of its own, so that nothing else's memory is measured.
if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(measure()));
