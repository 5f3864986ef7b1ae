import type { Reading } from '../../shared/domain/invoice.ts';
import type { Scenario } from './exercices.ts';
import { invoiceOf } from './facts.ts';
import { compareValues, judge, type Values, type Verdict } from './judge.ts';
import { type Entry, KINDS } from './manifest.ts';
import type { Read } from './run.ts';

/** `to be asked`: what is no invoice, or another dossier's; right where it waits. */
export const GROUPS = [...KINDS, 'to be asked'] as const;
export type Group = (typeof GROUPS)[number];

export interface Share {
  readonly right: number;
  readonly of: number;
}

export interface Tally {
  readonly documents: number;
  readonly right: number;
  readonly asked: number;
  readonly wrong: number;
  /** How many wait by the code of their reason. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly date: Share;
  readonly number: Share;
  readonly gross: Share;
  readonly seller: Share;
  readonly msP50: number;
  readonly msP95: number;
}

export interface Wrong extends Verdict {
  readonly file: string;
  readonly layout: string | null;
  readonly expectedDate: string | null;
  /** What the reader says it went by. */
  readonly evidence: string;
  readonly traps: NonNullable<Entry['traps']>;
}

export interface Score {
  readonly scenario: string;
  readonly groups: Readonly<Partial<Record<Group, Tally>>>;
  readonly right: number;
  readonly asked: number;
  readonly wrong: number;
  readonly wrongOnes: readonly Wrong[];
}

/** The verdicts on all documents in one scenario. */
export function score(reads: readonly Read[], scenario: Scenario): Score {
  const judged = reads.map((read) => ({ read, verdict: judge(read.item.entry, read.reading, scenario) }));
  const groups: Partial<Record<Group, Tally>> = {};
  for (const group of GROUPS) {
    const members = judged.filter(({ read }) => groupOf(read) === group);
    if (members.length > 0) groups[group] = tally(members);
  }
  const count = (v: Verdict['verdict']) => judged.filter((j) => j.verdict.verdict === v).length;
  return {
    scenario: scenario.name,
    groups,
    right: count('right'),
    asked: count('asked'),
    wrong: count('wrong'),
    wrongOnes: judged.filter((j) => j.verdict.verdict === 'wrong').map((j) => wrongOne(j.read, j.verdict)),
  };
}

/** The one with most wrong, then with fewest right. */
export function worstOf(scores: readonly Score[]): Score {
  return scores.toSorted((a, b) => b.wrong - a.wrong || a.right - b.right)[0]!;
}

function groupOf({ item }: Read): Group {
  return item.entry.ask ? 'to be asked' : item.kind;
}

function tally(members: readonly { readonly read: Read; readonly verdict: Verdict }[]): Tally {
  const count = (v: Verdict['verdict']) => members.filter((m) => m.verdict.verdict === v).length;
  const waits = members.filter((m) => m.verdict.verdict === 'asked');
  const reasons = Object.entries(Object.groupBy(waits, (m) => m.verdict.got)).map(([r, m]) => [r, m!.length] as const);
  const values = members.map((m) => compareValues(m.read.item.entry, m.read.reading));
  const share = (name: keyof Values): Share => {
    const known = values.map((v) => v[name]).filter((v) => v !== null);
    return { right: known.filter(Boolean).length, of: known.length };
  };
  const times = members.map((m) => m.read.ms).sort((a, b) => a - b);
  const percentile = (p: number) => times[Math.min(times.length - 1, Math.floor(times.length * p))]!;
  return {
    documents: members.length,
    right: count('right'),
    asked: waits.length,
    wrong: count('wrong'),
    reasons: Object.fromEntries(reasons.sort((a, b) => b[1] - a[1])),
    date: share('date'),
    number: share('number'),
    gross: share('gross'),
    seller: share('seller'),
    msP50: percentile(0.5),
    msP95: percentile(0.95),
  };
}

function wrongOne({ item, reading }: Read, verdict: Verdict): Wrong {
  const { file, layout, expected, traps } = item.entry;
  const date = expected['date'];
  return {
    ...verdict,
    file,
    layout: layout ?? null,
    expectedDate: date === undefined ? null : String(date),
    evidence: evidenceOf(reading),
    traps: (traps ?? []).filter((t) => t.date === verdict.date),
  };
}

/** The dates that were read, as they are written, each with what it was taken for; then what else the reader says. */
function evidenceOf(reading: Reading): string {
  const read = invoiceOf(reading);
  const dates = 'evidence' in reading ? reading.evidence.dates : [];
  const texts = dates
    .toSorted((a, b) => Number(b.taken) - Number(a.taken))
    .map((d) => `${d.kind}${d.taken ? ' (taken)' : ''} "${d.text}"${d.label === null ? '' : ` by "${d.label}"`}`);
  const own = texts.length > 0 ? texts.join('; ') : (read?.issueDateText ?? '');
  const remarks = reading.remarks.map((r) => r.code).join(' ');
  return [reading.kind, own, remarks].filter(Boolean).join(', ').slice(0, 600);
}
