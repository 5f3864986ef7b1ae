import type { Deposit, DocumentFacts } from '../document.ts';
import type { Dossier } from '../dossier.ts';
import { isCreditNoteType } from '../einvoice/kind.ts';
import type { DateEvidence } from '../evidence.ts';
import type { DateKind } from '../page/date-kinds.ts';
import { type Corrected, pickedAmong } from './correction.ts';
import { labelKey, orderOf } from './label-key.ts';
import type { LearnedLabel, Lesson } from './lesson.ts';
import { othersOf, supplierKey } from './supplier-key.ts';

/** Labels that say that a date is an invoice's own. */
export const OWN_KINDS: readonly DateKind[] = ['issue', 'credit', 'document', 'plain'];

/** Labels of what may fall on the invoice's day by chance: learnt only where a person picked that very date. */
const BY_CHANCE: readonly DateKind[] = [
  'due',
  'debit',
  'list',
  'period',
  'birth',
  'registration',
  'validity',
  'related',
];

/**
 * What a correction teaches about the supplier; null where it teaches nothing: an e-invoice, paper, a supplier that can't
 * be told, a date without a label. `facts` are those after the correction.
 */
export function lessonOf(
  facts: DocumentFacts,
  corrected: Corrected,
  dossier: Dossier,
  deposit: Pick<Deposit, 'id'>,
): Lesson | null {
  if (facts.kind !== 'text' && facts.kind !== 'scan') return null;
  const others = othersOf(facts.mentioned ?? [], dossier);
  const key = supplierKey({ siren: facts.sellerSiren, vatNumber: facts.sellerVat ?? null }, others, dossier);
  if (!key) return null;
  const label = labelOf(facts, corrected);
  const seller = others !== null ? (corrected.seller ?? null) : null;
  if (!label && !seller) return null;
  return { key, others, label, seller, document: deposit.id, by: corrected.by, at: corrected.at };
}

function labelOf(facts: DocumentFacts, { date, candidate }: Corrected): LearnedLabel | null {
  const dates = facts.evidence?.dates ?? [];
  if (!date) return null;
  const isThere = (d: DateEvidence) => d.dates.includes(date) && d.label !== null && labelKey(d.label) !== null;
  const named = (candidate ? pickedAmong(dates, candidate) : dates).filter(isThere);
  const own = named.filter((d) => OWN_KINDS.includes(d.kind));
  const usable = candidate ? named : own.length > 0 ? own : named.filter((d) => !BY_CHANCE.includes(d.kind));
  const keys = new Set(usable.map((d) => labelKey(d.label!)));
  const first = usable[0];
  // Of several labels on that day, it can't be told which one the person meant: the likeliest is the first of its own.
  if (!first || (keys.size > 1 && own.length === 0)) return null;
  const key = labelKey(first.label!)!;
  const order = first.dates.length > 1 ? orderOf(first.text, date) : null;
  const label: LearnedLabel = {
    text: first.label!,
    key,
    kind: first.kind,
    place: first.place,
    order,
    credit: isCreditNoteType(facts.typeCode),
  };
  // A label that also stands with another day decides nothing, not even here.
  const alike = dates.filter((d) => d.kind === first.kind && d.label !== null && labelKey(d.label) === key);
  return alike.every((d) => d.dates.includes(date)) ? label : null;
}
