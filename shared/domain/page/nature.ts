import { findAmounts } from './amounts.ts';
import { findDates } from './dates.ts';
import { sameLine } from './geometry.ts';
import { bodyOf, isMessage, statesVat } from './letter.ts';
import type { Box } from './page.ts';
import type { Segment } from './segments.ts';
import { AFTER, LEAD, type Nature, OTHER_TITLE, titleOf } from './titles.ts';

export type { Nature } from './titles.ts';

/** Those that no exercice takes: a person has to look. */
export const NOT_AN_INVOICE: readonly Nature[] = [
  'proforma',
  'quote',
  'order',
  'delivery',
  'statement',
  'reminder',
  'other',
];

/** A title is this much larger than another before its size counts more than its place. */
const LARGER = 1.15;
/** Between words of one title, in heights, at most. */
const WORD_GAP = 2.5;

interface Title {
  readonly nature: Nature;
  readonly height: number;
  readonly y: number;
  readonly box: Box;
}

/** Documents that invoices refer to, and that refer to none. */
const REFERRED: readonly Nature[] = ['quote', 'order', 'delivery'];

/**
 * What a document is, its own number and more being told: a heading of the order, as shops put it above their invoices,
 * does not outweigh the number of an invoice with the date of an invoice, with a larger title, or with one as large and a gross total.
 */
export function natureWith(title: Nature, invoiceNumber: boolean, more: boolean): Nature {
  return REFERRED.includes(title) && invoiceNumber && more ? 'invoice' : title;
}

/** How large the title of an invoice is beside the others of the page, of which another may stand first; null where there is none. */
export function invoiceTitleSize(segments: readonly Segment[]): 'largest' | 'as-large' | 'smaller' | null {
  const titles = titlesOf(segments);
  const heights = (own: boolean) => titles.filter((t) => (t.nature === 'invoice') === own).map((t) => t.height);
  const [invoice, other] = [Math.max(0, ...heights(true)), Math.max(0, ...heights(false))];
  if (invoice === 0) return null;
  return invoice > other ? 'largest' : invoice * LARGER >= other ? 'as-large' : 'smaller';
}

/** Where the title of the invoice stands: of several, the largest. */
export function invoiceTitleBox(segments: readonly Segment[]): Box | null {
  const own = titlesOf(segments).filter((t) => t.nature === 'invoice' || t.nature === 'credit');
  return own.sort((a, b) => b.height - a.height || a.y - b.y)[0]?.box ?? null;
}

/** The height of the largest title of another document: only a title if it is larger than what most of the page is set in. */
function otherTitle(segments: readonly Segment[]): number {
  const usual = usualHeight(segments);
  const large = segments.filter(
    (s) =>
      s.box.height > LARGER * usual && s.folded.text.length <= 80 && OTHER_TITLE.test(s.folded.text.replace(LEAD, '')),
  );
  return Math.max(0, ...large.map((s) => s.box.height));
}

function titlesOf(segments: readonly Segment[]): Title[] {
  const usual = usualHeight(segments);
  return segments.flatMap((s): Title[] => {
    const nature = titleOf(lineFrom(segments, s).replace(LEAD, ''));
    const isLarge = s.box.height > LARGER * usual;
    const isNone = nature === 'statement' ? isCell(segments, s) : nature === 'invoice' && isEntry(segments, s);
    if (!nature || (!isLarge && isNone)) return [];
    return [{ nature, height: s.box.height, y: s.box.y, box: s.box }];
  });
}

/** One word behind a mere date or number on its line is a cell of a table: "13/09/2019  3587  Relevé". */
function isCell(segments: readonly Segment[], title: Segment): boolean {
  if (!/^[a-z]+$/.test(title.folded.text.trim())) return false;
  return segments.some(
    ({ box, folded }) =>
      box.x < title.box.x && sameLine(box, title.box) && /^[\d\s.,/:-]*\d[\d\s.,/:-]*$/.test(folded.text),
  );
}

/** "Facture n° 2140 du 3 mars" with its amount at the right is one of several papers in a list. */
function isEntry(segments: readonly Segment[], title: Segment): boolean {
  if (!findDates(title.folded.text)[0]) return false;
  return segments.some(
    (s) => s.box.x > title.box.x && sameLine(s.box, title.box) && findAmounts(s.folded.text).length > 0,
  );
}

function usualHeight(segments: readonly Segment[]): number {
  const heights = segments.map((s) => s.box.height).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}

/**
 * What a letter is that has no title above its text, or in letters larger than that: papers that its text speaks of, in
 * lines or sentences, are others. An invoice that is written as a letter states its VAT.
 */
function letterNature(segments: readonly Segment[], titles: readonly Title[]): Nature | null {
  if (isMessage(segments) && !statesVat(segments)) return 'other';
  const body = bodyOf(segments);
  if (!body) return null;
  const isInside = (t: Title) => t.y > body.from && t.y < body.to && t.height <= LARGER * body.height;
  return titles.every(isInside) && !statesVat(segments) ? 'other' : null;
}

const RECEIPT = new RegExp(
  `^(?:justificatif de (?:paiement|peage|stationnement|vente)|ticket|recu|receipt|facture acquittee|(?:valant|tenant lieu de) facture)${AFTER}`,
);

const NAMED =
  /(?<![a-z])(?:factur[a-z]*|avoir|honoraires|quittance|recu|ticket|avis d'echeance|appel de [a-z]+|decompte|cotisations?|invoic[a-z]*|bill|billing|receipt|credit note|(?:[a-z]*rechnung|beleg|factuur|nota|faktura|fattura|factura|gutschrift)[a-z]*)(?![a-z])/;
/** Longer texts are sentences: conditions of sale speak of invoices on any paper. */
const LONGEST_NAME = 60;

/** Of the document itself: a credit note may say of the goods' return form that it is no invoice. */
const DENIAL =
  /(?<![a-z])(?:ceci|elle|il|(?:ce|cet|cette|le present|la presente)(?: [a-z]+){0,3}|this(?: [a-z]+){0,2}|dies(?:e|es)?(?: [a-z]+)?|dit(?: [a-z]+)?) (?:(?:ne (?:constitue|vaut|represente|tient)|n'est) (?:pas|en aucun cas)(?: lieu de)?(?: une)? facture|ne remplace (?:pas|en aucun cas) (?:une|la|les|votre|vos) factures?|is not (?:an|a tax|a vat) invoice|(?:ist|stellt) keine rechnung|is geen factuur)(?![a-z])(?! (?:d'origine|originale|acquittee|rectificative|d'avoir))/;

/** True where the page says of itself that it is no invoice, in one line or in two. */
function isDenied(segments: readonly Segment[]): boolean {
  return segments.some((s) => {
    const text = s.folded.text.trim();
    if (!/factur|invoice|rechnung/.test(text)) return false;
    if (DENIAL.test(text)) return true;
    const over = segments
      .filter((o) => o.box.y < s.box.y && Math.abs(o.box.x - s.box.x) < 0.5 * s.box.height)
      .sort((a, b) => b.box.y - a.box.y)[0];
    const near = over && s.box.y - (over.box.y + over.box.height) < s.box.height;
    return near ? DENIAL.test(`${over.folded.text.trim()} ${text}`) : false;
  });
}

/** True of a title or a label with a word for an invoice. */
export function isNamed(text: string): boolean {
  return text.length <= LONGEST_NAME && NAMED.test(text);
}

/** True of a title that calls the document a receipt: what it is for was paid when it was made out. */
export function isReceipt(text: string): boolean {
  return text.length <= 40 && RECEIPT.test(text.replace(LEAD, ''));
}

/** The line of a letter that says what it is about. */
const SUBJECT = /^\s*(?:objet|concerne|subject|betreff|betrifft|onderwerp|betreft|oggetto|asunto)\s*[:.-]\s*/;
const SENT_BEFORE = /^(?:votre|la) |impaye|retard|relance|rappel|litige|contest/;
/** What only a letter says that asks for what was not paid; a notice on an invoice may say it of the one before. */
const DUNNING =
  /(?<![a-z])(?:sauf erreur(?: ou omission)? de notre part|n'avons (?:toujours )?pas (?:encore )?(?:recu|enregistre|constate) (?:le|votre|vos|de) (?:reglement|paiement)s?|we have not (?:yet )?received (?:your )?payment)(?![a-z])/;

/** True of a letter whose subject is an invoice, and not one that was sent before. */
export function isSubject(segments: readonly Segment[]): boolean {
  const subject = segments.find((s) => SUBJECT.test(s.folded.text))?.folded.text.replace(SUBJECT, '') ?? '';
  return titleOf(subject) === 'invoice' && !SENT_BEFORE.test(subject);
}

/** True of a letter that asks for payment: its subject says so, or its text where no title is larger than that. */
function isDunning(segments: readonly Segment[], titles: readonly Title[]): boolean {
  const subject = segments.find((s) => SUBJECT.test(s.folded.text));
  if (subject && titleOf(subject.folded.text.replace(SUBJECT, '')) === 'reminder') return true;
  const asks = segments.filter((s) => DUNNING.test(s.folded.text));
  const isBill = (t: Title) => t.nature === 'invoice' || t.nature === 'credit';
  return asks.some((s) => !titles.some((t) => isBill(t) && t.height > LARGER * s.box.height));
}

/** What the first page says it is: the largest of its titles, and of equally large ones the uppermost. */
export function natureOf(segments: readonly Segment[]): Nature {
  if (isDenied(segments)) return 'other';
  const titles = titlesOf(segments);
  if (isDunning(segments, titles)) return 'reminder';
  const letter = letterNature(segments, titles);
  if (letter) return letter;
  const other = otherTitle(segments);
  if (other > LARGER * Math.max(0, ...titles.map((t) => t.height))) return 'other';
  if (titles.length === 0) return 'unknown';
  const largest = Math.max(...titles.map((t) => t.height));
  const first = titles.filter((t) => t.height * LARGER >= largest).sort((a, b) => a.y - b.y)[0]!;
  // "Facture" and "pro forma" may be two titles, or two lines of one.
  const proforma = titles.some((t) => t.nature === 'proforma' && t.height * LARGER >= first.height);
  return proforma ? 'proforma' : first.nature;
}

/** A title with the words to its right that are set as large: they may stand far apart. */
function lineFrom(segments: readonly Segment[], first: Segment): string {
  let [text, last] = [wordOf(first), first];
  for (let n = 0; n < 4 && !/\d/.test(text); n++) {
    const next = segments.find(
      ({ box }) =>
        Math.abs(box.y - last.box.y) < 0.3 * box.height &&
        Math.abs(box.height - last.box.height) < 0.5 &&
        box.x > last.box.x &&
        box.x - (last.box.x + last.box.width) < WORD_GAP * box.height,
    );
    if (!next) break;
    text += ` ${wordOf(next)}`;
    last = next;
  }
  return text;
}

/** "B O N" is a word too, but in a title only: elsewhere it is too short to be told. */
function wordOf(segment: Segment): string {
  const text = segment.folded.text.trim();
  return /^[a-z](?: [a-z])+$/.test(text) ? text.replaceAll(' ', '') : text;
}
