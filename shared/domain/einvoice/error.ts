import type { XmlError } from '../xml-error.ts';

/**
 * Why an XML file is no e-invoice that can be read: a code of `messages/reading.ts`.
 * XML_NOT_INVOICE {root}; EINVOICE_NAMESPACE {element, namespace}; EINVOICE_STRUCTURE {element}; or the code of the
 * {@link XmlError} {detail, line}.
 */
export class EInvoiceError extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;

  constructor(code: string, params: Readonly<Record<string, string>>) {
    super(`${code}: ${JSON.stringify(params)}`);
    this.name = 'EInvoiceError';
    this.code = code;
    this.params = params;
  }

  static from(error: XmlError): EInvoiceError {
    return new EInvoiceError(error.code, { detail: error.detail, line: String(error.line ?? '?') });
  }
}
