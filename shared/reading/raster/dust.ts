import type { Raster } from '../ocr/engine.ts';

/** Dots that touch, by their sides or corners: `y * width + x` each. */
type Group = readonly number[];

/**
 * Black groups of at most so many dots are dust on a page that has a lot of it: at 300 dpi the dot of an i of 6 points has some
 * twelve, at 200 dpi six.
 */
const DUST_AT_300 = 8;

/** The largest group that is dust, dots. */
export function dustOf(dpi: number): number {
  return Math.max(1, Math.round((DUST_AT_300 * dpi) / 300));
}

/** The groups of at most `most` black dots of a page in black and white. */
export function* smallGroups(page: Raster, most: number): Iterable<Group> {
  const { width, height, data: bits } = page;
  const row = Math.ceil(width / 8);
  for (let y = 0; y < height; y++) {
    for (let n = 0; n < row; n++) {
      const at = y * row + n;
      const own = bits[at]!;
      // Most of a page is white.
      if (own === 0) continue;
      const hasLeft = n > 0;
      const hasRight = n + 1 < row;
      const above = y > 0 ? bits[at - row]! : 0;
      const aboveLeft = (above >> 1) | (y > 0 && hasLeft ? (bits[at - row - 1]! << 7) & 255 : 0);
      const aboveRight = ((above << 1) & 255) | (y > 0 && hasRight ? bits[at - row + 1]! >> 7 : 0);
      const left = (own >> 1) | (hasLeft ? (bits[at - 1]! << 7) & 255 : 0);
      // A group begins with a dot that has none before it; a large one may have several of those.
      const first = own & ~(left | above | aboveLeft | aboveRight);
      for (let bit = 0; first !== 0 && bit < 8; bit++) {
        if ((first & (128 >> bit)) === 0) continue;
        const group = grown(page, y * width + n * 8 + bit, most);
        if (group) yield group;
      }
    }
  }
}

/** The group of this dot; null where it has more than `most`, or where another of its dots comes before it on the page. */
function grown({ width, height, data }: Raster, from: number, most: number): Group | null {
  const row = Math.ceil(width / 8);
  const group = [from];
  for (let k = 0; k < group.length; k++) {
    const x = group[k]! % width;
    const y = (group[k]! - x) / width;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        if ((data[v * row + (u >> 3)]! & (128 >> (u & 7))) === 0) continue;
        const dot = v * width + u;
        if (group.includes(dot)) continue;
        if (dot < from || group.length === most) return null;
        group.push(dot);
      }
    }
  }
  return group;
}

/** The page in black and white without groups of at most `most` dots. */
export function undusted(page: Raster, most: number): Raster {
  const { width } = page;
  const row = Math.ceil(width / 8);
  const data = Uint8Array.from(page.data);
  for (const group of smallGroups(page, most)) {
    for (const dot of group) {
      const x = dot % width;
      const at = ((dot - x) / width) * row + (x >> 3);
      data[at] = data[at]! & ~(128 >> (x & 7));
    }
  }
  return { ...page, data };
}
