/** Blob and table storage on a laptop: Azurite in this process, durable, with what its command line lacks. */

import { mkdirSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:net';
import type { Log } from '../../shared/ports/log.ts';
import { type AzuriteServer, loadAzurite } from './azurite.ts';
import { type BlobWrite, blobWriteOf } from './blob-writes.ts';
import { type Front, type FrontOptions, placeFront } from './front.ts';
import { claimDirectory } from './lock.ts';
import { journalLoki, type LokiJournal } from './loki-journal.ts';
import { patchLokiQueries } from './loki-queries.ts';

export type { BlobWrite } from './blob-writes.ts';

export interface StorageOptions {
  /** Where everything is kept; created when missing. One storage at a time. */
  dataDir: string;
  /** Address to listen on. Default 127.0.0.1: the account's key is public, so nobody else should reach it. */
  host?: string;
  /** TCP ports; 0 takes a free one. */
  blobPort: number;
  tablePort: number;
  log?: Log;
  /** For tests: `fail` names the status to answer instead of serving the request, or undefined to serve it. */
  faults?: { fail?: (request: { method: string; url: string }) => number | undefined };
}

export interface Storage {
  host: string;
  blobPort: number;
  tablePort: number;
  /** For the SDKs of blobs and tables. It is plain http: the tables' SDK wants `allowInsecureConnection: true`. */
  connectionString: string;
  /**
   * Calls `listener` for each blob created or replaced by anybody, after it is durable and before its writer is told.
   * When it throws, the writer sees a broken connection. Returns what ends the calls.
   */
  onBlobWritten(listener: (write: BlobWrite) => void): () => void;
  /** Requests that arrived since the start; a batch or an entity-group transaction is one. */
  requests(): { blob: number; table: number };
  /** Answers what is under way, saves everything, and stops. */
  close(): Promise<void>;
}

/** How long `close` waits for requests under way. */
const DRAIN_MS = 10_000;

/**
 * Starts blob and table storage on `dataDir`, with what was there before.
 * @throws Error with code EADDRINUSE that names the port, when it is taken; Error that names the directory, when
 *   another storage has it; Error that names the file, when what is on disk is damaged
 */
export async function startStorage(options: StorageOptions): Promise<Storage> {
  const { dataDir, host = '127.0.0.1', log } = options;
  mkdirSync(dataDir, { recursive: true });
  // Before anything on disk is touched: the port may be that of a storage on the same directory.
  await assertFree(host, options.blobPort, 'blob storage');
  await assertFree(host, options.tablePort, 'table storage');
  const azurite = loadAzurite();
  const release = claimDirectory(dataDir);

  const listeners = new Set<(write: BlobWrite) => void>();
  const journals: LokiJournal[] = [];
  const started: AzuriteServer[] = [];
  const fronts: Front[] = [];

  const flush = (): void => {
    for (const journal of journals) journal.flush();
  };

  const bringUp = async (
    what: string,
    server: AzuriteServer,
    hooks: Pick<FrontOptions, 'failureBody' | 'beforeServing' | 'beforeAnswer'>,
  ): Promise<Front> => {
    for (const database of server.databases) {
      journals.push(
        journalLoki(database, (error) => log?.error('storage.copy-failed', { service: what, message: error.message })),
      );
    }
    const front = placeFront(server.httpServer, {
      ...hooks,
      fail: options.faults?.fail,
      onError: (error) => log?.error('storage.answer-cut', { service: what, message: (error as Error).message }),
    });
    fronts.push(front);
    started.push(server);
    await server.start().catch((error) => {
      throw error.code === 'EADDRINUSE' ? portTaken(host, error.port, what) : error;
    });
    for (const database of server.databases) patchLokiQueries(database.collections[0]!);
    return front;
  };

  const stop = async (): Promise<void> => {
    try {
      await Promise.all(fronts.map((front) => front.drain(DRAIN_MS)));
      for (const server of started) await server.close();
      for (const journal of journals) await journal.close();
      for (const server of started) server.closeFiles();
    } finally {
      release();
    }
  };

  try {
    // Each is made only when it is started: what was made holds timers until it is closed.
    const tableServer = azurite.createTableServer({ host, port: options.tablePort, dataDir });
    const tables = await bringUp('table storage', tableServer, {
      failureBody: jsonFailure,
      beforeServing: decodeAsText,
      beforeAnswer: flush,
    });
    const tablePort = portOf(tableServer.httpServer);
    const tableEndpoint = `http://${host}:${tablePort}/${azurite.account.name}`;

    // Last, so that whoever waits for this start can listen to writes before the first one is made.
    const blobServer = azurite.createBlobServer({ host, port: options.blobPort, dataDir });
    let blobPort = 0;
    let blobEndpoint = '';
    blobServer.httpServer.once('listening', () => {
      blobPort = portOf(blobServer.httpServer);
      blobEndpoint = `http://${host}:${blobPort}/${azurite.account.name}`;
    });
    const blobs = await bringUp('blob storage', blobServer, {
      failureBody: xmlFailure,
      beforeAnswer(request, response) {
        flush();
        const write = blobWriteOf(azurite, blobServer.databases.at(-1)!, blobEndpoint, request, response);
        if (write !== undefined) for (const listener of listeners) listener(write);
      },
    });

    let closed: Promise<void> | undefined;
    return {
      host,
      blobPort,
      tablePort,
      connectionString:
        `DefaultEndpointsProtocol=http;AccountName=${azurite.account.name};AccountKey=${azurite.account.key};` +
        `BlobEndpoint=${blobEndpoint};TableEndpoint=${tableEndpoint};`,
      onBlobWritten(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      requests: () => ({ blob: blobs.requests(), table: tables.requests() }),
      close() {
        closed ??= stop();
        return closed;
      },
    };
  } catch (error) {
    await stop().catch((second) => log?.error('storage.stop-failed', { message: (second as Error).message }));
    throw error;
  }
}

/**
 * Azurite 3.37 turns the body of a table request into text piece by piece, so that an accented letter between two pieces
 * becomes rubbish. Node's own decoder carries such a letter over. (A batch is put together before it is decoded.)
 */
function decodeAsText(request: IncomingMessage): void {
  if (!request.url?.includes('/$batch')) request.setEncoding('utf8');
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the storage server has no port');
  return address.port;
}

async function assertFree(host: string, port: number, what: string): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(host, port, what) : error),
    );
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}

function portTaken(host: string, port: number, what: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(
    `port ${port} of ${host}, meant for ${what}, is in use by another program: stop it, or choose another port`,
  );
  error.code = 'EADDRINUSE';
  return error;
}

const FAILURE_CODES: Record<number, string> = {
  403: 'AuthorizationFailure',
  404: 'ResourceNotFound',
  409: 'Conflict',
  412: 'ConditionNotMet',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServerBusy',
};

function xmlFailure(status: number): { contentType: string; code: string; body: string } {
  const code = FAILURE_CODES[status] ?? 'InjectedFault';
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>injected fault</Message></Error>`;
  return { contentType: 'application/xml', code, body };
}

function jsonFailure(status: number): { contentType: string; code: string; body: string } {
  const code = FAILURE_CODES[status] ?? 'InjectedFault';
  const body = JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: 'injected fault' } } });
  return { contentType: 'application/json', code, body };
}
