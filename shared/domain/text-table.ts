import { splitFields } from './csv.ts';
import { decodeTextFile } from './text-file.ts';

/** What a file of lines is made of: dossiers.txt, users.txt. */
export interface TextTableForm {
  readonly maxBytes: number;
  /**
   * Words that a header may have in each column, in the columns' order; compared in lower case, letters only, accents
   * left out.
   */
  readonly header: readonly ReadonlySet<string>[];
}

export interface TextLine {
  /** From 1. */
  readonly line: number;
  /** Trimmed. */
  readonly fields: readonly string[];
}

export type TextTable =
  | { readonly ok: true; readonly lines: readonly TextLine[] }
  | { readonly ok: false; readonly why: 'too-large' }
  | { readonly ok: false; readonly why: 'encoding' }
  /** The columns of the header stand in another order, so every column would be misread. */
  | { readonly ok: false; readonly why: 'header'; readonly header: string; readonly line: number };

/**
 * The lines of a text that a person or a program typed: LF, CR LF or CR; `;` or tab; RFC 4180 quotes; blank lines and a
 * header in the expected order left out. Encodings as {@link decodeTextFile}. Never throws.
 */
export function readTextTable(bytes: Uint8Array, form: TextTableForm): TextTable {
  if (bytes.length > form.maxBytes) return { ok: false, why: 'too-large' };
  const text = decodeTextFile(bytes);
  if (text === null) return { ok: false, why: 'encoding' };
  const lines: TextLine[] = [];
  let first = true;
  for (const [index, row] of text.split(/\r\n|\n|\r/).entries()) {
    if (row.trim() === '') continue;
    const fields = (splitFields(row, separatorOf(row)) ?? []).map((field) => field.trim());
    const header = first ? headerOrder(fields, form.header) : null;
    first = false;
    if (header === 'other') return { ok: false, why: 'header', header: row.trim(), line: index + 1 };
    if (header === null) lines.push({ line: index + 1, fields });
  }
  return { ok: true, lines };
}

/** The separator that comes first in the line: a name may hold the other one. */
function separatorOf(row: string): string {
  return /[;\t]/.exec(row)?.[0] ?? ';';
}

/** A line of which two fields are words of a header is one; a dossier or a user may be called by letters, so one word proves nothing. */
function headerOrder(fields: readonly string[], words: TextTableForm['header']): 'expected' | 'other' | null {
  const columns = fields.map((field) => {
    const word = field
      .normalize('NFKD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
    return words.findIndex((known) => known.has(word));
  });
  if (columns.filter((column) => column >= 0).length < 2) return null;
  return columns.every((column, index) => column === index || column < 0) ? 'expected' : 'other';
}
