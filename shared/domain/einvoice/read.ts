import type { Cents, EInvoice, Remark, VatLine } from '../invoice.ts';
import { parseXml, XmlError, type XmlLimits } from '../xml.ts';
import { parseCents, parseRate } from './amount.ts';
import { readCii } from './cii.ts';
import { readDate } from './dates.ts';
import { EInvoiceError } from './error.ts';
import { isCreditNoteType } from './kind.ts';
import { readParty } from './party.ts';
import type { RawDate, RawInvoice } from './raw.ts';
import { RemarkList } from './remarks.ts';
import { readUbl } from './ubl.ts';

export { EInvoiceError } from './error.ts';

/** More VAT lines than there are rates and exemption reasons can only be a mistake, or an attack. */
const MOST_VAT_LINES = 100;

/**
 * Reads an e-invoice: UN/CEFACT CII (Factur-X, every profile; ZUGFeRD 1) or UBL 2.1 Invoice and CreditNote. Fields are
 * those of EN 16931. What is wrong without making the invoice useless is a remark.
 *
 * @throws EInvoiceError where the bytes are no XML, or no such invoice.
 */
export function readEInvoice(bytes: Uint8Array, limits?: XmlLimits): { invoice: EInvoice; remarks: Remark[] } {
  try {
    const root = parseXml(bytes, limits);
    const raw = readCii(root) ?? readUbl(root);
    if (!raw) throw new EInvoiceError('XML_NOT_INVOICE', { root: root.local.slice(0, 80) });
    return interpret(raw);
  } catch (error) {
    throw error instanceof XmlError ? EInvoiceError.from(error) : error;
  }
}

function interpret(raw: RawInvoice): { invoice: EInvoice; remarks: Remark[] } {
  const remarks = new RemarkList();
  const amount = (field: string, text: string | null): Cents | null => {
    const cents = text === null ? null : parseCents(text);
    if (text !== null && cents === null) remarks.add('AMOUNT_UNREADABLE', { field, text });
    return cents;
  };
  const number = remarks.clip('BT-1', raw.number);
  if (number === null) remarks.add('NUMBER_MISSING');
  const vatLines = raw.vatLines.slice(0, MOST_VAT_LINES).map(
    (line): VatLine => ({
      category: remarks.clip('BT-118', line.category),
      rate: line.rate === null ? null : rate(line.rate, remarks),
      base: amount('BT-116', line.base),
      amount: amount('BT-117', line.amount),
    }),
  );
  if (raw.vatLines.length > MOST_VAT_LINES) remarks.add('VALUE_TOO_LONG', { field: 'BG-23' });

  const invoice: EInvoice = {
    syntax: raw.syntax,
    profile: remarks.clip('BT-24', raw.profile),
    number,
    typeCode: remarks.clip('BT-3', raw.typeCode),
    issueDate: issueDate(raw.issueDate, remarks),
    issueDateText: remarks.clip('BT-2', raw.issueDate?.text ?? null),
    dueDate: otherDate('BT-9', raw.dueDate, remarks),
    currency: remarks.clip('BT-5', raw.currency),
    seller: readParty(raw.seller, remarks),
    buyer: readParty(raw.buyer, remarks),
    deliveryDate: otherDate('BT-72', raw.deliveryDate, remarks),
    periodStart: otherDate('BT-73', raw.periodStart, remarks),
    periodEnd: otherDate('BT-74', raw.periodEnd, remarks),
    net: amount('BT-109', raw.net),
    vat: amount('BT-110', raw.vat),
    gross: amount('BT-112', raw.gross),
    payable: amount('BT-115', raw.payable),
    vatLines,
    precedingInvoice: remarks.clip('BT-25', raw.precedingInvoice),
  };
  checkTotals(invoice, remarks);
  return { invoice, remarks: remarks.all };
}

function rate(text: string, remarks: RemarkList): string | null {
  const read = parseRate(text);
  if (read === null) remarks.add('AMOUNT_UNREADABLE', { field: 'BT-119', text });
  return read;
}

function issueDate(raw: RawDate | null, remarks: RemarkList): string | null {
  if (raw === null) {
    remarks.add('DATE_MISSING');
    return null;
  }
  const { date, verdict } = readDate(raw);
  if (verdict === 'form') remarks.add('DATE_FORMAT', { text: `${raw.text}, format ${raw.format}` });
  else if (verdict === 'impossible') remarks.add('DATE_IMPOSSIBLE', { text: raw.text });
  else if (verdict === 'unreadable') remarks.add('DATE_UNREADABLE', { text: raw.text });
  return date;
}

/** Dates that decide less than the invoice's own: read in the same way, left out with one remark. */
function otherDate(field: string, raw: RawDate | null, remarks: RemarkList): string | null {
  if (raw === null) return null;
  const { date } = readDate(raw);
  if (date === null) remarks.add('OTHER_DATE_IGNORED', { field, text: raw.text });
  return date;
}

function checkTotals(invoice: EInvoice, remarks: RemarkList): void {
  const { net, vat, gross, vatLines } = invoice;
  // BR-CO-15: BT-112 = BT-109 + BT-110.
  if (net !== null && gross !== null && net + (vat ?? 0) !== gross) {
    remarks.add('TOTALS_MISMATCH', { net: euros(net), vat: euros(vat ?? 0), gross: euros(gross) });
  }
  // BR-CO-14: BT-110 is the sum of BT-117.
  const amounts = vatLines.map((line) => line.amount).filter((a) => a !== null);
  if (vat !== null && amounts.length > 0 && amounts.length === vatLines.length) {
    const sum = amounts.reduce((a, b) => a + b, 0);
    if (sum !== vat) remarks.add('VAT_BREAKDOWN_MISMATCH', { sum: euros(sum), vat: euros(vat) });
  }
  if (isCreditNoteType(invoice.typeCode) && gross !== null && gross < 0) {
    remarks.add('CREDIT_NOTE_NEGATIVE', { type: invoice.typeCode!, gross: euros(gross) });
  }
}

/** Cents as a decimal with a dot, for a remark. */
function euros(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
