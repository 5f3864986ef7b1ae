import { DISCOUNT, PENALTIES, RECOVERY } from './mentions.ts';
import { type Company, decimal, type Invoice, type Line, type Profile } from './model.ts';
import { el, scaled, xmlBytes } from './xml-text.ts';

const GUIDELINE: Readonly<Record<Profile, string>> = {
  minimum: 'urn:factur-x.eu:1p0:minimum',
  basicwl: 'urn:factur-x.eu:1p0:basicwl',
  basic: 'urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic',
  en16931: 'urn:cen.eu:en16931:2017',
  extended: 'urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended',
};
const STANDARD = 'urn:un:unece:uncefact:data:standard';
const NAMESPACES = [
  `xmlns:rsm="${STANDARD}:CrossIndustryInvoice:100"`,
  `xmlns:ram="${STANDARD}:ReusableAggregateBusinessInformationEntity:100"`,
  `xmlns:qdt="${STANDARD}:QualifiedDataType:100"`,
  `xmlns:udt="${STANDARD}:UnqualifiedDataType:100"`,
].join(' ');

export function guidelineOf(profile: Profile): string {
  return GUIDELINE[profile];
}

/** The invoice in UN/CEFACT CII (D22B), with what its Factur-X profile may hold and no more, in the schema's order. */
export function writeCii(i: Invoice, profile: Profile): Uint8Array {
  const level = Object.keys(GUIDELINE).indexOf(profile);
  const hasLines = level >= 2;
  return xmlBytes(
    el(
      'rsm:CrossIndustryInvoice',
      [
        el('rsm:ExchangedDocumentContext', [
          el('ram:GuidelineSpecifiedDocumentContextParameter', [el('ram:ID', GUIDELINE[profile])]),
        ]),
        el('rsm:ExchangedDocument', [
          el('ram:ID', i.number),
          el('ram:TypeCode', i.typeCode),
          el('ram:IssueDateTime', [day(i.date)]),
          ...(level >= 1 ? notes(i) : []),
        ]),
        el('rsm:SupplyChainTradeTransaction', [
          ...(hasLines ? i.lines.map((l, n) => line(l, n + 1, level >= 3)) : []),
          agreement(i, level),
          delivery(i, level),
          settlement(i, level),
        ]),
      ],
      NAMESPACES,
    ),
  );
}

function day(date: string): string {
  return el('udt:DateTimeString', date.replaceAll('-', ''), 'format="102"');
}

function notes(i: Invoice): string[] {
  const note = (content: string, code: string) =>
    el('ram:IncludedNote', [el('ram:Content', content), el('ram:SubjectCode', code)]);
  return [
    ...(i.subject ? [el('ram:IncludedNote', [el('ram:Content', i.subject)])] : []),
    note(RECOVERY, 'PMT'),
    note(PENALTIES, 'PMD'),
    note(DISCOUNT, 'AAB'),
  ];
}

function line(l: Line, number: number, full: boolean): string {
  return el('ram:IncludedSupplyChainTradeLineItem', [
    el('ram:AssociatedDocumentLineDocument', [el('ram:LineID', String(number))]),
    el('ram:SpecifiedTradeProduct', [full ? el('ram:SellerAssignedID', l.code) : '', el('ram:Name', l.name)]),
    el('ram:SpecifiedLineTradeAgreement', [
      el('ram:NetPriceProductTradePrice', [el('ram:ChargeAmount', scaled(l.price, 4))]),
    ]),
    el('ram:SpecifiedLineTradeDelivery', [
      el('ram:BilledQuantity', scaled(l.quantity, 3), `unitCode="${l.unit.code}"`),
    ]),
    el('ram:SpecifiedLineTradeSettlement', [
      el('ram:ApplicableTradeTax', [
        el('ram:TypeCode', 'VAT'),
        el('ram:CategoryCode', l.rate === '0' ? 'E' : 'S'),
        el('ram:RateApplicablePercent', percent(l.rate)),
      ]),
      el('ram:SpecifiedTradeSettlementLineMonetarySummation', [el('ram:LineTotalAmount', decimal(l.net))]),
    ]),
  ]);
}

function agreement(i: Invoice, level: number): string {
  return el('ram:ApplicableHeaderTradeAgreement', [
    el('ram:BuyerReference', i.customerCode),
    party('Seller', i.seller, level),
    party('Buyer', i.buyer, level),
    i.order ? el('ram:BuyerOrderReferencedDocument', [el('ram:IssuerAssignedID', i.order)]) : '',
  ]);
}

function party(role: 'Seller' | 'Buyer', c: Company, level: number): string {
  const isSeller = role === 'Seller';
  return el(`ram:${role}TradeParty`, [
    level >= 1 ? el('ram:GlobalID', c.siret, 'schemeID="0009"') : '',
    el('ram:Name', c.name),
    el('ram:SpecifiedLegalOrganization', [el('ram:ID', c.siren, 'schemeID="0002"')]),
    isSeller && level >= 3
      ? el('ram:DefinedTradeContact', [
          el('ram:PersonName', 'Service facturation'),
          el('ram:TelephoneUniversalCommunication', [el('ram:CompleteNumber', c.phone)]),
          el('ram:EmailURIUniversalCommunication', [el('ram:URIID', c.email)]),
        ])
      : '',
    level >= 1
      ? el('ram:PostalTradeAddress', [
          el('ram:PostcodeCode', c.postcode),
          el('ram:LineOne', c.street),
          el('ram:CityName', c.city),
          el('ram:CountryID', 'FR'),
        ])
      : isSeller
        ? el('ram:PostalTradeAddress', [el('ram:CountryID', 'FR')])
        : '',
    c.vatNumber && (isSeller || level >= 1)
      ? el('ram:SpecifiedTaxRegistration', [el('ram:ID', c.vatNumber, 'schemeID="VA"')])
      : '',
  ]);
}

function delivery(i: Invoice, level: number): string {
  const event =
    i.delivered && level >= 1
      ? el('ram:ActualDeliverySupplyChainEvent', [el('ram:OccurrenceDateTime', [day(i.delivered)])])
      : '';
  return event === '' ? '<ram:ApplicableHeaderTradeDelivery/>' : el('ram:ApplicableHeaderTradeDelivery', [event]);
}

function settlement(i: Invoice, level: number): string {
  const full = level >= 1;
  return el('ram:ApplicableHeaderTradeSettlement', [
    full ? el('ram:PaymentReference', i.number) : '',
    el('ram:InvoiceCurrencyCode', 'EUR'),
    full ? paymentMeans(i) : '',
    ...(full ? i.taxes.map(tax) : []),
    full && i.period
      ? el('ram:BillingSpecifiedPeriod', [
          el('ram:StartDateTime', [day(i.period[0])]),
          el('ram:EndDateTime', [day(i.period[1])]),
        ])
      : '',
    full
      ? el('ram:SpecifiedTradePaymentTerms', [
          level >= 1 ? el('ram:Description', i.terms) : '',
          i.due ? el('ram:DueDateDateTime', [day(i.due)]) : '',
        ])
      : '',
    el('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
      full ? el('ram:LineTotalAmount', decimal(i.net)) : '',
      el('ram:TaxBasisTotalAmount', decimal(i.net)),
      el('ram:TaxTotalAmount', decimal(i.vat), 'currencyID="EUR"'),
      el('ram:GrandTotalAmount', decimal(i.gross)),
      full && i.prepaid > 0 ? el('ram:TotalPrepaidAmount', decimal(i.prepaid)) : '',
      el('ram:DuePayableAmount', decimal(i.gross - i.prepaid)),
    ]),
    full && i.preceding
      ? el('ram:InvoiceReferencedDocument', [
          el('ram:IssuerAssignedID', i.preceding.number),
          el('ram:FormattedIssueDateTime', [
            el('qdt:DateTimeString', i.preceding.date.replaceAll('-', ''), 'format="102"'),
          ]),
        ])
      : '',
  ]);
}

function paymentMeans(i: Invoice): string {
  // UNCL 4461: 59 SEPA direct debit, 30 credit transfer.
  const isDebit = i.terms.startsWith('Prélèvement');
  return el('ram:SpecifiedTradeSettlementPaymentMeans', [
    el('ram:TypeCode', isDebit ? '59' : '30'),
    isDebit ? '' : el('ram:PayeePartyCreditorFinancialAccount', [el('ram:IBANID', i.seller.iban)]),
  ]);
}

function tax(t: Invoice['taxes'][number]): string {
  return el('ram:ApplicableTradeTax', [
    el('ram:CalculatedAmount', decimal(t.amount)),
    el('ram:TypeCode', 'VAT'),
    el('ram:ExemptionReason', t.reason),
    el('ram:BasisAmount', decimal(t.base)),
    el('ram:CategoryCode', t.category),
    el('ram:RateApplicablePercent', percent(t.rate)),
  ]);
}

function percent(rate: string): string {
  return Number(rate).toFixed(2);
}
