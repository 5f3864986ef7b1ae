import { quoteField, splitFields } from '../csv.ts';
import type { Problem } from '../problem.ts';
import { ProblemList } from '../problem-list.ts';
import { decodeTextFile } from '../text-file.ts';
import { parseLotName } from './names.ts';

/** One attachment of a lot, tied to its entry by the entry's number in the DEX. */
export interface Piece {
  /** ECR 109-119. */
  readonly entry: number;
  /** ECR 17-24, or null where the entry has none. */
  readonly piece: string | null;
  /** Name of the file beside the DEX (`007868_201912_000001_P0001.pdf`). */
  readonly file: string;
  /** 64 hexadecimal digits, lower case. */
  readonly sha256: string;
  readonly mediaType: string;
}

const HEADER = ['ecriture', 'piece', 'fichier', 'sha256', 'type'];
const SEPARATOR = ';';
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/;

/**
 * The list of a lot's attachments (`<stem>_PJ.csv`, docs/formats/dex.md): UTF-8 without a byte order mark, a header,
 * `;`, RFC 4180 quotes, CR LF after every line.
 *
 * @throws Error for a value the list may not hold, among them a piece that a spreadsheet would take for a formula.
 */
export function writePieces(pieces: readonly Piece[]): Uint8Array {
  const rows = pieces.map((piece) => {
    const wrong = wrongField(piece);
    if (wrong) throw new Error(`The attachment of entry ${piece.entry} cannot be listed: ${wrong} is not acceptable`);
    return [String(piece.entry), piece.piece ?? '', piece.file, piece.sha256, piece.mediaType];
  });
  const lines = [HEADER, ...rows].map((row) => row.map((field) => quoteField(field, SEPARATOR)).join(SEPARATOR));
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
}

/** Reads the list; a line that is not acceptable is told with its number, the others are given. Never throws. */
export function readPieces(bytes: Uint8Array): { pieces: Piece[]; problems: Problem[] } {
  const problems = new ProblemList();
  const pieces: Piece[] = [];
  const text = decodeTextFile(bytes);
  const lines = (text ?? '').split(/\r?\n/);
  if (lines[0] !== HEADER.join(SEPARATOR)) {
    problems.add('PIECES_HEADER', { header: HEADER.join(SEPARATOR) }, { line: 1 });
    return { pieces, problems: problems.all() };
  }
  for (const [index, row] of lines.entries()) {
    if (index === 0 || row === '') continue;
    const line = index + 1;
    const fields = splitFields(row, SEPARATOR, true);
    if (fields?.length !== HEADER.length) {
      problems.add('PIECES_COLUMNS', { count: HEADER.length }, { line });
      continue;
    }
    const [entry, piece, file, sha256, mediaType] = fields as [string, string, string, string, string];
    const read = { entry: /^\d{1,11}$/.test(entry) ? Number(entry) : 0, piece: piece || null, file, sha256, mediaType };
    const wrong = wrongField(read);
    if (wrong) problems.add('PIECES_FIELD', { field: wrong, value: fields[COLUMN[wrong]]! }, { line });
    else pieces.push(read);
  }
  return { pieces, problems: problems.all() };
}

const COLUMN = { entry: 0, piece: 1, file: 2, sha256: 3, mediaType: 4 } as const;

/** The first field that may not stand in a list. A file is named, never a path: who reads the list opens what it names. */
function wrongField(piece: Piece): keyof Piece | null {
  if (!Number.isSafeInteger(piece.entry) || piece.entry < 1) return 'entry';
  // As the checks of an entry have it: a letter or a digit first, so that `=`, `+`, `-` and `@` start no formula.
  if (piece.piece !== null && !/^[\p{L}\p{N}][^\p{Cc}\u2028\u2029]*$/u.test(piece.piece)) return 'piece';
  if (parseLotName(piece.file)?.file.kind !== 'attachment') return 'file';
  if (!/^[0-9a-f]{64}$/.test(piece.sha256)) return 'sha256';
  if (!MEDIA_TYPE.test(piece.mediaType)) return 'mediaType';
  return null;
}
