import type { Document, DocumentFacts } from '../domain/document.ts';
import type { MemoryNote } from '../domain/evidence.ts';
import type { Reading } from '../domain/invoice.ts';
import type { Lesson } from '../domain/memory/lesson.ts';
import { othersOf, supplierKey } from '../domain/memory/supplier-key.ts';
import { supplierOf, withMemory } from '../domain/memory/with-memory.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Row, RowConflict, type RowOp } from '../ports/tables.ts';
import type { DossierConfig } from './configuration.ts';
import { type Deps, nowIso } from './deps.ts';
import { askToLookAgain, documentOf } from './documents.ts';
import { getDossier } from './dossiers.ts';
import { append, history, lastEvents, readEvent } from './journal.ts';
import { keys, ranges } from './keys.ts';
import { memoryNotes } from './supplier-rows.ts';

/** That a person had a dossier forget a supplier: what was taught until then counts no more. */
export interface ForgottenSupplier {
  readonly dossier: string;
  readonly key: string;
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What a dossier remembers of one supplier. */
export interface KnownSupplier {
  readonly key: string;
  /** The newest first. */
  readonly lessons: readonly Lesson[];
  /** How many documents were read with it, and when the last of them was deposited (ISO 8601 UTC). */
  readonly used: number;
  readonly lastUsed: string | null;
}

/** Reasons to wait that a better knowledge of the supplier may end. */
const DATE_REASONS = new Set([
  'DATE_NOT_FOUND',
  'DATE_AMBIGUOUS',
  'DATE_DOUBTFUL',
  'DATE_IMPOSSIBLE',
  'DATE_UNREADABLE',
  'CANDIDATES_CONTRADICT',
  'MEMORY_CONTRADICTS',
]);

/**
 * A reading with what the dossier remembers of its supplier. One storage call where the supplier can be told, none for
 * e-invoices and paper. A document that was filed with a lesson keeps it, also where it was forgotten since.
 */
export async function readWithMemory(
  deps: Deps,
  compte: string,
  config: DossierConfig | null,
  reading: Reading,
  before: Document | undefined,
): Promise<Reading> {
  if (!config || supplierOf(reading, config.dossier) === null) return reading;
  const { dossier } = config;
  const used = before?.state === 'filed' ? memoryNotes(before.facts) : [];
  const memory = await memoryOf(deps, compte, dossier.number);
  return withMemory(reading, { dossier, lessons: memory.lessons.filter((l) => memory.isLive(l) || isIn(used, l)) });
}

/** A correction this old has seen what waited before. Milliseconds. */
const MEANWHILE_MS = 120_000;

/**
 * True where something was learnt of a waiting document's supplier while it was dispatched: the correction may not have
 * seen it on the waiting list. One storage call, where it waits for its date and its supplier can be told.
 */
export async function learntMeanwhile(
  deps: Deps,
  compte: string,
  config: DossierConfig | null,
  d: Document,
): Promise<boolean> {
  const key = config && DATE_REASONS.has(d.reason?.code ?? '') ? keyOfFacts(d.facts, config) : null;
  if (!config || !key) return false;
  const others = othersOf(d.facts?.mentioned ?? [], config.dossier);
  const memory = await memoryOf(deps, compte, config.dossier.number);
  const since = new Date(deps.clock.now() - MEANWHILE_MS).toISOString();
  return memory.lessons.some(
    (l) => l.at >= since && memory.isLive(l) && (l.key === key || (others !== null && l.others === others)),
  );
}

function isIn(notes: readonly MemoryNote[], lesson: Lesson): boolean {
  return notes.some((n) => n.key === lesson.key && n.document === lesson.document);
}

/** All lessons of a dossier, the newest first, and which of them still count. One storage call. */
async function memoryOf(deps: Deps, compte: string, dossier: string) {
  const rows = await deps.tables.range('state', compte, ...ranges.lessons(dossier));
  const forgotten = new Map<string, string>();
  const lessons: Lesson[] = [];
  for (const row of rows) {
    const data = JSON.parse(row.columns['data'] as string) as Lesson | ForgottenSupplier;
    if (row.key.endsWith('|')) forgotten.set(data.key, data.at);
    else lessons.push(data as Lesson);
  }
  lessons.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.document < b.document ? 1 : -1));
  return { lessons, isLive: (l: Lesson) => l.at > (forgotten.get(l.key) ?? '') };
}

/** True where what a document taught was not forgotten since. */
export async function isRemembered(deps: Deps, compte: string, dossier: string, lesson: Lesson): Promise<boolean> {
  const memory = await memoryOf(deps, compte, dossier);
  return memory.isLive(lesson);
}

/** Sends to dispatch again what waits in the dossier for the date of this supplier. Can run again. */
export async function lookAgainForSupplier(
  deps: Deps,
  compte: string,
  config: DossierConfig,
  about: Pick<Lesson, 'key' | 'others'>,
): Promise<void> {
  const { dossier } = config;
  const waiting = (await deps.tables.range('state', compte, ...ranges.waiting())).map(documentOf);
  const again = waiting.filter((d) => {
    if (d.decidedBy !== null || d.dossier !== dossier.number || !DATE_REASONS.has(d.reason?.code ?? '')) return false;
    const others = othersOf(d.facts?.mentioned ?? [], dossier);
    return keyOfFacts(d.facts, config) === about.key || (others !== null && others === about.others);
  });
  await askToLookAgain(
    deps,
    compte,
    again.map((d) => d.deposit.id),
  );
}

function keyOfFacts(facts: DocumentFacts | null, { dossier }: DossierConfig): string | null {
  if (!facts || (facts.kind !== 'text' && facts.kind !== 'scan')) return null;
  const seller = { siren: facts.sellerSiren, vatNumber: facts.sellerVat ?? null };
  return supplierKey(seller, othersOf(facts.mentioned ?? [], dossier), dossier);
}

/** What a dossier remembers, by supplier. Rejects with `DOSSIER_NOT_FOUND`, also for what the principal may not see. */
export async function listSuppliers(
  deps: Deps,
  by: Principal,
  compte: string,
  number: string,
): Promise<KnownSupplier[]> {
  const { dossier } = await getDossier(deps, by, compte, number);
  const memory = await memoryOf(deps, compte, dossier.number);
  const byKey = new Map<string, Lesson[]>();
  for (const l of memory.lessons.filter(memory.isLive)) byKey.set(l.key, [...(byKey.get(l.key) ?? []), l]);
  const uses = await deps.tables.range('state', compte, ...ranges.lessonsUsed(dossier.number));
  const supplierIn = (row: Row) => row.columns['supplier'];
  return [...byKey]
    .map(([key, lessons]) => {
      const times = uses.filter((u) => supplierIn(u) === key).map((u) => u.columns['at'] as string);
      return { key, lessons, used: times.length, lastUsed: times.sort().at(-1) ?? null };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * Forgets what a dossier remembers of a supplier, from the next document on; what was filed with it stays. What waits
 * because memory contradicted it is looked at again. Throws `Refusal` (`FORBIDDEN`, `DOSSIER_NOT_FOUND`,
 * `SUPPLIER_NOT_FOUND`).
 */
export async function forgetSupplier(
  deps: Deps,
  by: Principal,
  compte: string,
  number: string,
  key: string,
): Promise<void> {
  const config = await getDossier(deps, by, compte, number);
  const dossier = config.dossier.number;
  if (!may(by, 'decide', compte, dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  const memory = await memoryOf(deps, compte, dossier);
  const lessons = memory.lessons.filter((l) => l.key === key && memory.isLive(l));
  if (lessons.length === 0) throw new Refusal('not-found', 'SUPPLIER_NOT_FOUND', { key, dossier });
  const after: ForgottenSupplier = { dossier, key, by: by.user, at: laterThan(lessons[0]!.at, nowIso(deps.clock)) };
  const id = `${dossier}_${key}`;
  const version = (await history<ForgottenSupplier>(deps.blobs, compte, 'supplier', id)).length + 1;
  const event = { version, at: after.at, by: by.user, type: 'forgotten', after };
  const own = await append(deps.blobs, compte, 'supplier', id, event);
  // Of two that forget at the same time, either will do.
  const stands = own ? after : (await readEvent<ForgottenSupplier>(deps.blobs, compte, 'supplier', id, version))?.after;
  if (stands) await projectForgotten(deps, compte, stands);
  for (const others of new Set(lessons.map((l) => l.others)))
    await lookAgainForSupplier(deps, compte, config, { key, others });
}

/** A lesson that another machine's clock dated ahead is forgotten too. */
function laterThan(a: string, b: string): string {
  return a > b ? a : b;
}

/** Writes what was forgotten, unless a later word stands there already. */
async function projectForgotten(deps: Deps, compte: string, f: ForgottenSupplier): Promise<void> {
  const key = keys.forgotten(f.dossier, f.key);
  for (;;) {
    const row = await deps.tables.get('state', compte, key);
    if (row && (row.columns['at'] as string) >= f.at) return;
    const columns = { at: f.at, data: JSON.stringify(f) };
    const op: RowOp = row ? { op: 'put', key, columns, ifMatch: row.etag } : { op: 'insert', key, columns };
    try {
      await deps.tables.transact('state', compte, [op]);
      return;
    } catch (e) {
      if (!(e instanceof RowConflict)) throw e;
    }
  }
}

/** Forgets again what was forgotten, from the journal of a compte. What was taught comes back with its documents. */
export async function restoreForgotten(deps: Deps, compte: string): Promise<void> {
  for await (const { event } of lastEvents<ForgottenSupplier>(deps.blobs, compte, 'supplier'))
    await projectForgotten(deps, compte, event.after);
}
