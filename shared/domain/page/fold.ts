/** A text in the form that rules compare: small letters without accents, one kind of space, hyphen and apostrophe. */
export interface Folded {
  readonly text: string;
  /** For each character, the index of the character of the source that it comes from. */
  readonly at: readonly number[];
}

// Written beside their letter by programs that draw the accent apart: f´evrier, aoˆut.
const LONELY_ACCENTS = new Set('´`^¨¸˜ˆˇˊˋ˙˚');
const NOTHING = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
const HYPHENS = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;
const APOSTROPHES = /[\u2018\u2019\u02bc\u2032]/;
const WHOLE: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', º: '°', '№': 'n°' };

/** Folds a text; decomposed and lonely accents, ligatures, no-break and thin spaces included. */
export function fold(source: string): Folded {
  let text = '';
  const at: number[] = [];
  for (let i = 0; i < source.length; i++) {
    if (source[i] === ' ' && leadsToAccent(source, i)) continue;
    const piece = foldCharacter(source[i]!);
    // Many a drawn accent has a blank after it that is only its own width.
    if (piece === '' && LONELY_ACCENTS.has(source[i]!) && source[i + 1] === ' ' && joins(source, i)) i++;
    for (const character of piece) {
      text += character;
      at.push(i);
    }
  }
  return { text, at };
}

const COMBINING: Readonly<Record<string, string>> = {
  '´': '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  ˆ: '\u0302',
  '¨': '\u0308',
  '¸': '\u0327',
};

/** A text with accents that are drawn apart set on their letters: "Soci ´et ´e" is "Société". */
export function composed(source: string): string {
  return source
    .replace(/(?<=\p{L}) ?([´`^ˆ¨¸]) ?(\p{L})/gu, (_, accent: string, letter: string) => letter + COMBINING[accent])
    .replace(/([´`^ˆ¨¸])(\p{L})/gu, (_, accent: string, letter: string) => letter + COMBINING[accent])
    .normalize('NFC');
}

function foldCharacter(c: string): string {
  const code = c.charCodeAt(0);
  if (code < 0x80) {
    if (code <= 0x20) return ' ';
    return LONELY_ACCENTS.has(c) ? '' : c.toLowerCase();
  }
  if (LONELY_ACCENTS.has(c)) return c === '˚' ? '°' : '';
  if (/\s/.test(c)) return ' ';
  if (NOTHING.test(c)) return '';
  if (HYPHENS.test(c)) return '-';
  if (APOSTROPHES.test(c)) return "'";
  const lower = c.toLowerCase();
  return WHOLE[lower] ?? lower.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A blank before a drawn accent is its width too, inside a word: but "à" is one. */
function leadsToAccent(source: string, i: number): boolean {
  if (!LONELY_ACCENTS.has(source[i + 1] ?? '')) return false;
  const inside = /[\p{L}'’]/u.test(source[i - 1] ?? '') && /[aeiouc]/i.test(source[i + 2] ?? '');
  return inside && !/^a(?!\p{L})/iu.test(source.slice(i + 2, i + 4));
}

function joins(source: string, i: number): boolean {
  return /[\p{L}'’]/u.test(source[i - 1] ?? '') && /[aeiouc]/i.test(source[i + 2] ?? '');
}
