/** Recognises, among the requests that Azurite has carried out, those that created or replaced a blob. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Azurite } from './azurite.ts';
import type { LokiDatabase } from './loki.ts';

/** A blob that was just created or replaced; its answer has not left yet. */
export interface BlobWrite {
  /** Event Grid's name of the operation. */
  api: 'PutBlob' | 'PutBlockList' | 'CopyBlob';
  account: string;
  container: string;
  /** The blob's name as it is listed, nothing encoded. */
  name: string;
  /** The blob's address, each part of the path percent-encoded. */
  url: string;
  /** When the request arrived. */
  time: Date;
  /** Without quotes. */
  eTag: string;
  contentType: string;
  /** Bytes. */
  contentLength: number;
  blobType: string;
  /** The service's number of this request, and the client's (empty when it gave none). */
  requestId: string;
  clientRequestId: string;
}

/**
 * Azurite's operations that end in a whole blob. Not among them: single blocks (invisible until their list is
 * committed), pages and appended blocks, metadata, tags, tiers, leases, snapshots, containers.
 */
const APIS: Record<string, BlobWrite['api']> = {
  BlockBlob_Upload: 'PutBlob',
  BlockBlob_PutBlobFromUrl: 'PutBlob',
  PageBlob_Create: 'PutBlob',
  AppendBlob_Create: 'PutBlob',
  BlockBlob_CommitBlockList: 'PutBlockList',
  Blob_StartCopyFromURL: 'CopyBlob',
  Blob_CopyFromURL: 'CopyBlob',
};

interface StoredBlob {
  properties: { contentType?: string; contentLength?: number; blobType?: string };
}

/**
 * @param endpoint the address of the account, `http://127.0.0.1:10000/devstoreaccount1`
 * @returns the write that this request made, or undefined when it made none
 */
export function blobWriteOf(
  azurite: Azurite,
  database: LokiDatabase,
  endpoint: string,
  request: IncomingMessage,
  response: ServerResponse,
): BlobWrite | undefined {
  if (response.statusCode >= 300) return undefined;
  const context = azurite.blobContext(response);
  const api = context?.operation === undefined ? undefined : APIS[context.operation];
  if (context === undefined || api === undefined) return undefined;

  const { account, container, blob: name } = context;
  // A list of blocks and a copy say nothing of the length and type of what results: the stored blob does.
  const stored = database
    .getCollection('$BLOBS_COLLECTION$')
    ?.findOne({ name, accountName: account, containerName: container, snapshot: '' }) as StoredBlob | null | undefined;
  return {
    api,
    account,
    container,
    name,
    url: `${endpoint}/${container}/${name.split('/').map(encodeURIComponent).join('/')}`,
    time: context.startTime,
    eTag: String(response.getHeader('etag') ?? '').replaceAll('"', ''),
    contentType: stored?.properties.contentType ?? 'application/octet-stream',
    contentLength: stored?.properties.contentLength ?? 0,
    blobType: stored?.properties.blobType ?? 'BlockBlob',
    requestId: context.contextId,
    clientRequestId: String(request.headers['x-ms-client-request-id'] ?? ''),
  };
}
