import type { Dossier } from '../dossier.ts';
import type { EInvoice, Party } from '../invoice.ts';
import { vatKey } from '../party-key.ts';
import { type Note, sure, unsure } from './note.ts';

/** What an invoice is for the dossier. */
export type Direction = 'purchase' | 'sale';

/** ISACOMPTA's code for it, of journals and VAT codes alike. */
export const KIND: Readonly<Record<Direction, 'ac' | 've'>> = { purchase: 'ac', sale: 've' };

export interface Directed {
  readonly direction: Direction;
  /** The other party: the supplier of a purchase, the customer of a sale. */
  readonly thirdParty: Party;
  readonly note: Note;
}

/** Which party is the dossier: by SIREN, else by VAT number (companies of a VAT group share theirs). Else a purchase. */
export function directionOf(invoice: EInvoice, dossier: Dossier): Directed {
  const { seller, buyer } = invoice;
  const purchase = (note: Note): Directed => ({ direction: 'purchase', thirdParty: seller, note });
  const vatNumber = dossier.vatNumber ? vatKey(dossier.vatNumber) : null;
  const tests = [
    (p: Party) => dossier.siren !== null && p.siren === dossier.siren,
    (p: Party) => vatNumber !== null && p.vatNumber !== null && vatKey(p.vatNumber) === vatNumber,
  ];
  for (const isDossier of tests) {
    if (isDossier(buyer) && !isDossier(seller)) return purchase(sure('entry', 'PROPOSAL_BUYER_IS_DOSSIER', {}));
    if (isDossier(seller) && !isDossier(buyer))
      return { direction: 'sale', thirdParty: buyer, note: sure('entry', 'PROPOSAL_SELLER_IS_DOSSIER', {}) };
  }
  if (tests.some((isDossier) => isDossier(seller))) return purchase(unsure('entry', 'PROPOSAL_BOTH_PARTIES', {}));
  const own = dossier.siren ?? dossier.vatNumber;
  return purchase(
    own === null
      ? unsure('entry', 'PROPOSAL_DOSSIER_UNIDENTIFIED', {})
      : unsure('entry', 'PROPOSAL_PARTY_NOT_DOSSIER', { siren: own }),
  );
}
