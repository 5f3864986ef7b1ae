import type { DocumentFacts } from '../../../shared/domain/document.ts';
import type { Dossier } from '../../../shared/domain/dossier.ts';
import type { Reading } from '../../../shared/domain/invoice.ts';
import { correctFacts } from '../../../shared/domain/memory/correct.ts';
import type { Correction } from '../../../shared/domain/memory/correction.ts';
import { lessonOf } from '../../../shared/domain/memory/learn.ts';
import type { Lesson } from '../../../shared/domain/memory/lesson.ts';
import type { PageOrigin } from '../../../shared/domain/page/page.ts';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { textPage } from '../../support/text-page.ts';

export type PageReading = Extract<Reading, { mentioned: readonly string[] }>;

export const SELLER = 'RCS Lyon 732 829 320';
export const DOSSIER: Dossier = {
  number: '007868',
  name: 'Librairie',
  siren: '404833048',
  vatNumber: null,
  regime: null,
  accountLength: 8,
};

/** What the lines of one page say. */
export function pageOf(lines: readonly string[], origin: PageOrigin = 'text'): PageReading {
  const { issueDate, whole: _whole, ...rest } = readPages([{ ...textPage(lines), origin }]);
  const { plausible, near } = issueDate;
  return { kind: origin === 'ocr' ? 'scan' : 'text', mediaType: 'application/pdf', ...rest, plausible, near };
}

export function factsOf(r: PageReading): DocumentFacts {
  const { invoice: i, evidence, mentioned } = r;
  return {
    kind: r.kind,
    mediaType: r.mediaType,
    number: i.number,
    typeCode: i.typeCode,
    date: i.issueDate,
    seller: i.seller.name,
    sellerSiren: i.seller.siren,
    sellerVat: i.seller.vatNumber,
    buyer: null,
    buyerSiren: i.buyer.siren,
    gross: i.gross,
    currency: i.currency,
    dueDate: i.dueDate,
    mentioned,
    evidence,
  };
}

/** What correcting a page teaches. */
export function teach(
  lines: readonly string[],
  said: Correction,
  { at = '2020-01-01T10:00:00.000Z', document = 'first', dossier = DOSSIER, origin = 'text' as PageOrigin } = {},
): Lesson | null {
  const corrected = { ...said, by: 'marie', at };
  const facts = correctFacts(factsOf(pageOf(lines, origin)), corrected);
  return lessonOf(facts, corrected, dossier, { id: document });
}
