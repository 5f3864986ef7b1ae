/**
 * Text as ISACOMPTA's files can hold it: the characters on which Windows-1252, ISO-8859-1 and ISO-8859-15 agree, so
 * that a byte means the same whichever of them the receiver takes for "ANSI". All lie below U+0100: the byte is the code.
 */

/** The eight codes that differ between ISO-8859-1 (and Windows-1252) and ISO-8859-15. */
const DISPUTED = new Set(['¤', '¦', '¨', '´', '¸', '¼', '½', '¾']);

const REPLACED: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '´': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '•': '-',
  '‹': '<',
  '›': '>',
  '⁄': '/',
  '∕': '/',
  '¦': '|',
  '¨': '"',
  '¸': ',',
  '€': 'EUR',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ŧ: 't',
  Ŧ: 'T',
  ẞ: 'SS',
};

/** Soft hyphens, zero-width characters and variation selectors: a reader of the page never saw them. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]|\u200c|\u200d|[\ufe00-\ufe0f]/u;

/** Control codes, line and paragraph separators, and the marks that turn the direction of text. */
const CONTROL = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

export function hasControl(text: string): boolean {
  return CONTROL.test(text);
}

/** True for one character that is written as it is. */
export function isAnsi(char: string): boolean {
  const code = char.charCodeAt(0);
  if (char.length !== 1 || DISPUTED.has(char)) return false;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa1 && code <= 0xff && code !== 0xad);
}

export interface AnsiText {
  readonly text: string;
  /** Characters for which no spelling is known, each once; control characters are among them. Empty: nothing was lost. */
  readonly lost: string;
}

/**
 * Spells a text with those characters: accents outside them are dropped from their letter, typographic signs get their
 * typewriter form, `€` becomes `EUR`. What has no spelling (another script, a control character) is told, not replaced.
 */
export function toAnsi(text: string): AnsiText {
  let out = '';
  const lost = new Set<string>();
  for (const char of text.normalize('NFC')) {
    const spelled = spell(char);
    if (spelled === null) lost.add(char);
    else out += spelled;
  }
  return { text: out, lost: [...lost].join('') };
}

function spell(char: string): string | null {
  if (isAnsi(char)) return char;
  if (Object.hasOwn(REPLACED, char)) return REPLACED[char]!;
  if (CONTROL.test(char)) return null;
  if (INVISIBLE.test(char) || /^\p{M}$/u.test(char)) return '';
  if (/^\p{Zs}$/u.test(char)) return ' ';
  let out = '';
  for (const part of char.normalize('NFKD')) {
    if (/^\p{M}$/u.test(part)) continue;
    if (isAnsi(part)) out += part;
    else if (Object.hasOwn(REPLACED, part)) out += REPLACED[part]!;
    else return null;
  }
  return out;
}

/** The text of a field `width` characters wide: spelled as above, trimmed, cut. */
export function ansiField(text: string, width: number): string {
  return toAnsi(text).text.trim().slice(0, width).trimEnd();
}
