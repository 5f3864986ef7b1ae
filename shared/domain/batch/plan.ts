import type { Reason } from '../document.ts';
import type { Statement } from '../dossier.ts';
import type { ScannedPage } from '../scan/scanned-page.ts';
import { boundariesIn, certainUnits, type Span } from './boundaries.ts';
import { type HintedPage, hintsOf } from './page-hints.ts';
import { type Sheet, sheetOf } from './sheets.ts';

/** One document of a batch: its pages (numbers from 1, rising), and why it begins where it does. */
export interface PlannedPart {
  readonly pages: readonly number[];
  readonly why: Reason;
  /** What the sheet before it states. */
  readonly statement?: Statement;
}

/** A page that belongs to no document: a separator sheet, or the blank back of one. */
export interface KeptPage {
  readonly page: number;
  readonly why: 'separator' | 'separator-back';
}

/** How a scan is divided. Every page is in exactly one part, or kept. */
export type SplitPlan =
  /** One document: nothing says otherwise. */
  | { readonly kind: 'one' }
  /** Certain. A single part where only separator sheets are left out. */
  | { readonly kind: 'split'; readonly parts: readonly PlannedPart[]; readonly kept: readonly KeptPage[] }
  /** Something says that there are several documents, and not with certainty: a person decides. */
  | {
      readonly kind: 'doubtful';
      readonly parts: readonly PlannedPart[];
      readonly kept: readonly KeptPage[];
      readonly reasons: readonly Reason[];
    };

/**
 * Whether the pages of a scan are several documents, and which. `stated` is what the firm says of the whole batch by
 * folder or file name: a sheet that names another dossier is doubtful, for who deposits may not be let into that one.
 */
export function planSplit(pages: readonly ScannedPage[], stated: Statement | null = null): SplitPlan {
  const hinted = pages.map((page, index) => ({ index, hints: hintsOf(page) }));
  const sheets = pages.map((page, n) => sheetOf(page, hinted[n]!.hints));
  // What is printed too faintly to be read is no back: it would be left out of every document.
  const isBack = (index: number) => pages[index]!.quality.blank;
  return sheets.some((s) => s !== null) ? bySheets(hinted, sheets, isBack, stated) : withoutSheets(hinted);
}

function bySheets(
  pages: readonly HintedPage[],
  sheets: readonly (Sheet | null)[],
  isBack: (index: number) => boolean,
  stated: Statement | null,
): SplitPlan {
  const kept: KeptPage[] = [];
  const reasons: Reason[] = [];
  const groups: { pages: HintedPage[]; sheet: Sheet | null }[] = [{ pages: [], sheet: null }];
  for (const page of pages) {
    const sheet = sheets[page.index]!;
    const group = groups.at(-1)!;
    if (sheet) {
      groups.push({ pages: sheet.hasContent ? [page] : [], sheet });
      if (sheet.hasContent) reasons.push(reason('SPLIT_SHEET_HAS_CONTENT', { page: page.index + 1 }));
      else kept.push({ page: page.index + 1, why: 'separator' });
    } else if (isBack(page.index) && group.pages.length === 0 && group.sheet)
      kept.push({ page: page.index + 1, why: 'separator-back' });
    else group.pages.push(page);
  }
  const filled = groups.filter((g) => g.pages.length > 0);
  // Sheets and blank pages only: there is nothing to make a document of.
  if (filled.every((g) => g.pages.every((p) => p.hints.blank))) return { kind: 'one' };
  const parts = filled.flatMap(({ pages: own, sheet }): PlannedPart[] => {
    const why = sheet ? reason('SPLIT_AT_SHEET', { page: own[0]!.index }) : reason('SPLIT_AT_START');
    const statement = sheet?.statement ?? null;
    if (statement && !agrees(statement, stated))
      reasons.push(
        reason('SPLIT_SHEET_OTHER_DOSSIER', {
          page: own[0]!.index + 1,
          dossier: named(statement),
          stated: named(stated),
        }),
      );
    // Two sheets may have gone through the scanner together, one of them a separator.
    const inside = withoutSheets(own);
    const isCertainlyMore = inside.kind === 'split' || (inside.kind === 'doubtful' && numbersIn(own) > 1);
    if (isCertainlyMore) reasons.push(reason('SPLIT_SHEET_MISSING', { page: own[0]!.index + 1 }));
    const said = statement ? { statement } : {};
    if (inside.kind === 'one' || !isCertainlyMore) return [{ pages: own.map((p) => p.index + 1), why, ...said }];
    return inside.parts.map((part, n) => ({ ...(n === 0 ? { ...part, why } : part), ...said }));
  });
  return reasons.length > 0 ? { kind: 'doubtful', parts, kept, reasons } : { kind: 'split', parts, kept };
}

/** A sheet may add the exercice to the dossier that the folder names. */
function agrees(sheet: Statement, stated: Statement | null): boolean {
  if (sheet.dossier !== stated?.dossier) return false;
  return !sheet.exercice || !stated.exercice || sheet.exercice === stated.exercice;
}

function named(s: Statement | null): string {
  return s ? [s.dossier, s.exercice].filter(Boolean).join('_') : '-';
}

function numbersIn(pages: readonly HintedPage[]): number {
  return new Set(pages.map((p) => p.hints.numberKey).filter((n) => n !== null)).size;
}

function withoutSheets(pages: readonly HintedPage[]): SplitPlan {
  const printed = pages.filter((p) => !p.hints.blank);
  if (printed.length < 2) return { kind: 'one' };
  const certain = certainUnits(printed);
  if (certain.kind === 'one') return { kind: 'one' };
  if (certain.kind === 'several') return { kind: 'split', parts: partsOf(pages, certain.spans), kept: [] };
  const spans = boundariesIn(printed);
  if (spans.length < 2) return { kind: 'one' };
  return { kind: 'doubtful', parts: partsOf(pages, spans), kept: [], reasons: certain.reasons };
}

/** Blank pages go with what they follow, those before the first with the first. */
function partsOf(pages: readonly HintedPage[], spans: readonly Span[]): PlannedPart[] {
  const begins = new Map(spans.map((s, n) => [n === 0 ? pages[0]!.index : s.first.index, s.why]));
  const parts: { pages: number[]; why: Reason }[] = [];
  for (const { index } of pages) {
    const why = begins.get(index);
    if (why) parts.push({ pages: [], why });
    parts.at(-1)!.pages.push(index + 1);
  }
  return parts;
}

function reason(code: string, params: Readonly<Record<string, string | number>> = {}): Reason {
  return { code, params: Object.fromEntries(Object.entries(params).map(([k, v]) => [k, String(v)])) };
}
