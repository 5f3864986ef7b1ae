import type { EInvoice, Reading } from '../../shared/domain/invoice.ts';

/** What a reading tells of the invoice, whatever it was read from; null where it tells nothing. */
export function invoiceOf(reading: Reading): EInvoice | null {
  return 'invoice' in reading ? reading.invoice : null;
}
