import { DISCOUNT, PENALTIES, RECOVERY } from './mentions.ts';
import { type Company, decimal, type Invoice } from './model.ts';
import { el, scaled, xmlBytes } from './xml-text.ts';

const SCHEMA = 'urn:oasis:names:specification:ubl:schema:xsd';

export const UBL_PROFILE = 'urn:cen.eu:en16931:2017';

/** The invoice in UBL 2.1, in the schema's order: an Invoice, or a CreditNote for type 381. */
export function writeUbl(i: Invoice): Uint8Array {
  const kind = i.typeCode === '381' ? 'CreditNote' : 'Invoice';
  const namespaces = [
    `xmlns="${SCHEMA}:${kind}-2"`,
    `xmlns:cac="${SCHEMA}:CommonAggregateComponents-2"`,
    `xmlns:cbc="${SCHEMA}:CommonBasicComponents-2"`,
  ].join(' ');
  return xmlBytes(
    el(
      kind,
      [
        el('cbc:CustomizationID', UBL_PROFILE),
        el('cbc:ID', i.number),
        el('cbc:IssueDate', i.date),
        kind === 'Invoice' ? el('cbc:DueDate', i.due) : '',
        el(`cbc:${kind}TypeCode`, i.typeCode),
        el('cbc:Note', [i.subject, RECOVERY, PENALTIES, DISCOUNT].filter(Boolean).join(' ')),
        el('cbc:DocumentCurrencyCode', 'EUR'),
        el('cbc:BuyerReference', i.customerCode),
        i.period ? el('cac:InvoicePeriod', [el('cbc:StartDate', i.period[0]), el('cbc:EndDate', i.period[1])]) : '',
        i.order ? el('cac:OrderReference', [el('cbc:ID', i.order)]) : '',
        i.preceding
          ? el('cac:BillingReference', [
              el('cac:InvoiceDocumentReference', [
                el('cbc:ID', i.preceding.number),
                el('cbc:IssueDate', i.preceding.date),
              ]),
            ])
          : '',
        el('cac:AccountingSupplierParty', [party(i.seller)]),
        el('cac:AccountingCustomerParty', [party(i.buyer)]),
        i.delivered ? el('cac:Delivery', [el('cbc:ActualDeliveryDate', i.delivered)]) : '',
        paymentMeans(i, kind),
        el('cac:PaymentTerms', [el('cbc:Note', i.terms)]),
        el('cac:TaxTotal', [amount('TaxAmount', i.vat), ...i.taxes.map(tax)]),
        el('cac:LegalMonetaryTotal', [
          amount('LineExtensionAmount', i.net),
          amount('TaxExclusiveAmount', i.net),
          amount('TaxInclusiveAmount', i.gross),
          i.prepaid > 0 ? amount('PrepaidAmount', i.prepaid) : '',
          amount('PayableAmount', i.gross - i.prepaid),
        ]),
        ...i.lines.map((l, n) => line(l, n + 1, kind)),
      ],
      namespaces,
    ),
  );
}

function amount(name: string, cents: number): string {
  return el(`cbc:${name}`, decimal(cents), 'currencyID="EUR"');
}

function party(c: Company): string {
  return el('cac:Party', [
    el('cac:PartyIdentification', [el('cbc:ID', c.siret, 'schemeID="0009"')]),
    el('cac:PartyName', [el('cbc:Name', c.name)]),
    el('cac:PostalAddress', [
      el('cbc:StreetName', c.street),
      el('cbc:CityName', c.city),
      el('cbc:PostalZone', c.postcode),
      el('cac:Country', [el('cbc:IdentificationCode', 'FR')]),
    ]),
    c.vatNumber
      ? el('cac:PartyTaxScheme', [el('cbc:CompanyID', c.vatNumber), el('cac:TaxScheme', [el('cbc:ID', 'VAT')])])
      : '',
    el('cac:PartyLegalEntity', [el('cbc:RegistrationName', c.name), el('cbc:CompanyID', c.siren, 'schemeID="0002"')]),
  ]);
}

function paymentMeans(i: Invoice, kind: string): string {
  const isDebit = i.terms.startsWith('Prélèvement');
  return el('cac:PaymentMeans', [
    el('cbc:PaymentMeansCode', isDebit ? '59' : '30'),
    kind === 'CreditNote' ? el('cbc:PaymentDueDate', i.due) : '',
    el('cbc:PaymentID', i.number),
    isDebit ? '' : el('cac:PayeeFinancialAccount', [el('cbc:ID', i.seller.iban)]),
  ]);
}

function tax(t: Invoice['taxes'][number]): string {
  return el('cac:TaxSubtotal', [
    amount('TaxableAmount', t.base),
    amount('TaxAmount', t.amount),
    el('cac:TaxCategory', [
      el('cbc:ID', t.category),
      el('cbc:Percent', t.rate),
      el('cbc:TaxExemptionReason', t.reason),
      el('cac:TaxScheme', [el('cbc:ID', 'VAT')]),
    ]),
  ]);
}

function line(l: Invoice['lines'][number], number: number, kind: string): string {
  const quantity = kind === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity';
  return el(`cac:${kind}Line`, [
    el('cbc:ID', String(number)),
    el(`cbc:${quantity}`, scaled(l.quantity, 3), `unitCode="${l.unit.code}"`),
    amount('LineExtensionAmount', l.net),
    el('cac:Item', [
      el('cbc:Name', l.name),
      el('cac:SellersItemIdentification', [el('cbc:ID', l.code)]),
      el('cac:ClassifiedTaxCategory', [
        el('cbc:ID', l.rate === '0' ? 'E' : 'S'),
        el('cbc:Percent', l.rate),
        el('cac:TaxScheme', [el('cbc:ID', 'VAT')]),
      ]),
    ]),
    el('cac:Price', [el('cbc:PriceAmount', scaled(l.price, 4), 'currencyID="EUR"')]),
  ]);
}
