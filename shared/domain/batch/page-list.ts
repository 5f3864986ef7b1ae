/** Rising page numbers as people write them: `[3, 4, 5, 7]` is `3-5,7`. */
export function pageList(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && page === run[1] + 1) run[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

const MOST = 9999;

/** The numbers of a list in its order; null where it is none. `5-3` is none: pages keep the order of the scan. */
export function parsePageList(text: string): number[] | null {
  const pages: number[] = [];
  for (const piece of text.split(',')) {
    const m = /^\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*$/.exec(piece);
    if (!m) return null;
    const from = Number(m[1]);
    const to = m[2] === undefined ? from : Number(m[2]);
    if (from < 1 || to < from || pages.length + to - from >= MOST) return null;
    for (let page = from; page <= to; page++) pages.push(page);
  }
  return pages;
}
