import { isExerciceName } from '../exercice.ts';

/** What the name of a PAR file states. */
export interface ParFileName {
  readonly dossier: string;
  /** AAAAMM of the exercice the file is for. */
  readonly exercice: string;
}

/** Reads `007868-201912_PAR.xml` or `007868_201912_PAR.xml`, whatever the case; null for any other name. */
export function parseParFileName(fileName: string): ParFileName | null {
  const m = /^([A-Za-z0-9]{1,8})[_-](\d{6})_PAR\.xml$/i.exec(fileName);
  return m && isExerciceName(m[2]!) ? { dossier: m[1]!.toUpperCase(), exercice: m[2]! } : null;
}

/** The name under which a PAR is written. */
export function parFileName({ dossier, exercice }: ParFileName): string {
  return `${dossier}-${exercice}_PAR.xml`;
}
