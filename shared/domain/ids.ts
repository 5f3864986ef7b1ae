/**
 * Identifiers that sort newest first: 9 characters of inverted milliseconds, 11 of chance, in Crockford's base 32
 * (lower case). A listing by key or by blob name thus begins with what came last, and a sweep can stop early.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const MAX_MS = 2 ** 45 - 1;

export function newId(nowMs: number, random: Uint8Array): string {
  let n = MAX_MS - nowMs;
  let time = '';
  for (let i = 0; i < 9; i++) {
    time = ALPHABET[n % 32] + time;
    n = Math.floor(n / 32);
  }
  let tail = '';
  for (let i = 0; i < 11; i++) tail += ALPHABET[random[i]! & 31];
  return time + tail;
}

/** Milliseconds since 1970 at which an identifier was made. */
export function idTime(id: string): number {
  let n = 0;
  for (const c of id.slice(0, 9)) n = n * 32 + ALPHABET.indexOf(c);
  return MAX_MS - n;
}

/** The smallest identifier made at or before a time: ids older than it sort after. */
export function idFloor(ms: number): string {
  return newId(ms, new Uint8Array(11));
}

export function isId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{20}$/.test(text);
}

/** `n` (up to 32) characters of the same alphabet from a hash, for names derived from content or keys. */
export function idFromHash(hash: Uint8Array, length = 20): string {
  let out = '';
  for (let i = 0; i < length; i++) out += ALPHABET[hash[i]! & 31];
  return out;
}
