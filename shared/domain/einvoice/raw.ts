import { childOf, type XmlElement } from '../xml.ts';
import { EInvoiceError } from './error.ts';

/** A date as written, and the UN/CEFACT format it is declared in (`102` for AAAAMMJJ), `iso` where the syntax is UBL. */
export interface RawDate {
  readonly text: string;
  readonly format: string;
}

/** An identifier and its scheme (ISO 6523: 0002 SIREN, 0009 SIRET). */
export interface RawId {
  readonly scheme: string | null;
  readonly value: string;
}

export interface RawParty {
  readonly name: string | null;
  /** BT-30, BT-47: legal registration. */
  readonly legalId: RawId | null;
  /** BT-29, BT-46: other identifiers. */
  readonly ids: readonly RawId[];
  /** BT-31, BT-48. */
  readonly vatNumber: string | null;
  /** BT-40, BT-55. */
  readonly country: string | null;
}

/** What the two syntaxes say, still as text: one set of rules then makes an invoice of it. */
export interface RawInvoice {
  readonly syntax: 'cii' | 'ubl';
  readonly profile: string | null;
  readonly number: string | null;
  readonly typeCode: string | null;
  readonly currency: string | null;
  readonly issueDate: RawDate | null;
  readonly dueDate: RawDate | null;
  readonly deliveryDate: RawDate | null;
  readonly periodStart: RawDate | null;
  readonly periodEnd: RawDate | null;
  readonly seller: RawParty;
  readonly buyer: RawParty;
  readonly net: string | null;
  readonly vat: string | null;
  readonly gross: string | null;
  readonly payable: string | null;
  readonly vatLines: readonly RawVatLine[];
  readonly precedingInvoice: string | null;
}

export interface RawVatLine {
  readonly category: string | null;
  readonly rate: string | null;
  readonly base: string | null;
  readonly amount: string | null;
}

export const NOBODY: RawParty = { name: null, legalId: null, ids: [], vatNumber: null, country: null };

/** Text at the end of a path of children of one namespace; null where absent or empty. */
export function textAt(parent: XmlElement | undefined, namespace: string, ...path: string[]): string | null {
  let element = parent;
  for (const local of path) element = childOf(element, local, namespace);
  return element?.text || null;
}

/** The element's text with its `schemeID`; null where absent or empty. */
export function idOf(element: XmlElement | undefined): RawId | null {
  return element?.text ? { scheme: element.attributes.get('schemeID')?.trim() || null, value: element.text } : null;
}

/**
 * A child the format is built on. Present under another namespace, the file is of another format, whatever its names
 * look like.
 * @throws EInvoiceError EINVOICE_NAMESPACE
 */
export function section(parent: XmlElement | undefined, namespace: string, local: string): XmlElement | undefined {
  const found = childOf(parent, local, namespace);
  if (found) return found;
  const stranger = childOf(parent, local);
  if (stranger) throw wrongNamespace(stranger);
  return undefined;
}

/** As {@link section}, and EINVOICE_STRUCTURE where there is none at all. */
export function required(parent: XmlElement, namespace: string, local: string): XmlElement {
  const found = section(parent, namespace, local);
  if (!found) throw new EInvoiceError('EINVOICE_STRUCTURE', { element: local });
  return found;
}

export function wrongNamespace(element: XmlElement): EInvoiceError {
  return new EInvoiceError('EINVOICE_NAMESPACE', { element: element.local, namespace: element.namespace });
}

/** The amount in the invoice's currency (BT-110), not the one in the accounting currency (BT-111). */
export function inCurrency(amounts: readonly XmlElement[], currency: string | null): string | null {
  const of = (wanted: string | null) => amounts.find((a) => (a.attributes.get('currencyID') ?? null) === wanted);
  return (of(currency) ?? of(null) ?? amounts[0])?.text || null;
}
