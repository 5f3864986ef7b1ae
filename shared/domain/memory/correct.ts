import type { CalendarDate } from '../calendar.ts';
import type { DocumentFacts } from '../document.ts';
import type { DateEvidence, Evidence, FieldEvidence, FieldName } from '../evidence.ts';
import type { EInvoice, InvoiceData, Party, Reading } from '../invoice.ts';
import { type Corrected, pickedAmong } from './correction.ts';
import { decimal, xmlEvidence } from './xml-evidence.ts';

const NOTHING: DocumentFacts = {
  kind: 'unreadable',
  mediaType: null,
  number: null,
  typeCode: null,
  date: null,
  seller: null,
  sellerSiren: null,
  buyer: null,
  buyerSiren: null,
  gross: null,
  currency: null,
  dueDate: null,
};

/**
 * What a document says, with what a person said of it in the place of what was read; the evidence keeps both. Can be
 * applied again with a later correction.
 */
export function correctFacts(facts: DocumentFacts | null, corrected: Corrected): DocumentFacts {
  const before = facts ?? NOTHING;
  const { date, seller, number, gross } = corrected;
  return {
    ...before,
    ...(date === undefined ? {} : { date }),
    ...(number === undefined ? {} : { number }),
    ...(gross === undefined ? {} : { gross }),
    ...(seller === undefined
      ? {}
      : { seller: seller.name, sellerSiren: seller.siren, sellerVat: seller.vatNumber ?? null }),
    evidence: correctEvidence(before, corrected),
  };
}

function correctEvidence(facts: DocumentFacts, c: Corrected): Evidence {
  const { fields, dates } = facts.evidence ?? xmlEvidence(facts);
  const said = saidBy(c, dates).map((f) => saidBefore(fields, f) ?? f);
  const overruled = new Set(said.map((f) => f.field));
  const read = fields
    .filter((f) => f.origin !== 'person' || f.memory)
    .map((f): FieldEvidence => (overruled.has(f.field) ? { ...f, overruled: true } : f));
  const meant = meantBy(c, dates);
  return {
    fields: [...said, ...read],
    dates: c.date ? dates.map((d) => ({ ...d, taken: meant.includes(d) })) : dates,
  };
}

/** The same, where a person said it on an earlier occasion. */
function saidBefore(fields: readonly FieldEvidence[], said: FieldEvidence): FieldEvidence | undefined {
  const isSame = (f: FieldEvidence) => f.field === said.field && f.value === said.value;
  const before = fields.find((f) => f.origin === 'person' && !f.memory && isSame(f));
  return before ? { ...said, by: before.by ?? said.by! } : undefined;
}

/** The dates that were read which a person's date is. */
function meantBy({ date, candidate }: Corrected, dates: readonly DateEvidence[]): readonly DateEvidence[] {
  if (!date) return [];
  return (candidate ? pickedAmong(dates, candidate) : dates).filter((d) => d.dates.includes(date));
}

function saidBy(c: Corrected, dates: readonly DateEvidence[]): FieldEvidence[] {
  const said: FieldEvidence[] = [];
  const say = (field: FieldName, value: string, at?: DateEvidence) =>
    said.push({
      field,
      value,
      origin: 'person',
      page: at?.page ?? null,
      box: at?.box ?? null,
      label: at?.label ?? null,
      place: at?.place ?? null,
      confidence: 1,
      by: c.by,
    });
  if (c.date) say('date', c.date, meantBy(c, dates)[0]);
  if (c.number !== undefined) say('number', c.number);
  if (c.gross !== undefined) say('gross', decimal(c.gross));
  if (c.seller) say('seller', c.seller.siren ?? c.seller.vatNumber ?? '');
  if (c.seller?.name) say('seller', c.seller.name);
  return said;
}

const NOBODY: Party = { name: null, siren: null, siret: null, vatNumber: null, country: null };

/**
 * A reading with what a person said of the invoice: for a document that is decided about again after its place was lost.
 * Paper with a date becomes an invoice that says no more than that.
 */
export function withCorrection(reading: Reading, corrected: Corrected | undefined): Reading {
  if (!corrected || reading.kind === 'unreadable') return reading;
  if (reading.kind !== 'paper')
    return {
      ...reading,
      invoice: correctInvoice(reading.invoice, corrected),
      remarks: reading.remarks.filter((r) => r.code !== 'MEMORY_CONTRADICTS'),
    } as Reading;
  if (!corrected.date) return reading;
  return {
    kind: 'text',
    mediaType: reading.mediaType,
    invoice: correctInvoice(emptyInvoice(corrected.date), corrected),
    nature: 'invoice',
    plausible: [corrected.date],
    near: [],
    mentioned: [],
    evidence: { fields: [], dates: [] },
    remarks: reading.remarks,
  };
}

function correctInvoice<I extends InvoiceData | EInvoice>(invoice: I, { date, seller, number, gross }: Corrected): I {
  return {
    ...invoice,
    ...(date === undefined ? {} : { issueDate: date }),
    ...(number === undefined ? {} : { number }),
    ...(gross === undefined ? {} : { gross }),
    ...(seller === undefined ? {} : { seller: { ...NOBODY, ...seller } }),
  };
}

function emptyInvoice(issueDate: CalendarDate): InvoiceData {
  return {
    number: null,
    typeCode: null,
    issueDate,
    issueDateText: null,
    dueDate: null,
    currency: null,
    seller: NOBODY,
    buyer: NOBODY,
    deliveryDate: null,
    periodStart: null,
    periodEnd: null,
    net: null,
    vat: null,
    gross: null,
    payable: null,
    vatLines: [],
    precedingInvoice: null,
  };
}
