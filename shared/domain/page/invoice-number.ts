import { beside } from './beside.ts';
import { sameLine } from './geometry.ts';
import type { Nature } from './nature.ts';
import { numberValueIn } from './number-value.ts';
import { isMereLabel } from './read-label.ts';
import { boxOf, type Segment, sourceOf } from './segments.ts';
import { nextBelow } from './stack.ts';
import type { Labelled } from './totals.ts';

const INVOICE = String.raw`(?:factures?(?: (?:d'acompte|de solde|de situation|simplifiee|client|acquittee|definitive|electronique|recapitulative|finale))?|fact\.|note d'honoraires|honoraires|invoices?|rechnungs?|factuur|faktura|fattura|factura|fatura|tax invoice|recu|ticket|quittance|bill|receipt|bordereau)`;
const CREDIT =
  "(?:factures? d'avoir|avoir|notes? de credit|credit (?:note|memo)|gutschrifts?|creditnota|creditfactuur)";
const NUMBER = String.raw`(?:n°|n°\.|no\.?|nr\.?|n\.|num\.?|numero|number|nummer|#|ref\.?|reference|id)`;

/** Labels that name the document, the likeliest first. */
const named = (document: string): readonly string[] => [
  String.raw`${NUMBER}\s*(?:de\s+|d')?(?:la\s+|l'|votre\s+)?${document}`,
  String.raw`${document}[\s-]?${NUMBER}`,
  String.raw`${document}(?:\s*[/|-]\s*[a-z]+)?(?:\s+(?!devis(?![a-z]))[a-z']{2,15}){0,3}\s+${NUMBER}`,
  // "Facture de loyer L24/009488", "Facture décadaire D230609857".
  String.raw`^${document}\s+(?:(?:de\s|d')\s?|(?=[a-z]{3,17}(?:aire|elle|ale|ive|ique|iere)\s))[a-z]{3,20}(?=\s+(?=[a-z/_.-]{0,12}\d)[a-z0-9/_.-]{4,30}(?![a-z0-9]))(?!\s+(?:19|20)\d\d(?!\d))`,
  `${document}`,
];
/** Documents that are invoices by another name; their own names are no labels without "n°". */
const NOTICE = "(?:avis(?: d'echeance)?|appel(?: d[e'] ?[a-z]+)?|decompte|memoire|note)";
/** Those that say no more than that it is a number, or that it is the document's. */
/** No word after it: "n° de série" numbers a machine. */
const ALONE = String.raw`(?!\.?\s*[:.]?\s*[a-z][a-z' .]*(?:$|[:\s](?!\s*\d)))`;
const UNNAMED = [
  String.raw`${NUMBER}\s*(?:de\s+|du\s+)?(?:document|piece|doc\.)`,
  String.raw`(?:document|piece|doc\.?)\s*${NUMBER}?`,
  String.raw`^${NOTICE}\s*${NUMBER}`,
  // A number of which nothing else is said, on the page of an invoice.
  String.raw`^(?:note )?(?:n°|numero|number|nummer|no\.)${ALONE}`,
  String.raw`^(?:(?:notre|our|n/)\s?)?ref(?:erence)?${ALONE}`,
];
const patternsOf = (sources: readonly string[]) =>
  sources.map((source) => new RegExp(`(?<![a-z])(?:${source})(?![a-z])\\s*(?:n°|:|#)?`, 'g'));
/** Public bodies number the title that they collect by, and the list that it stands in. */
const CLAIM = String.raw`^titre(?: de recettes?| executoire)?\s*${NUMBER}`;
const LABELS = patternsOf([CLAIM, ...named(`(?:${CREDIT}|${INVOICE})`), ...UNNAMED]);
/** A credit note names the invoice that it corrects, with its number. */
const CREDIT_LABELS = patternsOf([CLAIM, ...named(CREDIT), ...UNNAMED]);
/** The labels that count on a later page too. */
const ON_LATER_PAGES = 7;

const OTHER =
  /(?:d'origine|associee|initiale|precedent|annul|sur facture|relati|correspondant|notre facture|concern|rectifi|date|echeance|client|commande|contrat|dossier|bon de)/;
/** "Note d'honoraires n° 7.20": what looks like an amount is the number that the label says. */
const NUMBERED = /(?:n°|numero|number)\s*:?\s*$/;
const SAYS_NUMBER = new RegExp(`(?<![a-z])${NUMBER}(?![a-z])`);
const LINE_HEADING = /^(?:ref|reference|n°|no\.?)/;
const OF_LINES =
  /^(?:designations?|descriptions?|libelles?|articles?|ouvrages?|qte|quantites?|p\.?\s?u|prix unitaire)(?![a-z])/;
const LONGEST_LABEL_LINE = 160;

/** The invoice's number: what is called so first, on the first page that does. */
export function invoiceNumberOf(
  pages: readonly (readonly Segment[])[],
  nature: Nature = 'invoice',
): Labelled<string> | null {
  const labels = nature === 'credit' ? CREDIT_LABELS : LABELS;
  for (const [n, segments] of pages.entries()) {
    for (const pattern of n === 0 ? labels : labels.slice(0, ON_LATER_PAGES)) {
      for (const segment of segments) {
        const found = numberIn(segments, segment, pattern);
        if (found) return found;
      }
    }
  }
  return null;
}

function numberIn(segments: readonly Segment[], label: Segment, pattern: RegExp): Labelled<string> | null {
  const text = label.folded.text;
  if (text.length > LONGEST_LABEL_LINE) return null;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (OTHER.test(sinceValue(text.slice(0, match.index))) || OTHER.test(/^\D*/.exec(text.slice(end, end + 14))![0]))
      continue;
    if (LINE_HEADING.test(match[0]) && isHeadingOfLines(segments, label)) continue;
    for (const { segment, from, place } of beside(segments, label, end)) {
      const value = numberValueIn(segment, from, {
        apart: place !== 'after',
        numbered: place === 'after' && NUMBERED.test(match[0]),
        leads: SAYS_NUMBER.test(match[0]) || (place === 'after' && /^[^a-z0-9]*$/.test(text.slice(0, match.index))),
      });
      if (
        !value ||
        (place === 'below' && !/\d/.test(text) && !NUMBERED.test(match[0]) && hasOwnLabel(segments, label, segment))
      )
        continue;
      const [a, b] = value;
      return {
        value: sourceOf(segment, a, b),
        page: segment.page,
        box: boxOf(segment, a, b),
        label: sourceOf(label, match.index, end).replace(/\s*:$/, ''),
        place,
      };
    }
  }
  return null;
}

/** "Date d'émission : 31/12/2020 N° de facture": what belongs to a value before it says nothing of the number. */
function sinceValue(before: string): string {
  return before.replace(/^.*\d(?![a-z/_.-]*\d)/, '');
}

/** True of "Réf." and "N°" over the lines of the invoice. */
function isHeadingOfLines(segments: readonly Segment[], label: Segment): boolean {
  return segments.some(
    (s) =>
      s !== label && s.box.height === label.box.height && sameLine(s.box, label.box) && OF_LINES.test(s.folded.text),
  );
}

/** True where a value under a title has a label of its own right under it. */
function hasOwnLabel(segments: readonly Segment[], title: Segment, value: Segment): boolean {
  const under = nextBelow(segments, value, value.box, 1.3);
  if (!under || !isMereLabel(under.folded.text) || under.box.height > 1.1 * value.box.height) return false;
  const over = value.box.y - (title.box.y + title.box.height);
  return under.box.y - (value.box.y + value.box.height) < 0.6 * over;
}
