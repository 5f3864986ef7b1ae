import { createHash } from 'node:crypto';
import type { Entry } from '../domain/entry.ts';
import { checkEntry } from '../domain/entry-checks.ts';
import { contains } from '../domain/exercice.ts';
import { idFromHash } from '../domain/ids.ts';
import type { Par } from '../domain/par.ts';
import { may, type Principal } from '../domain/principal.ts';
import type { Problem } from '../domain/problem.ts';
import { isWithdrawn, type Lot, type PostedEntry } from '../domain/publication.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Columns, type Row, RowConflict, type RowOp } from '../ports/tables.ts';
import { rememberAccounts } from './account-memory.ts';
import { dossierConfig, type KnownExercice } from './configuration.ts';
import { type Deps, nowIso } from './deps.ts';
import { load } from './documents.ts';
import { append, readEvent } from './journal.ts';
import { keys, ranges } from './keys.ts';
import { releasedColumns } from './lots.ts';
import { note, traced, traceparentOf } from './traced.ts';

/** One lot bears at most this many attachments (rows of one transaction), so one entry may not have more. */
export const MAX_ATTACHMENTS = 40;

/** What a DEX's list of attachments can name. */
const ATTACHMENT_TYPES: readonly string[] = ['application/pdf', 'image/tiff', 'application/xml'];

export interface NewEntry {
  readonly entry: Entry;
  readonly documents: readonly string[];
}

/**
 * Accepts an entry of a dossier once for each idempotency key. Refused with every reason at once (`ENTRY_REFUSED`);
 * accepted, it is durable and waits for its lot.
 */
export function postEntry(
  deps: Deps,
  principal: Principal,
  compte: string,
  dossier: string,
  idempotencyKey: string,
  input: NewEntry,
): Promise<Answered> {
  const facts = { 'ami.compte': compte, 'ami.dossier': dossier };
  return traced(deps, 'entry', { facts }, async (span) => {
    const answered = await post(deps, principal, compte, dossier, idempotencyKey, input);
    note(span, { 'ami.entry': answered.posted.id, 'ami.outcome': answered.repeated ? 'repeated' : 'posted' });
    return answered;
  });
}

interface Answered {
  readonly posted: PostedEntry;
  readonly repeated: boolean;
}

async function post(
  deps: Deps,
  principal: Principal,
  compte: string,
  dossier: string,
  idempotencyKey: string,
  input: NewEntry,
): Promise<Answered> {
  if (!may(principal, 'decide', compte, dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  const id = idFromHash(createHash('sha256').update(`${compte}\n${dossier}\n${idempotencyKey}`).digest());
  const request = createHash('sha256').update(JSON.stringify(input)).digest('hex');

  const earlier = await readEvent<PostedEntry>(deps.blobs, compte, 'entry', id, 1);
  if (earlier) return repeated(deps, earlier.after, request);

  const { problems, exercice } = await check(deps, principal, compte, dossier, input);
  if (problems.length > 0 || !exercice) throw new Refusal('invalid', 'ENTRY_REFUSED', {}, problems);
  const trace = traceparentOf();
  const posted: PostedEntry = {
    id,
    compte,
    dossier,
    exercice: exercice.name,
    entry: input.entry,
    documents: input.documents,
    by: principal.user,
    at: nowIso(deps.clock),
    request,
    ...(trace ? { trace } : {}),
  };
  const event = { version: 1, at: posted.at, by: posted.by, type: 'posted', after: posted };
  if (!(await append(deps.blobs, compte, 'entry', id, event))) {
    const theirs = await readEvent<PostedEntry>(deps.blobs, compte, 'entry', id, 1);
    return repeated(deps, theirs!.after, request);
  }
  await putEntry(deps, posted, null);
  await askToPublish(deps, posted);
  await rememberAccounts(deps, compte, posted);
  return { posted, repeated: false };
}

/** The same request again gets the same answer; whatever a crash left undone is done now. */
async function repeated(deps: Deps, posted: PostedEntry, request: string): Promise<Answered> {
  if (posted.request !== request) throw new Refusal('conflict', 'IDEMPOTENCY_KEY_REUSED');
  await showEntry(deps, posted);
  await askToPublish(deps, posted);
  await rememberAccounts(deps, posted.compte, posted);
  return { posted, repeated: true };
}

/**
 * Makes the rows of an entry good. `holder` is the lot that has it, or the last one that gave it back; none where it has
 * not been in any.
 */
export async function showEntry(deps: Deps, p: PostedEntry, holder?: Lot): Promise<void> {
  const key = keys.entry(p.id);
  if (!holder) {
    const row = await deps.tables.get('state', p.compte, key);
    if (row?.columns['lot'] === undefined) await putEntry(deps, p, row);
    return;
  }
  const back = holder.released?.find((r) => r.id === p.id);
  const exercice = back?.exercice ?? holder.exercice;
  const columns = { ...entryColumns(p), exercice };
  const gone = [...new Set([p.exercice, exercice])].map((e) => keys.pending(p.dossier, e, p.id));
  const pending = keys.pending(p.dossier, exercice, p.id);
  await deps.tables.transact('state', p.compte, [
    {
      op: 'merge',
      key,
      columns: { ...columns, lot: holder.stem, withdrawnAt: isWithdrawn(holder) ? holder.endedAt : undefined },
    },
    ...gone.filter((k) => !back || k !== pending).map((k): RowOp => ({ op: 'delete', key: k })),
    ...(back ? [{ op: 'put' as const, key: pending, columns: releasedColumns(holder) }] : []),
  ]);
}

/**
 * The rows of an entry that is in no lot yet. Its own row holds the condition: a lot that takes the entry changes that
 * row, and the entry must then not wait for a second one.
 */
async function putEntry(deps: Deps, p: PostedEntry, seen: Row | null): Promise<void> {
  const [key, columns] = [keys.entry(p.id), entryColumns(p)];
  const ops: RowOp[] = [
    seen ? { op: 'put', key, columns, ifMatch: seen.etag } : { op: 'insert', key, columns },
    {
      op: 'put',
      key: keys.pending(p.dossier, p.exercice, p.id),
      columns: { at: p.at, attachments: p.documents.length },
    },
  ];
  try {
    await deps.tables.transact('state', p.compte, ops);
  } catch (e) {
    if (!(e instanceof RowConflict)) throw e;
  }
}

function entryColumns(p: PostedEntry): Columns {
  return { dossier: p.dossier, exercice: p.exercice, at: p.at, date: p.entry.date, label: p.entry.label };
}

export async function askToPublish(
  deps: Deps,
  of: { compte: string; dossier: string; exercice: string },
): Promise<void> {
  await deps.bus.send('publish', [
    {
      body: { kind: 'publish', compte: of.compte, dossier: of.dossier, exercice: of.exercice },
      delaySeconds: deps.settings.lotDelaySeconds,
    },
  ]);
}

async function check(
  deps: Deps,
  principal: Principal,
  compte: string,
  dossier: string,
  input: NewEntry,
): Promise<{ problems: Problem[]; exercice: KnownExercice | null }> {
  const config = await dossierConfig(deps, compte, dossier);
  if (!config) return { problems: [{ code: 'DOSSIER_UNKNOWN', params: { dossier } }], exercice: null };
  const exercice = config.exercices.find((e) => contains(e, input.entry.date)) ?? null;
  const problems: Problem[] = [];
  if (exercice) {
    const par = await loadPar(deps, exercice.par ?? config.par);
    problems.push(...checkEntry(input.entry, { exercice, par }));
  } else problems.push({ code: 'ENTRY_DATE_NO_EXERCICE', params: { date: input.entry.date } });
  problems.push(...(await checkAttachments(deps, principal, compte, dossier, input.documents)));
  return { problems, exercice };
}

async function checkAttachments(
  deps: Deps,
  principal: Principal,
  compte: string,
  dossier: string,
  documents: readonly string[],
): Promise<Problem[]> {
  if (documents.length > MAX_ATTACHMENTS)
    return [{ code: 'TOO_MANY_ATTACHMENTS', params: { max: String(MAX_ATTACHMENTS) } }];
  const problems: Problem[] = [];
  if (new Set(documents).size < documents.length) problems.push({ code: 'ATTACHMENT_TWICE' });
  for (const id of documents) {
    const found = await load(deps, compte, id);
    // What the user may not see is not there, here as anywhere.
    if (!found || !may(principal, 'see', compte, found.document.dossier))
      problems.push({ code: 'ATTACHMENT_NOT_FOUND', params: { document: id } });
    else if (found.document.state !== 'filed' || found.document.dossier !== dossier)
      problems.push({ code: 'ATTACHMENT_NOT_FILED', params: { document: found.document.deposit.name, dossier } });
    else if (!ATTACHMENT_TYPES.includes(found.document.facts?.mediaType ?? ''))
      problems.push({ code: 'ATTACHMENT_KIND', params: { document: found.document.deposit.name } });
  }
  return problems;
}

const parsed = new Map<string, Par>();

/** The accepted content of a PAR; immutable under its name, so the last few are kept. */
export async function loadPar(deps: Deps, name: string | null): Promise<Par | null> {
  if (!name) return null;
  const held = parsed.get(name);
  if (held) return held;
  const blob = await deps.blobs.get('state', name);
  if (!blob) return null;
  const par = JSON.parse(new TextDecoder().decode(blob.bytes)) as Par;
  if (parsed.size >= 50) parsed.delete(parsed.keys().next().value!);
  parsed.set(name, par);
  return par;
}

/** Entries of a compte, each with the lot it is in, oldest first by identifier. */
export async function listEntries(deps: Deps, principal: Principal, compte: string, limit: number) {
  if (!may(principal, 'see', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const rows = await deps.tables.range('state', compte, ...ranges.entries());
  const pending = await deps.tables.range('state', compte, ...ranges.allPending());
  const waiting = new Set(pending.map((r) => r.key.split('|')[3]!));
  return rows
    .filter((r) => may(principal, 'see', compte, r.columns['dossier'] as string))
    .map((r) => ({
      id: r.key.slice(2),
      dossier: r.columns['dossier'] as string,
      exercice: r.columns['exercice'] as string,
      date: r.columns['date'] as string,
      label: r.columns['label'] as string,
      at: r.columns['at'] as string,
      // The row names the last lot that had it, which may have given it back.
      lot: waiting.has(r.key.slice(2)) ? null : ((r.columns['lot'] as string | undefined) ?? null),
      withdrawnAt: (r.columns['withdrawnAt'] as string | undefined) ?? null,
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, limit);
}
