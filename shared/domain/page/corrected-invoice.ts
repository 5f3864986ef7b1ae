import type { DateCandidate } from './date-candidates.ts';
import { sameLine } from './geometry.ts';
import type { Segment } from './segments.ts';

/** The invoice that a credit note corrects, as a label of its own. */
const CORRECTED =
  /(?<![a-z])(?:factures?|invoice) (?:d'origine|initiale|origine|concernee|corrigee|rectifiee|annulee|creditee|de reference)(?![a-z])|(?:sur|annule|original|related) (?:la )?(?:facture|invoice)(?![a-z])/;

/**
 * Of a credit note, "Date facture" right behind "Facture d'origine", in one row of labels or under it in one column, is
 * the date of that invoice; elsewhere it may be the credit note's own.
 */
export function withoutCorrected(
  candidates: readonly DateCandidate[],
  segments: readonly Segment[],
): readonly DateCandidate[] {
  const named = segments.filter((s) => CORRECTED.test(s.folded.text));
  if (named.length === 0) return candidates;
  return candidates.map((c) => {
    if (c.kind !== 'issue' || c.page !== 1 || !c.label || !/fact|invoice/i.test(c.label.text)) return c;
    const { box } = c.label;
    const behind = named.some((s) => isNext(s, box, segments) || isNextLine(s, box));
    return behind ? { ...c, kind: 'related' as const } : c;
  });
}

function isNext(s: Segment, label: Segment['box'], segments: readonly Segment[]): boolean {
  const isBefore = (o: Segment) => o.box.x + o.box.width <= label.x + 1 && sameLine(o.box, label);
  return isBefore(s) && !segments.some((o) => isBefore(o) && o.box.x > s.box.x);
}

function isNextLine({ box }: Segment, label: Segment['box']): boolean {
  const gap = label.y - (box.y + box.height);
  return Math.abs(box.x - label.x) < 0.5 * box.height && gap > -0.4 * box.height && gap < box.height;
}
