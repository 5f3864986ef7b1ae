import { type Folded, fold } from './fold.ts';
import { MONTH_NAMES, MONTHS } from './months.ts';

/**
 * Dates as an OCR engine may misread them. A digit is never taken for another digit. Put right is what can be one thing
 * only: the "1er" of a month. Letters where digits must stand are taken for the digits that look like them, and a month
 * with one wrong letter for the only one that it can be; such a date is a guess (see {@link isGuessed}).
 */

/** Only the first of a month is an ordinal in French: whatever stands before "er" is a 1. */
const FIRST = new RegExp(
  String.raw`(?<![a-z0-9])[1lit|!\][]?\s?[eé]r(?=[\s.-]{0,2}(?:${MONTHS})(?![a-z])[\s.-]{0,2}\d)`,
  'g',
);
const D = String.raw`[\doilsz|!]`;
/** Three groups, parted twice by one mark. */
const NUMERIC = new RegExp(
  String.raw`(?<![a-z0-9/.-])${D}{1,2}([/.-])${D}{1,2}\1(?:${D}{4}|${D}{2})(?![a-z0-9/-])`,
  'g',
);
const BEFORE_MONTH = new RegExp(
  String.raw`(?<![a-z0-9/.,-])${D}{1,2}(?=[\s.-]{1,2}(?:${MONTHS})[\s.-]{1,2}\d{2})`,
  'g',
);
const NAMED = /(?<=(?<!\d)\d{1,2}\.?\s)[a-z0-9|!]{4,10}(?=\.?\s(?:19|20)\d{2}(?!\d))/g;

const DIGITS: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', '|': '1', '!': '1', z: '2', s: '5' };
/** Fewer digits or more letters would be a word or a code. */
const LEAST_DIGITS = 4;
const MOST_LETTERS = 2;

/** A folded text with its dates put right; each letter keeps the place it came from. */
export function correctDates(folded: Folded): Folded {
  if (!/\d/.test(folded.text)) return folded;
  const firsts = replaced(folded, FIRST, () => '1er');
  const numbers = replaced(firsts, NUMERIC, (m) => (isNearlyDigits(m) ? asDigits(m) : null));
  const days = replaced(numbers, BEFORE_MONTH, (m) => (digitsIn(m) === 1 ? asDigits(m) : null));
  return replaced(days, NAMED, monthOf);
}

/** True where a part of a text put right has other letters or digits than the source, "1er" apart. */
export function isGuessed({ text, at }: Folded, source: string, start: number, end: number): boolean {
  const from = start + (/^1\s?er(?![a-z])/.exec(text.slice(start, end))?.[0].length ?? 0);
  for (let n = from; n < end; n++) {
    if (/[a-z0-9]/.test(text[n]!) && !fold(source[at[n]!] ?? '').text.includes(text[n]!)) return true;
  }
  return false;
}

function replaced({ text, at }: Folded, pattern: RegExp, by: (found: string) => string | null): Folded {
  let result = '';
  const places: number[] = [];
  let done = 0;
  for (const m of text.matchAll(pattern)) {
    const other = by(m[0]);
    if (other === null || other === m[0]) continue;
    result += text.slice(done, m.index) + other;
    places.push(...at.slice(done, m.index));
    const last = m.index + m[0].length - 1;
    for (let n = 0; n < other.length; n++) places.push(at[Math.min(m.index + n, last)]!);
    done = last + 1;
  }
  return done === 0 ? { text, at } : { text: result + text.slice(done), at: [...places, ...at.slice(done)] };
}

function isNearlyDigits(text: string): boolean {
  return digitsIn(text) >= LEAST_DIGITS && (text.match(/[a-z|!]/g) ?? []).length <= MOST_LETTERS;
}

function digitsIn(text: string): number {
  return text.match(/\d/g)?.length ?? 0;
}

function asDigits(text: string): string {
  return text.replace(/[a-z|!]/g, (letter) => DIGITS[letter] ?? letter);
}

/** The one month whose name differs by one letter; null where there is none, or several. */
function monthOf(read: string): string | null {
  const likely = read.replace(/[|!1]/g, 'l').replaceAll('0', 'o').replaceAll('5', 's');
  if (MONTH_NAMES.has(likely)) return likely;
  const near = [...MONTH_NAMES].filter(([name]) => name.length >= 4 && oneApart(name, likely));
  return new Set(near.map(([, number]) => number)).size === 1 ? near[0]![0] : null;
}

/** True where one letter is another, is missing or is too many; "rn" counts as one m. */
function oneApart(name: string, read: string): boolean {
  if (name === read.replaceAll('rn', 'm')) return true;
  const [long, short] = name.length >= read.length ? [name, read] : [read, name];
  if (long.length - short.length > 1) return false;
  let n = 0;
  while (n < short.length && long[n] === short[n]) n++;
  return long.slice(n + 1) === short.slice(long.length === short.length ? n + 1 : n);
}
