import type { Reason } from '../document.ts';
import type { Nature } from '../page/nature.ts';
import type { HintedPage } from './page-hints.ts';

/** Where a document begins, and why there. */
export interface Span {
  readonly first: HintedPage;
  readonly why: Reason;
}

export type Certain =
  | { readonly kind: 'one' }
  | { readonly kind: 'several'; readonly spans: readonly Span[] }
  | { readonly kind: 'unknown'; readonly reasons: readonly Reason[] };

/** What an accountant books; each is a document of its own. */
const BOOKED: readonly Nature[] = ['invoice', 'credit'];
/** What is laid behind an invoice as its proof. */
const ENCLOSED: readonly Nature[] = ['delivery', 'order'];
/** Numbers that differ in so many characters at most may be one that was misread. */
const MISREAD = 1;

/** A run of pages numbered from 1, or one page without a number. */
interface Unit {
  readonly pages: readonly HintedPage[];
  readonly isNumbered: boolean;
}

/**
 * What can be said with certainty of printed pages (two or more): one document where its pages are numbered through;
 * several where every page belongs to a run numbered from 1, or is a whole invoice by itself, and each has a number of
 * its own, or a seller of its own.
 */
export function certainUnits(pages: readonly HintedPage[]): Certain {
  const units = unitsOf(pages);
  if (!units) return { kind: 'unknown', reasons: [{ code: 'SPLIT_NUMBERING_UNSURE', params: {} }] };
  if (units.length === 1) {
    const conflict = units[0]!.isNumbered ? conflictIn(units[0]!) : null;
    return conflict ? { kind: 'unknown', reasons: [conflict] } : { kind: 'one' };
  }
  const reasons = [
    ...units.map((u) => (u.isNumbered ? againstRun(u) : againstPage(u.pages[0]!))),
    ...units.map((u) => conflictIn(u)),
    ...units.flatMap((u, n) => units.slice(0, n).map((before) => alike(before, u))),
  ].filter((r) => r !== null);
  if (reasons.length > 0) return { kind: 'unknown', reasons: distinct(reasons) };
  return { kind: 'several', spans: units.map((u, n) => ({ first: u.pages[0]!, why: whyOf(u, n) })) };
}

/** The pages as runs `1..n` and single pages without numbering; null where numbering is broken. */
function unitsOf(pages: readonly HintedPage[]): Unit[] | null {
  const units: { pages: HintedPage[]; isNumbered: boolean }[] = [];
  for (const page of pages) {
    const said = page.hints.pagination;
    const unit = units.at(-1);
    const last = unit?.isNumbered ? unit.pages.at(-1)!.hints.pagination! : null;
    const isOver = !last || last.of === null || last.page === last.of;
    if (!said) {
      // A page is missing its number, or another one is missing.
      if (!isOver) return null;
      units.push({ pages: [page], isNumbered: false });
    } else if (said.page === 1) {
      if (!isOver) return null;
      units.push({ pages: [page], isNumbered: true });
    } else {
      if (!last || said.page !== last.page + 1 || said.of !== last.of) return null;
      unit!.pages.push(page);
    }
  }
  const last = units.at(-1)?.isNumbered ? units.at(-1)!.pages.at(-1)!.hints.pagination! : null;
  return last && last.of !== null && last.page !== last.of ? null : units;
}

/** Another document begins inside a run: its numbering is of the stack, as by a fax or a scanner. */
function conflictIn({ pages }: Unit): Reason | null {
  const first = pages.find((p) => p.hints.numberKey !== null);
  const other = pages.find(
    (p) =>
      first &&
      p.hints.numberKey !== null &&
      p.hints.numberKey !== first.hints.numberKey &&
      p.hints.nature !== 'unknown',
  );
  return other ? at('SPLIT_NUMBER_INSIDE', other, { number: other.hints.number! }) : null;
}

function againstRun({ pages }: Unit): Reason | null {
  const first = pages[0]!;
  if (!pages.every((p) => p.hints.clear)) return at('SPLIT_PAGE_UNCLEAR', pages.find((p) => !p.hints.clear)!);
  if (!BOOKED.includes(first.hints.nature)) return at('SPLIT_NO_TITLE', first);
  const known = pages.some((p) => p.hints.numberKey !== null || p.hints.seller !== null);
  return known ? null : at('SPLIT_NO_NUMBER', first);
}

function againstPage(page: HintedPage): Reason | null {
  const { hints } = page;
  if (!hints.clear) return at('SPLIT_PAGE_UNCLEAR', page);
  if (!BOOKED.includes(hints.nature)) return at('SPLIT_NO_TITLE', page);
  if (hints.numberKey === null) return at('SPLIT_NO_NUMBER', page);
  if (!hints.hasTotal) return at('SPLIT_NO_TOTAL', page);
  return hints.dates.length > 0 ? null : at('SPLIT_NO_DATE', page);
}

/** What keeps two units from being two documents: their numbers must differ; of numbered runs, else their sellers. */
function alike(a: Unit, b: Unit): Reason | null {
  const [x, y] = [numberOf(a), numberOf(b)];
  const [s, t] = [sellerOf(a), sellerOf(b)];
  const page = b.pages[0]!;
  const otherSeller = s !== null && t !== null && s !== t;
  if ((!x || !y) && otherSeller && a.isNumbered && b.isNumbered) return null;
  if (!x || !y) return at('SPLIT_NO_NUMBER', x ? page : a.pages[0]!);
  if (x === y) return at('SPLIT_SAME_NUMBER', page, { number: shownNumber(b) });
  if (a.isNumbered && b.isNumbered) return null;
  // Without numbered pages the second may be a following page of the first, its number misread.
  const [dates, others] = [a.pages[0]!.hints.dates, page.hints.dates];
  const sameDay = dates.some((d) => others.includes(d));
  return sameDay && differences(x, y) <= MISREAD
    ? at('SPLIT_ALMOST_SAME_NUMBER', page, { number: shownNumber(b) })
    : null;
}

function differences(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MISREAD) return MISREAD + 1;
  if (a.length !== b.length) {
    const [long, short] = a.length > b.length ? [a, b] : [b, a];
    return [...long].some((_, n) => long.slice(0, n) + long.slice(n + 1) === short) ? 1 : MISREAD + 1;
  }
  return [...a].filter((c, n) => c !== b[n]).length;
}

function numberOf({ pages }: Unit): string | null {
  return pages.find((p) => p.hints.numberKey !== null)?.hints.numberKey ?? null;
}

function shownNumber({ pages }: Unit): string {
  return pages.find((p) => p.hints.number !== null)?.hints.number ?? '';
}

function sellerOf({ pages }: Unit): string | null {
  return pages.find((p) => p.hints.seller !== null)?.hints.seller ?? null;
}

function whyOf(unit: Unit, n: number): Reason {
  const [first] = unit.pages as [HintedPage];
  if (n === 0) return { code: 'SPLIT_AT_START', params: {} };
  if (unit.isNumbered) return at('SPLIT_AT_PAGE_ONE', first, { text: first.hints.pagination!.text });
  return at('SPLIT_AT_INVOICE', first, { number: shownNumber(unit) });
}

/** Where documents may begin, in pages of which nothing is certain; one span where nothing says that there are several. */
export function boundariesIn(pages: readonly HintedPage[]): Span[] {
  const spans: Span[] = [{ first: pages[0]!, why: { code: 'SPLIT_AT_START', params: {} } }];
  let group: HintedPage[] = [];
  for (const page of pages) {
    const why = group.length > 0 ? beginsAt(group, page) : null;
    if (why) {
      spans.push({ first: page, why });
      group = [];
    }
    group.push(page);
  }
  return spans;
}

function beginsAt(group: readonly HintedPage[], page: HintedPage): Reason | null {
  const { hints } = page;
  const unit: Unit = { pages: group, isNumbered: false };
  const known = numberOf(unit);
  const last = group.findLast((p) => p.hints.pagination)?.hints.pagination ?? null;
  const said = hints.pagination;
  if (last && said && (said.page <= last.page || (said.of !== null && last.of !== null && said.of !== last.of)))
    return at('SPLIT_AT_PAGE_ONE', page, { text: said.text });
  if (hints.numberKey && known && hints.numberKey !== known)
    return at('SPLIT_AT_NUMBER', page, { number: hints.number! });
  const seller = sellerOf(unit);
  // Terms of sale and payment slips name banks and insurers.
  const hasHeading = hints.bigTitle !== 'unknown' || hints.numberKey !== null;
  if (hasHeading && hints.seller && seller && hints.seller !== seller)
    return at('SPLIT_AT_SELLER', page, { seller: hints.seller });
  // The same number again is the heading of a following page.
  const isSame = hints.numberKey !== null && hints.numberKey === known;
  const goesOn = said !== null && last !== null && said.page === last.page + 1 && said.of === last.of;
  if (isSame || goesOn) return null;
  const title = hints.numberKey ? hints.nature : hints.bigTitle;
  if (title !== 'unknown' && !ENCLOSED.includes(title)) return at('SPLIT_AT_TITLE', page);
  const dates = group.find((p) => p.hints.dates.length > 0)?.hints.dates ?? [];
  const otherDay = BOOKED.includes(hints.nature) && hints.dates.length > 0 && dates.length > 0;
  return otherDay && !hints.dates.some((d) => dates.includes(d)) ? at('SPLIT_AT_DATE', page) : null;
}

function at(code: string, page: HintedPage, params: Readonly<Record<string, string>> = {}): Reason {
  return { code, params: { page: String(page.index + 1), ...params } };
}

function distinct(reasons: readonly Reason[]): Reason[] {
  const seen = new Map(reasons.map((r) => [JSON.stringify(r), r]));
  // A person reads them: the first say enough.
  return [...seen.values()].slice(0, 10);
}
