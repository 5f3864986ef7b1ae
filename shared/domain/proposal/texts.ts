import { toAnsi } from '../ansi.ts';
import { WIDTHS } from '../dex/layout.ts';
import type { EInvoice, Party } from '../invoice.ts';
import { type Choice, sure, unsure } from './note.ts';

/** Of a name at least this much stays when a label is cut. */
const SHORTEST_NAME = 10;
const MAX_REFERENCE = 200;

/**
 * The piece: the invoice's number where it fits, else the end of its letters and digits, which is what tells two
 * invoices apart.
 */
export function pieceOf(number: string | null): Choice<string | null> {
  const text = oneLine(number ?? '');
  const { text: spelled } = toAnsi(text);
  const max = WIDTHS.piece;
  if (spelled === text && text.length <= max && /^[\p{L}\p{N}]/u.test(text))
    return { value: text, notes: [sure('piece', 'PROPOSAL_PIECE', { number: text })] };
  const short = spelled.replace(/[^A-Za-z0-9]/g, '').slice(-max);
  if (short === '') return { value: null, notes: [unsure('piece', 'PROPOSAL_PIECE_NONE', {})] };
  return { value: short, notes: [sure('piece', 'PROPOSAL_PIECE_SHORTENED', { number: text, max: String(max) })] };
}

/** The number whole, on one line; null where there is none. */
export function referenceOf(number: string | null): string | null {
  return oneLine(number ?? '').slice(0, MAX_REFERENCE) || null;
}

/**
 * `<third party> <number>` in characters that ISACOMPTA holds, within its 30. The name is cut rather than the number,
 * as long as enough of the name is left to be known by.
 */
export function labelOf(party: Party, number: string | null, isCredit: boolean): Choice<string> {
  const width = WIDTHS.label;
  const rawName = oneLine(party.name ?? '');
  const { text, lost } = toAnsi(rawName);
  const name = oneLine(text);
  const end = oneLine(toAnsi(oneLine(number ?? '')).text);
  const room = Math.max(SHORTEST_NAME, width - end.length - 1);
  const label = oneLine(`${name.slice(0, room).trimEnd()} ${end}`)
    .slice(0, width)
    .trimEnd();
  const notes = lost === '' ? [] : [unsure('label', 'PROPOSAL_LABEL_SPELLED', { name: rawName })];
  return { value: label === '' ? (isCredit ? 'Avoir' : 'Facture') : label, notes };
}

export function isProForma(invoice: EInvoice): boolean {
  return invoice.typeCode === '325';
}

/** Line breaks and control characters as blanks, blanks once. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
