import { findAmounts } from './amounts.ts';
import type { Segment } from './segments.ts';

const WHOM = '(?:madame|monsieur|mesdames|messieurs|maitre|docteur)';
/** The line by which a letter begins; with its comma, or an address could be meant. */
const SALUTATION = new RegExp(
  `^(?:${WHOM}(?:(?:\\s?,\\s?|\\s|\\s?/\\s?)${WHOM})+\\s?[,.!]?|${WHOM}(?: [a-z' -]{2,30})?\\s?[,!]|(?:cher|chere|chers|cheres)(?: [a-z()'-]+){1,4}(?:, (?:cher|chere|chers|cheres)(?: [a-z()'-]+){1,3})?\\s?[,!]|bonjour(?: [a-z0-9.&' -]{2,40})?\\s?[,!]?|dear [a-z ]{2,40}[,:]?|hello\\s?[,!]?)$`,
);
const LONGEST_SALUTATION = 70;
/** The polite formula that ends it. */
const CLOSING =
  /(?<![a-z])(?:(?:d'agreer|agreer|recevoir|recevez|veuillez croire|de croire),? |salutations? (?:distinguees?|respectueuses|les meilleures)|sentiments (?:distingues|devoues|les meilleurs)|bien cordialement|cordialement|yours (?:sincerely|faithfully)|kind regards)/;

/** From where to where the text of a letter stands on its page. */
export interface Body {
  readonly from: number;
  readonly to: number;
  /** Of its letters. */
  readonly height: number;
}

/** The text of a letter, from its salutation to its closing; null where the page is none. */
export function bodyOf(segments: readonly Segment[]): Body | null {
  const begin = segments.find(
    ({ folded }) => folded.text.length <= LONGEST_SALUTATION && SALUTATION.test(folded.text.trim()),
  );
  if (!begin || begin === segments.at(-1)) return null;
  const { y, height } = begin.box;
  const end = segments.find((s) => s.box.y > y && CLOSING.test(s.folded.text));
  return { from: y, to: end?.box.y ?? Number.POSITIVE_INFINITY, height };
}

const SENDER = /^(?:de|from|von|expediteur) ?:? .*(?:@|<)/;
const RECEIVER = /^(?:a|to|an|destinataire) ?:? .*@/;

/** True of the print of an e-mail: who sent it, and to whom. */
export function isMessage(segments: readonly Segment[]): boolean {
  const says = (what: RegExp) => segments.some((s) => what.test(s.folded.text.trim()));
  return says(SENDER) && says(RECEIVER);
}

/** An amount or a rate of VAT, or why there is none; not the number of who is liable to it. */
const VAT =
  /(?<![a-z])(?:t\.?v\.?a\.?|vat|mwst\.?|ust\.?|btw|iva)(?![a-z])(?!\s*(?:intra|n°|no\.?\s|:?\s?[a-z]{2}\s?[a-z0-9]{2}\s?\d))/;
const EXEMPT = /293 ?b|261[ ,-]|non applicable|exoner|autoliquidation|reverse charge|taxe sur les conventions/;
/** "Association exonérée de TVA": said of the seller, at the beginning of a line. */
const EXEMPT_SELLER = /^\s*(?:[a-z-]+ ){0,2}(?:exonere[es]*|exoneration|dispense[es]*) de (?:la )?t\.?v\.?a(?![a-z])/;
const RATE = /\d\s?%/;

/** True of a page that states a VAT, as any invoice has to: in a line of amounts, not in a sentence about them. */
export function statesVat(segments: readonly Segment[]): boolean {
  return segments.some(({ folded: { text } }) => {
    const m = VAT.exec(text);
    if (!m) return EXEMPT.test(text);
    return m.index < 20 || EXEMPT_SELLER.test(text) || RATE.test(text) || findAmounts(text).length > 0;
  });
}
