import type { DateKind } from './date-kinds.ts';
import type { Box } from './page.ts';

/** Where a value stands, as seen from its label. */
export type Place = 'after' | 'right' | 'below' | 'above' | 'left';

export interface FoundLabel {
  readonly kind: DateKind;
  /** As it is written. */
  readonly text: string;
  readonly place: Place;
  readonly box: Box;
  /** True of the title of the document, which says nothing of a date: its number may look like one. */
  readonly title?: true;
}

/** The title of an invoice: a source for a regular expression. */
export const TITLE_WORD =
  "(?:votre )?(?:factures?(?: (?:d'acompte|de solde|de situation|client|(?:de (?!la |l'|reference)|d'(?!origine|avoir))[a-z]{3,20}))?|avoir|facture d'avoir|note de credit|note d'honoraires|invoice|credit note|rechnung|factuur)";
export const BEGINS_WITH_TITLE = new RegExp(`^${TITLE_WORD}(?![a-z])`);
/** A label to the left that is not further away than this, in heights, is nearer than one above. */
export const CLOSE = 4;
/** Of a label that is shown as a whole. */
export const LONGEST_LABEL = 40;

/** A label as it is shown. */
export function withoutColon(label: string): string {
  return label.trim().replace(/[\s:.]+$/, '');
}
