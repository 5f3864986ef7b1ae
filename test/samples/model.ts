import type { Cents } from '../../shared/domain/invoice.ts';

/** A company as an invoice shows it. All are invented; SIRENs begin with 999, which are given to nobody. */
export interface Company {
  readonly name: string;
  /** `SAS au capital de 120 000 €`; null for a natural person. */
  readonly legal: string | null;
  readonly siren: string;
  readonly siret: string;
  /** Null under the VAT exemption of small businesses. */
  readonly vatNumber: string | null;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  /** Town of its trade register; null where it is in none. */
  readonly rcs: string | null;
  readonly ape: string;
  readonly phone: string;
  readonly email: string;
  readonly iban: string;
}

export interface Line {
  readonly code: string;
  readonly name: string;
  /** Thousandths; negative where it is credited. */
  readonly quantity: number;
  /** As the page says it, and UN/ECE Recommendation 20. */
  readonly unit: { readonly text: string; readonly code: string };
  /** Ten-thousandths of a euro. */
  readonly price: number;
  /** Percentage: "20", "5.5"; "0" where there is none. */
  readonly rate: string;
  readonly net: Cents;
}

export interface Tax {
  readonly rate: string;
  readonly category: 'S' | 'E';
  readonly reason: string | null;
  readonly base: Cents;
  readonly amount: Cents;
}

/** Dates are AAAA-MM-JJ. */
export interface Invoice {
  readonly number: string;
  readonly typeCode: '380' | '381';
  readonly isCredit: boolean;
  readonly date: string;
  readonly due: string | null;
  readonly delivered: string | null;
  readonly period: readonly [start: string, end: string] | null;
  readonly order: string | null;
  /** Number and date of the invoice that a credit note is on. */
  readonly preceding: { readonly number: string; readonly date: string } | null;
  readonly seller: Company;
  readonly buyer: Company;
  readonly customerCode: string;
  readonly subject: string | null;
  readonly terms: string;
  readonly lines: readonly Line[];
  readonly taxes: readonly Tax[];
  readonly net: Cents;
  readonly vat: Cents;
  readonly gross: Cents;
  readonly prepaid: Cents;
  readonly look: Look;
}

/** How a supplier's invoices look. */
export interface Look {
  readonly layout: 'band' | 'classic' | 'letter';
  readonly font: 'helvetica' | 'times';
  /** Red, green, blue, 0 to 1. */
  readonly accent: readonly [number, number, number];
  readonly labels: {
    readonly number: string;
    readonly date: string;
    readonly due: string;
    readonly delivered: string;
  };
}

export type Profile = 'minimum' | 'basicwl' | 'basic' | 'en16931' | 'extended';

/** `1234.50`. */
export function decimal(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
