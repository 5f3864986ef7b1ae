import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseIsoDate } from '../../shared/domain/calendar.ts';

/** - einvoice: Factur-X, CII or UBL; pdf: digital; scan: clean, of 300 dpi; degraded: a scan with defects. */
export const KINDS = ['einvoice', 'pdf', 'scan', 'degraded'] as const;
export type Kind = (typeof KINDS)[number];

/** A date on the page that is not the invoice's own, and what it is. */
export interface Trap {
  readonly kind: string;
  /** AAAA-MM-JJ. */
  readonly date: string;
}

/**
 * What is known of one file: an entry of the manifests of real samples, with more where the file was generated.
 * `expected`: type, number, date (AAAA-MM-JJ), totalTTC, seller, sellerSiren (SIREN or SIRET), sellerVat... as decimal
 * text or numbers; what is not known is absent.
 */
export interface Entry {
  readonly file: string;
  readonly source?: string;
  readonly note?: string;
  readonly expected: Readonly<Record<string, string | number>>;
  readonly kind?: Kind;
  readonly layout?: string;
  /** The dossier that it was sent to. */
  readonly dossier?: { readonly number: string; readonly siren: string };
  /** The day it was deposited, AAAA-MM-JJ; today where absent. */
  readonly received?: string;
  /** Present where a person has to decide, and why (`devis`, `proforma`, `relevé`, `autre dossier`): it must not be filed. */
  readonly ask?: string;
  readonly traps?: readonly Trap[];
  /** What was done to a degraded scan. */
  readonly defects?: readonly string[];
}

/** An entry and where its file is. */
export interface Item {
  readonly entry: Entry;
  readonly path: string;
  readonly kind: Kind;
}

/** @throws Error with a text for the user where the file is no manifest, or an expected date is none. */
export function readManifest(file: string): Item[] {
  const path = resolve(file);
  const list: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(list)) throw new Error(`${file} is no manifest: a list of files was expected.`);
  return list.map((entry: Entry, n) => {
    if (typeof entry?.file !== 'string' || typeof entry.expected !== 'object')
      throw new Error(`${file}: entry ${n + 1} lacks "file" or "expected".`);
    const date = entry.expected['date'];
    if (!entry.ask && (typeof date !== 'string' || !parseIsoDate(date)))
      throw new Error(`${file}: ${entry.file} expects no date (AAAA-MM-JJ), nor to be asked for.`);
    return { entry, path: join(dirname(path), entry.file), kind: kindOf(entry) };
  });
}

/** The samples' manifest tells the profile of an e-invoice, and nothing of kinds. */
function kindOf({ kind, file, expected }: Entry): Kind {
  if (kind) return kind;
  if (/\.tiff?$/i.test(file)) return 'scan';
  return /\.xml$/i.test(file) || expected['profile'] !== undefined ? 'einvoice' : 'pdf';
}
