import { candidatesOf } from '../page/date-candidates.ts';
import { invoiceNumberOf } from '../page/invoice-number.ts';
import { issueDateOf } from '../page/issue-date.ts';
import { languageOf } from '../page/language.ts';
import { type Nature, natureOf } from '../page/nature.ts';
import { partiesOf } from '../page/parties.ts';
import { type Segment, segmentsOf } from '../page/segments.ts';
import { totalsOf } from '../page/totals.ts';
import { numberKey } from '../party-key.ts';
import type { ScannedPage } from '../scan/scanned-page.ts';
import { type Pagination, paginationOf } from './pagination.ts';

/** What one page says of the document it belongs to. */
export interface PageHints {
  readonly blank: boolean;
  readonly words: number;
  /** What its title says, and what a title larger than its other words says. */
  readonly nature: Nature;
  readonly bigTitle: Nature;
  readonly pagination: Pagination | null;
  /** As it is written. */
  readonly number: string | null;
  /** The number without what recognition takes for something else: O and 0, I and 1. */
  readonly numberKey: string | null;
  /** SIREN or VAT number of the seller. */
  readonly seller: string | null;
  /** The invoice's own dates, however they are labelled. */
  readonly dates: readonly string[];
  /** A total with VAT or to be paid; "total" alone may be that of a page. */
  readonly hasTotal: boolean;
  /** The words of the page were read well enough to decide by. */
  readonly clear: boolean;
}

/** A page of a batch with what it says; `index` from 0. */
export interface HintedPage {
  readonly index: number;
  readonly hints: PageHints;
}

/** Of a page; more are small print, which says nothing of where a document begins. */
const MOST_SEGMENTS = 3000;
const LARGER = 1.25;
const CLEAR = 0.6;
const TOTAL = /t\.?\s?t\.?\s?c|toutes taxes|payer|regler|payable|due|du\b|incl|grand|invoice|brutto|zahlen|betalen/;
const CONTINUED =
  /^(?:a reporter|report|suite (?:au verso|page suivante|de la)|sous[- ]total page|\.\.\.?\/|continued)/;

export function hintsOf({ page, quality }: ScannedPage): PageHints {
  const segments = segmentsOf(page).slice(0, MOST_SEGMENTS);
  const nature = natureOf(segments);
  // As of a second page: a number beside which nothing tells what it is the number of is no invoice's.
  const number = invoiceNumberOf([[], segments])?.value ?? null;
  const totals = totalsOf([segments]);
  const seller = partiesOf([segments]).seller;
  const candidates = candidatesOf(segments, languageOf(segments.map((s) => s.folded.text)));
  const { own } = issueDateOf(candidates, {
    nature,
    beginsAt: [],
    total: totals.gross,
    hasNumber: number !== null,
    named: true,
    receipt: false,
    pages: [page],
    terms: [],
    head: null,
  });
  const continued = segments.some((s) => CONTINUED.test(s.folded.text));
  const label = totals.gross?.label.toLowerCase() ?? '';
  return {
    blank: quality.blank || (page.fragments.length === 0 && quality.ink < 0.002),
    words: page.fragments.length,
    nature,
    bigTitle: natureOf(larger(segments)),
    pagination: paginationOf(segments, page),
    number,
    numberKey: number === null ? null : comparable(number),
    seller: seller?.siren ?? seller?.vatNumber ?? null,
    dates: [...new Set(own.flatMap((c) => c.readings))].sort(),
    hasTotal: !continued && totals.gross !== null && (totals.agree || TOTAL.test(label)),
    clear: (quality.confidence ?? 1) >= CLEAR,
  };
}

/** Two numbers are told apart only by what recognition does not confuse. */
function comparable(number: string): string | null {
  const key = numberKey(number);
  return (
    key?.replace(/[OQD]/g, '0').replace(/[IL|]/g, '1').replace(/S/g, '5').replace(/B/g, '8').replace(/Z/g, '2') ?? null
  );
}

/** Those whose letters stand out from most. */
function larger(segments: readonly Segment[]): Segment[] {
  const heights = segments.map((s) => s.box.height).sort((a, b) => a - b);
  const middle = heights[heights.length >> 1] ?? 0;
  return segments.filter((s) => s.box.height >= LARGER * middle);
}
