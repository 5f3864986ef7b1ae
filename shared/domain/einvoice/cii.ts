import { childOf, childrenOf, type XmlElement } from '../xml.ts';
import {
  idOf,
  inCurrency,
  NOBODY,
  type RawDate,
  type RawInvoice,
  type RawParty,
  required,
  section,
  textAt,
  wrongNamespace,
} from './raw.ts';

const UNECE = 'urn:un:unece:uncefact:data:standard';

/** Namespaces and names that changed from ZUGFeRD 1 (CII of 2013) to Factur-X (CII D16B and D22B, which share theirs). */
interface Dialect {
  readonly root: string;
  readonly rsm: string;
  readonly ram: string;
  readonly udt: string;
  readonly context: string;
  readonly document: string;
  readonly transaction: string;
  /** What stands between `Applicable` and `TradeAgreement`. */
  readonly header: string;
  readonly summation: string;
  readonly rate: string;
  readonly referencedId: string;
}

const FACTUR_X: Dialect = {
  root: 'CrossIndustryInvoice',
  rsm: `${UNECE}:CrossIndustryInvoice:100`,
  ram: `${UNECE}:ReusableAggregateBusinessInformationEntity:100`,
  udt: `${UNECE}:UnqualifiedDataType:100`,
  context: 'ExchangedDocumentContext',
  document: 'ExchangedDocument',
  transaction: 'SupplyChainTradeTransaction',
  header: 'Header',
  summation: 'SpecifiedTradeSettlementHeaderMonetarySummation',
  rate: 'RateApplicablePercent',
  referencedId: 'IssuerAssignedID',
};

const ZUGFERD_1: Dialect = {
  root: 'CrossIndustryDocument',
  rsm: 'urn:ferd:CrossIndustryDocument:invoice:1p0',
  ram: `${UNECE}:ReusableAggregateBusinessInformationEntity:12`,
  udt: `${UNECE}:UnqualifiedDataType:15`,
  context: 'SpecifiedExchangedDocumentContext',
  document: 'HeaderExchangedDocument',
  transaction: 'SpecifiedSupplyChainTradeTransaction',
  header: 'SupplyChain',
  summation: 'SpecifiedTradeSettlementMonetarySummation',
  rate: 'ApplicablePercent',
  referencedId: 'ID',
};

/**
 * Reads a UN/CEFACT Cross Industry Invoice: every Factur-X profile (MINIMUM and BASIC WL have no lines, none are read)
 * and ZUGFeRD 1. Null where the root has another name.
 * @throws EInvoiceError EINVOICE_NAMESPACE, EINVOICE_STRUCTURE
 */
export function readCii(root: XmlElement): RawInvoice | null {
  const dialect = [FACTUR_X, ZUGFERD_1].find((d) => d.root === root.local);
  if (!dialect) return null;
  if (root.namespace !== dialect.rsm) throw wrongNamespace(root);
  const { rsm, ram, udt } = dialect;

  const context = section(root, rsm, dialect.context);
  const document = required(root, rsm, dialect.document);
  const transaction = required(root, rsm, dialect.transaction);
  const agreement = section(transaction, ram, `Applicable${dialect.header}TradeAgreement`);
  const delivery = section(transaction, ram, `Applicable${dialect.header}TradeDelivery`);
  const settlement = section(transaction, ram, `Applicable${dialect.header}TradeSettlement`);
  const summation = section(settlement, ram, dialect.summation);
  const period = childOf(settlement, 'BillingSpecifiedPeriod', ram);
  const currency = textAt(settlement, ram, 'InvoiceCurrencyCode');

  const date = (parent: XmlElement | undefined, ...path: string[]): RawDate | null => {
    let element = parent;
    for (const local of path) element = childOf(element, local, ram);
    const text = childOf(element, 'DateTimeString', udt) ?? childOf(element, 'DateTime', udt);
    if (!text?.text) return null;
    return { text: text.text, format: text.attributes.get('format')?.trim() || 'iso' };
  };
  const dueDates = childrenOf(settlement, 'SpecifiedTradePaymentTerms', ram).map((t) => date(t, 'DueDateDateTime'));

  return {
    syntax: 'cii',
    profile: textAt(context, ram, 'GuidelineSpecifiedDocumentContextParameter', 'ID'),
    number: section(document, ram, 'ID')?.text || null,
    typeCode: textAt(document, ram, 'TypeCode'),
    currency,
    issueDate: date(document, 'IssueDateTime'),
    dueDate: dueDates.find((d) => d !== null) ?? null,
    deliveryDate: date(delivery, 'ActualDeliverySupplyChainEvent', 'OccurrenceDateTime'),
    periodStart: date(period, 'StartDateTime'),
    periodEnd: date(period, 'EndDateTime'),
    seller: party(section(agreement, ram, 'SellerTradeParty'), ram),
    buyer: party(section(agreement, ram, 'BuyerTradeParty'), ram),
    net: textAt(summation, ram, 'TaxBasisTotalAmount'),
    vat: inCurrency(childrenOf(summation, 'TaxTotalAmount', ram), currency),
    gross: textAt(summation, ram, 'GrandTotalAmount'),
    payable: textAt(summation, ram, 'DuePayableAmount'),
    vatLines: childrenOf(settlement, 'ApplicableTradeTax', ram).map((tax) => ({
      category: textAt(tax, ram, 'CategoryCode'),
      rate: textAt(tax, ram, dialect.rate),
      base: textAt(tax, ram, 'BasisAmount'),
      amount: textAt(tax, ram, 'CalculatedAmount'),
    })),
    precedingInvoice: textAt(settlement, ram, 'InvoiceReferencedDocument', dialect.referencedId),
  };
}

function party(element: XmlElement | undefined, ram: string): RawParty {
  if (!element) return NOBODY;
  const registrations = childrenOf(element, 'SpecifiedTaxRegistration', ram).map((r) => idOf(childOf(r, 'ID', ram)));
  const ids = [...childrenOf(element, 'GlobalID', ram), ...childrenOf(element, 'ID', ram)].map(idOf);
  return {
    name: textAt(element, ram, 'Name'),
    legalId: idOf(childOf(childOf(element, 'SpecifiedLegalOrganization', ram), 'ID', ram)),
    ids: ids.filter((id) => id !== null),
    vatNumber: registrations.find((r) => r?.scheme === 'VA')?.value ?? null,
    country: textAt(element, ram, 'PostalTradeAddress', 'CountryID'),
  };
}
