import type { Supplier } from '../../samples/catalogue.ts';
import type { Random } from '../../samples/random.ts';
import type { Bill } from './bill.ts';
import type { DateForm } from './date-forms.ts';
import type { NumberForm } from './number-forms.ts';
import type { FontName, Sheet, Spelling } from './sheet.ts';

/** One way of printing an invoice. The lists are what it draws from, one of each for a document. */
export interface Layout {
  readonly id: string;
  readonly dates: readonly DateForm[];
  readonly amounts: readonly NumberForm[];
  readonly fonts: readonly FontName[];
  /** How its text is kept in the file; as it looks where absent. */
  readonly spellings?: readonly Spelling[];
  /** Of the seller; FR where absent. */
  readonly country?: 'FR' | 'NL' | 'DE' | 'US';
  /** What its sellers invoice for; anything where absent. */
  readonly covers?: readonly Supplier['covers'][];
  /** A period of twelve months, over the end of a year. */
  readonly yearly?: boolean;
  /** Fewest and most lines. */
  readonly lines?: readonly [from: number, to: number];
  /** An avoir: type 381 with positive totals, or an invoice (380) with negative ones. */
  readonly credit?: 'positive' | 'negative';
  /** What it is where it is no invoice: a person has to see it. */
  readonly notInvoice?: string;
  /** True where both parties' SIRENs are on the page, so that another dossier's invoice can be told. */
  readonly showsBothSirens?: boolean;
  draw(s: Sheet, b: Bill, r: Random): void;
}
