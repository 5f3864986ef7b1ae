import { createHash } from 'node:crypto';
import { depositMetadata } from '../domain/deposit-metadata.ts';
import type { Deposit } from '../domain/document.ts';
import { parseFileStatement } from '../domain/dossier.ts';
import { type Ending, ending } from '../domain/ending/ending.ts';
import { isNameInProgress, placeOf, splitPath } from '../domain/ftp-path.ts';
import { newId } from '../domain/ids.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { BlobExists, type Container } from '../ports/blobs.ts';
import type { RowOp } from '../ports/tables.ts';
import { cutUploads } from './cut-uploads.ts';
import { type Deps, nowIso } from './deps.ts';
import { type OpenUpload, uploadAborts, uploadBegins, uploadEnds } from './open-uploads.ts';
import { Spool } from './spool.ts';
import { traced, traceparentOf } from './traced.ts';
import { mayDeposit, notFound } from './tree-rights.ts';
import { assertKeyFits, containerOf, depositRow, folderOps, namesAt, stagedRows } from './tree-rows.ts';

/** Rows of older files of one name that are taken out of a folder at once. */
const MAX_REPLACED = 50;

/** A file on its way in. Nothing of it can be seen before `commit` resolves, nor after `abort`. */
export interface Incoming {
  readonly id: string;
  /** Undefined where more may be written at once, else a promise of it: awaiting it is the backpressure. */
  write(chunk: Uint8Array): Promise<void> | undefined;
  /**
   * What the bytes written so far say of themselves: whole, cut short, or unknown (of a large file always). A file that
   * is whole needs no other proof that its sender meant to end here.
   */
  ending(): Ending;
  /** Makes it durable and visible, and resolves with its facts; only then may it be acknowledged. */
  commit(): Promise<Deposit>;
  abort(): Promise<void>;
}

/**
 * Begins a deposit at `path` (normal form) from the client at `address`. A name in progress (`.part`) goes to staging.
 * Folders that are missing are made, whatever they are called. Throws `Refusal`: `forbidden`, `invalid`.
 */
export function receive(deps: Deps, principal: Principal, address: string, path: string): Incoming {
  assertReceivable(principal, path);
  const { directory, name } = splitPath(path);
  const id = newId(deps.clock.now(), deps.clock.random(11));
  const container = isNameInProgress(name) ? 'staging' : containerOf(placeOf(path)!.area)!;
  const target = { compte: principal.compte, id, directory, name, user: principal.user, address, unrenamed: false };
  return new Receiving(deps, target, container);
}

/** Throws the `Refusal` that a deposit at `path` would meet, if any. */
export function assertReceivable(principal: Principal, path: string): void {
  const { directory } = splitPath(path);
  const place = placeOf(path);
  if (!place) throw notFound(path);
  const nested = place.area === 'import' || place.area === 'config';
  if (containerOf(place.area) === null || place.segments.length === 0 || (!nested && place.segments.length > 1))
    throw new Refusal('forbidden', 'NO_DEPOSIT_HERE', { directory });
  // In a folder that names no dossier the name of a file may: it then files it there.
  const named = place.area === 'import' && place.dossier === null ? parseFileStatement(splitPath(path).name) : null;
  if (!mayDeposit(principal, place) || (named && !may(principal, 'deposit', principal.compte, named.dossier)))
    throw new Refusal('forbidden', 'DEPOSIT_FORBIDDEN', { directory });
  assertKeyFits(path);
}

type Target = Omit<Deposit, 'at' | 'sha256' | 'size'>;

class Receiving implements Incoming {
  readonly #deps: Deps;
  readonly #target: Target;
  readonly #container: Container;
  readonly #hash = createHash('sha256');
  readonly #spool: Spool;
  readonly #open: OpenUpload;
  #size = 0;
  #ending: Ending | null = null;

  constructor(deps: Deps, target: Target, container: Container) {
    this.#deps = deps;
    this.#target = target;
    this.#container = container;
    this.#open = { container, blob: `${target.compte}/${target.id}` };
    this.#spool = new Spool(deps.budget, async () => {
      await uploadBegins(deps, this.#open);
      return deps.blobs.upload(container, this.#open.blob);
    });
  }

  get id(): string {
    return this.#target.id;
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    this.#hash.update(chunk);
    this.#size += chunk.byteLength;
    this.#ending = null;
    return this.#spool.write(chunk);
  }

  ending(): Ending {
    const bytes = this.#spool.peek();
    this.#ending ??= bytes ? ending(bytes) : 'unknown';
    return this.#ending;
  }

  async commit(): Promise<Deposit> {
    const cutBefore = cutUploads(this.#deps);
    const replaces = cutBefore.of(this.#target);
    const trace = traceparentOf();
    const deposit: Deposit = {
      ...this.#target,
      at: nowIso(this.#deps.clock),
      sha256: this.#hash.digest('hex'),
      size: this.#size,
      ...(replaces ? { replaces } : {}),
      ...(trace ? { trace } : {}),
    };
    if (this.ending() === 'cut') cutBefore.note(deposit);
    await traced(this.#deps, 'store', {}, async () => {
      await this.#land(deposit);
      await show(this.#deps, deposit, this.#container);
    });
    return deposit;
  }

  async #land(deposit: Deposit): Promise<void> {
    const bytes = this.#spool.seal();
    if (bytes) {
      await this.#create(deposit, bytes);
      await this.#spool.close();
      return;
    }
    const upload = await this.#spool.flush();
    try {
      await upload.commit(depositMetadata(deposit));
    } catch (e) {
      if (!(e instanceof BlobExists)) throw e;
      await this.#assertOurs(deposit);
    }
    await this.#spool.close();
    await uploadEnds(this.#deps, this.#open);
  }

  async #create(deposit: Deposit, bytes: Uint8Array): Promise<void> {
    if (!(await this.#deps.blobs.create(this.#container, this.#open.blob, bytes, depositMetadata(deposit))))
      await this.#assertOurs(deposit);
  }

  /**
   * Where the name is taken, an attempt of our own whose answer got lost made the blob: no other writer has the id. Its
   * hash is compared all the same.
   */
  async #assertOurs(deposit: Deposit): Promise<void> {
    const there = await this.#deps.blobs.head(this.#container, this.#open.blob);
    if (there?.metadata['sha256'] !== deposit.sha256)
      throw new Error(`${this.#container}/${this.#open.blob} is taken by other bytes`);
  }

  async abort(): Promise<void> {
    const { isInBlocks } = this.#spool;
    await this.#spool.close();
    if (isInBlocks) await uploadAborts(this.#deps, this.#open, !this.#spool.hasFailed);
  }
}

/** Writes the rows that show what has landed. Until then it is not acknowledged, though its blob is there to stay. */
async function show(deps: Deps, deposit: Deposit, container: Container): Promise<void> {
  const folders = folderOps(deps, deposit.compte, deposit.directory, deposit.at);
  const rows: RowOp[] =
    container === 'staging'
      ? stagedRows(deposit, new Date(Date.parse(deposit.at) + deps.settings.stagedForMs).toISOString())
      : [depositRow(deposit, container), ...(await replaced(deps, deposit, container))];
  await write(deps, container, deposit.compte, [...folders.ops, ...rows]);
  folders.done();
}

/**
 * The row of a deposit that shows in its folder alone may come a moment behind its blob: the dispatch, which the blob
 * sets off, writes the same row. What nobody else would write is written before it is acknowledged.
 */
async function write(deps: Deps, container: Container, compte: string, ops: readonly RowOp[]): Promise<void> {
  const [only] = ops;
  if (container === 'deposits' && deps.tables.later && ops.length === 1 && only?.op === 'merge')
    await deps.tables.later('state', compte, only);
  else await deps.tables.transact('state', compte, ops);
}

/**
 * A firm sends the same few hundred configuration files every night: the older rows of one name leave its folder, or it
 * would grow for ever. (Under /import every deposit stays shown until it is filed.)
 */
export async function replaced(deps: Deps, deposit: Deposit, container: Container): Promise<RowOp[]> {
  if (container === 'deposits') return [];
  const rows = await namesAt(deps, deposit.compte, `${deposit.directory}/${deposit.name}`);
  return rows
    .filter((r) => r.columns.kind === 'file' && r.id > deposit.id)
    .slice(0, MAX_REPLACED)
    .map((r) => ({ op: 'delete', key: r.key }));
}
