import type { Dossier } from '../dossier.ts';
import { vatKey } from '../party-key.ts';
import { sirenOf } from '../siren.ts';

/** Pages that name more companies than this are a list of them: they tell no supplier. */
const MOST_OTHERS = 4;

type Numbers = { readonly siren: string | null; readonly vatNumber: string | null };
type Own = Pick<Dossier, 'siren' | 'vatNumber'>;

/** One text for one company, by either of its numbers: a French VAT number holds the SIREN. */
export function companyOf(number: string): string {
  return sirenOf(number) ?? vatKey(number);
}

/**
 * The companies that pages name besides the dossier itself, as one text (`404833048-732829320`); null where there are
 * none, too many, or where the dossier's own numbers are not known: its own would be taken for its supplier's.
 */
export function othersOf(mentioned: readonly string[], dossier: Own): string | null {
  const own = ownOf(dossier);
  if (own.length === 0) return null;
  const others = new Set(mentioned.map(companyOf).filter((c) => c !== '' && !own.includes(c)));
  return others.size === 0 || others.size > MOST_OTHERS ? null : [...others].sort().join('-');
}

/**
 * What a supplier is remembered by: the seller's SIREN, else its VAT number, else the other companies of its pages. Null
 * where nothing tells it. The dossier is never its own supplier.
 */
export function supplierKey(seller: Numbers, others: string | null, dossier: Own): string | null {
  const number = seller.siren ?? seller.vatNumber;
  const key = number ? companyOf(number) : '';
  return key !== '' && !ownOf(dossier).includes(key) ? key : others;
}

function ownOf({ siren, vatNumber }: Own): string[] {
  return [siren, vatNumber].filter((x) => x !== null).map(companyOf);
}
