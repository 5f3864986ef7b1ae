import type { Fragment, Page } from '../domain/page/page.ts';
import type { PDFDocumentProxy } from './pdfjs.ts';

/** An invoice says who it is on its first pages, and what it comes to on its last. */
const FIRST_PAGES = 6;
const LAST_PAGES = 2;
/** A dense page has some thousand; more than these in all are no invoice. */
const MOST_FRAGMENTS = 60_000;
const MOST_CHARACTERS = 1_000_000;
const LONGEST_FRAGMENT = 2000;

/** Pages and whether all of their text was taken. */
export interface TextPages {
  readonly pages: readonly Page[];
  readonly whole: boolean;
}

interface TextItem {
  readonly str: string;
  /** From the text's own plane to the page's: a, b, c, d, e, f. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

// Programs that lay recognised text over the picture of a page, and machines that scan: their letters may be misread.
const SCANNED =
  /tesseract|ocr|abbyy|finereader|paper capture|omnipage|readiris|kofax|nuance|scan|canon ir|imagerunner|bizhub|konica|ricoh|aficio|xerox|workcentre|kyocera|taskalfa|lexmark|e-studio|digital sending/i;

/** The text of a PDF's first and last pages with its places. Nothing is drawn. */
export async function textPages(document: PDFDocumentProxy): Promise<TextPages> {
  const pages: Page[] = [];
  const origin = SCANNED.test(await madeBy(document)) ? 'ocr' : 'text';
  const left = { fragments: MOST_FRAGMENTS, characters: MOST_CHARACTERS };
  for (const number of pageNumbers(document.numPages)) {
    if (left.fragments <= 0 || left.characters <= 0) return { pages, whole: false };
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const items = await take(page.streamTextContent({ includeMarkedContent: false }), left);
    const { width, height } = viewport;
    pages.push({ number, width, height, origin, fragments: placed(items, viewport.transform, width, height) });
    page.cleanup();
  }
  return { pages, whole: left.fragments > 0 && left.characters > 0 };
}

/** The programs that made the file, as it says; empty where it does not. */
async function madeBy(document: PDFDocumentProxy): Promise<string> {
  try {
    const info = (await document.getMetadata()).info as { Producer?: unknown; Creator?: unknown };
    return `${info.Producer ?? ''} ${info.Creator ?? ''}`.slice(0, 500);
  } catch {
    return '';
  }
}

function pageNumbers(count: number): number[] {
  const last = Math.max(FIRST_PAGES, count - LAST_PAGES);
  return Array.from({ length: count }, (_, n) => n + 1).filter((n) => n <= FIRST_PAGES || n > last);
}

/** The items of a page until there are too many. */
async function take(stream: ReadableStream, left: { fragments: number; characters: number }): Promise<TextItem[]> {
  const items: TextItem[] = [];
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return items;
    for (const item of (value as { items: readonly Partial<TextItem>[] }).items) {
      if (item.str === undefined || item.str.trim() === '') continue;
      left.fragments--;
      left.characters -= item.str.length;
      items.push(item as TextItem);
    }
    if (left.fragments <= 0 || left.characters <= 0) {
      await reader.cancel(new Error('enough')).catch(() => {});
      return items;
    }
  }
}

type Matrix = readonly [number, number, number, number, number, number];

/** The items on the page as it is shown: those that stand as most of them do, turned upright, outside ones left out. */
function placed(items: readonly TextItem[], view: readonly number[], width: number, height: number): Fragment[] {
  const turned = items.map((item) => ({ item, matrix: product(view as Matrix, item.transform as Matrix) }));
  const turns = [0, 0, 0, 0];
  for (const { item, matrix } of turned) {
    const turn = turnOf(matrix);
    if (turn !== null) turns[turn]! += item.str.length;
  }
  const main = turns.indexOf(Math.max(...turns));
  return turned.flatMap(({ item, matrix }) => {
    if (turnOf(matrix) !== main) return [];
    const [a, b, c, d, e, f] = matrix;
    const font = Math.hypot(c, d) || item.height || Math.hypot(a, b);
    if (!(font > 0) || ![e, f, item.width].every(Number.isFinite)) return [];
    if (e < -5 || f < -5 || e > width + 5 || f > height + 5) return [];
    const [x, y] = upright(main, e, f, width, height);
    // From the baseline, letters reach further up than down.
    const box = { x, y: y - 0.75 * font, width: Math.abs(item.width), height: font };
    return [{ text: item.str.slice(0, LONGEST_FRAGMENT), box }];
  });
}

/** Quarter turns clockwise, or null where a text stands askew (a stamp, a watermark). */
function turnOf([a, b]: Matrix): number | null {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const turn = Math.round(degrees / 90);
  return Math.abs(degrees - turn * 90) > 3 ? null : (turn + 4) % 4;
}

function upright(turn: number, x: number, y: number, width: number, height: number): [number, number] {
  if (turn === 1) return [y, width - x];
  if (turn === 2) return [width - x, height - y];
  if (turn === 3) return [height - y, x];
  return [x, y];
}

/** Of two transforms, the second applied first. */
function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
