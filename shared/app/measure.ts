import { idTime } from '../domain/ids.ts';
import type { Row } from '../ports/tables.ts';
import type { ConfigImport } from './config-import.ts';
import { DEAD_LETTER_NOTICES } from './dead-letter.ts';
import type { Deps } from './deps.ts';
import { ranges } from './keys.ts';

/** A robot comes every quarter of an hour; one that has not come for this long is silent. */
export const SILENT_AFTER_S = 3600;
/** Robots bring configuration at night; one that has brought none for this long has missed one. */
export const CONFIG_AFTER_S = 26 * 3600;
/** Among so many of the newest configuration files one that a robot brought is looked for: people bring some by hand. */
const CONFIG_FILES_LOOKED_AT = 20;

/** What a waiting document waits for: a person's word, its pages to be read, or a fault of ours to pass. */
export type WaitingFor = 'person' | 'reading' | 'repair';
export const WAITING_FOR: readonly WaitingFor[] = ['person', 'reading', 'repair'];

/** How things stand in one compte. Ages in seconds; null where there is nothing to have one. */
export interface Figures {
  readonly compte: string;
  readonly waiting: Readonly<Record<WaitingFor, Waiting>>;
  readonly lots: { readonly uncollected: number; readonly age: number | null };
  /** Open notices by their code. */
  readonly notices: Readonly<Record<string, number>>;
  /** Notices of dead letters, and documents that wait for a repair. */
  readonly deadLetters: number;
  readonly robots: {
    /** Those that have come before and are not disabled. */
    readonly count: number;
    readonly silent: readonly string[];
    /** Of the one that has been away longest. */
    readonly age: number | null;
  };
  /** Since a robot last brought configuration; null where none ever did. */
  readonly configAge: number | null;
  readonly depositAge: number | null;
}

interface Waiting {
  readonly count: number;
  readonly reasons: Readonly<Record<string, number>>;
  /** Of the oldest, since its deposit. */
  readonly age: number | null;
}

/**
 * Measures one compte: seven reads of ranges, each of one call for a thousand rows, and of the columns that are needed
 * only. None reads what is kept for ever, but notices that were dealt with.
 */
export async function measureCompte(deps: Deps, compte: string): Promise<Figures> {
  const now = deps.clock.now();
  const range = (bounds: readonly [string, string], columns: readonly string[], limit?: number) =>
    deps.tables.range('state', compte, ...bounds, limit, columns);
  const [waiting, exported, notices, users, seen, imports, newest] = await Promise.all([
    range(ranges.waiting(), ['reason']),
    range(ranges.directory('/export'), ['part', 'at']),
    openNotices(deps, compte),
    range(ranges.users(), ['role', 'disabled']),
    range(ranges.robotsSeen(), ['at']),
    range(ranges.configImports(), ['data'], CONFIG_FILES_LOOKED_AT),
    range(ranges.documents(), [], 1),
  ]);
  const robots = new Set(users.filter((r) => r.columns['role'] === 'robot').map(lastField));
  const enabled = users.filter((r) => r.columns['role'] === 'robot' && r.columns['disabled'] !== true).map(lastField);
  const by = waitingBy(waiting, now);
  return {
    compte,
    waiting: by,
    lots: lotsOf(exported, now),
    notices,
    deadLetters: by.repair.count + sum(Object.entries(notices).filter(([code]) => DEAD_LETTER_NOTICES.has(code))),
    robots: silence(seen, new Set(enabled), now),
    configAge: configAge(imports, robots, now),
    depositAge: newest[0] ? age(idTime(lastField(newest[0])), now) : null,
  };
}

/** Notices of a compte, or of the platform, that nobody has dealt with: how many of each code. */
export async function openNotices(deps: Deps, compte: string): Promise<Record<string, number>> {
  const columns = ['code', 'dismissedAt'];
  const rows = await deps.tables.range('state', compte, ...ranges.notices(), undefined, columns);
  return counted(rows.filter((r) => r.columns['dismissedAt'] === undefined).map((r) => String(r.columns['code'])));
}

const REPAIRED: Readonly<Record<string, WaitingFor>> = {
  READING: 'reading',
  READING_FAILED: 'repair',
  PROCESSING_FAILED: 'repair',
};

/** The rows are the oldest first. */
function waitingBy(rows: readonly Row[], now: number): Record<WaitingFor, Waiting> {
  const of = (what: WaitingFor): Waiting => {
    const own = rows.filter((r) => (REPAIRED[String(r.columns['reason'])] ?? 'person') === what);
    const [oldest] = own;
    return {
      count: own.length,
      reasons: counted(own.map((r) => String(r.columns['reason'] ?? 'NONE'))),
      age: oldest ? age(Date.parse(oldest.key.split('|')[1]!), now) : null,
    };
  };
  return { person: of('person'), reading: of('reading'), repair: of('repair') };
}

/** What is in /export is published and not collected: its rows go with the collection. */
function lotsOf(rows: readonly Row[], now: number): Figures['lots'] {
  const since = rows.filter((r) => r.columns['part'] === 'dex').map((r) => Date.parse(String(r.columns['at'])));
  return { uncollected: since.length, age: since.length > 0 ? age(Math.min(...since), now) : null };
}

function silence(rows: readonly Row[], enabled: ReadonlySet<string>, now: number): Figures['robots'] {
  const known = rows
    .filter((r) => enabled.has(lastField(r)))
    .map((r) => ({ user: lastField(r), age: age(Date.parse(String(r.columns['at'])), now) }));
  return {
    count: known.length,
    silent: known.filter((r) => r.age >= SILENT_AFTER_S).map((r) => r.user),
    age: known.length > 0 ? Math.max(...known.map((r) => r.age)) : null,
  };
}

/** The newest first. That a file was refused counts too: it came. */
function configAge(rows: readonly Row[], robots: ReadonlySet<string>, now: number): number | null {
  const files = rows.map((r) => JSON.parse(String(r.columns['data'])) as ConfigImport);
  const newest = files.find((f) => robots.has(f.user));
  return newest ? age(Date.parse(newest.at), now) : null;
}

function lastField(row: Row): string {
  return row.key.slice(row.key.lastIndexOf('|') + 1);
}

/** Seconds; clocks of several machines differ. */
function age(since: number, now: number): number {
  return Math.max(0, Math.round((now - since) / 1000));
}

function counted(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const v of values) counts[v] = (counts[v] ?? 0) + 1;
  return counts;
}

function sum(entries: readonly (readonly [string, number])[]): number {
  return entries.reduce((total, [, n]) => total + n, 0);
}
