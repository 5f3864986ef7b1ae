import { declaredEncoding } from '../xml-encoding.ts';
import type { Ending } from './ending.ts';

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const DASH = 0x2d;

/** One byte a character as far as the markup goes: that of ASCII, or any above it. */
type Units = Uint8Array;

/** Text longer than this is left to a native search, which costs a call. */
const LONG = 64;

/**
 * Whether an XML file ends where its root element does. It is no parser: it counts elements, and skips what may hold a
 * `<` or `>` of its own (comments, CDATA, instructions, quoted values). What is no well-formed XML, or holds a document
 * type, is `unknown`.
 */
export function xmlEnding(bytes: Uint8Array): Ending {
  const units = unitsOf(bytes);
  return units ? endingOf(units) : 'unknown';
}

/** Null for an encoding in which a byte of markup may be half of another character. */
function unitsOf(bytes: Uint8Array): Units | null {
  const [b0, b1, b2, b3] = bytes;
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return bytes.subarray(3);
  if (b0 === 0xff && b1 === 0xfe) return utf16(bytes.subarray(2), false);
  if (b0 === 0xfe && b1 === 0xff) return utf16(bytes.subarray(2), true);
  if (b0 === LT && b1 === 0 && b2 !== 0 && b3 === 0) return utf16(bytes, false);
  if (b0 === 0 && b1 === LT && b2 === 0 && b3 !== 0) return utf16(bytes, true);
  const declared = declaredEncoding(bytes);
  return declared === null ||
    /^(utf-?8|(us-)?ascii|latin-?\d|l1|iso[-_]?8859[-_]\d+|windows-125\d|cp125\d)$/.test(declared)
    ? bytes
    : null;
}

/** Each unit as one byte, whatever is no ASCII as DEL. Half a unit at the end is left out: a cut there is one before. */
function utf16(bytes: Uint8Array, bigEndian: boolean): Uint8Array {
  const units = new Uint8Array(bytes.length >> 1);
  const [high, low] = bigEndian ? [0, 1] : [1, 0];
  for (let i = 0; i < units.length; i++) {
    const unit = bytes[2 * i + low]!;
    units[i] = bytes[2 * i + high] === 0 && unit < 0x7f ? unit : 0x7f;
  }
  return units;
}

function endingOf(u: Units): Ending {
  const size = u.length;
  let at = 0;
  let depth = 0;
  let root: { from: number; to: number } | null = null;
  let isClosed = false;
  while (at < size) {
    const text = at;
    at = nextMarkup(u, at);
    // Outside the root nothing but white space.
    if (depth === 0) for (let i = text; i < at; i++) if (!isSpace(u[i]!)) return 'unknown';
    if (at === size) break;
    const next = u[at + 1];
    // Once the root is closed, what comes after it can only raise doubts.
    const cut: Ending = isClosed ? 'unknown' : 'cut';
    if (next === undefined) return cut;
    if (next === QUESTION) {
      at = after(u, at + 2, [QUESTION, GT]);
    } else if (next === BANG) {
      if (u[at + 2] === DASH && u[at + 3] === DASH) at = after(u, at + 4, [DASH, DASH, GT]);
      else if (depth > 0 && isAt(u, at + 2, CDATA)) at = after(u, at + 9, [0x5d, 0x5d, GT]);
      else return size - at < 9 ? cut : 'unknown';
    } else if (next === SLASH) {
      const from = at + 2;
      let to = from;
      while (to < size && u[to] !== GT && !isSpace(u[to]!)) if (u[to++] === LT) return 'unknown';
      let end = to;
      while (end < size && isSpace(u[end]!)) end++;
      if (end === size) return cut;
      if (u[end] !== GT || depth === 0) return 'unknown';
      if (--depth === 0) {
        if (!isSame(u, root!, { from, to })) return 'unknown';
        isClosed = true;
      }
      at = end + 1;
    } else {
      if (isClosed || isSpace(next) || next === GT) return 'unknown';
      const end = endOfStartTag(u, at + 1);
      if (end === BROKEN) return 'unknown';
      if (end < 0) return cut;
      if (!root) root = { from: at + 1, to: endOfName(u, at + 1) };
      if (u[end - 1] !== SLASH) depth++;
      else if (depth === 0) isClosed = true;
      at = end + 1;
    }
    if (at < 0) return cut;
  }
  return isClosed ? 'whole' : 'cut';
}

const CDATA = [...'[CDATA['].map((c) => c.charCodeAt(0));
const BROKEN = -2;

function nextMarkup(u: Units, from: number): number {
  const until = Math.min(u.length, from + LONG);
  let at = from;
  while (at < until && u[at] !== LT) at++;
  if (at < until || until === u.length) return at;
  const found = u.indexOf(LT, at);
  return found < 0 ? u.length : found;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function isAt(u: Units, at: number, what: readonly number[]): boolean {
  return what.every((unit, i) => u[at + i] === unit);
}

/** Position after the next `what` from `at`; -1 where there is none. */
function after(u: Units, at: number, what: readonly number[]): number {
  for (let end = u.indexOf(GT, at + what.length - 1); end >= 0; end = u.indexOf(GT, end + 1)) {
    if (isAt(u, end + 1 - what.length, what)) return end + 1;
  }
  return -1;
}

/** Position of the `>` that ends a start tag; -1 where there is none, `BROKEN` where a `<` stands in it. */
function endOfStartTag(u: Units, from: number): number {
  for (let at = from; at < u.length; at++) {
    const unit = u[at]!;
    if (unit === GT) return at;
    if (unit === LT) return BROKEN;
    if (unit === 0x22 || unit === 0x27) {
      at++;
      while (at < u.length && u[at] !== unit) if (u[at++] === LT) return BROKEN;
    }
  }
  return -1;
}

function endOfName(u: Units, from: number): number {
  let at = from;
  while (!isSpace(u[at]!) && u[at] !== GT && u[at] !== SLASH) at++;
  return at;
}

function isSame(u: Units, a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  if (a.to - a.from !== b.to - b.from) return false;
  for (let i = 0; i < a.to - a.from; i++) if (u[a.from + i] !== u[b.from + i]) return false;
  return true;
}
