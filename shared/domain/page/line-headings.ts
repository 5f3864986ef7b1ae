import { sameLine } from './geometry.ts';
import { isMereLabel } from './read-label.ts';
import type { Segment } from './segments.ts';

/** Headings of the columns in which the lines of an invoice stand. */
export const LINE_HEADING =
  /(?<![a-z])(?:designations?|descriptions?|libelles?|articles?|quantites?|qte|qty|quantity|unite|p\.?\s?u|prix unitaire|unit price|item|omschrijving|aantal|bezeichnung|menge|prestations?|operations?|trajet|km)(?![a-z])/;
const OTHER_HEADING =
  /(?<![a-z])(?:montants?|totaux|total|prix|tarifs?|amount|price|h\.?\s?t\.?|t\.?\s?t\.?\s?c\.?|tva|vat|remise|rem\.?|ref(?:erence)?\.?|code|bedrag|betrag|preis|prijs)(?![a-z])/;

/** True of a heading over the lines of the invoice, with another beside it. */
export function isHeadingOfLines(segments: readonly Segment[], s: Segment): boolean {
  if (!LINE_HEADING.test(s.folded.text) || !isMereLabel(s.folded.text)) return false;
  return segments.some(
    (o) =>
      o !== s &&
      sameLine(o.box, s.box) &&
      isMereLabel(o.folded.text) &&
      (OTHER_HEADING.test(o.folded.text) || LINE_HEADING.test(o.folded.text)),
  );
}
