import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type BlobServiceClient, type ContainerClient, RestError } from '@azure/storage-blob';
import {
  type Blob,
  BlobExists,
  type BlobInfo,
  type BlobStore,
  BlobTooLarge,
  CONTAINERS,
  type Container,
  DISCARDED,
  type Metadata,
  type Upload,
} from '../ports/blobs.ts';

/** Header values are ASCII, so values travel percent-encoded. */
function encode(metadata: Metadata): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([k, v]) => [k, encodeURIComponent(v)]));
}

function decode(metadata: Record<string, string> | undefined): Metadata {
  return Object.fromEntries(
    Object.entries(metadata ?? {}).map(([k, v]) => {
      try {
        return [k.toLowerCase(), decodeURIComponent(v)];
      } catch {
        return [k.toLowerCase(), v];
      }
    }),
  );
}

function status(e: unknown): number | undefined {
  return e instanceof RestError ? e.statusCode : undefined;
}

/** A condition If-None-Match: * fails with 409 (the blob exists) or 412 (it came to exist meanwhile). */
function isTaken(e: unknown): boolean {
  return status(e) === 409 || status(e) === 412;
}

/** Stands for a moment where blocks are discarded: nobody's file. */
function isDiscarded(metadata: Metadata): boolean {
  return metadata['discarded'] === DISCARDED['discarded'];
}

const ABSENT = { ifNoneMatch: '*' } as const;

/** `BlobStore` on Azure Blob storage (or Azurite). */
export function azureBlobs(service: BlobServiceClient): BlobStore & { prepare(): Promise<void> } {
  const clients = new Map<Container, ContainerClient>();
  const container = (name: Container) => {
    let c = clients.get(name);
    if (!c) {
      c = service.getContainerClient(name);
      clients.set(name, c);
    }
    return c;
  };
  const block = (c: Container, name: string) => container(c).getBlockBlobClient(name);

  return {
    /** Creates the containers, for the laptop and tests; in Azure Bicep has made them. */
    async prepare() {
      await Promise.all(CONTAINERS.map((c) => container(c).createIfNotExists()));
    },

    async create(c, name, bytes, metadata = {}) {
      try {
        await block(c, name).upload(bytes, bytes.byteLength, { metadata: encode(metadata), conditions: ABSENT });
        return true;
      } catch (e) {
        if (isTaken(e)) return false;
        throw e;
      }
    },

    async put(c, name, bytes, metadata = {}) {
      await block(c, name).upload(bytes, bytes.byteLength, { metadata: encode(metadata) });
    },

    upload: (c, name) => blockUpload(block(c, name)),

    /** Put Blob is what drops uncommitted blocks; the blob that it makes goes at once. */
    async discard(c, name) {
      try {
        const made = await block(c, name).upload('', 0, { metadata: encode(DISCARDED), conditions: ABSENT });
        await block(c, name).delete({ conditions: { ifMatch: made.etag! } });
      } catch (e) {
        if (!isTaken(e)) throw e;
        // Committed after all, or left by a try that ended half way.
        const there = await block(c, name).getProperties();
        if (isDiscarded(decode(there.metadata)))
          await block(c, name).deleteIfExists({ conditions: { ifMatch: there.etag! } });
      }
    },

    async get(c, name, maxBytes = Number.POSITIVE_INFINITY) {
      try {
        const r = await block(c, name).download();
        const info = toInfo(name, r);
        const body = r.readableStreamBody as Readable;
        if (isDiscarded(info.metadata)) {
          body.destroy();
          return null;
        }
        if (info.size > maxBytes) {
          body.destroy();
          throw new BlobTooLarge(info);
        }
        const chunks: Buffer[] = [];
        for await (const chunk of body) chunks.push(chunk as Buffer);
        return { ...info, bytes: Buffer.concat(chunks) } satisfies Blob;
      } catch (e) {
        if (status(e) === 404) return null;
        throw e;
      }
    },

    async head(c, name) {
      try {
        const info = toInfo(name, await block(c, name).getProperties());
        return isDiscarded(info.metadata) ? null : info;
      } catch (e) {
        if (status(e) === 404) return null;
        throw e;
      }
    },

    async stream(c, name, offset = 0) {
      try {
        const info = toInfo(name, await block(c, name).getProperties());
        if (offset >= info.size) {
          const { Readable: R } = await import('node:stream');
          return { info, body: R.from([]) };
        }
        const r = await block(c, name).download(offset, undefined, { maxRetryRequests: 3 });
        return { info, body: r.readableStreamBody as Readable };
      } catch (e) {
        if (status(e) === 404) return null;
        throw e;
      }
    },

    async copy(from, to, metadata) {
      const target = block(to.container, to.name);
      try {
        const poller = await target.beginCopyFromURL(block(from.container, from.name).url, {
          metadata: encode(metadata),
          conditions: ABSENT,
          intervalInMs: 200,
        });
        const done = await poller.pollUntilDone();
        if (done.copyStatus !== 'success')
          throw new Error(`copy to ${to.container}/${to.name} ended ${done.copyStatus}`);
        return true;
      } catch (e) {
        if (isTaken(e)) return false;
        throw e;
      }
    },

    async *list(c, prefix) {
      for await (const item of container(c).listBlobsFlat({ prefix, includeMetadata: true })) {
        if (isDiscarded(decode(item.metadata))) continue;
        yield {
          name: item.name,
          size: item.properties.contentLength ?? 0,
          modified: item.properties.lastModified.getTime(),
          metadata: decode(item.metadata),
        };
      }
    },

    async remove(c, name) {
      await block(c, name).deleteIfExists();
    },
  };
}

function toInfo(
  name: string,
  r: { contentLength?: number; lastModified?: Date; metadata?: Record<string, string> },
): BlobInfo {
  return { name, size: r.contentLength ?? 0, modified: r.lastModified?.getTime() ?? 0, metadata: decode(r.metadata) };
}

function blockUpload(client: ReturnType<ContainerClient['getBlockBlobClient']>): Upload {
  const ids: string[] = [];
  const session = randomUUID();
  return {
    async stage(bytes) {
      const id = Buffer.from(`${session}-${String(ids.length).padStart(6, '0')}`).toString('base64');
      ids.push(id);
      await client.stageBlock(id, bytes, bytes.byteLength);
    },
    async commit(metadata) {
      try {
        await client.commitBlockList(ids, { metadata: encode(metadata), conditions: ABSENT });
      } catch (e) {
        if (isTaken(e)) throw new BlobExists(client.name);
        throw e;
      }
    },
  };
}
