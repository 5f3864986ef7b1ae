/**
 * Azurite's blob and table servers inside this process: 40 ms instead of the 3 s of its command line.
 *
 * Azurite has no public interface for this, so its own modules are loaded. The version is pinned in package.json, and
 * {@link loadAzurite} refuses a version whose parts are not where they are expected.
 */

import { closeSync } from 'node:fs';
import type { Server } from 'node:http';
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import type { LokiDatabase } from './loki.ts';
import { type TableMetadataStore, useRowKeyIndex } from './table-ranges.ts';
import { type BlobMetadataStore, forgetUncommittedOnWrite } from './uncommitted-blobs.ts';

/** The account that every emulator knows. Its key is public: it protects nothing, and no real data belongs here. */
export interface EmulatorAccount {
  name: string;
  key: string;
}

/** A server of Azurite as used here: started, listened to in front, closed. */
export interface AzuriteServer {
  httpServer: Server;
  /** The databases of this server, in the order in which their changes depend on each other. */
  databases: LokiDatabase[];
  start(): Promise<void>;
  /** Saves and closes, also after a start that failed half-way. */
  close(): Promise<void>;
  /** Closes the files of blob contents that Azurite leaves open when it closes. */
  closeFiles(): void;
}

/** What Azurite understood of a blob request; it hangs on the response from its first middleware on. */
export interface AzuriteBlobContext {
  account: string;
  container: string;
  blob: string;
  /** The name of the REST operation, `BlockBlob_Upload` for instance; undefined when the request was not understood. */
  operation: string | undefined;
  startTime: Date;
  contextId: string;
}

export interface Azurite {
  account: EmulatorAccount;
  createBlobServer(options: { host: string; port: number; dataDir: string }): AzuriteServer;
  createTableServer(options: { host: string; port: number; dataDir: string }): AzuriteServer;
  blobContext(response: object): AzuriteBlobContext | undefined;
}

const BLOB_METADATA_FILE = 'blobs.json';
const EXTENT_METADATA_FILE = 'extents.json';
const EXTENTS_DIRECTORY = 'extents';
const TABLE_FILE = 'tables.json';

/** Files into which blob contents are written at the same time. */
const PARALLEL_EXTENTS = 16;

/** Longer than the SDK keeps an idle connection, so that it never sends into one that is being closed. In seconds. */
const KEEP_ALIVE_SECONDS = 65;

interface ServerInternals {
  httpServer: Server;
  metadataStore: { db: LokiDatabase };
  extentMetadataStore?: { db: LokiDatabase };
  extentStore?: { activeWriteExtents: { fd?: number }[] };
  accountDataStore: { refresh(): void };
  getStatus(): string;
  start(): Promise<void>;
  close(): Promise<void>;
  afterClose(): Promise<void>;
}

type ServerClass = new (configuration: object) => ServerInternals;
type ConfigurationClass = new (...positional: unknown[]) => object;

let loaded: Azurite | undefined;

/**
 * Loads Azurite once in this process, without its telemetry.
 * @throws Error when the installed version is not built as this module expects
 */
export function loadAzurite(): Azurite {
  loaded ??= load();
  return loaded;
}

function load(): Azurite {
  const ours = createRequire(import.meta.url);
  const { version } = ours('azurite/package.json') as { version: string };
  leaveOutTelemetry(createRequire(ours.resolve('azurite/package.json')));

  const part = <T>(path: string): T => ours(`azurite/dist/src/${path}.js`) as T;
  const { default: BlobServer } = part<{ default: ServerClass }>('blob/BlobServer');
  const { default: BlobConfiguration } = part<{ default: ConfigurationClass }>('blob/BlobConfiguration');
  const { default: TableServer } = part<{ default: ServerClass }>('table/TableServer');
  const { default: TableConfiguration } = part<{ default: ConfigurationClass }>('table/TableConfiguration');
  const { AzuriteTelemetryClient } = part<{ AzuriteTelemetryClient: { enableTelemetry: boolean } }>('common/Telemetry');
  const blobConstants = part<Record<string, string>>('blob/utils/constants');
  const { Operation } = part<{ Operation: Record<number, string> }>('blob/generated/artifacts/operation');
  AzuriteTelemetryClient.enableTelemetry = false;

  const unexpected = (what: string): Error =>
    new Error(`Azurite ${version} has no ${what}: local/storage is written for 3.37 and must be adapted to it`);
  const {
    EMULATOR_ACCOUNT_NAME: name,
    EMULATOR_ACCOUNT_KEY_STR: key,
    DEFAULT_CONTEXT_PATH: contextPath,
  } = blobConstants;
  if (!name || !key || !contextPath) throw unexpected('emulator account');

  const server = (internals: ServerInternals): AzuriteServer => {
    const databases = [internals.extentMetadataStore?.db, internals.metadataStore?.db].filter((db) => db !== undefined);
    if (databases.length === 0 || !internals.httpServer || !internals.accountDataStore)
      throw unexpected('lokijs store');
    // It would take the accounts from AZURITE_ACCOUNTS, and the connection string given out here would not open them.
    internals.accountDataStore.refresh = () => {};
    return {
      httpServer: internals.httpServer,
      databases,
      start: () => internals.start(),
      close: () => (internals.getStatus() === 'Running' ? internals.close() : internals.afterClose()),
      closeFiles: () => closeExtents(internals),
    };
  };

  return {
    account: { name, key },
    createBlobServer({ host, port, dataDir }) {
      const extents = [
        { locationId: 'Default', locationPath: join(dataDir, EXTENTS_DIRECTORY), maxConcurrency: PARALLEL_EXTENTS },
      ];
      const internals = new BlobServer(
        new BlobConfiguration(
          host,
          port,
          KEEP_ALIVE_SECONDS,
          join(dataDir, BLOB_METADATA_FILE),
          join(dataDir, EXTENT_METADATA_FILE),
          extents,
          ...[false, undefined], // access log, its stream
          ...[false, undefined], // debug log, its file
          false, // loose: headers it does not support are refused, not ignored
          true, // skipApiVersionCheck: SDKs send newer versions than Azurite knows
        ),
      );
      forgetUncommittedOnWrite(internals.metadataStore as BlobMetadataStore);
      return server(internals);
    },
    createTableServer({ host, port, dataDir }) {
      const internals = new TableServer(
        new TableConfiguration(
          host,
          port,
          KEEP_ALIVE_SECONDS,
          join(dataDir, TABLE_FILE),
          false, // debug log
          ...[false, undefined], // access log, its stream
          undefined, // file of the debug log
          false, // loose
          true, // skipApiVersionCheck
        ),
      );
      useRowKeyIndex(internals.metadataStore as unknown as TableMetadataStore);
      return server(internals);
    },
    blobContext(response) {
      const locals = (response as { locals?: Record<string, unknown> }).locals;
      const context = locals?.[contextPath] as
        | (Omit<AzuriteBlobContext, 'operation' | 'contextId'> & { operation?: number; contextID: string })
        | undefined;
      if (context === undefined) return undefined;
      const { account, container, blob, startTime, operation } = context;
      const named = operation === undefined ? undefined : Operation[operation];
      return { account, container, blob, startTime, operation: named, contextId: context.contextID };
    },
  };
}

/**
 * Puts an empty module in the place of Azurite's telemetry library: nothing can be sent then, and loading takes 0.2 s
 * instead of 1.4 s. Azurite uses it only when telemetry is switched on, which happens in its command line.
 */
function leaveOutTelemetry(azuriteRequire: NodeJS.Require): void {
  const path = azuriteRequire.resolve('applicationinsights');
  if (azuriteRequire.cache[path] !== undefined) return;
  const empty = new Module(path);
  empty.exports = {};
  empty.loaded = true;
  azuriteRequire.cache[path] = empty;
}

function closeExtents(internals: ServerInternals): void {
  for (const extent of internals.extentStore?.activeWriteExtents ?? []) {
    if (extent.fd !== undefined) closeSync(extent.fd);
    extent.fd = undefined;
  }
}
