import type { Raster } from '../ocr/engine.ts';

/**
 * A tinted field (the head of a table, a coloured band) comes from many scanners and programs as a screen: dots of one or a few,
 * close to each other. Engines take such a field for a picture, and leave out the words on it. Where a page has some, each dot
 * there becomes what most of its neighbours are, three times: letters stay, the screen goes.
 */

/** Side of the squares that are judged, dots: whole bytes. */
const SIDE = 32;
const BYTES = SIDE / 8;
/** Part of a square's dots that stand alone beside each other, and are short: a tint of a tenth has more, letters have less. */
const SCREENED = 0.035;
/** At the edge of a field a square has less of it. */
const AT_EDGE = 0.015;
/** Fewer squares that touch are no field: a hatched signature, a stamp. */
const LEAST_SQUARES = 6;
/** Longer ones, from top to bottom, are strokes. */
const LONGEST = 3;
/** Of a dark screen two leave holes of some dots. */
const PASSES = 3;

const ONES = Uint8Array.from({ length: 256 }, (_, n) => {
  let ones = 0;
  for (let rest = n; rest > 0; rest &= rest - 1) ones++;
  return ones;
});

/** The page without its screens; the same raster where it has none, or is grey. */
export function unscreened(raster: Raster): Raster {
  if (raster.bits === 8) return raster;
  const fields = fieldsOf(raster);
  if (!fields) return raster;
  let page = raster;
  for (let n = 0; n < PASSES; n++) page = smoothed(page, fields);
  return page;
}

/** Squares across and down, and which of them are screened. */
interface Fields {
  readonly across: number;
  readonly squares: Uint8Array;
}

function fieldsOf(raster: Raster): Fields | null {
  const { width, height } = raster;
  const across = Math.ceil(width / SIDE);
  const down = Math.ceil(height / SIDE);
  const specks = specksOf(raster, across, down);
  const sure = Uint8Array.from(specks, (n) => (n >= SCREENED * SIDE * SIDE ? 1 : 0));
  const squares = new Uint8Array(sure.length);
  let any = false;
  for (const group of groups(sure, across, down)) {
    if (group.length < LEAST_SQUARES) continue;
    any = true;
    for (const at of group)
      for (const near of around(at, across, down))
        if (sure[near] === 1 || specks[near]! >= AT_EDGE * SIDE * SIDE) squares[near] = 1;
  }
  return any ? { across, squares } : null;
}

/** Of each square, how many black dots, or white ones in black, stand alone beside each other and are short. */
function specksOf({ width, height, data }: Raster, across: number, down: number): Uint16Array {
  const row = Math.ceil(width / 8);
  const specks = new Uint16Array(across * down);
  for (let y = LONGEST; y < height - LONGEST; y++) {
    const square = Math.floor(y / SIDE) * across;
    for (let n = 1; n < row - 1; n++) {
      const at = y * row + n;
      const own = data[at]!;
      if (own === 0 || own === 255) continue;
      const left = (own >> 1) | ((data[at - 1]! << 7) & 255);
      const right = ((own << 1) & 255) | (data[at + 1]! >> 7);
      const black = own & ~left & ~right;
      const white = ~own & left & right & 255;
      if (black === 0 && white === 0) continue;
      const [u3, u2, u1] = [data[at - 3 * row]!, data[at - 2 * row]!, data[at - row]!];
      const [d1, d2, d3] = [data[at + row]!, data[at + 2 * row]!, data[at + 3 * row]!];
      const strokes = (u3 & u2 & u1) | (u2 & u1 & d1) | (u1 & d1 & d2) | (d1 & d2 & d3);
      const gaps = ~((u3 | u2 | u1) & (u2 | u1 | d1) & (u1 | d1 | d2) & (d1 | d2 | d3));
      specks[square + Math.floor(n / BYTES)]! += ONES[black & ~strokes & 255]! + ONES[white & ~gaps & 255]!;
    }
  }
  return specks;
}

/** Groups of marked squares that touch by their sides. */
function* groups(marked: Uint8Array, across: number, down: number): Iterable<number[]> {
  const left = Uint8Array.from(marked);
  for (let start = 0; start < left.length; start++) {
    if (left[start] !== 1) continue;
    left[start] = 0;
    const group = [start];
    for (let n = 0; n < group.length; n++) {
      for (const near of around(group[n]!, across, down)) {
        if (left[near] !== 1) continue;
        left[near] = 0;
        group.push(near);
      }
    }
    yield group;
  }
}

/** A square, and those that touch it by a side. */
function around(at: number, across: number, down: number): number[] {
  const [x, y] = [at % across, Math.floor(at / across)];
  return [
    at,
    ...(x > 0 ? [at - 1] : []),
    ...(x < across - 1 ? [at + 1] : []),
    ...(y > 0 ? [at - across] : []),
    ...(y < down - 1 ? [at + across] : []),
  ];
}

/** Each dot of the squares as most of the nine around it are. */
function smoothed(raster: Raster, { across, squares }: Fields): Raster {
  const { width, height, data: from } = raster;
  const row = Math.ceil(width / 8);
  const data = Uint8Array.from(from);
  const columns = new Uint8Array(SIDE + 2);
  const isBlack = (x: number, y: number) => (from[y * row + (x >> 3)]! >> (7 - (x & 7))) & 1;
  for (const [n, isScreened] of squares.entries()) {
    if (isScreened === 0) continue;
    const left = (n % across) * SIDE;
    const top = Math.floor(n / across) * SIDE;
    const right = Math.min(width, left + SIDE);
    for (let y = Math.max(1, top); y < Math.min(height - 1, top + SIDE); y++) {
      for (let x = left - 1; x <= right; x++)
        columns[x - left + 1] = x < 0 || x >= width ? 0 : isBlack(x, y - 1) + isBlack(x, y) + isBlack(x, y + 1);
      for (let x = left; x < right; x++) {
        const black = columns[x - left]! + columns[x - left + 1]! + columns[x - left + 2]!;
        const bit = 128 >> (x & 7);
        if (black >= 5) data[y * row + (x >> 3)]! |= bit;
        else data[y * row + (x >> 3)]! &= ~bit;
      }
    }
  }
  return { ...raster, data };
}
