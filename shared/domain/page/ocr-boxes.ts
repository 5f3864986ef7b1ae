import type { Fragment } from './page.ts';

/**
 * The places of words as an OCR engine gives them are those of their ink: a dash is a point high, "rue" half of "Rue".
 * The rules compare distances with the size of the font, as a PDF tells it. That size, and the line on which a word
 * stands, follow from which letters it has.
 */

/** Parts of the font's size, of the common fonts of print. */
const CAPITAL = 0.72;
const ACCENTED = 0.92;
const SMALL = 0.53;
const BELOW = 0.2;
/** Where the text's line of a font begins, above the line on which letters stand: as of a PDF's fragments. */
const ASCENT = 0.75;
/** Sizes of one line that differ by less are one size: letters are measured in dots. */
const ONE_SIZE = 1.4;
/** A mark further from the word before it, in sizes, is dust, or the dot of a letter of another line. */
const MARK_REACH = 2;

/** Shorter words may be all narrow letters. */
const LEAST_LETTERS = 4;
/** How much higher a word stands, by its letters, than it is wide by them: condensed fonts come to 1.3. */
const NARROWEST = 1.7;

const TALL = /[\p{Lu}0-9bdfhiklßtéèêëàâîïôöùûü°()[\]/|@#&%€$!?]/u;
const TALLEST = /[ÀÂÄÉÈÊËÎÏÔÖÙÛÜ]/;
const DEEP = /[gjpqyç()[\]|@$,;]/;
const LETTER = /[\p{L}\d]/u;

interface Standing {
  readonly size: number;
  /** The line on which its letters stand. */
  readonly foot: number;
}

/** The words of a page, in the engine's order, with boxes as high as their font. */
export function onLines(words: readonly Fragment[]): Fragment[] {
  return linesOf(words).flatMap(placed);
}

/** Null for marks alone: a dash may stand anywhere. */
function standing({ text, box }: Fragment): Standing | null {
  if (!LETTER.test(text)) return null;
  const above = TALLEST.test(text) ? ACCENTED : TALL.test(text) ? CAPITAL : SMALL;
  const below = DEEP.test(text) ? BELOW : 0;
  const high = box.height / (above + below);
  const wide = box.width / widthOf(text);
  // Dust above or below a word makes its box higher, and no font is so narrow.
  const size = text.length >= LEAST_LETTERS && high > NARROWEST * wide ? wide : high;
  return { size, foot: box.y + box.height - below * size };
}

/** Width of a word in the common fonts of print, parts of their size. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text)
    width += /\p{Lu}/u.test(letter) ? 0.68 : /\p{L}/u.test(letter) ? 0.5 : /\d/.test(letter) ? 0.55 : 0.3;
  return width;
}

/** Words that the engine read one after the other, to the right of each other, at one height. */
function linesOf(words: readonly Fragment[]): Fragment[][] {
  const lines: Fragment[][] = [];
  let at: Standing | null = null;
  for (const word of words) {
    const line = lines.at(-1);
    const last = line?.at(-1);
    const own = standing(word);
    const follows = last !== undefined && word.box.x > last.box.x + last.box.width / 2;
    const far = own === null && at !== null && last && word.box.x - last.box.x - last.box.width > MARK_REACH * at.size;
    const level = at ? isLevel(word, at) : last !== undefined && own !== null && isLevel(last, own);
    if (line && follows && level && !far) line.push(word);
    else {
      lines.push([word]);
      at = null;
    }
    at = own ?? at;
  }
  return lines;
}

function isLevel({ box }: Fragment, { size, foot }: Standing): boolean {
  const middle = box.y + box.height / 2;
  return middle > foot - size && middle < foot + BELOW * size;
}

function placed(line: readonly Fragment[]): Fragment[] {
  const own = line.map(standing);
  const sizes = own.flatMap((s) => s?.size ?? []).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1];
  if (usual === undefined) return [...line];
  return line.map((word, n) => {
    const nearest = own[n] ?? own.slice(0, n).findLast((s) => s !== null) ?? own.slice(n).find((s) => s !== null)!;
    const isUsual = nearest.size < usual * ONE_SIZE && nearest.size > usual / ONE_SIZE;
    const size = isUsual ? usual : nearest.size;
    return { ...word, box: { ...word.box, y: nearest.foot - ASCENT * size, height: size } };
  });
}
