import { createHash } from 'node:crypto';
import type { Document, DocumentFacts, EventType } from '../domain/document.ts';
import { isCreditNoteType } from '../domain/einvoice/kind.ts';
import { idFromHash } from '../domain/ids.ts';
import { isIncomplete } from '../domain/incomplete.ts';
import { numberKey, partyKey } from '../domain/party-key.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Columns, type Row, RowConflict, type RowOp } from '../ports/tables.ts';
import { countDocument } from './count-events.ts';
import { type Deps, nowIso } from './deps.ts';
import { append, history, type JournalEvent, readEvent } from './journal.ts';
import { keys, type NameColumns, ranges } from './keys.ts';
import { type Page, type PageQuery, pageOf } from './paging.ts';
import { supplierRows } from './supplier-rows.ts';

/** A document as the tables hold it, with the version to write against. */
export interface Loaded {
  readonly document: Document;
  readonly etag: string;
}

export interface Change {
  readonly type: EventType;
  readonly by: string;
  readonly note?: string;
  readonly after: Omit<Document, 'version' | 'changedAt'>;
}

/**
 * The key under which the other forms of an invoice are found: its seller and number. Null where the document does not
 * say both, or is on no list.
 */
export function invoiceOf(d: Pick<Document, 'state' | 'facts'>): { seller: string; number: string } | null {
  const { facts } = d;
  if (!facts?.number || (d.state !== 'waiting' && d.state !== 'filed')) return null;
  const seller = partyKey({ siren: facts.sellerSiren, vatNumber: facts.sellerVat ?? null, name: facts.seller });
  const number = numberKey(facts.number);
  return seller && number ? { seller, number } : null;
}

/** What tells an invoice from another of the same number: a seller may number credit notes apart, or anew each year. */
function invoiceColumns({ typeCode, gross, date }: DocumentFacts): Columns {
  const credit = isCreditNoteType(typeCode) || (gross ?? 0) < 0;
  return { kind: typeCode === null ? undefined : credit ? 'credit' : 'invoice', date: date ?? undefined };
}

/** Who sent bytes, and under which path: the same claim on the same bytes is a retry. A part of a scan repeats nothing. */
export function claimOf(deposit: Document['deposit']): string {
  const part = deposit.partOf ? `\n${deposit.partOf}\n${deposit.pages}` : '';
  const path = `${deposit.user}\n${deposit.directory}\n${deposit.name}${part}`;
  return idFromHash(createHash('sha256').update(path).digest());
}

function documentColumns(d: Document): Columns {
  return {
    state: d.state,
    version: d.version,
    name: d.deposit.name,
    user: d.deposit.user,
    at: d.deposit.at,
    dossier: d.dossier ?? undefined,
    exercice: d.exercice ?? undefined,
    date: d.date ?? undefined,
    reason: d.reason?.code,
    data: JSON.stringify(d),
  };
}

export function documentOf(row: Row): Document {
  return JSON.parse(row.columns['data'] as string) as Document;
}

/**
 * Every row that shows a document, as a function of the document alone: a change writes the new rows and deletes those
 * that are no longer there in one transaction, and a rebuild writes them again.
 */
export function rowsOf(d: Document, hiddenForMs: number): Map<string, RowOp> {
  const { deposit } = d;
  const rows: RowOp[] = [{ op: 'put', key: keys.document(deposit.id), columns: documentColumns(d) }];
  if (d.state === 'waiting')
    rows.push({ op: 'put', key: keys.waiting(deposit.at, deposit.id), columns: documentColumns(d) });
  if (d.state === 'filed')
    rows.push({
      op: 'put',
      key: keys.filed(d.dossier!, d.exercice!, d.date ?? deposit.at.slice(0, 10), deposit.id),
      columns: documentColumns(d),
    });
  if (isIncomplete(d))
    rows.push({
      op: 'put',
      key: keys.incomplete(claimOf(deposit), deposit.id),
      columns: { user: deposit.user, name: deposit.name },
    });
  const invoice = invoiceOf(d);
  if (invoice)
    rows.push({
      op: 'put',
      key: keys.invoice(invoice.seller, invoice.number, deposit.id),
      columns: invoiceColumns(d.facts!),
    });
  rows.push(...supplierRows(d));
  const nameKey = keys.name(deposit.directory, deposit.name, deposit.id);
  const hiddenAt = d.state === 'waiting' ? '' : d.changedAt;
  const name: NameColumns = {
    kind: 'file',
    name: deposit.name,
    container: 'deposits',
    blob: `${deposit.compte}/${deposit.id}`,
    size: deposit.size,
    at: deposit.at,
    user: deposit.user,
    hiddenAt,
  };
  // Merged, so that a deletion by the client stays.
  rows.push({ op: 'merge', key: nameKey, columns: { ...name } });
  if (hiddenAt) {
    const until = new Date(Date.parse(hiddenAt) + hiddenForMs).toISOString();
    rows.push({
      op: 'put',
      key: keys.due(until, `hidden=${deposit.id}`),
      columns: { kind: 'hidden', key: nameKey },
    });
  }
  return new Map(rows.map((r) => [r.key, r]));
}

export async function load(deps: Deps, compte: string, id: string): Promise<Loaded | null> {
  const row = await deps.tables.get('state', compte, keys.document(id));
  return row ? { document: documentOf(row), etag: row.etag } : null;
}

/**
 * Makes a change of a document durable: its event in the journal first, which decides between two writers, then the
 * tables. Resolves null where somebody else's event came first (it is then in the tables: load again and decide again).
 * Throws Error, nothing written, for a document that its row could not hold: its event would keep all later ones out.
 */
export async function commit(deps: Deps, before: Loaded | null, change: Change): Promise<Document | null> {
  const { compte, id } = change.after.deposit;
  const at = nowIso(deps.clock);
  const after: Document = { ...change.after, version: (before?.document.version ?? 0) + 1, changedAt: at };
  const size = JSON.stringify(after).length;
  if (size > MOST_CHARACTERS) throw new Error(`document ${id} does not fit its row: ${size} characters`);
  const event: JournalEvent<Document> = {
    version: after.version,
    at,
    by: change.by,
    type: change.type,
    ...(change.note ? { note: change.note } : {}),
    after,
  };
  if (await append(deps.blobs, compte, 'document', id, event)) {
    countDocument(deps, before?.document ?? null, after);
    await project(deps, before, after);
    return after;
  }
  const theirs = await readEvent<Document>(deps.blobs, compte, 'document', id, after.version);
  if (theirs) {
    await project(deps, before, theirs.after);
    // Left behind by a crash some time ago: what changed since has not seen it.
    if (Date.parse(theirs.at) < deps.clock.now() - LEFT_BEHIND_MS) await askToLookAgain(deps, compte, [id]);
  }
  return null;
}

/** A column of Azure Tables holds 64 KiB of UTF-16. */
const MOST_CHARACTERS = 32_768;

/** Events older than this that are not in the tables yet were left there by a crash. Milliseconds. */
const LEFT_BEHIND_MS = 30_000;

/** Sends documents to dispatch again: the configuration may have changed while their tables were behind. */
export async function askToLookAgain(deps: Deps, compte: string, ids: readonly string[]): Promise<void> {
  await deps.bus.send(
    'deposits',
    ids.map((id) => ({ body: { kind: 'dispatch', compte, id } })),
  );
}

/**
 * Brings the tables from one version of a document to the next. The document's own row holds the condition: where it
 * has changed since, somebody else has brought the tables at least this far.
 */
export async function project(deps: Deps, before: Loaded | null, after: Document): Promise<void> {
  const rows = rowsOf(after, deps.settings.hiddenForMs);
  const gone = before ? [...rowsOf(before.document, deps.settings.hiddenForMs).keys()].filter((k) => !rows.has(k)) : [];
  const own = keys.document(after.deposit.id);
  const ops: RowOp[] = [...rows.values()].map((o) => {
    if (o.key !== own || o.op !== 'put') return o;
    return before
      ? { op: 'put', key: own, columns: o.columns, ifMatch: before.etag }
      : { op: 'insert', key: own, columns: o.columns };
  });
  for (const key of gone) ops.push({ op: 'delete', key });
  try {
    await deps.tables.transact('state', after.deposit.compte, ops);
  } catch (e) {
    if (!(e instanceof RowConflict)) throw e;
  }
}

export interface DocumentQuery extends PageQuery {
  readonly list: 'all' | 'waiting' | 'filed';
  readonly dossier?: string;
  readonly exercice?: string;
}

/** A page of a list, read by range: the newest first (`all`), the oldest first (`waiting`), by date (`filed`). */
export async function listDocuments(
  deps: Deps,
  principal: Principal,
  compte: string,
  query: DocumentQuery,
): Promise<Page<Document>> {
  if (!may(principal, 'see', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  return pageOf(deps, compte, rangeOf(query), query, (row) => {
    const d = documentOf(row);
    if (!visible(principal, compte, d)) return null;
    if (query.dossier && d.dossier !== query.dossier) return null;
    return query.exercice && d.exercice !== query.exercice ? null : d;
  });
}

function rangeOf(query: DocumentQuery): [string, string] {
  if (query.list === 'waiting') return ranges.waiting();
  if (query.list === 'all') return ranges.documents();
  return query.dossier ? ranges.filedIn(query.dossier, query.exercice) : ['F|', 'F}'];
}

/** A document without a dossier is shown to those who see every dossier. */
function visible(principal: Principal, compte: string, d: Document): boolean {
  return may(principal, 'see', compte, d.dossier);
}

/** Rejects with `DOCUMENT_NOT_FOUND` also for what the principal may not see. */
export async function getDocument(deps: Deps, principal: Principal, compte: string, id: string): Promise<Loaded> {
  if (!may(principal, 'see', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const loaded = await load(deps, compte, id);
  if (!loaded || !visible(principal, compte, loaded.document))
    throw new Refusal('not-found', 'DOCUMENT_NOT_FOUND', { id });
  return loaded;
}

export async function documentHistory(
  deps: Deps,
  principal: Principal,
  compte: string,
  id: string,
): Promise<JournalEvent<Document>[]> {
  await getDocument(deps, principal, compte, id);
  return history<Document>(deps.blobs, compte, 'document', id);
}

export async function documentContent(deps: Deps, principal: Principal, compte: string, id: string) {
  const { document } = await getDocument(deps, principal, compte, id);
  const content = await deps.blobs.stream('deposits', `${compte}/${id}`);
  if (!content) throw new Refusal('not-found', 'DOCUMENT_NOT_FOUND', { id });
  return { document, body: content.body };
}
