import type { Readable } from 'node:stream';
import type { Document } from '../domain/document.ts';
import type { Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Unread } from '../domain/scan/page-read.ts';
import { unreadPage } from '../domain/scan/unread-page.ts';
import type { Deps } from './deps.ts';
import { getDocument } from './documents.ts';
import { sendToRead } from './reading-lanes.ts';
import { scanState } from './readings.ts';

/**
 * Searchable copies of scans, in the container `archive` as `<compte>/<id>.pdf`. The deposit stays as it came; a copy is
 * derived from it and from what was read of its pages, and can be made again at any time.
 */

export type Archived = { readonly kind: 'there' } | { readonly kind: 'not-read' } | Unread;

/**
 * Makes the copy of a scan whose pages are all read, once. Several may try at the same time: they make the same.
 *
 * @throws Error where the reader does not work, or storage fails: to be tried again.
 */
export async function makeArchiveCopy(deps: Deps, compte: string, id: string): Promise<Archived> {
  const { scans } = deps;
  if (await deps.blobs.head('archive', nameOf(compte, id))) return { kind: 'there' };
  const state = await scanState(deps, compte, id);
  if (state.kind === 'unreadable') return state;
  if (state.kind === 'missing' || !scans) return { kind: 'not-read' };
  const deposit = await deps.blobs.get('deposits', `${compte}/${id}`, deps.settings.maxReadBytes);
  if (!deposit) return { kind: 'not-read' };
  const from = deps.clock.now();
  // A page that could not be read has no words to be found: it is shown all the same.
  const pages = state.pages.map((read, n) => (read.kind === 'page' ? read.page : unreadPage(n + 1)));
  const made = await scans.archive(deposit.bytes, pages);
  if (made.kind === 'unreadable') {
    deps.log.warn('archive-not-made', { compte, id, reason: made.reason });
    return made;
  }
  await deps.blobs.create('archive', nameOf(compte, id), made.bytes);
  const ms = deps.clock.now() - from;
  deps.log.info('archive-made', { compte, id, pages: state.pages.length, bytes: made.bytes.length, ms });
  return { kind: 'there' };
}

/** For the queue: a copy that could not be made is tried again, and told to a person in the end. */
export async function archiveInBackground(deps: Deps, compte: string, id: string): Promise<void> {
  if (await deps.blobs.head('archive', nameOf(compte, id))) return;
  const state = await scanState(deps, compte, id);
  // That the file can't be opened is on the waiting list already.
  if (state.kind !== 'done') return;
  const result = await makeArchiveCopy(deps, compte, id);
  if (result.kind === 'unreadable') throw new Error(`no copy of ${id} could be made: ${result.reason}`);
}

/** The searchable copy of a scan, made now where it is not there yet. Whoever sees the document sees it. */
export async function archiveCopy(
  deps: Deps,
  by: Principal,
  compte: string,
  id: string,
): Promise<{ document: Document; body: Readable }> {
  const { document } = await getDocument(deps, by, compte, id);
  // A retry is not read: its bytes are those of the first one.
  const source = document.state === 'retry' && document.retryOf ? document.retryOf : id;
  const result = await makeArchiveCopy(deps, compte, source);
  if (result.kind === 'unreadable') throw new Refusal('conflict', 'ARCHIVE_IMPOSSIBLE', { id });
  const copy = result.kind === 'there' ? await deps.blobs.stream('archive', nameOf(compte, source)) : null;
  if (copy) return { document, body: copy.body };
  const kind = document.facts?.kind;
  if (kind === 'einvoice' || kind === 'text') throw new Refusal('not-found', 'ARCHIVE_NONE', { id });
  // A person's decision may have ended its reading, of which no timer knows then.
  if (deps.scans && (kind === 'paper' || kind === 'scan')) await sendToRead(deps, compte, source);
  throw new Refusal('conflict', kind === 'unreadable' ? 'ARCHIVE_IMPOSSIBLE' : 'ARCHIVE_NOT_YET', { id });
}

function nameOf(compte: string, id: string): string {
  return `${compte}/${id}.pdf`;
}
