import { parseDossierNumber } from '../dossier.ts';
import { isExerciceName } from '../exercice.ts';

/** A lot: one DEX of one exercice with what belongs to it. `lot` counts from 1 to 999 999 within dossier and exercice. */
export interface LotName {
  readonly dossier: string;
  /** AAAAMM. */
  readonly exercice: string;
  readonly lot: number;
}

/** Kinds of file an attachment may be, by extension. */
export type AttachmentExtension = 'pdf' | 'tif' | 'xml';

export const MAX_LOT = 999_999;
export const MAX_ATTACHMENTS = 9_999;

/** `007868_201912_000001`: what the names of all files of a lot begin with. */
export function lotStem({ dossier, exercice, lot }: LotName): string {
  if (parseDossierNumber(dossier) !== dossier) throw new Error(`"${dossier}" is not a dossier number`);
  if (!isExerciceName(exercice)) throw new Error(`"${exercice}" is not the name of an exercice`);
  if (!Number.isInteger(lot) || lot < 1 || lot > MAX_LOT) throw new Error(`${lot} is not a lot number`);
  return `${dossier}_${exercice}_${String(lot).padStart(6, '0')}`;
}

export function dexName(stem: string): string {
  return `${stem}.DEX`;
}

/** The list of a lot's attachments. */
export function piecesName(stem: string): string {
  return `${stem}_PJ.csv`;
}

/** `<stem>_P0001.pdf`: the n-th attachment of a lot, from 1. */
export function attachmentName(stem: string, n: number, ext: AttachmentExtension): string {
  if (!Number.isInteger(n) || n < 1 || n > MAX_ATTACHMENTS) throw new Error(`${n} is not an attachment's number`);
  return `${stem}_P${String(n).padStart(4, '0')}.${ext}`;
}

export type LotFile =
  | { readonly kind: 'dex' }
  | { readonly kind: 'pieces' }
  | { readonly kind: 'attachment'; readonly n: number; readonly ext: AttachmentExtension }
  /** The robot's import report. */
  | { readonly kind: 'imported' }
  | { readonly kind: 'rejected' };

/**
 * What a file name under /export or /retour says: its lot and what it is of it; null where it is no such name. Case does
 * not matter, and `-` may stand between dossier and exercice; `stem` is given as {@link lotStem} writes it.
 */
export function parseLotName(name: string): (LotName & { readonly stem: string; readonly file: LotFile }) | null {
  const m = /^([A-Za-z0-9]{1,8})[_-](\d{6})_(\d{6})(\.[A-Za-z]{2,3}|_PJ\.csv|_P(\d{4})\.(pdf|tif|xml))$/i.exec(name);
  if (!m || !isExerciceName(m[2]!)) return null;
  const of: LotName = { dossier: m[1]!.toUpperCase(), exercice: m[2]!, lot: Number(m[3]) };
  const file = lotFile(m[4]!.toUpperCase(), m[5], m[6]);
  return file && of.lot > 0 ? { ...of, stem: lotStem(of), file } : null;
}

function lotFile(suffix: string, n: string | undefined, ext: string | undefined): LotFile | null {
  if (n !== undefined) {
    return Number(n) > 0 ? { kind: 'attachment', n: Number(n), ext: ext!.toLowerCase() as AttachmentExtension } : null;
  }
  switch (suffix) {
    case '.DEX':
      return { kind: 'dex' };
    case '_PJ.CSV':
      return { kind: 'pieces' };
    case '.OK':
      return { kind: 'imported' };
    case '.ERR':
      return { kind: 'rejected' };
    default:
      return null;
  }
}
