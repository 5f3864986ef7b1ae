import type { Statement } from '../dossier.ts';
import type { ScannedPage } from '../scan/scanned-page.ts';
import type { PageHints } from './page-hints.ts';
import { parseSeparatorCode } from './separator-code.ts';

/**
 * Patch codes that begin a document. Scanners take 2 for the first level of a batch and T for what hands over to the
 * next document; the others switch colours or are free for a firm's own use.
 */
const SEPARATING = new Set(['2', 'T']);
/** A sheet has some thirty words; a page with more is a document that somebody stuck a code on. */
const MOST_WORDS = 80;

/** A page that separates. */
export interface Sheet {
  /** What its code states for the documents behind it. */
  readonly statement: Statement | null;
  /** It has more on it than a sheet has: it may be the first page of a document. */
  readonly hasContent: boolean;
}

/** Null where the page has no code that separates: an ordinary barcode does not. */
export function sheetOf({ marks }: ScannedPage, hints: PageHints): Sheet | null {
  const codes = marks
    .filter((m) => m.kind === 'barcode' && (m.format === 'QRCode' || m.format === 'Code128'))
    .map((m) => parseSeparatorCode(m.text))
    .filter((c) => c !== null);
  const patched = marks.some((m) => m.kind === 'patch' && SEPARATING.has(m.format));
  if (codes.length === 0 && !patched) return null;
  const statement = codes.find((c) => c.statement)?.statement ?? null;
  const isDocument = hints.nature !== 'unknown' && (hints.number !== null || hints.hasTotal);
  return { statement, hasContent: isDocument || hints.words > MOST_WORDS };
}
