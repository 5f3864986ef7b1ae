import { randomBytes } from 'node:crypto';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { ServiceBusClient } from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';
import { ByteBudget } from './app/byte-budget.ts';
import type { Deps } from './app/deps.ts';
import { traceparentOf } from './app/traced.ts';
import { azureBlobs } from './azure/blobs.ts';
import { azureBus } from './azure/bus.ts';
import { documentIntelligence } from './azure/document-intelligence.ts';
import { insightsMetrics } from './azure/insights-metrics.ts';
import { insightsTraces } from './azure/insights-traces.ts';
import { networkSecurityGroup } from './azure/network-security-group.ts';
import { azureTables } from './azure/tables.ts';
import { writeBehind } from './azure/write-behind.ts';
import { type Config, loadConfig } from './config.ts';
import { createMeter } from './metering/create-meter.ts';
import { createReader } from './reading/pool.ts';
import { createScanReader } from './reading/scan/scan-reader.ts';
import { createLog } from './telemetry.ts';
import { startTracing, type Tracing, type TracingOptions } from './tracing/tracing.ts';

export interface Context {
  readonly config: Config;
  readonly deps: Deps;
  /** Null where nothing is traced. */
  readonly tracing: Tracing | null;
  /** Creates containers and tables where they are missing (laptop, tests). */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

/** The only place that wires the ports to Azure. `component` names this process in the log. */
export function createContext(component: string, env: Record<string, string | undefined> = process.env): Context {
  const config = loadConfig(env, { bus: component !== 'gateway' });
  const { storage, bus } = config;
  const credential = (clientId: string | undefined) =>
    new DefaultAzureCredential(clientId ? { managedIdentityClientId: clientId } : {});
  // Azurite listens on plain http; the SDKs refuse that for tables unless told.
  const local = { allowInsecureConnection: true };

  const blobs = azureBlobs(
    storage.kind === 'string'
      ? BlobServiceClient.fromConnectionString(storage.value)
      : new BlobServiceClient(storage.blobUri!, credential(storage.clientId)),
  );
  const isGateway = component === 'gateway';
  // It writes a line for everything that is done: a slow reader of the log must not slow transfers.
  const log = createLog(component, config.logLevel, !isGateway);
  const tableClients = new Map<string, TableClient>();
  const tables = azureTables(
    storage.kind === 'string'
      ? TableServiceClient.fromConnectionString(storage.value, local)
      : new TableServiceClient(storage.tableUri!, credential(storage.clientId)),
    (name) => {
      let c = tableClients.get(name);
      if (!c) {
        c =
          storage.kind === 'string'
            ? TableClient.fromConnectionString(storage.value, name, local)
            : new TableClient(storage.tableUri!, name, credential(storage.clientId));
        tableClients.set(name, c);
      }
      return c;
    },
  );
  const exporters = tracesTo(config, credential);
  const { sample } = config.traces;
  const tracing = exporters.length > 0 ? startTracing({ component, log, sample, exporters }) : null;
  const messages = azureBus(() => {
    if (!bus) throw new Error(`${component} has no Service Bus`);
    return bus.kind === 'string'
      ? new ServiceBusClient(bus.value)
      : new ServiceBusClient(bus.namespace!, credential(bus.clientId));
  }, traceparentOf);
  const reader = createReader({
    processes: config.reader.processes,
    timeoutMs: config.reader.seconds * 1000,
    maxRssBytes: config.reader.memoryMb * 1024 ** 2,
    maxInputBytes: config.maxReadBytes,
  });
  const { scans: forScans, documentIntelligence: service } = config;
  const ownScans =
    isGateway || forScans.processes === 0
      ? null
      : createScanReader({
          processes: forScans.processes,
          timeoutMs: forScans.seconds * 1000,
          maxRssBytes: forScans.memoryMb * 1024 ** 2,
          maxInputBytes: config.maxReadBytes,
          engine: forScans.engine,
        });
  const scans =
    ownScans && service
      ? documentIntelligence(ownScans, service.endpoint, credential(service.clientId), { mode: service.mode })
      : ownScans;
  // What is run from a terminal counts nothing.
  const isCounting = component === 'functions' || isGateway;
  const { insights } = config;
  const { clientId } = insights ?? {};
  const pushed = insights && (() => insightsMetrics(insights.connectionString, clientId ? credential(clientId) : null));
  const meter = isCounting ? createMeter(component, pushed, log) : null;
  // The gateway is what the firewall protects: it has no part in it.
  const wall = isGateway ? null : config.firewall;
  const behind = isGateway ? writeBehind(tables, log) : null;
  const deps: Deps = {
    blobs,
    tables: behind ?? tables,
    bus: messages,
    reader,
    ...(scans ? { scans } : {}),
    ...(wall ? { firewall: networkSecurityGroup(wall.groupId, credential(wall.clientId)) } : {}),
    clock: { now: Date.now, random },
    log,
    ...(meter ? { meter } : {}),
    ...(tracing ? { tracer: tracing.tracer } : {}),
    ...(isGateway ? { budget: new ByteBudget(config.gateway.bufferBytes) } : {}),
    settings: {
      maxReadBytes: config.maxReadBytes,
      hiddenForMs: config.hiddenForMs,
      stagedForMs: config.stagedForMs,
      lotDelaySeconds: config.lotDelaySeconds,
      maxScanPages: config.scans.maxPages,
      scanProcesses: Math.max(1, config.scans.processes),
      dexTextVersion: config.dexVersion,
      gateway: config.gateway.name,
      ...(wall ? { firewall: wall } : {}),
    },
  };
  return {
    config,
    deps,
    tracing,
    async prepare() {
      await Promise.all([blobs.prepare(), tables.prepare()]);
    },
    async close() {
      await behind?.settle();
      await Promise.allSettled([messages.close(), reader.close(), scans?.close(), meter?.close(), tracing?.flush()]);
    },
  };
}

/** Where spans are kept; each of both is loaded when the first spans have ended. */
function tracesTo(
  { traces: { file }, insights }: Config,
  credential: (clientId: string | undefined) => DefaultAzureCredential,
): TracingOptions['exporters'] {
  const exporters: TracingOptions['exporters'][number][] = [];
  if (file) exporters.push(async () => new (await import('./tracing/file-exporter.ts')).FileExporter(file));
  if (insights) {
    const { connectionString, clientId } = insights;
    exporters.push(() => insightsTraces(connectionString, clientId ? credential(clientId) : null));
  }
  return exporters;
}

/** Random bytes are asked of the system thousands at a time: every deposit takes some. */
const POOL_BYTES = 4096;
let pool = Buffer.alloc(0);

function random(n: number): Uint8Array {
  if (n > POOL_BYTES / 4) return randomBytes(n);
  if (pool.byteLength < n) pool = randomBytes(POOL_BYTES);
  const taken = pool.subarray(0, n);
  pool = pool.subarray(n);
  return taken;
}
