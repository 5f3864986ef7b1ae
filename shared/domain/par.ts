import type { Dossier } from './dossier.ts';
import type { Exercice } from './exercice.ts';

export interface Journal {
  readonly code: string;
  /** ac purchases, ve sales, tr cash and bank, od miscellaneous, an opening... as ISACOMPTA codes them. */
  readonly type: string | null;
  readonly label: string;
  readonly counterpart: string | null;
}
export interface Account {
  readonly number: string;
  readonly label: string;
}
export interface ThirdParty {
  readonly account: string;
  readonly name: string;
  readonly siren: string | null;
  readonly vatNumber: string | null;
}
export interface VatCode {
  readonly code: string;
  readonly label: string | null;
  /** Percentage as text with a dot: "20", "5.5". */
  readonly rate: string;
  readonly account: string | null;
  /** ac purchase, ve sale, im fixed asset. */
  readonly kind: string | null;
}

/** What one accepted PAR file says: its dossier, the exercice it is for, every exercice it lists, and the plan of accounts. */
export interface Par {
  readonly dossier: Dossier;
  /** AAAAMM of the exercice in the file's name. */
  readonly exercice: string;
  readonly exercices: readonly Exercice[];
  readonly journals: readonly Journal[];
  readonly accounts: readonly Account[];
  readonly thirdParties: readonly ThirdParty[];
  readonly vatCodes: readonly VatCode[];
}
