import { createHash } from 'node:crypto';
import type { Entry } from '../domain/entry.ts';
import { checkEntry } from '../domain/entry-checks.ts';
import { contains } from '../domain/exercice.ts';
import { idFromHash } from '../domain/ids.ts';
import type { Par } from '../domain/par.ts';
import { may, type Principal } from '../domain/principal.ts';
import type { Problem } from '../domain/problem.ts';
import type { PostedEntry } from '../domain/publication.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Columns, type Row, RowConflict, type RowOp } from '../ports/tables.ts';
import { rememberAccounts } from './account-memory.ts';
import { dossierConfig, type KnownExercice } from './configuration.ts';
import { type Deps, nowIso } from './deps.ts';
import { load } from './documents.ts';
import { append, readEvent } from './journal.ts';
import { keys, ranges } from './keys.ts';

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
export async function postEntry(
  deps: Deps,
  principal: Principal,
  compte: string,
  dossier: string,
  idempotencyKey: string,
  input: NewEntry,
): Promise<{ posted: PostedEntry; repeated: boolean }> {
  if (!may(principal, 'decide', compte, dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  const id = idFromHash(createHash('sha256').update(`${compte}\n${dossier}\n${idempotencyKey}`).digest());
  const request = createHash('sha256').update(JSON.stringify(input)).digest('hex');

  const earlier = await readEvent<PostedEntry>(deps.blobs, compte, 'entry', id, 1);
  if (earlier) return repeated(deps, earlier.after, request);

  const { problems, exercice } = await check(deps, principal, compte, dossier, input);
  if (problems.length > 0 || !exercice) throw new Refusal('invalid', 'ENTRY_REFUSED', {}, problems);
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
async function repeated(deps: Deps, posted: PostedEntry, request: string) {
  if (posted.request !== request) throw new Refusal('conflict', 'IDEMPOTENCY_KEY_REUSED');
  await showEntry(deps, posted);
  await askToPublish(deps, posted);
  return { posted, repeated: true };
}

/** Makes the rows of an entry good: of one that waits for its lot, or of the one that `lot` has taken. */
export async function showEntry(deps: Deps, p: PostedEntry, lot?: string): Promise<void> {
  if (lot !== undefined) {
    await deps.tables.transact('state', p.compte, [
      { op: 'merge', key: keys.entry(p.id), columns: { ...entryColumns(p), lot } },
      { op: 'delete', key: keys.pending(p.dossier, p.exercice, p.id) },
    ]);
    return;
  }
  const row = await deps.tables.get('state', p.compte, keys.entry(p.id));
  if (row?.columns['lot'] === undefined) await putEntry(deps, p, row);
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
  return rows
    .filter((r) => may(principal, 'see', compte, r.columns['dossier'] as string))
    .map((r) => ({
      id: r.key.slice(2),
      dossier: r.columns['dossier'] as string,
      exercice: r.columns['exercice'] as string,
      date: r.columns['date'] as string,
      label: r.columns['label'] as string,
      at: r.columns['at'] as string,
      lot: (r.columns['lot'] as string | undefined) ?? null,
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, limit);
}
