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
  type Metadata,
  type Upload,
} from '../ports/blobs.ts';

const BLOCK_BYTES = 8 * 1024 * 1024;
const BLOCKS_AT_ONCE = 4;

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

    async get(c, name, maxBytes = Number.POSITIVE_INFINITY) {
      try {
        const r = await block(c, name).download();
        const info = toInfo(name, r);
        const body = r.readableStreamBody as Readable;
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
        return toInfo(name, await block(c, name).getProperties());
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

/** Blocks of 8 MiB, four at once; what is never committed is dropped by the service after a week. */
function blockUpload(client: ReturnType<ContainerClient['getBlockBlobClient']>): Upload {
  const ids: string[] = [];
  const running = new Set<Promise<void>>();
  const session = randomUUID();
  const abort = new AbortController();
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let failure: unknown;

  const stage = async () => {
    const body = Buffer.concat(pending);
    pending = [];
    pendingBytes = 0;
    const id = Buffer.from(`${session}-${String(ids.length).padStart(6, '0')}`).toString('base64');
    ids.push(id);
    const task: Promise<void> = client
      .stageBlock(id, body, body.byteLength, { abortSignal: abort.signal })
      .then(() => undefined)
      .catch((e) => {
        failure ??= e;
      })
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= BLOCKS_AT_ONCE) await Promise.race(running);
  };

  return {
    async write(chunk) {
      if (failure) throw failure;
      pending.push(chunk);
      pendingBytes += chunk.byteLength;
      if (pendingBytes >= BLOCK_BYTES) await stage();
    },
    async commit(metadata) {
      if (pendingBytes > 0) await stage();
      await Promise.all(running);
      if (failure) throw failure;
      try {
        await client.commitBlockList(ids, { metadata: encode(metadata), conditions: ABSENT });
      } catch (e) {
        if (isTaken(e)) throw new BlobExists(client.name);
        throw e;
      }
    },
    async abort() {
      pending = [];
      abort.abort();
      await Promise.allSettled(running);
    },
  };
}
