import { randomUUID } from 'node:crypto';
import type { BlobWrite } from '../storage/storage.ts';

/** `Microsoft.Storage.BlobCreated` in the Event Grid schema, as Azure documents it ("Azure Blob Storage as an Event Grid source"). */
export interface BlobCreatedEvent {
  /** The resource id of the storage account. */
  topic: string;
  /** `/blobServices/default/containers/<container>/blobs/<name>`, the name as it is listed, nothing encoded. */
  subject: string;
  eventType: 'Microsoft.Storage.BlobCreated';
  /** ISO 8601, UTC. */
  eventTime: string;
  id: string;
  data: {
    api: BlobWrite['api'];
    clientRequestId: string;
    requestId: string;
    eTag: string;
    contentType: string;
    /** Bytes. */
    contentLength: number;
    blobType: string;
    /** The blob's address, its path percent-encoded. */
    url: string;
    /** Orders the events of one blob when compared as text; says nothing between blobs. */
    sequencer: string;
    storageDiagnostics: { batchId: string };
  };
  dataVersion: string;
  metadataVersion: string;
}

/** Counts up and never repeats, over restarts too, as long as the clock does not fall back while nothing runs. */
export function createSequencer(now: () => number = Date.now): () => string {
  let last = 0n;
  return () => {
    const fromClock = BigInt(now()) << 20n; // room for a million events a millisecond
    last = fromClock > last ? fromClock : last + 1n;
    return last.toString(16).toUpperCase().padStart(32, '0');
  };
}

/** The event of one write. */
export function blobCreated(write: BlobWrite, sequencer: string): BlobCreatedEvent {
  return {
    topic:
      '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local' +
      `/providers/Microsoft.Storage/storageAccounts/${write.account}`,
    subject: `/blobServices/default/containers/${write.container}/blobs/${write.name}`,
    eventType: 'Microsoft.Storage.BlobCreated',
    eventTime: write.time.toISOString(),
    id: randomUUID(),
    data: {
      api: write.api,
      clientRequestId: write.clientRequestId,
      requestId: write.requestId,
      eTag: write.eTag,
      contentType: write.contentType,
      contentLength: write.contentLength,
      blobType: write.blobType,
      url: write.url,
      sequencer,
      storageDiagnostics: { batchId: randomUUID() },
    },
    dataVersion: '',
    metadataVersion: '1',
  };
}
