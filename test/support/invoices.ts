import { PDFDocument, type PDFFont, type PDFDocument as Pdf, StandardFonts } from '@cantoo/pdf-lib';
import iconv from 'iconv-lite';

/** Generated documents for tests: small, quick, and of distinct bytes for distinct parameters. */

export interface MadeParty {
  readonly name: string;
  readonly siren?: string;
  readonly siret?: string;
  /** Default: that of the SIREN; null for none. */
  readonly vatNumber?: string | null;
  /** Default FR. */
  readonly country?: string;
}

export interface MadeInvoice {
  readonly number?: string;
  /** AAAA-MM-JJ. */
  readonly date?: string;
  /** The date as written in the XML, where it is not to be that of `date`. */
  readonly dateText?: string;
  /** 380 (default), 381... */
  readonly typeCode?: string;
  readonly seller?: MadeParty;
  readonly buyer?: MadeParty;
  /** Cents. Default 10 000. */
  readonly net?: number;
  /** Cents. Default a fifth of `net`. */
  readonly vat?: number;
  /** Cents. Default `net + vat`. */
  readonly gross?: number;
  readonly dueDate?: string;
  readonly deliveryDate?: string;
  readonly period?: readonly [start: string, end: string];
  readonly precedingInvoice?: string;
  readonly currency?: string;
  /** MINIMUM has neither VAT lines nor dates but the invoice's own. Default basicwl. */
  readonly profile?: keyof typeof PROFILES;
}

export interface XmlOptions {
  /** Declared encoding. Default UTF-8. */
  readonly encoding?: string;
  /** What the bytes really are in. Default: as declared. */
  readonly bytesIn?: string;
}

const PROFILES = {
  minimum: 'urn:factur-x.eu:1p0:minimum',
  basicwl: 'urn:factur-x.eu:1p0:basicwl',
  basic: 'urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic',
  en16931: 'urn:cen.eu:en16931:2017',
  extended: 'urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended',
} as const;

export const SELLER: MadeParty = { name: 'Moulin des Érables', siren: '732829320', siret: '73282932000074' };
export const BUYER: MadeParty = { name: 'Librairie du Port', siren: '404833048' };

/** The French VAT number of a SIREN. */
export function vatNumberOf(siren: string): string {
  return `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;
}

/** An e-invoice in CII (UN/CEFACT D22B), as bytes. */
export function makeCii(invoice: MadeInvoice = {}, options: XmlOptions = {}): Uint8Array {
  const i = filled(invoice);
  const full = i.profile !== 'minimum';
  const date = (text: string) => `<udt:DateTimeString format="102">${text}</udt:DateTimeString>`;
  const compact = (text: string) => date(text.replaceAll('-', ''));
  const standard = 'urn:un:unece:uncefact:data:standard';
  const xml = `<rsm:CrossIndustryInvoice xmlns:rsm="${standard}:CrossIndustryInvoice:100"
 xmlns:ram="${standard}:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="${standard}:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>${PROFILES[i.profile]}</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>${escapeXml(i.number)}</ram:ID><ram:TypeCode>${i.typeCode}</ram:TypeCode>
<ram:IssueDateTime>${i.dateText === undefined ? compact(i.date) : date(i.dateText)}</ram:IssueDateTime>
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:ApplicableHeaderTradeAgreement>${ciiParty('Seller', i.seller)}${ciiParty('Buyer', i.buyer)}</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery>${
    full && i.deliveryDate
      ? `<ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>${compact(i.deliveryDate)}</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent>`
      : ''
  }</ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>${i.currency}</ram:InvoiceCurrencyCode>
${
  full
    ? `<ram:ApplicableTradeTax><ram:CalculatedAmount>${money(i.vat)}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
<ram:BasisAmount>${money(i.net)}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
<ram:RateApplicablePercent>20.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>`
    : ''
}
${
  full && i.period
    ? `<ram:BillingSpecifiedPeriod><ram:StartDateTime>${compact(i.period[0])}</ram:StartDateTime><ram:EndDateTime>${compact(i.period[1])}</ram:EndDateTime></ram:BillingSpecifiedPeriod>`
    : ''
}
${
  full && i.dueDate
    ? `<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>${compact(i.dueDate)}</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>`
    : ''
}
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:TaxBasisTotalAmount>${money(i.net)}</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="${i.currency}">${money(i.vat)}</ram:TaxTotalAmount>
<ram:GrandTotalAmount>${money(i.gross)}</ram:GrandTotalAmount><ram:DuePayableAmount>${money(i.gross)}</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
${
  full && i.precedingInvoice
    ? `<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>${escapeXml(i.precedingInvoice)}</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>`
    : ''
}
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;
  return encode(xml, options);
}

/** An e-invoice in UBL 2.1, as bytes: an Invoice, or a CreditNote for type 381. */
export function makeUbl(invoice: MadeInvoice = {}, options: XmlOptions = {}): Uint8Array {
  const i = filled(invoice);
  const root = i.typeCode === '381' ? 'CreditNote' : 'Invoice';
  const schema = 'urn:oasis:names:specification:ubl:schema:xsd';
  const amount = (name: string, cents: number) =>
    `<cbc:${name} currencyID="${i.currency}">${money(cents)}</cbc:${name}>`;
  const xml = `<${root} xmlns="${schema}:${root}-2" xmlns:cac="${schema}:CommonAggregateComponents-2" xmlns:cbc="${schema}:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>${escapeXml(i.number)}</cbc:ID>
<cbc:IssueDate>${i.dateText ?? i.date}</cbc:IssueDate>${i.dueDate && root === 'Invoice' ? `<cbc:DueDate>${i.dueDate}</cbc:DueDate>` : ''}
<cbc:${root}TypeCode>${i.typeCode}</cbc:${root}TypeCode><cbc:DocumentCurrencyCode>${i.currency}</cbc:DocumentCurrencyCode>
${i.period ? `<cac:InvoicePeriod><cbc:StartDate>${i.period[0]}</cbc:StartDate><cbc:EndDate>${i.period[1]}</cbc:EndDate></cac:InvoicePeriod>` : ''}
${i.precedingInvoice ? `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${escapeXml(i.precedingInvoice)}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>` : ''}
<cac:AccountingSupplierParty>${ublParty(i.seller)}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>${ublParty(i.buyer)}</cac:AccountingCustomerParty>
${i.deliveryDate ? `<cac:Delivery><cbc:ActualDeliveryDate>${i.deliveryDate}</cbc:ActualDeliveryDate></cac:Delivery>` : ''}
<cac:TaxTotal>${amount('TaxAmount', i.vat)}<cac:TaxSubtotal>${amount('TaxableAmount', i.net)}${amount('TaxAmount', i.vat)}
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>
</cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal>${amount('TaxExclusiveAmount', i.net)}${amount('TaxInclusiveAmount', i.gross)}${amount('PayableAmount', i.gross)}</cac:LegalMonetaryTotal>
</${root}>`;
  return encode(xml, options);
}

export interface MadeFacturX extends MadeInvoice {
  /** What the page shows. Default: number, date, parties and total. */
  readonly pageText?: readonly string[];
  /** Name of the embedded file. Default factur-x.xml. */
  readonly attachmentName?: string;
  /** The embedded file itself. Default: the CII of the invoice. */
  readonly xml?: Uint8Array;
}

/** A PDF with a visible page and an embedded CII invoice. */
export async function makeFacturX(invoice: MadeFacturX = {}): Promise<Uint8Array> {
  const i = filled(invoice);
  const pdf = await newPdf(i.number);
  await addPage(
    pdf,
    invoice.pageText ?? [
      `Facture ${i.number}`,
      `Date : ${i.date.split('-').reverse().join('/')}`,
      `${i.seller.name} / ${i.buyer.name}`,
      `Total TTC ${money(i.gross)} ${i.currency}`,
    ],
  );
  await pdf.attach(invoice.xml ?? makeCii(invoice), invoice.attachmentName ?? 'factur-x.xml', {
    mimeType: 'text/xml',
    description: 'Factur-X Invoice',
  });
  return pdf.save({ useObjectStreams: false });
}

/** A PDF of one page of text lines and nothing else. */
export async function makePlainPdf(lines: readonly string[]): Promise<Uint8Array> {
  const pdf = await newPdf(lines[0] ?? '');
  await addPage(pdf, lines);
  return pdf.save({ useObjectStreams: false });
}

export interface MadeTiff {
  /** Distinct content per seed. */
  readonly seed?: number;
  readonly pages?: number;
  readonly bigEndian?: boolean;
  /** Keeps only that many bytes from the start. */
  readonly truncatedTo?: number;
}

/** A valid 1-bit uncompressed TIFF of 64 by 64 points a page, at 300 dpi. */
export function makeTiff({ seed = 1, pages = 1, bigEndian = false, truncatedTo }: MadeTiff = {}): Uint8Array {
  const [strip, entries] = [64 * 8, 9];
  const directory = 2 + entries * 12 + 4;
  const pageSize = directory + 8 + strip;
  const file = Buffer.alloc(8 + pages * pageSize);
  const u16 = (value: number, at: number) =>
    bigEndian ? file.writeUInt16BE(value, at) : file.writeUInt16LE(value, at);
  const u32 = (value: number, at: number) =>
    bigEndian ? file.writeUInt32BE(value, at) : file.writeUInt32LE(value, at);
  file.write(bigEndian ? 'MM' : 'II', 0, 'latin1');
  u16(42, 2);
  u32(8, 4);
  for (let page = 0; page < pages; page++) {
    const at = 8 + page * pageSize;
    const resolution = at + directory;
    const image = resolution + 8;
    const fields: [tag: number, type: number, count: number, value: number][] = [
      [256, 3, 1, 64],
      [257, 3, 1, 64],
      [258, 3, 1, 1],
      [259, 3, 1, 1],
      [262, 3, 1, 0],
      [273, 4, 1, image],
      [278, 3, 1, 64],
      [279, 4, 1, strip],
      [282, 5, 1, resolution],
    ];
    u16(fields.length, at);
    fields.forEach(([tag, type, count, value], n) => {
      const field = at + 2 + n * 12;
      u16(tag, field);
      u16(type, field + 2);
      u32(count, field + 4);
      if (type === 3) u16(value, field + 8);
      else u32(value, field + 8);
    });
    u32(page + 1 < pages ? at + pageSize : 0, at + 2 + entries * 12);
    u32(300, resolution);
    u32(1, resolution + 4);
    for (let n = 0, x = (seed * 2654435761 + page) >>> 0; n < strip; n++) {
      x = (x * 1664525 + 1013904223) >>> 0;
      file[image + n] = x >>> 24;
    }
  }
  return new Uint8Array(truncatedTo === undefined ? file : file.subarray(0, truncatedTo));
}

function filled(i: MadeInvoice) {
  const net = i.net ?? 10_000;
  const vat = i.vat ?? Math.round(net / 5);
  return {
    ...i,
    number: i.number ?? 'FA-2026-0001',
    date: i.date ?? '2026-09-15',
    typeCode: i.typeCode ?? '380',
    seller: i.seller ?? SELLER,
    buyer: i.buyer ?? BUYER,
    net,
    vat,
    gross: i.gross ?? net + vat,
    currency: i.currency ?? 'EUR',
    profile: i.profile ?? ('basicwl' as const),
  };
}

function ciiParty(role: 'Seller' | 'Buyer', party: MadeParty): string {
  const vat = vatOf(party);
  return `<ram:${role}TradeParty>${party.siret ? `<ram:GlobalID schemeID="0009">${party.siret}</ram:GlobalID>` : ''}<ram:Name>${escapeXml(party.name)}</ram:Name>
${party.siren ? `<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">${party.siren}</ram:ID></ram:SpecifiedLegalOrganization>` : ''}
<ram:PostalTradeAddress><ram:CountryID>${party.country ?? 'FR'}</ram:CountryID></ram:PostalTradeAddress>
${vat ? `<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${vat}</ram:ID></ram:SpecifiedTaxRegistration>` : ''}</ram:${role}TradeParty>`;
}

function ublParty(party: MadeParty): string {
  const vat = vatOf(party);
  return `<cac:Party>${party.siret ? `<cac:PartyIdentification><cbc:ID schemeID="0009">${party.siret}</cbc:ID></cac:PartyIdentification>` : ''}
<cac:PostalAddress><cac:Country><cbc:IdentificationCode>${party.country ?? 'FR'}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
${vat ? `<cac:PartyTaxScheme><cbc:CompanyID>${vat}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>` : ''}
<cac:PartyLegalEntity><cbc:RegistrationName>${escapeXml(party.name)}</cbc:RegistrationName>${party.siren ? `<cbc:CompanyID schemeID="0002">${party.siren}</cbc:CompanyID>` : ''}</cac:PartyLegalEntity></cac:Party>`;
}

function vatOf(party: MadeParty): string | null {
  if (party.vatNumber !== undefined) return party.vatNumber;
  return party.siren ? vatNumberOf(party.siren) : null;
}

function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function encode(xml: string, { encoding = 'UTF-8', bytesIn = encoding }: XmlOptions): Uint8Array {
  const text = `<?xml version="1.0" encoding="${encoding}"?>\n${xml}`;
  return new Uint8Array(iconv.encode(text, bytesIn, { addBOM: /utf-?16/i.test(bytesIn) }));
}

async function newPdf(title: string): Promise<Pdf> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title);
  return pdf;
}

async function addPage(pdf: Pdf, lines: readonly string[]): Promise<void> {
  const font: PDFFont = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([595, 842]);
  lines.forEach((line, n) => {
    page.drawText(line, { x: 50, y: 780 - n * 20, size: 12, font });
  });
}
