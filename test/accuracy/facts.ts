import type { InvoiceData, Reading } from '../../shared/domain/invoice.ts';

/** What a reading tells of the invoice, whatever it was read from; null where it tells nothing. */
export function invoiceOf(reading: Reading): InvoiceData | null {
  return 'invoice' in reading ? reading.invoice : null;
}
