import { type DateKind, isQualifiedDate, otherTerms, ownTerms, type Term } from './date-kinds.ts';
import { WEEKDAY, WEEKDAY_LAST } from './weekdays.ts';

/** A label as far as it was understood. */
export interface LabelText {
  readonly kind: DateKind;
  /** Of the words that decided, in the folded text. */
  readonly start: number;
  readonly end: number;
}

/** Longest text looked at for a label: labels are short, and sentences are none. */
const LONGEST = 120;

const FORMAT = String.raw`\(?(?:[jdmya]{1,4}[/.-]){2}[jdmya]{1,4}\)?|\([a-z :/]{1,25}\)`;
const BETWEEN = new RegExp(
  String.raw`^[\s:.,;=>*#|_(-]*(?:${FORMAT})?[\s:.=>_-]*(?:(?:du|le|ce|on|am|the|est le|est|is|of|vom)(?![a-z]))?[\s:.]*(?:${WEEKDAY})?\s*$`,
);

/** "Lyon, le", "Fait à Saint-Étienne, le", or "Le" alone, as in a letter; "Lyon," too, where it begins a line. */
const PLACE =
  /^(?:(?:fait|etabli)\s+)?(?:a\s+)?(?:[^a-z0-9]*[a-z][a-z' -]{1,35}(?:\s\(?\d{1,5}\)?)?\s*,\s*(?:(?:le|ce|the|den)\s*:?)?|(?:le|ce|the)\s*:?)\s*$/;
const PLACE_BEHIND = /(?<=\s[-|]\s)[a-z][a-z' ]{2,35}(?:-[a-z' ]{1,20}){0,4}, (?:le|ce)\s*:?\s*$/;
const DOCUMENT_WORDS =
  /^(?:votre|notre|your|our|la|le|the|de|du|of|no|nr|facture|avoir|invoice|rechnung|faktura|factuur|ticket|recu|receipt|note|credit|gutschrift|document|piece|et|and|en|und|numero|page|dates?|datum|est|a|ete|presente|ce|cette|is|was|honoraires|quittance|emission|seite|electronique|simplifiee|definitive|acquittee|client)$/;
/** Said of the document, or of what the words before it name. */
const PARTICIPLE = /^(?:emise?|etablie?|dressee|datee|issued|ausgestellt|ausgegeben)(?![a-z])/;
/** Right before the date that the days are counted from. */
const TERM_OF_PAYMENT =
  /(?<!\d)\d{1,3}\s*(?:jours?|jrs?|j|days?|tage|dagen)\.?(?:\s+(?:nets?|calendaires?|francs?|fin de mois|fdm|le \d{1,2}|a compter de|apres|de|from|after|nach|ab|na)(?:\s+(?:la|the|der))?)*\s*$/;
const CLAUSES = /[;:|•)]|\s-\s|,\s|\.\s|\s\/\s/;
const SENTENCES = /[;|•)]|\.\s/;
const SEPARATORS = /[;|•]|\s-\s|,\s|\.\s|\s\/\s/g;

/**
 * What a date is the date of, by the text that leads to it. `text` is folded and ends where the date begins.
 * Null where it says nothing of a date.
 */
export function readLabel(text: string): LabelText | null {
  const from = Math.max(0, text.length - LONGEST);
  const tail = text.slice(from);
  const read = readTail(tail);
  return read && { ...read, start: read.start + from, end: read.end + from };
}

function readTail(text: string): LabelText | null {
  const own = nearest(ownTerms(text).filter((term) => !isPartOfAnother(text, term)));
  const other = nearest(otherTerms(text));
  // "30 jours date de facture": when it is paid, counted from that date, and not that date.
  // What stands nearer to the date counts more: "30 jours date de facture. Contrat type, décret du".
  const counted = own && TERM_OF_PAYMENT.test(text.slice(0, own.start));
  if (counted && !(other && other.start >= own.end)) return { kind: 'due', start: own.start, end: own.end };
  if (own && BETWEEN.test(text.slice(own.end)) && !(other && hides(text, own, other))) return own;
  if (other) return own && own.end > other.end && !related(text, own, other) ? null : other;
  const place = text.replace(WEEKDAY_LAST, '');
  // "n° FA04206 – Clermont-Ferrand, le": the place stands behind the dash.
  const start = Math.max(0, place.search(PLACE_BEHIND));
  if (PLACE.test(place.slice(start))) return { kind: 'plain', start, end: place.trimEnd().length };
  return isQualifiedDate(text) ? { kind: 'other', start: 0, end: text.length } : null;
}

/**
 * "Vacation date" is not "date", and "jugement du tribunal en date du" dates no invoice: words before it that are no kind
 * of document make another label, or a sentence, of it. What stands before a separator is another matter.
 */
function isPartOfAnother(text: string, term: Term): boolean {
  const participle = PARTICIPLE.test(text.slice(term.start, term.end));
  if (term.kind !== 'plain' && !participle) return false;
  // "Certificat daté du / dated": the same again in another language, of the same thing.
  const again =
    /^dated?(?![a-z])/.test(text.slice(term.start, term.end)) && /\bdatee? du\s*\/\s*$/.test(text.slice(0, term.start));
  const clause = text
    .slice(0, term.start)
    .split(again ? SENTENCES : CLAUSES)
    .at(-1)!;
  const words = clause.match(/(?<![a-z0-9])[a-z][a-z']+(?![a-z0-9])/g) ?? [];
  // "Attestation établie le": what was drawn up is the word before.
  return (participle ? words.filter((w) => w !== 'et').slice(-1) : words).some((word) => !DOCUMENT_WORDS.test(word));
}

/** The one that ends last; of those, the longest. */
function nearest(terms: readonly Term[]): Term | null {
  return terms.toSorted((a, b) => b.end - a.end || a.start - b.start)[0] ?? null;
}

/** True where another term makes of "date" or "facture du" the date of something else. */
function hides(text: string, own: Term, other: Term): boolean {
  if (other.start >= own.start && other.end <= own.end) return false;
  if (other.end > own.start) return true;
  return related(text, own, other);
}

/** "Commande du 3 mars" before "facture du ..." is its own matter where a separator stands between them. */
function related(text: string, own: Term, other: Term): boolean {
  const between = text.slice(other.end, own.start);
  // "Next billing date", "prochaine date de facturation".
  if (between.trim() === '') return true;
  if (between.length > 40 || between.match(SEPARATORS)) return false;
  // The explicit label says what it is whatever comes before; the others only continue a sentence.
  const explicit = own.kind === 'issue' && /dat(?:e|um)/.test(text.slice(own.start, own.end));
  return !explicit || other.kind === 'related';
}

/** True where a text is a label and nothing else: no value, no sentence. */
export function isMereLabel(text: string): boolean {
  // "BL n° 12 du" above its date.
  if (text.length <= 40 && /^[a-z].*\s(?:du|le|au)\s*$/.test(text)) return true;
  return !/\d/.test(text.replace(/(?<![a-z0-9])1(?:er|re|ere|st)(?![a-z0-9])/g, '')) && text.length <= 60;
}
