import { findDates } from './dates.ts';
import { BEGINS_WITH_TITLE, CLOSE, type FoundLabel, LONGEST_LABEL, type Place, withoutColon } from './found-label.ts';
import { inColumn, sameLine } from './geometry.ts';
import type { Box } from './page.ts';
import { isMereLabel, type LabelText, readLabel } from './read-label.ts';
import type { Segment } from './segments.ts';
import { endOf, linesAbove } from './sentence.ts';

/** Words that lead to a date from a line or a place of their own: "Facture n° 12" and "du 3 mars", the head of a letter. */

/** Of a text, looked at for the title above a date. */
const MOST_LINES = 3;
/** A label that has its value behind it. */
const HAS_VALUE = /[a-z].*\d[\d\s/.,-]*$/;

/** "LYON LE", as the head of a letter has it, where Lyon is a town of an address of the page. */
export function townHead(segments: readonly Segment[], before: string): LabelText | null {
  const town = /^\s*(?:a\s+)?([a-z][a-z' -]{1,35}?)\s+le\s*$/.exec(before)?.[1];
  if (!town) return null;
  const address = new RegExp(`(?<!\\d)\\d{5}\\s+${town.replaceAll('-', '[ -]')}(?![a-z])`);
  return segments.some((s) => address.test(s.folded.text)) ? { kind: 'plain', start: 0, end: before.length } : null;
}

/** "Date de la facture/Date de la", its value right behind, and "livraison" on the next line of the label. */
const BREAKS_OFF = /\s(?:de|de la|d'|de l'|of|of the)\s*$/;
const LONGEST_REST = 30;

/** What a label says that breaks off before its value and goes on under its own beginning. */
export function brokenOff(segments: readonly Segment[], at: Segment, before: string): LabelText | null {
  if (!BREAKS_OFF.test(before)) return null;
  const { x, y, height } = at.box;
  const next = segments.find(
    ({ box, text, folded }) =>
      Math.abs(box.x - x) < 0.5 * height &&
      Math.abs(box.height - height) < 0.15 * height &&
      box.y - y > 0.8 * height &&
      box.y - y < 1.7 * height &&
      text.length <= LONGEST_REST &&
      /^\s*\p{Ll}/u.test(text) &&
      isMereLabel(folded.text),
  );
  const label = next && readLabel(`${before.trim()} ${next.folded.text.trim()} `);
  return label ? { kind: label.kind, start: 0, end: before.trimEnd().length } : null;
}

/** The line that one with a small letter at its beginning goes on from; null under the title of the invoice. */
export function lineOver(segments: readonly Segment[], at: Segment): Segment | null {
  if (!/^\p{Ll}/u.test(at.text.trimStart())) return null;
  const lines = linesAbove(segments, at, MOST_LINES);
  return lines.some((s) => BEGINS_WITH_TITLE.test(s.folded.text)) ? null : (lines[0] ?? null);
}

/** A sentence that goes on from the line before: its label is there, or in both. */
export function ofSentence(line: Segment, before: string): FoundLabel | null {
  const label = readLabel(`${line.folded.text.trim()} ${before}`);
  const box = endOf(line, LONGEST_LABEL);
  const text = `${line.text.trim().slice(-LONGEST_LABEL)} ${before}`.trim();
  // A place and "le" at the end of a line of a text is no head of a letter.
  return label && label.kind !== 'plain' ? { kind: label.kind, text, place: 'after', box } : null;
}

/** "Facture n° 12" and, apart from it, "du 3 mars": to its right or below. */
export function connected(segments: readonly Segment[], at: Segment, before: string, box: Box): FoundLabel | null {
  const [left] = segments
    .filter((s) => s !== at && s.box.x + s.box.width <= box.x + 1 && sameLine(s.box, at.box))
    .sort((a, b) => b.box.x + b.box.width - (a.box.x + a.box.width));
  const far = left !== undefined && isFarWithValue(left, box);
  const beside = left && leadingTo([left], before, 'right', far);
  if (beside) return beside;
  const over: Segment[] = [];
  for (let from = at; over.length < MOST_LINES; from = over[0]!) {
    const [higher] = segments
      .filter((s) => s !== from && s.box.y + 0.6 * s.box.height <= from.box.y && inColumn(s.box, from.box))
      .sort((a, b) => b.box.y - a.box.y);
    if (!higher || from.box.y - (higher.box.y + higher.box.height) >= 1.5 * from.box.height) break;
    over.unshift(higher);
    // "Votre facture", "n° 1013" and "du 3 mars" are three lines of one cell: more than the nearest only for the invoice's own.
    const label = leadingTo(over, before, 'below', over.length > 1);
    if (label) return label;
  }
  return null;
}

/** What the words before "du" say that stand in lines of their own; `own`: only where it is the invoice's. */
function leadingTo(lines: readonly Segment[], before: string, place: Place, own: boolean): FoundLabel | null {
  if (lines.some((s) => findDates(s.folded.text).length > 0)) return null;
  const label = readLabel(`${lines.map((s) => s.folded.text.trim()).join(' ')} ${before.trim()} `);
  if (!label || label.kind === 'other' || (own && label.kind !== 'document' && label.kind !== 'credit')) return null;
  const text = lines.map((s) => s.text.trim()).join(' ');
  return { kind: label.kind, text: withoutColon(text.slice(-LONGEST_LABEL)), place, box: lines.at(-1)!.box };
}

/** "SIREN 805 935 368" far to the left is whole with its own value. */
export function isFarWithValue(s: Segment, box: Box): boolean {
  return box.x - (s.box.x + s.box.width) > CLOSE * box.height && HAS_VALUE.test(s.folded.text);
}
