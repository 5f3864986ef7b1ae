import type { Fragment } from './page.ts';

/**
 * Titles set with blanks between their letters ("F A C T U R E") come as such text. Where the blanks between words are no
 * wider than those between letters, words that name a document, its number and its date are set apart again.
 */

const FEWEST_PIECES = 5;
/** Pairs that kerning brings together ("FA C T U R E") come as one piece. */
const LONGEST_PIECE = 3;
const SINGLE_SHARE = 0.7;

const WORDS =
  /(factures?(?!tion)|avoir(?!s)|note|credit|d['’]honoraires|honoraires|invoice|rechnung|factuur|numero|num[eé]ro|n[°º]|date|ech[eé]ance|[eé]ch[eé]ance|total|ttc)/gi;

/** True where single letters with blanks between them make most of a text. */
export function isLetterSpaced(text: string): boolean {
  const pieces = text.trim().split(/\s+/);
  if (pieces.length < FEWEST_PIECES || pieces.some((p) => [...p].length > LONGEST_PIECE)) return false;
  const single = pieces.filter((p) => [...p].length === 1).length;
  const letters = pieces.filter((p) => /\p{L}/u.test(p)).length;
  return single >= SINGLE_SHARE * pieces.length && letters >= 0.3 * pieces.length;
}

/** The text without the blanks between its letters; any other text as it is. */
export function closeUp(text: string): string {
  if (!isLetterSpaced(text)) return text;
  const words = text.trim().split(/\s{2,}/);
  if (words.length > 1) return words.map((word) => word.replace(/\s/g, '')).join(' ');
  return text
    .replace(/\s+/g, '')
    .replace(WORDS, ' $1 ')
    .replace(/(?<=\d)(du|le)(?=\d)/gi, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The other words of a line that is set so: "N O T E" and "N °" are too short to be told by themselves, and "7 . 2 0"
 * has no letter.
 */
export function closeUpLines(fragments: readonly Fragment[]): readonly Fragment[] {
  const spaced = fragments.filter((f) => isLetterSpaced(f.text));
  if (spaced.length === 0) return fragments;
  const inLine = ({ box }: Fragment) =>
    spaced.some((s) => Math.abs(s.box.y - box.y) < 0.2 * box.height && Math.abs(s.box.height - box.height) < 0.5);
  return fragments.map((f) =>
    !isLetterSpaced(f.text) && /^\s*\S(?:\s\S)+\s*$/u.test(f.text) && inLine(f)
      ? { ...f, text: f.text.replaceAll(/\s/g, '') }
      : f,
  );
}
