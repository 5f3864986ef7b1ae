import type { Readable } from 'node:stream';

/**
 * The containers of the storage account; the first three raise BlobCreated events. `readings` (what was read on scanned
 * pages) and `archive` (searchable copies of scans) hold what can be made again.
 */
export type Container =
  | 'deposits'
  | 'config'
  | 'returns'
  | 'staging'
  | 'export'
  | 'journal'
  | 'state'
  | 'readings'
  | 'archive';
export const CONTAINERS: readonly Container[] = [
  'deposits',
  'config',
  'returns',
  'staging',
  'export',
  'journal',
  'state',
  'readings',
  'archive',
];

/** Text values of any characters; the adapter encodes them for HTTP headers. Keys are lower-case letters and digits. */
export type Metadata = Readonly<Record<string, string>>;

/** Metadata of the empty blob that stands for a moment where blocks are discarded: to be taken for no blob at all. */
export const DISCARDED: Metadata = { discarded: 'true' };

export interface BlobInfo {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly metadata: Metadata;
}

export interface Blob extends BlobInfo {
  readonly bytes: Uint8Array;
}

/** An upload in blocks. Nothing is visible before `commit` resolves. */
export interface Upload {
  /** Hands over the next block, which must not be changed afterwards. Several may be on their way; their order is that of the calls. */
  stage(bytes: Uint8Array): Promise<void>;
  /** Makes the blob visible, with its metadata, when every block has arrived. Rejects with `BlobExists` where the name is taken. */
  commit(metadata: Metadata): Promise<void>;
}

export class BlobExists extends Error {
  override name = 'BlobExists';
}

/** Blobs are written once under a name and never changed. */
export interface BlobStore {
  /** Creates a blob; resolves false, changing nothing, where the name is taken. */
  create(container: Container, name: string, bytes: Uint8Array, metadata?: Metadata): Promise<boolean>;
  /** Creates or replaces (only for what is derived and can be made again). */
  put(container: Container, name: string, bytes: Uint8Array, metadata?: Metadata): Promise<void>;
  upload(container: Container, name: string): Upload;
  /**
   * Drops the blocks of an upload that was never committed, which cost as long as they lie there. A blob that was
   * committed stays as it is.
   */
  discard(container: Container, name: string): Promise<void>;
  /** Null where there is none. Rejects with `BlobTooLarge` above `maxBytes` without reading it. */
  get(container: Container, name: string, maxBytes?: number): Promise<Blob | null>;
  head(container: Container, name: string): Promise<BlobInfo | null>;
  /** Bytes from `offset` to the end; null where there is no such blob. */
  stream(container: Container, name: string, offset?: number): Promise<{ info: BlobInfo; body: Readable } | null>;
  /** Server-side copy, with new metadata; resolves false where the target exists (the copy happened before). */
  copy(
    from: { container: Container; name: string },
    to: { container: Container; name: string },
    metadata: Metadata,
  ): Promise<boolean>;
  /** In lexical order of names, metadata included. */
  list(container: Container, prefix: string): AsyncIterable<BlobInfo>;
  /** Resolves also where there is none. */
  remove(container: Container, name: string): Promise<void>;
}

export class BlobTooLarge extends Error {
  override name = 'BlobTooLarge';
  readonly info: BlobInfo;
  constructor(info: BlobInfo) {
    super(`blob of ${info.size} bytes is over the reading limit`);
    this.info = info;
  }
}
