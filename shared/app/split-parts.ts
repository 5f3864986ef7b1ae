import { createHash } from 'node:crypto';
import { pageList, parsePageList } from '../domain/batch/page-list.ts';
import { depositFromMetadata, depositMetadata } from '../domain/deposit-metadata.ts';
import type { Deposit, Document, ScanPart } from '../domain/document.ts';
import { idFromHash } from '../domain/ids.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ScanReader } from '../ports/scan-reader.ts';
import type { Deps } from './deps.ts';
import { load } from './documents.ts';
import { depositBytes, forgetDeposit } from './last-deposit.ts';
import { readTwice } from './read-twice.ts';
import { askForCopy } from './reading-messages.ts';
import { getPage, putOutline, putPage } from './readings.ts';
import { traceparentOf } from './traced.ts';
import { assertKeyFits } from './tree-rows.ts';

/** Beside its time, of the scan that it is a part of, an identifier has 11 characters. */
const TIME_CHARS = 9;

/** What became of the parts of a scan. `unreadable`: nothing was made, and why. */
export type Made =
  | { readonly kind: 'made' }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly params?: Readonly<Record<string, string>> };

/** The identifier of a part: the same whenever the same pages are taken out of the same scan. */
export function partId(parent: string, pages: string): string {
  const hash = createHash('sha256').update(`${parent}\n${pages}`).digest();
  return parent.slice(0, TIME_CHARS) + idFromHash(hash, 20 - TIME_CHARS);
}

/**
 * Makes the parts of a divided scan deposits of their own, where they are not there yet: what was read of their pages
 * first, so that nothing is read again, then the file with its facts, whose BlobCreated event has it dispatched. Can run
 * again after any crash. Throws Error where the scan is gone, or the reader does not work.
 */
export async function makeParts(deps: Deps, parent: Document): Promise<Made> {
  const { compte, id } = parent.deposit;
  const missing = await missingParts(deps, parent);
  if (missing.length === 0) {
    await askForCopies(deps, parent);
    return { kind: 'made' };
  }
  const bytes = await depositBytes(deps, compte, id);
  const { scans } = deps;
  if (!bytes || !scans) throw new Error(`the scan ${id} can't be divided: ${bytes ? 'no reader' : 'it is gone'}`);
  const files = new Map<string, Uint8Array>();
  for (const part of missing) {
    const file = await extracted(scans, bytes, part);
    if (file.kind === 'file') files.set(part.id, file.bytes);
    // Some of its parts are documents already, or have become so meanwhile: it can't wait as one any more.
    else if ((await missingParts(deps, parent)).length < parent.parts!.length)
      throw new Error(`pages ${part.pages} of ${id}: ${file.reason}`);
    else return file;
  }
  // Somebody else may have found that its pages can't be taken apart, and a person may have filed it whole since.
  if ((await load(deps, compte, id))?.document.state !== 'split')
    throw new Error(`the scan ${id} is not divided any more`);
  for (const part of missing) await makePart(deps, parent.deposit, part, files.get(part.id)!);
  await askForCopies(deps, parent);
  forgetDeposit(deps, compte, id);
  deps.log.info('scan-split', { compte, id, parts: parent.parts!.length, made: missing.length });
  return { kind: 'made' };
}

/** Parts that are no deposits yet. Throws Error where another file stands in the place of one. */
async function missingParts(deps: Deps, parent: Document): Promise<NonNullable<Document['parts']>[number][]> {
  const { compte, id } = parent.deposit;
  const missing: NonNullable<Document['parts']>[number][] = [];
  for (const part of parent.parts ?? []) {
    const there = await deps.blobs.head('deposits', `${compte}/${part.id}`);
    if (!there) missing.push(part);
    else if (depositFromMetadata(there.metadata)?.partOf !== id)
      throw new Error(`deposits/${compte}/${part.id} is no part of ${id}`);
  }
  return missing;
}

/**
 * Nothing of a part is read, so that no end of its reading asks for its copy. Asked for also where the parts were there
 * already: whoever made the last of them may have been stopped right behind it.
 */
async function askForCopies(deps: Deps, { deposit: { compte }, parts = [] }: Document): Promise<void> {
  if (!deps.scans) return;
  await deps.bus.send(
    'backlog',
    parts.map((part) => askForCopy(compte, part.id)),
  );
}

function extracted(scans: ScanReader, bytes: Uint8Array, part: ScanPart) {
  return readTwice(() => scans.extract(bytes, parsePageList(part.pages)!));
}

async function makePart(
  deps: Deps,
  parent: Deposit,
  part: ScanPart & { readonly id: string },
  bytes: Uint8Array,
): Promise<void> {
  const { compte } = parent;
  const pages = parsePageList(part.pages)!;
  for (const [n, page] of pages.entries()) {
    const read = await getPage(deps, compte, parent.id, page);
    // What was not kept is read again, by the part's own dispatch.
    if (!read) continue;
    const own = read.kind === 'page' ? { ...read, page: numbered(read.page, n + 1) } : read;
    await putPage(deps, compte, part.id, n + 1, own);
  }
  await putOutline(deps, compte, part.id, { kind: 'pages', pages: pages.length });
  const trace = traceparentOf() ?? parent.trace;
  const deposit: Deposit = {
    compte,
    id: part.id,
    directory: parent.directory,
    name: partName(parent, part),
    user: parent.user,
    address: parent.address,
    at: parent.at,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.byteLength,
    unrenamed: parent.unrenamed,
    partOf: parent.id,
    pages: part.pages,
    ...(trace ? { trace } : {}),
  };
  // Whoever was first has made the same pages of the same scan.
  await deps.blobs.create('deposits', `${compte}/${part.id}`, bytes, depositMetadata(deposit));
}

function numbered<T extends { readonly page: { readonly number: number } }>(read: T, number: number): T {
  return { ...read, page: { ...read.page, number } };
}

/**
 * `scan.tif` and pages 3 to 5: `scan p3-5.pdf`. What the sheet states is put before it, where a name may state it: in the
 * same dossier only, which was seen to before.
 */
export function partName(parent: Pick<Deposit, 'directory' | 'name'>, { pages, statement }: ScanPart): string {
  const { directory, name } = parent;
  const base = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const prefix = statement?.exercice ? `${statement.dossier}_${statement.exercice} ` : '';
  const list = parsePageList(pages)!;
  const short = pages.length > 40 ? `${pageList(list).slice(0, 30)}+${list.length}` : pages;
  const suffix = ` p${short}.pdf`;
  for (let room = 200; room > 0; room -= 20) {
    const made = `${prefix}${cut(base, room)}${suffix}`;
    if (Buffer.byteLength(made) <= 255 && fits(`${directory}/${made}`)) return made;
  }
  return `p${list[0]}.pdf`;
}

function cut(text: string, chars: number): string {
  return [...text].slice(0, chars).join('');
}

function fits(path: string): boolean {
  try {
    assertKeyFits(path);
    return true;
  } catch (e) {
    if (e instanceof Refusal) return false;
    throw e;
  }
}
