import { childOf, childrenOf, type XmlElement } from '../xml.ts';
import {
  idOf,
  inCurrency,
  NOBODY,
  type RawDate,
  type RawInvoice,
  type RawParty,
  section,
  textAt,
  wrongNamespace,
} from './raw.ts';

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd';
const CBC = `${UBL}:CommonBasicComponents-2`;
const CAC = `${UBL}:CommonAggregateComponents-2`;

/**
 * Reads a UBL 2.1 Invoice or CreditNote. Null where the root has another name.
 * @throws EInvoiceError EINVOICE_NAMESPACE
 */
export function readUbl(root: XmlElement): RawInvoice | null {
  const creditNote = root.local === 'CreditNote';
  if (root.local !== 'Invoice' && !creditNote) return null;
  if (root.namespace !== `${UBL}:${root.local}-2`) throw wrongNamespace(root);

  const text = (...path: string[]) => basic(root, ...path);
  const date = (...path: string[]): RawDate | null => {
    const found = text(...path);
    return found ? { text: found, format: 'iso' } : null;
  };
  const totals = section(root, CAC, 'LegalMonetaryTotal');
  const currency = text('DocumentCurrencyCode');
  // The second TaxTotal, where there is one, is in the accounting currency (BT-111) and has no breakdown.
  const taxTotals = childrenOf(root, 'TaxTotal', CAC);

  return {
    syntax: 'ubl',
    profile: text('CustomizationID'),
    number: section(root, CBC, 'ID')?.text || null,
    typeCode: creditNote ? (text('CreditNoteTypeCode') ?? '381') : text('InvoiceTypeCode'),
    currency,
    issueDate: date('IssueDate'),
    dueDate: date('DueDate') ?? date('PaymentMeans', 'PaymentDueDate'),
    deliveryDate: date('Delivery', 'ActualDeliveryDate'),
    periodStart: date('InvoicePeriod', 'StartDate'),
    periodEnd: date('InvoicePeriod', 'EndDate'),
    seller: party(section(root, CAC, 'AccountingSupplierParty')),
    buyer: party(section(root, CAC, 'AccountingCustomerParty')),
    net: basic(totals, 'TaxExclusiveAmount'),
    vat: inCurrency(
      taxTotals.flatMap((t) => childrenOf(t, 'TaxAmount', CBC)),
      currency,
    ),
    gross: basic(totals, 'TaxInclusiveAmount'),
    payable: basic(totals, 'PayableAmount'),
    vatLines: taxTotals
      .flatMap((t) => childrenOf(t, 'TaxSubtotal', CAC))
      .map((tax) => ({
        category: basic(tax, 'TaxCategory', 'ID'),
        rate: basic(tax, 'TaxCategory', 'Percent'),
        base: basic(tax, 'TaxableAmount'),
        amount: basic(tax, 'TaxAmount'),
      })),
    precedingInvoice: text('BillingReference', 'InvoiceDocumentReference', 'ID'),
  };
}

/** Text of a basic component at the end of a path of aggregates. */
function basic(parent: XmlElement | undefined, ...path: string[]): string | null {
  let element = parent;
  for (const local of path.slice(0, -1)) element = childOf(element, local, CAC);
  return textAt(element, CBC, path.at(-1)!);
}

function party(holder: XmlElement | undefined): RawParty {
  const element = childOf(holder, 'Party', CAC);
  if (!element) return NOBODY;
  const legal = childOf(element, 'PartyLegalEntity', CAC);
  const vat = childrenOf(element, 'PartyTaxScheme', CAC).find((s) => basic(s, 'TaxScheme', 'ID') === 'VAT');
  const ids = childrenOf(element, 'PartyIdentification', CAC).map((p) => idOf(childOf(p, 'ID', CBC)));
  return {
    name: basic(legal, 'RegistrationName') ?? basic(element, 'PartyName', 'Name'),
    legalId: idOf(childOf(legal, 'CompanyID', CBC)),
    ids: ids.filter((id) => id !== null),
    vatNumber: basic(vat, 'CompanyID'),
    country: basic(element, 'PostalAddress', 'Country', 'IdentificationCode'),
  };
}
