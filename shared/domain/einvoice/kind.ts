import type { EInvoice } from '../invoice.ts';

/** UNTDID 1001 codes of credit notes met in invoices: plain, self-billed, factored, and their corrections. */
const CREDIT_NOTES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '502', '503', '532']);

export function isCreditNoteType(typeCode: string | null): boolean {
  return typeCode !== null && CREDIT_NOTES.has(typeCode);
}

/** A French avoir is either a credit note (381, amounts positive) or an invoice (380) with negative totals. */
export function isCreditNote(invoice: EInvoice): boolean {
  return isCreditNoteType(invoice.typeCode) || (invoice.gross ?? invoice.payable ?? invoice.net ?? 0) < 0;
}
