import type { Remark } from '../invoice.ts';
import type { ScannedPage } from './scanned-page.ts';

/** Scanners and fax machines say 299 or 304 and mean 300. */
const DPI = { from: 290, to: 310 };
/** Below this mean confidence of its words, a page is told as hard to read. */
const POOR = 0.6;
/** Page numbers named in one remark. */
const MOST_NAMED = 10;

/** What could be better about the pictures of a scan; a remark refuses nothing. */
export function qualityRemarks(pages: readonly ScannedPage[]): Remark[] {
  const blank = pages.filter((p) => p.quality.blank);
  const written = pages.filter((p) => !p.quality.blank);
  const coarse = written.filter(({ quality: q }) => !isAdvised(q.dpi ?? q.dpiTaken));
  const coloured = written.filter((p) => !p.quality.bilevel);
  const turned = written.filter((p) => p.quality.turned !== 0);
  const poor = written.filter((p) => p.quality.confidence !== null && p.quality.confidence < POOR);
  const remarks: Remark[] = [];
  const add = (code: string, some: readonly ScannedPage[], params: Record<string, string> = {}) => {
    if (some.length > 0)
      remarks.push({ code, params: { pages: listPages(some.map((p) => p.page.number)), ...params } });
  };
  add('SCAN_POOR', poor);
  add('SCAN_TURNED', turned);
  const dpi = new Set(coarse.map(({ quality: q }) => Math.round(q.dpi ?? q.dpiTaken)));
  add('SCAN_NOT_300_DPI', coarse, { dpi: [...dpi].slice(0, 4).join(', ') });
  add('SCAN_NOT_BILEVEL', coloured);
  add('SCAN_BLANK_PAGES', blank);
  return remarks;
}

/** `1, 2, 5`; the rest of many as `…`. */
export function listPages(numbers: readonly number[]): string {
  const some = numbers.slice(0, MOST_NAMED).join(', ');
  return numbers.length > MOST_NAMED ? `${some}, …` : some;
}

function isAdvised(dpi: number): boolean {
  return dpi >= DPI.from && dpi <= DPI.to;
}
