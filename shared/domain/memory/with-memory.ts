import { type CalendarDate, frenchDate } from '../calendar.ts';
import type { Dossier } from '../dossier.ts';
import { isCreditNoteType } from '../einvoice/kind.ts';
import type { DateEvidence, FieldEvidence, MemoryNote } from '../evidence.ts';
import type { Reading, Remark } from '../invoice.ts';
import { labelKey, orderOf } from './label-key.ts';
import { OWN_KINDS } from './learn.ts';
import type { LearnedLabel, Lesson } from './lesson.ts';
import { companyOf, othersOf, supplierKey } from './supplier-key.ts';

/** What is remembered of a dossier's suppliers. */
export interface SupplierMemory {
  readonly dossier: Dossier;
  /** The newest first. */
  readonly lessons: readonly Lesson[];
}

type PageReading = Extract<Reading, { mentioned: readonly string[] }>;

/** As many dates as are kept with a reading: where it has all of them, some may be missing. */
const KEPT_DATES = 16;
/** How sure a date is that a person's earlier word chose among those that were read. */
const SURE = 0.9;

/** The supplier that a reading is of, as the memory knows it; null where nothing tells it, or where memory is not asked. */
export function supplierOf(reading: Reading, dossier: Dossier): string | null {
  if (!isOfPages(reading)) return null;
  return supplierKey(reading.invoice.seller, othersOf(reading.mentioned, dossier), dossier);
}

/**
 * A page's reading with what persons corrected on earlier documents of the same supplier: who the seller is, and under
 * which label its date stands. A date is certain where exactly one day stands under the newest label that was learnt
 * and that stands on the page. Where it is another than the one that was certain before, neither is, and the remark
 * `MEMORY_CONTRADICTS` makes the document wait. E-invoices and paper are as they were.
 */
export function withMemory(reading: Reading, memory: SupplierMemory): Reading {
  if (!isOfPages(reading) || memory.lessons.length === 0) return reading;
  const others = othersOf(reading.mentioned, memory.dossier);
  const taught = memory.lessons.find((l) => l.seller !== null && l.others !== null && l.others === others);
  const known = taught ? withSeller(reading, taught) : reading;
  const key = supplierKey(known.invoice.seller, others, memory.dossier);
  const credit = isCreditNoteType(reading.invoice.typeCode);
  for (const lesson of memory.lessons) {
    const { label } = lesson;
    if (lesson.key !== key || label === null || label.credit !== credit) continue;
    const standing = known.evidence.dates.filter((d) => standsUnder(d, label));
    if (standing.length > 0) return withDate(known, lesson, label, standing);
  }
  return known;
}

function isOfPages(reading: Reading): reading is PageReading {
  return reading.kind === 'text' || reading.kind === 'scan';
}

function standsUnder(d: DateEvidence, label: LearnedLabel): boolean {
  return d.kind === label.kind && d.label !== null && labelKey(d.label) === label.key;
}

/** The ways to read a date, once it is known whether the supplier writes the day or the month first. */
function readingsOf(d: DateEvidence, { order }: LearnedLabel): readonly CalendarDate[] {
  if (d.dates.length < 2 || order === null) return d.dates;
  const meant = d.dates.filter((day) => orderOf(d.text, day) === order);
  return meant.length === 1 ? meant : d.dates;
}

function withDate(
  reading: PageReading,
  lesson: Lesson,
  label: LearnedLabel,
  standing: readonly DateEvidence[],
): PageReading {
  const readings = standing.map((d) => readingsOf(d, label));
  const days = [...new Set(readings.flat())];
  const certain = reading.invoice.issueDate;
  if (certain) {
    // What can't be read contradicts nothing.
    const contradicted = days.length > 0 && !days.includes(certain);
    return contradicted ? contradictedBy(reading, lesson, label, certain, days) : reading;
  }
  const day = days[0];
  if (!day || days.length > 1 || readings.some((r) => r.length !== 1) || !isWhole(reading, label)) return reading;
  // Dates that are labelled as the invoice's own say otherwise, or could not be read.
  if (reading.plausible.length > 0 && !reading.plausible.includes(day)) return reading;
  if (reading.remarks.some((r) => r.code === 'DATE_IMPOSSIBLE')) return reading;
  const remark: Remark = {
    code: 'MEMORY_USED',
    params: { supplier: nameOf(reading, lesson), label: label.text, date: day, by: lesson.by },
  };
  const remarks = [...reading.remarks, remark];
  const twice = reading.evidence.dates.filter((d) => d.dates.includes(day)).length > 1;
  // A label says which date it is, not that the digits of a picture were read rightly.
  if (originOf(reading) === 'ocr' && !twice) return { ...reading, plausible: [day], remarks };
  const first = standing[0]!;
  const field: FieldEvidence = {
    field: 'date',
    value: day,
    origin: originOf(reading),
    page: first.page,
    box: first.box,
    label: first.label,
    place: first.place,
    confidence: SURE,
    memory: noteOf(lesson),
  };
  return {
    ...reading,
    invoice: { ...reading.invoice, issueDate: day, issueDateText: first.text },
    plausible: [day],
    evidence: {
      fields: [field, ...reading.evidence.fields.filter((f) => f.field !== 'date')],
      dates: reading.evidence.dates.map((d) => ({ ...d, taken: standing.includes(d) })),
    },
    remarks,
  };
}

function contradictedBy(
  reading: PageReading,
  lesson: Lesson,
  label: LearnedLabel,
  certain: CalendarDate,
  days: readonly CalendarDate[],
): PageReading {
  const remark: Remark = {
    code: 'MEMORY_CONTRADICTS',
    params: {
      date: certain,
      supplier: nameOf(reading, lesson),
      label: label.text,
      dates: days.slice(0, 4).map(frenchDate).join(', '),
      by: lesson.by,
    },
  };
  return {
    ...reading,
    invoice: { ...reading.invoice, issueDate: null, issueDateText: null },
    plausible: [certain, ...days],
    evidence: {
      fields: reading.evidence.fields.filter((f) => f.field !== 'date'),
      dates: reading.evidence.dates.map((d) => ({ ...d, taken: false })),
    },
    remarks: [...reading.remarks, remark],
  };
}

/** False where a page or a date may have been left out: another day could stand under the label. */
function isWhole(reading: PageReading, label: LearnedLabel): boolean {
  if (reading.unread || reading.remarks.some((r) => r.code === 'TEXT_TOO_LONG')) return false;
  const { dates } = reading.evidence;
  if (dates.length < KEPT_DATES) return true;
  // The invoice's own come first.
  return OWN_KINDS.includes(label.kind) && !OWN_KINDS.includes(dates.at(-1)!.kind);
}

/** A PDF may carry the text of a scan: its fields say so. Where nothing was read but dates, it may be one. */
function originOf({ kind, evidence }: PageReading): 'text' | 'ocr' {
  return kind === 'text' && evidence.fields.some((f) => f.origin === 'text') ? 'text' : 'ocr';
}

function noteOf({ key, document, by, at }: Lesson): MemoryNote {
  return { key, document, by, at };
}

function nameOf(reading: PageReading, lesson: Lesson): string {
  return reading.invoice.seller.name ?? lesson.seller?.name ?? lesson.key;
}

/** The seller that a person named on a document with the same companies on its pages. */
function withSeller(reading: PageReading, lesson: Lesson): PageReading {
  const { invoice, evidence, mentioned } = reading;
  const { siren, vatNumber, name } = lesson.seller!;
  const company = companyOf(siren ?? vatNumber ?? '');
  const is = (p: typeof invoice.seller) => companyOf(p.siren ?? p.vatNumber ?? '') === company;
  if (is(invoice.seller))
    return { ...reading, invoice: { ...invoice, seller: { ...invoice.seller, name: name ?? invoice.seller.name } } };
  const field: FieldEvidence = {
    field: 'seller',
    value: siren ?? vatNumber ?? '',
    origin: mentioned.some((m) => companyOf(m) === company) ? originOf(reading) : 'person',
    page: null,
    box: null,
    label: null,
    place: null,
    confidence: SURE,
    memory: noteOf(lesson),
  };
  const country = vatNumber?.slice(0, 2) ?? (siren ? 'FR' : null);
  const nobody = { name: null, siren: null, siret: null, vatNumber: null, country: null };
  return {
    ...reading,
    invoice: {
      ...invoice,
      seller: { name, siren, siret: null, vatNumber, country },
      buyer: is(invoice.buyer) ? nobody : invoice.buyer,
    },
    evidence: {
      ...evidence,
      fields: [
        ...evidence.fields.filter((f) => f.field !== 'seller' && !(f.field === 'buyer' && is(invoice.buyer))),
        field,
        // Its number and its name may have been read apart.
        ...evidence.fields.filter((f) => f.field === 'seller').map((f) => ({ ...f, overruled: true as const })),
      ],
    },
    remarks: [...reading.remarks, { code: 'MEMORY_SELLER', params: { supplier: name ?? field.value, by: lesson.by } }],
  };
}
