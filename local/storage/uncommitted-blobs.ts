/**
 * Makes a name under which only uncommitted blocks lie count as free.
 *
 * Why: Azurite 3.37 keeps an invisible blob for such blocks, and answers 409 for it to a conditional Put Blob or copy
 * ("If-None-Match: *"), although nobody can see a blob there. In Azure an upload that was abandoned is in nobody's way.
 * Put Block List is right already. What was abandoned is forgotten by the write that takes its name, as in Azure.
 */

import type { LokiDatabase, LokiFilter } from './loki.ts';

interface BlobKey {
  account: string;
  container: string;
  blob: string;
}

interface NewBlob {
  accountName: string;
  containerName: string;
  name: string;
}

/** Azurite's store of what it knows of blobs; only what writes a whole blob without blocks. */
export interface BlobMetadataStore {
  db: LokiDatabase;
  createBlob(context: unknown, blob: NewBlob, ...rest: unknown[]): Promise<unknown>;
  startCopyFromURL(context: unknown, source: BlobKey, destination: BlobKey, ...rest: unknown[]): Promise<unknown>;
  copyFromURL(context: unknown, source: BlobKey, destination: BlobKey, ...rest: unknown[]): Promise<unknown>;
}

export function forgetUncommittedOnWrite(store: BlobMetadataStore): void {
  const { createBlob, startCopyFromURL, copyFromURL } = store;
  const forget = ({ account, container, blob }: BlobKey): void => {
    const where: LokiFilter = { accountName: account, containerName: container };
    const blobs = store.db.getCollection('$BLOBS_COLLECTION$');
    const found = blobs?.findOne({ name: blob, ...where, snapshot: '' });
    if (found?.['isCommitted'] !== false) return;
    blobs!.remove(found);
    store.db.getCollection('$BLOCKS_COLLECTION$')?.findAndRemove({ blobName: blob, ...where });
  };

  store.createBlob = async (context, blob, ...rest) => {
    forget({ account: blob.accountName, container: blob.containerName, blob: blob.name });
    return createBlob.call(store, context, blob, ...rest);
  };
  store.startCopyFromURL = async (context, source, destination, ...rest) => {
    forget(destination);
    return startCopyFromURL.call(store, context, source, destination, ...rest);
  };
  store.copyFromURL = async (context, source, destination, ...rest) => {
    forget(destination);
    return copyFromURL.call(store, context, source, destination, ...rest);
  };
}
