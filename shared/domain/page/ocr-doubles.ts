import type { Fragment } from './page.ts';

/**
 * Tesseract may take one printed line for two that share its place, and reads its letters twice: "2024-02-2" and
 * "024-02-29" one over the other, "May" with "ay" right behind it. What both read is kept once; no letter is guessed.
 */

/** Words of an engine stand further apart than this, in heights: nearer ones are one word. */
const NO_BLANK = 0.14;
/** How far the overlap of the boxes may be from that of the letters, in letters. */
const SLACK = 1;

/** The words of one line, left to right, each letter once. */
export function undoubled(line: readonly Fragment[]): Fragment[] {
  const words: Fragment[] = [];
  for (const word of line) {
    const last = words.at(-1);
    const both = last && together(last, word);
    if (both) words[words.length - 1] = both;
    else words.push(word);
  }
  return words;
}

/** Two words as one where the end of the first is the begin of the second, in the same place; null otherwise. */
function together(first: Fragment, second: Fragment): Fragment | null {
  const [a, b] = [first.box, second.box];
  const gap = b.x - (a.x + a.width);
  if (gap >= NO_BLANK * Math.min(a.height, b.height)) return null;
  const repeated =
    /^\p{L}+$/u.test(second.text) && first.text.length > second.text.length && gap > -NO_BLANK * a.height;
  if (repeated && first.text.endsWith(second.text)) return joined(first, second, second.text.length);
  const letter = Math.max(a.width / first.text.length, b.width / second.text.length);
  const expected = -gap / letter;
  for (let n = Math.min(first.text.length, second.text.length); n >= 2; n--) {
    if (Math.abs(n - expected) > SLACK || !first.text.endsWith(second.text.slice(0, n))) continue;
    return joined(first, second, n);
  }
  return null;
}

function joined(first: Fragment, second: Fragment, shared: number): Fragment {
  const width = Math.max(first.box.width, second.box.x + second.box.width - first.box.x);
  const known = [first, second].flatMap((f) => f.confidence ?? []);
  return {
    text: first.text + second.text.slice(shared),
    box: { ...first.box, width },
    ...(known.length > 0 ? { confidence: Math.min(...known) } : {}),
  };
}
