import type { DocumentFacts } from '../document.ts';
import type { Evidence, FieldEvidence, FieldName } from '../evidence.ts';
import type { Cents } from '../invoice.ts';

/** The business term of EN 16931 that each field of an e-invoice is. */
const TERMS: Readonly<Partial<Record<FieldName, string>>> = {
  number: 'BT-1',
  date: 'BT-2',
  currency: 'BT-5',
  dueDate: 'BT-9',
  net: 'BT-109',
  vat: 'BT-110',
  gross: 'BT-112',
};

/**
 * By what the facts of an e-invoice were read. Made from the facts when it is asked for, so that no document is larger
 * for it. Empty for what is no e-invoice.
 */
export function xmlEvidence(facts: DocumentFacts): Evidence {
  if (facts.kind !== 'einvoice') return { fields: [], dates: [] };
  const fields: FieldEvidence[] = [];
  const add = (field: FieldName, value: string | null | undefined, label: string) => {
    if (value === null || value === undefined || value === '') return;
    fields.push({ field, value, origin: 'xml', page: null, box: null, label, place: null, confidence: 1 });
  };
  add('date', facts.date, TERMS.date!);
  add('dueDate', facts.dueDate, TERMS.dueDate!);
  add('number', facts.number, TERMS.number!);
  for (const field of ['net', 'vat', 'gross'] as const)
    add(field, typeof facts[field] === 'number' ? decimal(facts[field]) : null, TERMS[field]!);
  add('currency', facts.currency, TERMS.currency!);
  // BT-30 and BT-47 are the legal registration, BT-31 and BT-48 the VAT number, BT-27 and BT-44 the name.
  party('seller', ['BT-30', 'BT-31', 'BT-27'], facts.sellerSiren, facts.sellerVat, facts.seller);
  party('buyer', ['BT-47', 'BT-48', 'BT-44'], facts.buyerSiren, facts.buyerVat, facts.buyer);
  return { fields, dates: [] };

  function party(field: 'seller' | 'buyer', terms: readonly string[], ...values: (string | null | undefined)[]) {
    const [siren, vatNumber, name] = values;
    if (siren) add(field, siren, terms[0]!);
    else add(field, vatNumber, terms[1]!);
    add(field, name, terms[2]!);
  }
}

/** Cents as "1234.50". */
export function decimal(cents: Cents): string {
  return (cents / 100).toFixed(2);
}
