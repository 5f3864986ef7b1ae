import { parseFolderName, type Statement } from '../dossier.ts';

/** Text of the QR code of a separator sheet, alone or with `:` and what the firm states for the documents behind it. */
export const SEPARATOR_TEXT = 'AMI-SEPARATOR';

/** What a separator's code says: `AMI-SEPARATOR`, `AMI-SEPARATOR:007868`, `AMI-SEPARATOR:007868_201912`. */
export interface SeparatorCode {
  /** Null where it states nothing, or nothing that can be read. */
  readonly statement: Statement | null;
}

/** Reads the text of a barcode; null where it is no separator's. */
export function parseSeparatorCode(text: string): SeparatorCode | null {
  const [word, stated, ...rest] = text.trim().split(':');
  if (word !== SEPARATOR_TEXT || rest.length > 0) return null;
  return { statement: stated ? parseFolderName(stated) : null };
}

export function separatorCode(statement: Statement | null): string {
  if (!statement) return SEPARATOR_TEXT;
  return `${SEPARATOR_TEXT}:${statement.dossier}${statement.exercice ? `_${statement.exercice}` : ''}`;
}
