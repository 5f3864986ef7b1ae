import { frenchDate } from '../domain/calendar.ts';
import type { Document } from '../domain/document.ts';
import type { Dossier } from '../domain/dossier.ts';
import { contains, type Exercice } from '../domain/exercice.ts';
import { correctFacts } from '../domain/memory/correct.ts';
import { type Corrected, type Correction, pickedAmong, saysAnything } from '../domain/memory/correction.ts';
import { lessonOf } from '../domain/memory/learn.ts';
import { companyOf } from '../domain/memory/supplier-key.ts';
import { Refusal } from '../domain/refusal.ts';
import { isValidSiren, sirenOf } from '../domain/siren.ts';
import type { Decided } from './decisions.ts';
import { type Deps, nowIso } from './deps.ts';

/** What a correction changes of a document. `repeats`: it says nothing that was not said before. */
export interface CorrectionChanges {
  readonly changes: Pick<Document, 'corrected' | 'facts'> & Partial<Pick<Document, 'date'>>;
  readonly repeats: boolean;
}

/**
 * What a person said of an invoice, and said before, where it is to be filed. Null where nobody ever said anything.
 * Throws `Refusal` (`invalid`): a date that was not read, can be read in several ways, or is not in the exercice; a
 * seller without a number.
 */
export function correctionOf(
  deps: Deps,
  d: Decided,
  document: Document,
  said: Correction,
  to: { readonly dossier: Dossier; readonly exercice: Exercice },
): CorrectionChanges | null {
  const before = document.corrected;
  if (!before && !saysAnything(said)) return null;
  const { lesson: _old, ...stands } = before ?? { by: '', at: '' };
  const now: Corrected = saysAnything(said)
    ? { ...stands, ...withDay(document, said), by: d.by.user, at: nowIso(deps.clock) }
    : stands;
  const { date } = now;
  if (date !== undefined && !contains(to.exercice, date)) {
    const { name, start, end } = to.exercice;
    throw new Refusal('invalid', 'CORRECTED_DATE_OUTSIDE', { date, exercice: name, start, end });
  }
  const facts = correctFacts(document.facts, now);
  // A number that is corrected later teaches nothing: the lesson stays that of who gave it.
  const teaches = said.date ?? said.candidate ?? said.seller;
  const { by, at } = teaches ? now : (before?.lesson ?? now);
  const lesson = lessonOf(facts, { ...now, by, at }, to.dossier, document.deposit);
  const corrected: Corrected = lesson ? { ...now, lesson } : now;
  return {
    changes: { corrected, facts, ...(date === undefined ? {} : { date }) },
    repeats: plain(before) === plain(corrected),
  };
}

/** With the day of the date that was picked, and a seller whose numbers hold. */
function withDay(document: Document, said: Correction): Correction {
  const { candidate, seller } = said;
  const given = seller ? { ...said, seller: checked(seller) } : said;
  // A day alone is not the date that was picked before.
  if (!candidate) return said.date === undefined ? given : { ...given, candidate: undefined };
  const text = candidate.text;
  const picked = pickedAmong(document.facts?.evidence?.dates ?? [], candidate);
  if (picked.length === 0) throw new Refusal('invalid', 'CANDIDATE_NOT_FOUND', { text });
  const days = [...new Set(picked.flatMap((p) => p.dates))];
  const dates = days.map(frenchDate).join(', ');
  if (said.date === undefined) {
    if (days.length !== 1) throw new Refusal('invalid', 'CANDIDATE_UNCLEAR', { text, dates });
    return { ...given, date: days[0]! };
  }
  if (days.length > 0 && !days.includes(said.date))
    throw new Refusal('invalid', 'CANDIDATE_OTHER_DAY', { text, dates, date: said.date });
  return given;
}

function checked(seller: NonNullable<Correction['seller']>): NonNullable<Correction['seller']> {
  const siren = seller.siren ? sirenOf(seller.siren) : null;
  const vatNumber = seller.vatNumber?.toUpperCase().replace(/[\s.-]/g, '') ?? null;
  const ofVat = vatNumber ? sirenOf(vatNumber) : null;
  const holds =
    (siren !== null || vatNumber !== null) &&
    (seller.siren === null || (siren !== null && isValidSiren(siren))) &&
    (vatNumber === null || /^[A-Z]{2}[A-Z0-9]{2,13}$/.test(vatNumber)) &&
    (!vatNumber?.startsWith('FR') || (ofVat !== null && isValidSiren(ofVat))) &&
    (siren === null || ofVat === null || companyOf(vatNumber!) === siren);
  if (!holds) throw new Refusal('invalid', 'SELLER_UNKNOWN');
  return { siren: siren ?? ofVat, vatNumber, name: seller.name?.trim().slice(0, 100) || null };
}

/** Without who and when. */
function plain(c: Corrected | undefined): string {
  const sorted = (value: unknown): unknown =>
    value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([k, v]) => k !== 'by' && k !== 'at' && v !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)]),
        )
      : value;
  return JSON.stringify(sorted(c ?? {}));
}
