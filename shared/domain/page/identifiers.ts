import { isValidSiren } from '../siren.ts';
import type { Box } from './page.ts';
import { boxOf, type Segment } from './segments.ts';

/** A company's number on a page. */
export interface Identifier {
  readonly siren: string | null;
  readonly siret: string | null;
  /** As in `FR40303265045`; foreign ones as they are. */
  readonly vatNumber: string | null;
  readonly page: number;
  readonly box: Box;
  readonly segment: Segment;
  /** The folded words before it on its line. */
  readonly before: string;
}

const FRENCH_VAT = /(?<![a-z0-9])f\s?r[\s.-]?([0-9a-z]{2})[\s.-]?(\d{3})[\s.-]?(\d{3})[\s.-]?(\d{3})(?![a-z0-9])/g;
const SIRET = /(?<![a-z0-9.,])(\d{3})[\s.]?(\d{3})[\s.]?(\d{3})[\s.]?(\d{5}|\d{3}\s\d{2})(?![a-z0-9]|[.,]\d)/g;
const SIREN = /(?<![a-z0-9.,])(\d{3})[\s.]?(\d{3})[\s.]?(\d{3})(?!\s?\d|[a-z]|[.,]\d)/g;
const FOREIGN_VAT =
  /(?<![a-z0-9])(es[\s.]?[a-z][\s.-]?\d{7}[\s.-]?[0-9a-z]|(?:atu|be0?|de|es|ie|it|lu|nl|pl|pt|gb|dk|se|fi|cz)[\s.]?[0-9][0-9a-z .]{6,13}[0-9a-z])(?![a-z0-9])/g;
/** What such numbers are made of, by country. */
const FORMS =
  /^(?:ATU\d{8}|BE[01]?\d{9}|DE\d{9}|ES[A-Z0-9]\d{7}[A-Z0-9]|IE\d[A-Z0-9]\d{5}[A-Z]{1,2}|IT\d{11}|LU\d{8}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|GB\d{9}(?:\d{3})?|DK\d{8}|SE\d{12}|FI\d{8}|CZ\d{8,10})$/;
/** Nine digits without such a word may be a customer's number, or a telephone's. */
const SIREN_WORD = /(?:siren|siret|rcs|r\.c\.s|immatricul|registre|tva|vat|identifi|n° ?id).{0,40}$/;
const VAT_WORD = /(?:tva|vat|btw|ust|mwst|intracom|tax|iva|nif|cif|ond\.?\s?nr|n° entr).{0,40}$/;

/** The SIRENs, SIRETs and VAT numbers of a page whose keys hold. */
export function identifiersOf(segments: readonly Segment[]): Identifier[] {
  return segments.flatMap((segment) => {
    const text = segment.folded.text;
    if (!/\d/.test(text)) return [];
    const found: (Identifier & { start: number; end: number })[] = [];
    const add = (m: RegExpMatchArray, ids: Pick<Identifier, 'siren' | 'siret' | 'vatNumber'>) => {
      const [start, end] = [m.index!, m.index! + m[0].length];
      if (found.some((f) => f.start < end && f.end > start)) return;
      const before = text.slice(0, start);
      found.push({ ...ids, page: segment.page, box: boxOf(segment, start, end), segment, before, start, end });
    };
    for (const m of text.matchAll(FRENCH_VAT)) {
      const siren = m[2]! + m[3]! + m[4]!;
      if (vatKeyHolds(m[1]!, siren)) add(m, { siren, siret: null, vatNumber: `FR${m[1]!.toUpperCase()}${siren}` });
    }
    for (const m of text.matchAll(SIRET)) {
      const siren = m[1]! + m[2]! + m[3]!;
      if (isValidSiren(siren)) add(m, { siren, siret: siren + m[4]!.replace(/\s/g, ''), vatNumber: null });
    }
    for (const m of text.matchAll(SIREN)) {
      const siren = m[1]! + m[2]! + m[3]!;
      if (
        (isValidSiren(siren) && SIREN_WORD.test(text.slice(0, m.index))) ||
        (isValidSiren(siren) && /^\s*(?:rcs|r\.c\.s)/.test(text.slice(m.index + m[0].length)))
      ) {
        add(m, { siren, siret: null, vatNumber: null });
      }
    }
    for (const m of text.matchAll(FOREIGN_VAT)) {
      const vatNumber = m[1]!.replace(/[\s.-]/g, '').toUpperCase();
      // "au capital de 3 048 980 €" has a country's letters too, but small ones.
      const capitals = /^\p{Lu}{2}/u.test(segment.text.slice(segment.folded.at[m.index]));
      if (VAT_WORD.test(text.slice(0, m.index)) && capitals && FORMS.test(vatNumber)) {
        add(m, { siren: null, siret: null, vatNumber });
      }
    }
    return found;
  });
}

/** (12 + 3 * (SIREN mod 97)) mod 97; keys with a letter have no such rule. */
function vatKeyHolds(key: string, siren: string): boolean {
  return isValidSiren(siren) && (/[a-z]/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97);
}
