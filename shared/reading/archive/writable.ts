/** Characters that Helvetica in WinAnsiEncoding has not, and that do not come apart into some that it has. */
const LIKE: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2015': '\u2014',
  '\u2212': '-',
  '\u2032': "'",
  '\u2033': '"',
  '\u2190': '<-',
  '\u2192': '->',
  '\u2264': '<=',
  '\u2265': '>=',
  '\u25a0': '\u2022',
  '\u25cf': '\u2022',
  '\u2044': '/',
  ı: 'i',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
};

/**
 * A text in the characters that a font has: what it has not is written as the nearest letters that it has, else as `?`;
 * control characters and those without width are left out.
 */
export function writable(text: string, isInFont: (character: string) => boolean): string {
  let written = '';
  for (const character of text.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '')) {
    written += isInFont(character) ? character : nearest(character, isInFont);
  }
  return written;
}

function nearest(character: string, isInFont: (character: string) => boolean): string {
  const like = LIKE[character];
  if (like) return like;
  // Ligatures, letters with other accents, digits in circles.
  const apart = [...character.normalize('NFKD').replace(/\p{M}/gu, '')].map((c) => LIKE[c] ?? c);
  return apart.length > 0 && apart.every((c) => [...c].every(isInFont)) ? apart.join('') : '?';
}
