import { findAmounts } from './amounts.ts';
import { findDates } from './dates.ts';
import { MONTHS } from './months.ts';
import { type Segment, sourceOf } from './segments.ts';

/** What is known of the label that a number stands beside. */
export interface NumberLabel {
  /** The number stands to its right, below or above it. */
  readonly apart: boolean;
  /** It ends with "n°": what looks like an amount is the number that the label says. */
  readonly numbered: boolean;
  /** It says that a number follows, or begins the line as a title does. */
  readonly leads: boolean;
}

const LEAD = String.raw`^[\s:.#°=>-]*(?:n°[\s:.]*)?`;
const VALUE = new RegExp(
  String.raw`${LEAD}((?!(?:du|le|de|n|no|nr|et|au|sur|a|of|the|to|bl|bc|br|cde|cmd|dev)\s)[a-z]{1,4}\s\d{3,}(?:[/_-][a-z0-9]+)*|[a-z0-9]+(?:[/_.#-][a-z0-9]+|\(\d{2,}\)\d+)*)`,
);
/** "Facture n° 10 128 738 004", "n° 3109259 001", "n° 001837217 21A1-1A00": all of the line, or up to the date. */
const GROUPS = String.raw`([a-z]{0,4}\d{1,12}(?:\s(?:\d{3}|(?=[a-z-]*\d)[a-z0-9]{2,8}-(?=[a-z]*\d)[a-z0-9]{2,8})){1,4}|\d{3,12}(?:\s\d{3,4}){1,4})`;
const IN_GROUPS = new RegExp(String.raw`${LEAD}${GROUPS}(?=\s*$|\s+(?:du|le|dated?)(?![a-z])|\s*[,;|–]\s)`);
/** The same beside its label: nothing else stands in its place. */
const GROUPS_ONLY = new RegExp(String.raw`${LEAD}${GROUPS}\s*$`);
/** "Facture n° 2024 07212". */
const OF_YEAR = new RegExp(String.raw`${LEAD}((?:19|20)\d\d\s\d{4,6})(?![\d.,/-]|\s?(?:\d|€|eur))`);

/** Short words that begin no number: of sentences, of other numbers, of sums and days. */
const NO_CODE = `(?!(?:du|de|des|le|la|les|et|ou|au|aux|en|sur|par|pour|un|une|a|of|the|to|for|on|in|n|no|nr|num|ref|p|page|tel|fax|gsm|port|rue|lot|tva|vat|rcs|rm|ape|naf|iban|rib|bic|bp|cs|cp|eur|usd|gbp|ht|ttc|bl|bc|br|cde|cmd|dev|date|fr\\d\\d|${MONTHS})(?![a-z0-9]))`;
const DAY = String.raw`\d{1,2}(?:[/.-]\d{1,2}[/.-](?:(?:19|20)\d\d|\d\d)(?!\d)|(?:er)?\s(?:${MONTHS})(?![a-z]))`;
/** "FV 18-3307", "F25 0103 7741 82", "FAL 24/55918": capitals and groups of digits, up to the end, a date or a separator. */
const CODE = new RegExp(
  String.raw`${LEAD}(${NO_CODE}[a-z]{1,4}(?:[/_.-]?\d{1,6})?(?:\s(?!${DAY})\d[a-z0-9]{0,11}(?:[/_.-][a-z0-9]+)*){1,4})(?=\s*$|\s*(?:[;|(]|,(?!\d))|\s-\s|\s(?:du|le|en date|emise?|dated?|of)(?![a-z])|\s${DAY})`,
);
const FEWEST_DIGITS = 3;
/** Within a number a blank is no wider than this, in heights: the next column may stand near. */
const WIDEST_BLANK = 0.6;

/** Start and end of a number: letters, digits and their separators, with a digit, and no date, amount or name. */
export function numberValueIn(segment: Segment, from: number, beside: NumberLabel): [number, number] | null {
  const rest = segment.folded.text.slice(from);
  // "Facture" and, beside it, "n° FAL 24/55918".
  const label = /^\s*n°/.test(rest) ? { ...beside, numbered: true, leads: true } : beside;
  const whole = inGroups(rest, label) ?? (label.leads ? CODE.exec(rest) : null);
  const m = whole && isWhole(segment, from, whole) && isNumber(rest, whole, label) ? whole : VALUE.exec(rest);
  if (!m || !isNumber(rest, m, label)) return null;
  const start = m[0].length - m[1]!.length;
  const hash = rest.slice(0, start).endsWith('#') ? 1 : 0;
  return [from + start - hash, from + m[0].length];
}

function inGroups(rest: string, { apart, numbered, leads }: NumberLabel): RegExpExecArray | null {
  if (numbered) return OF_YEAR.exec(rest) ?? IN_GROUPS.exec(rest);
  return apart && leads ? GROUPS_ONLY.exec(rest) : null;
}

/** True where it is set as one: its letters are capitals, and no blank in it is as wide as one between columns. */
function isWhole(segment: Segment, from: number, m: RegExpExecArray): boolean {
  const [start, end] = [from + m[0].length - m[1]!.length, from + m[0].length];
  const source = sourceOf(segment, start, end);
  if (source.replace(/\D/g, '').length < FEWEST_DIGITS || /^\p{Ll}/u.test(source)) return false;
  const [a, b] = [segment.folded.at[start]!, segment.folded.at[end - 1]! + 1];
  const parts = segment.parts.filter((p) => p.start < b && p.end > a);
  return parts.slice(1).every(({ box }, n) => {
    const last = parts[n]!.box;
    return box.x - (last.x + last.width) < WIDEST_BLANK * box.height;
  });
}

/** "F2025.19" is no amount. */
function isInside(text: string, start: number): boolean {
  return /[a-z]/.test(text[start - 1] ?? '');
}

function isNumber(rest: string, m: RegExpExecArray, { apart, numbered }: NumberLabel): boolean {
  if (!/\d/.test(m[1]!) || m[1]!.length < 2 || m[1]!.length > 40) return false;
  const after = rest.slice(m[0].length);
  // 43 228,80 is an amount; "12 rue Victor-Hugo" and "69003 Lyon" stand beside a label that is another's.
  const isAmount = findAmounts(rest).some((a) => a.start < m[0].length && !isInside(rest, a.start));
  if ((!numbered && isAmount) || /^\s?(?:€|%|eur\b)/.test(after)) return false;
  if (apart && /^\s+(?!(?:du|le|en|dated?|of|vom|van|page)(?![a-z]))[a-z]{2,}/.test(after)) return false;
  const start = m[0].length - m[1]!.length;
  return !findDates(rest).some((d) => d.start < m[0].length && d.end > start && d.form !== 'compact');
}
