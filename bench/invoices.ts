import { makeCii, makeFacturX, makeUbl } from '../test/support/invoices.ts';

/** An e-invoice to deposit. */
export interface Invoice {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of the exercice where it belongs, AAAAMM. */
  readonly exercice: string;
}

/** Years of the exercices that the PAR of the bench lists, one a calendar year, all open and past: no date is to come. */
export const YEARS = { from: 2012, to: 2025 } as const;

/** An invoice date and its exercice, spread over all exercices. */
export function dateOf(n: number): { date: string; exercice: string } {
  const year = YEARS.from + (n % (YEARS.to - YEARS.from + 1));
  const two = (x: number) => String(x).padStart(2, '0');
  return { date: `${year}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`, exercice: `${year}12` };
}

const KINDS = [
  { ext: 'pdf', make: makeFacturX },
  { ext: 'xml', make: makeCii },
  { ext: 'xml', make: makeUbl },
] as const;

/** `count` e-invoices of distinct bytes: Factur-X, CII and UBL in equal parts. */
export async function makeInvoices(count: number): Promise<Invoice[]> {
  const invoices: Invoice[] = [];
  for (let n = 0; n < count; n++) {
    const { ext, make } = KINDS[n % KINDS.length]!;
    const { date, exercice } = dateOf(n);
    const number = `B-${String(n).padStart(6, '0')}`;
    invoices.push({ name: `${number}.${ext}`, bytes: await make({ number, date }), exercice });
  }
  return invoices;
}
