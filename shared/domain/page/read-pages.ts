import type { CalendarDate } from '../calendar.ts';
import type { Evidence } from '../evidence.ts';
import type { InvoiceData, Party, Remark } from '../invoice.ts';
import { withoutCorrected } from './corrected-invoice.ts';
import { candidatesOf, type DateCandidate } from './date-candidates.ts';
import { evidenceOf } from './evidence.ts';
import { invoiceNumberOf } from './invoice-number.ts';
import { type IssueDate, issueDateOf } from './issue-date.ts';
import { languageOf } from './language.ts';
import { statesVat } from './letter.ts';
import { type FoundName, namesOf } from './names.ts';
import {
  invoiceTitleBox,
  invoiceTitleSize,
  isNamed,
  isReceipt,
  isSubject,
  type Nature,
  natureOf,
  natureWith,
} from './nature.ts';
import { withNumber } from './number-date.ts';
import { scannedDate } from './ocr-certainty.ts';
import type { Page } from './page.ts';
import { type PageParty, type Parties, partiesOf } from './parties.ts';
import { segmentsOf } from './segments.ts';
import { fitsTerms, termsOf } from './terms.ts';
import { totalsOf } from './totals.ts';

/** A page of small print in many columns has some thousand; more are no invoice's. */
const MOST_SEGMENTS = 3000;

/** In a label: that it speaks of an invoice. */
const INVOICE_WORD = /fact|fakt|fatt|invoice|rechnung/i;

const CREDIT_WORD = /avoir|credit|crédit|gutschrift/i;

/** The heading of a number: "N° avoir". "Avoir n° 12" may be one that is taken off. */
const CREDIT_NUMBER =
  /^\W*(?:n°|num[ée]ro|no\.?)\s*(?:de\s+|d['’]\s?|de\s+l['’]\s?)?(?:facture\s+d['’]\s?)?(?:avoir|note de cr[ée]dit)/i;

/** In the label of a number: a restaurant's bill, with the net that it states. */
const BILL = /^note\s*n/i;

/** In points. */
const WIDEST_ROLL = 300;

/** What the pages of one document say. */
export interface PagesReading {
  readonly invoice: InvoiceData;
  readonly nature: Nature;
  readonly issueDate: IssueDate;
  /** Every SIREN and VAT number of the document. */
  readonly mentioned: readonly string[];
  readonly evidence: Evidence;
  readonly remarks: readonly Remark[];
  /** False where a page has more than is looked at: what was left out could say otherwise. */
  readonly whole: boolean;
}

/**
 * Reads the pages of one document, first to last, by labels and their places: text of a PDF, or words of OCR. `receivedOn`: the
 * day on which a scan came; it speaks for a year that may be misread, and decides nothing else.
 */
export function readPages(pages: readonly Page[], receivedOn: CalendarDate | null = null): PagesReading {
  const found = pages.map(segmentsOf);
  const segments = found.map((page) => page.slice(0, MOST_SEGMENTS));
  const whole = found.every((page) => page.length <= MOST_SEGMENTS);
  const language = languageOf((segments[0] ?? []).map((s) => s.folded.text));
  const beginsAt = segments.flatMap((s, n) => (n > 0 && natureOf(s) !== 'unknown' ? pages[n]!.number : []));
  const title = natureOf(segments[0] ?? []);
  const number = invoiceNumberOf(segments, title);
  const origin = pages.some((p) => p.origin === 'ocr') ? 'ocr' : 'text';
  const isNumbered = INVOICE_WORD.test(number?.label ?? '');
  const candidates = withNumber(
    segments.flatMap((s) => candidatesOf(s, language)),
    // Of a scan, the word that says whose number it is may be lost, or the label between it and a date.
    origin === 'ocr' && !isNumbered ? null : number,
    segments[(number?.page ?? 1) - 1] ?? [],
    origin === 'ocr',
  );
  const due = dueDateOf(candidates);
  const totals = totalsOf(segments);
  const isInvoices = candidates.some(
    (c) => c.page === 1 && c.kind === 'issue' && INVOICE_WORD.test(c.label?.text ?? ''),
  );
  const size = invoiceTitleSize(segments[0] ?? []);
  const titled = size === 'largest' || (size === 'as-large' && totals.gross !== null);
  // The title of a credit note may be lost to an engine, or be a picture: the labels of its number and of its date say it.
  const isDated = candidates.some((c) => c.page === 1 && c.kind === 'credit');
  const isHeaded = !isInvoices && CREDIT_NUMBER.test(number?.label ?? '') && statesVat(segments[0] ?? []);
  const isCredit = (CREDIT_WORD.test(number?.label ?? '') && isDated) || (title === 'unknown' && isHeaded);
  const named = natureWith(title, isNumbered, isInvoices || titled);
  const nature = isCredit && (named === 'invoice' || named === 'unknown') ? 'credit' : named;
  const terms = termsOf((segments[0] ?? []).map((s) => s.folded.text));
  const total = totals.gross;
  // The title of a scan may be misread; a till receipt has its VAT.
  const hasName = origin === 'ocr' || totals.vat !== null || (segments[0] ?? []).some((s) => isNamed(s.folded.text));
  const receipt = (segments[0] ?? []).some((s) => isReceipt(s.folded.text));
  const dated = nature === 'credit' ? withoutCorrected(candidates, segments[0] ?? []) : candidates;
  const read = issueDateOf(dated, {
    nature,
    beginsAt,
    total,
    // Of a scan, the title of another paper may be lost, and "n°" be the rest of its label.
    hasNumber: origin === 'ocr' ? isNumbered : number !== null,
    named: hasName,
    receipt,
    pages,
    terms,
    head:
      origin === 'ocr'
        ? null
        : { segments: segments[0] ?? [], number, title: invoiceTitleBox(segments[0] ?? []), terms },
  });
  // No title was found: then its date says that it is an invoice's, or its number does and it states a VAT, or its terms
  // lead from the date to the due date.
  const told =
    nature !== 'unknown' ||
    receipt ||
    isInvoices ||
    isSubject(segments[0] ?? []) ||
    (totals.net !== null && BILL.test(number?.label ?? '')) ||
    read.own.some((c) => c.hour) ||
    (read.date !== null && due !== null && fitsTerms(read.date, due.readings, terms)) ||
    (isNumbered && statesVat(segments[0] ?? [])) ||
    (totals.vat !== null && isRoll(pages[0]));
  const sure: IssueDate = told ? read : { ...read, date: null, plausible: [] };
  const issueDate = origin === 'ocr' ? scannedDate(read, candidates, nature, { terms, receivedOn, isNumbered }) : sure;
  const known = partiesOf(segments);
  const parties = origin === 'ocr' ? withAddressee(known, pages[0]) : known;
  const names = namesOf(segments[0] ?? [], pages[0]?.height ?? 0, {
    seller: parties.seller?.siren ?? parties.seller?.vatNumber ?? null,
    buyer: parties.buyer?.siren ?? parties.buyer?.vatNumber ?? null,
  });
  const currency = currencyOf(segments.flat().map((s) => s.folded.text));
  const taken = issueDate.date ? issueDate.own[0]! : null;

  const invoice: InvoiceData = {
    number: number?.value ?? null,
    typeCode: nature === 'credit' ? '381' : nature === 'invoice' ? '380' : null,
    issueDate: issueDate.date,
    issueDateText: taken?.text ?? null,
    dueDate: due?.readings[0] ?? null,
    currency,
    seller: partyOf(parties.seller, names.seller),
    buyer: partyOf(parties.buyer, names.buyer),
    deliveryDate: null,
    periodStart: null,
    periodEnd: null,
    net: totals.net?.value ?? null,
    vat: totals.vat?.value ?? null,
    gross: totals.gross?.value ?? null,
    payable: null,
    vatLines: [],
    precedingInvoice: null,
  };
  const evidence = evidenceOf({ origin, candidates, issueDate, due, number, totals, parties, names, currency });
  const impossible = issueDate.date ? undefined : issueDate.own.find((c) => c.readings.length === 0);
  const remarks: Remark[] = impossible
    ? [{ code: 'DATE_IMPOSSIBLE', params: { text: impossible.text.slice(0, 40) } }]
    : [];
  return { invoice, nature, issueDate, mentioned: parties.mentioned, evidence, remarks, whole };
}

/** The part of a page where the window of an envelope is: from its middle on, in its upper third. */
const [WINDOW_FROM, WINDOW_TO] = [0.5, 0.35];

/** Of a scan, the seller's numbers may be lost: the only company, in the window of an envelope, is whom it was sent to. */
function withAddressee(parties: Parties, page: Page | undefined): Parties {
  const { seller, buyer } = parties;
  if (!page || !seller || buyer || seller.page !== page.number) return parties;
  const isThere = seller.box.x > WINDOW_FROM * page.width && seller.box.y < WINDOW_TO * page.height;
  return isThere && parties.mentioned.length === 1 ? { ...parties, seller: null, buyer: seller } : parties;
}

/** Paper of a till is 57 or 80 mm wide. */
function isRoll(page: Page | undefined): boolean {
  return page !== undefined && page.width < WIDEST_ROLL;
}

/** The due date where the document has one only. */
function dueDateOf(candidates: readonly DateCandidate[]): DateCandidate | null {
  const due = candidates.filter((c) => c.kind === 'due' && c.readings.length === 1);
  return new Set(due.map((c) => c.readings[0])).size === 1 ? due[0]! : null;
}

function partyOf(party: PageParty | null, name: FoundName | null): Party {
  const { siren = null, siret = null, vatNumber = null } = party ?? {};
  const country = vatNumber?.slice(0, 2) ?? (siren ? 'FR' : null);
  return { name: name?.name ?? null, siren, siret, vatNumber, country };
}

const CURRENCIES = [
  ['EUR', /€|(?<![a-z])(?:eur|euros?)(?![a-z])/],
  ['USD', /\$|(?<![a-z])usd(?![a-z])/],
  ['GBP', /£|(?<![a-z])gbp(?![a-z])/],
  ['CHF', /(?<![a-z])chf(?![a-z])/],
] as const;

/** The currency that most lines name. */
function currencyOf(texts: readonly string[]): string | null {
  const counts = CURRENCIES.map(([code, sign]) => ({ code, count: texts.filter((t) => sign.test(t)).length }));
  const first = counts.sort((a, b) => b.count - a.count)[0]!;
  return first.count > 0 ? first.code : null;
}
