import { isExerciceName } from './exercice.ts';

/**
 * A dossier number is text, 1 to 8 letters or digits ("007868", never 7868; ISACOMPTA's own field is 8 wide and may
 * hold letters), unique only inside its compte. Compared in upper case.
 */
export function parseDossierNumber(text: string): string | null {
  const t = text.trim().toUpperCase();
  return /^[A-Z0-9]{1,8}$/.test(t) ? t : null;
}

/** What a folder or file name states: a dossier and, after `_` or `-`, an exercice (`007868_201912`). */
export interface Statement {
  readonly dossier: string;
  readonly exercice: string | null;
}

/** Reads the name of a folder of /import: `007868`, `007868_201912` or `007868-201912`; null where it is neither. */
export function parseFolderName(name: string): Statement | null {
  const m = /^([A-Za-z0-9]{1,8})[_-](\d{6})$/.exec(name.trim());
  if (m && isExerciceName(m[2]!)) return { dossier: m[1]!.toUpperCase(), exercice: m[2]! };
  const dossier = parseDossierNumber(name);
  return dossier ? { dossier, exercice: null } : null;
}

/** Reads what the start of a file's name states (`007868_201912 facture.pdf`); null where it states nothing. */
export function parseFileStatement(name: string): Statement | null {
  const m = /^([A-Za-z0-9]{1,8})[_-](\d{6})(?!\d)/.exec(name.trim());
  return m && isExerciceName(m[2]!) ? { dossier: m[1]!.toUpperCase(), exercice: m[2]! } : null;
}

/** A dossier as the configuration knows it. */
export interface Dossier {
  readonly number: string;
  readonly name: string;
  /** Nine digits, or null where the configuration gives none: then nothing can contradict. */
  readonly siren: string | null;
  readonly vatNumber: string | null;
  readonly regime: string | null;
  /** Length of account numbers (6, 8 or 10), or null where unknown. */
  readonly accountLength: number | null;
}
