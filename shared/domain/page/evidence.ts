import type { DateEvidence, Evidence, FieldEvidence, FieldName } from '../evidence.ts';
import type { Cents } from '../invoice.ts';
import type { DateCandidate } from './date-candidates.ts';
import type { IssueDate } from './issue-date.ts';
import type { Names } from './names.ts';
import type { Box, PageOrigin } from './page.ts';
import type { Parties } from './parties.ts';
import type { Labelled, Totals } from './totals.ts';

/** As many dates are kept, the likeliest first; a bill of calls has thousands. */
const MOST_DATES = 16;
const LONGEST_TEXT = 60;

/** How sure a value is, by what it was read by. */
const SURE = { labelled: 0.9, agreeing: 0.98, plain: 0.8, uncertain: 0.4, guessed: 0.6 } as const;

export interface Findings {
  readonly origin: PageOrigin;
  readonly candidates: readonly DateCandidate[];
  readonly issueDate: IssueDate;
  readonly due: DateCandidate | null;
  readonly number: Labelled<string> | null;
  readonly totals: Totals;
  readonly parties: Parties;
  readonly names: Names;
  readonly currency: string | null;
}

/** What was read and by what, in a form that is kept with the document. */
export function evidenceOf(f: Findings): Evidence {
  const { origin, issueDate, due, number, totals, parties, names } = f;
  const fields: FieldEvidence[] = [];
  const add = (field: FieldName, value: string, at: Omit<Labelled<unknown>, 'value' | 'label' | 'place'>, rest: Rest) =>
    fields.push({
      field,
      value: cut(value),
      origin,
      page: at.page,
      box: rounded(at.box),
      label: rest.label === null ? null : cut(rest.label),
      place: rest.place,
      confidence: rest.confidence,
    });
  const taken = issueDate.own[0];
  if (issueDate.date && taken) {
    const weak = taken.kind === 'plain' || issueDate.signs !== undefined;
    const confidence = weak ? SURE.plain : issueDate.own.length > 1 ? SURE.agreeing : SURE.labelled;
    add('date', issueDate.date, taken, labelOf(taken, confidence));
  }
  if (due) add('dueDate', due.readings[0]!, due, labelOf(due, SURE.labelled));
  if (number) add('number', number.value, number, { ...number, confidence: SURE.labelled });
  for (const field of ['net', 'vat', 'gross'] as const) {
    const total = totals[field];
    if (total)
      add(field, decimal(total.value), total, { ...total, confidence: totals.agree ? SURE.agreeing : SURE.guessed });
  }
  for (const field of ['seller', 'buyer'] as const) {
    const [party, name] = [parties[field], names[field]];
    const rest = { label: null, place: null };
    if (party) add(field, party.siren ?? party.vatNumber ?? '', party, { ...rest, confidence: SURE.guessed });
    if (name) add(field, name.name, name, { ...rest, confidence: name.confidence });
  }
  return { fields, dates: datesOf(f) };
}

type Rest = Pick<FieldEvidence, 'label' | 'place' | 'confidence'>;

function labelOf({ label }: DateCandidate, confidence: number): Rest {
  return { label: label?.text ?? null, place: label?.place ?? null, confidence };
}

/** The dates that could be the invoice's own, then those without a label, then the others. */
function datesOf({ candidates, issueDate: { own, date, signs } }: Findings): DateEvidence[] {
  const isOwn = (c: DateCandidate) => own.some((o) => o.page === c.page && o.box === c.box);
  const rank = (c: DateCandidate) => (isOwn(c) ? 0 : c.kind === 'none' ? 1 : 2);
  return candidates
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_DATES)
    .map((c) => ({
      dates: c.readings,
      text: cut(c.text),
      page: c.page,
      box: rounded(c.box),
      kind: c.kind,
      label: c.label ? cut(c.label.text) : null,
      place: c.label?.place ?? null,
      taken: date !== null && isOwn(c),
      ...(signs && date !== null && isOwn(c) ? { signs } : {}),
    }));
}

function rounded({ x, y, width, height }: Box): Box {
  const tenth = (n: number) => Math.round(n * 10) / 10;
  return { x: tenth(x), y: tenth(y), width: tenth(width), height: tenth(height) };
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

function decimal(cents: Cents): string {
  return (cents / 100).toFixed(2);
}
