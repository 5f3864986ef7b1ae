import { beside } from './beside.ts';
import { findDates } from './dates.ts';
import { boxOf, type Segment, sourceOf } from './segments.ts';
import type { Labelled } from './totals.ts';

const DOCUMENT = String.raw`(?:factures? d'avoir|factures?|fact\.|avoir|notes? de credit|note d'honoraires|invoices?|credit (?:note|memo)|rechnungs?|gutschrifts?|factuur|faktura|creditnota|tax invoice|recu|ticket|quittance|bill|receipt)`;
const NUMBER = String.raw`(?:n°|n°\.|no\.?|nr\.?|n\.|num\.?|numero|number|nummer|#|ref\.?|reference|id)`;
/** The likeliest first. */
const LABELS = [
  String.raw`${NUMBER}\s*(?:de\s+|d')?(?:la\s+|l'|votre\s+)?${DOCUMENT}`,
  String.raw`${DOCUMENT}[\s-]?${NUMBER}`,
  String.raw`${DOCUMENT}(?:\s+[a-z']{2,15}){0,3}\s+${NUMBER}`,
  `${DOCUMENT}`,
  String.raw`${NUMBER}\s*(?:de\s+|du\s+)?(?:document|piece|doc\.)`,
  // A number of which nothing else is said, on the page of an invoice.
  String.raw`^(?:note )?(?:n°|numero|number|nummer|no\.)`,
].map((source) => new RegExp(`(?<![a-z])(?:${source})(?![a-z])\\s*(?:n°|:|#)?`, 'g'));
const OTHER =
  /(?:d'origine|associee|initiale|precedent|annul|sur facture|relatif|date|echeance|client|commande|contrat)/;
const VALUE = /^[\s:.#°=>-]*([a-z0-9]+(?:[/_.#-][a-z0-9]+)*)/;

/** The invoice's number: what is called so first, on the first page that does. */
export function invoiceNumberOf(pages: readonly (readonly Segment[])[]): Labelled<string> | null {
  for (const [n, segments] of pages.entries()) {
    for (const pattern of n === 0 ? LABELS : LABELS.slice(0, -1)) {
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
  if (text.length > 160) return null;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (OTHER.test(text.slice(0, match.index)) || OTHER.test(text.slice(end, end + 14))) continue;
    for (const { segment, from, place } of beside(segments, label, end)) {
      const value = valueIn(segment, from);
      if (!value) continue;
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

/** Start and end of a number: letters, digits and their separators, with a digit, and no date. */
function valueIn(segment: Segment, from: number): [number, number] | null {
  const rest = segment.folded.text.slice(from);
  const m = VALUE.exec(rest);
  if (!m || !/\d/.test(m[1]!) || m[1]!.length < 2 || m[1]!.length > 40) return null;
  const start = m[0].length - m[1]!.length;
  if (findDates(rest).some((d) => d.start < m[0].length && d.end > start && d.form !== 'compact')) return null;
  const hash = rest.slice(0, start).endsWith('#') ? 1 : 0;
  return [from + start - hash, from + m[0].length];
}
