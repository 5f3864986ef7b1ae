import type { Fragment } from './page.ts';

/** Pages of typewriters, line printers and tills: every letter is as wide as any other. */

const LEAST_LETTERS = 4;
/** Fewer words tell nothing. */
const LEAST_WORDS = 20;
/** What the ink of a word leaves of its first and last cell, in cells. */
const MARGINS = 0.3;
/** By how much the cells of two words may differ, as they are measured. */
const SLACK = 0.06;
/** As many words have the same cell: of generated and drawn scans, typed pages come to 0.72 and more, nearly all others to 0.6. */
const TYPED = 0.7;

/** The width of a letter with its blank, points, where the words of a scan are typed; null where they are set. */
export function cellOf(words: readonly Fragment[]): number | null {
  const cells = words
    .filter(({ text, confidence = 1 }) => text.length >= LEAST_LETTERS && confidence > 0.5)
    .map(({ text, box }) => box.width / (text.length - MARGINS))
    .sort((a, b) => a - b);
  if (cells.length < LEAST_WORDS) return null;
  const usual = cells[cells.length >> 1]!;
  const same = cells.filter((cell) => Math.abs(cell - usual) < SLACK * usual).length;
  return same > TYPED * cells.length ? usual : null;
}
