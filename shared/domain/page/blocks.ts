import type { Segment } from './segments.ts';

/** Lines that stand together as one text: an address, a letterhead, a paragraph. */
export interface Block {
  readonly lines: readonly Segment[];
}

/** Lines of one block follow each other at most at this distance, in heights. */
const NEXT_LINE = 1.2;
const MOST_LINES = 14;
const MOST_BLOCKS = 200;

/** The blocks of a page, from top to bottom: lines flush left, flush right or centred, close below each other. */
export function blocksOf(segments: readonly Segment[]): Block[] {
  const open: Segment[][] = [];
  for (const s of segments.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)) {
    const block = open.findLast((lines) => lines.length < MOST_LINES && follows(lines.at(-1)!, s));
    if (block) block.push(s);
    else if (open.length < MOST_BLOCKS) open.push([s]);
  }
  return open.map((lines) => ({ lines }));
}

function follows({ box: a }: Segment, { box: b }: Segment): boolean {
  const gap = b.y - (a.y + a.height);
  const height = Math.max(a.height, b.height);
  if (gap < -0.5 * height || gap > NEXT_LINE * Math.min(a.height, b.height)) return false;
  const slack = 0.5 * height;
  const left = Math.abs(a.x - b.x) < slack;
  const right = Math.abs(a.x + a.width - b.x - b.width) < slack;
  const centred = Math.abs(2 * a.x + a.width - 2 * b.x - b.width) < 2 * slack;
  return left || right || centred;
}
