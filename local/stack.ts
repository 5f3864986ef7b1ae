import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Context, createContext } from '../shared/context.ts';
import { ownHostKeys } from './host-keys.ts';
import { choosePort } from './ports.ts';
import { type Managed, startManaged } from './process.ts';
import { ownCertificate } from './self-signed.ts';
import { operatorKey, type Places } from './settings.ts';

export interface StackOptions {
  /** Root of the project: where package.json, host.json and dist/ are. */
  readonly root: string;
  readonly places: Places;
  readonly ports: {
    blob: number;
    table: number;
    bus: number;
    api: number;
    ftp: number;
    /** Any free one where absent. */
    sftp?: number;
    /** Of the gateway's status page; any free one where absent. */
    status?: number;
    passive: string;
  };
  readonly host?: string;
  /** Settings over the defaults, for tests and campaigns. */
  readonly env?: Record<string, string>;
  readonly deliverTwice?: boolean;
  /** Whether functions and gateway keep their spans, in `places.traces`. */
  readonly isTraced?: boolean;
  /** Folders of packages (scripts/package.mjs) that run in the place of what is built in dist/. */
  readonly packages?: { readonly functions?: string; readonly gateway?: string };
  readonly onRestart?: (name: string, state: 'died' | 'back', how: string) => void;
  /** Runs when the storage is up and before anything serves: the demo's seed. */
  readonly beforeServing?: (context: Context) => Promise<void>;
}

/** The running cloud: three processes, each of which can die and come back alone. */
export interface Stack {
  readonly cloud: Managed;
  readonly functions: Managed;
  readonly gateway: Managed;
  /** For use cases run from outside (seed, rebuild, tests). */
  readonly env: Record<string, string>;
  readonly api: string;
  readonly ftp: { host: string; port: number };
  readonly sftp: { host: string; port: number };
  /** The gateway's status page: /metrics, /health, /ready. */
  readonly status: string;
  readonly operatorKey: string;
  stop(): Promise<void>;
}

/** Starts storage with bus, then the functions host and the gateway. What was started is stopped where a later one fails. */
export async function startStack(o: StackOptions): Promise<Stack> {
  const host = o.host ?? '127.0.0.1';
  const ports = await fixedPorts(o.ports, host);
  const dist = (path: string) => join(o.root, 'dist', path);
  const started: Managed[] = [];
  const base = { ...process.env, NODE_OPTIONS: '', AMI_LOG_LEVEL: o.env?.['AMI_LOG_LEVEL'] ?? 'info' };
  const managed = async (name: string, script: string, args: string[], env: object, readyLine: string) => {
    const m = await startManaged({
      name,
      script,
      args,
      env: { ...base, ...env },
      logs: o.places.logs,
      readyLine,
      onRestart: (state, how) => o.onRestart?.(name, state, how),
    });
    started.push(m);
    return m;
  };
  const stop = async () => {
    for (const m of started.reverse()) await m.stop();
  };
  try {
    const given = ['--blob-port', ports.blob, '--table-port', ports.table, '--bus-port', ports.bus].map(String);
    const twice = o.deliverTwice ? ['--deliver-twice'] : [];
    const args = ['--data', o.places.data, '--root', o.root, ...given, ...twice];
    const cloud = await managed('cloud', dist('local/cloud.js'), args, {}, 'cloud ready');
    const connections = JSON.parse(cloud.ready()) as { storage: string; bus: string };
    const key = operatorKey(o.places);
    const certificate = ownCertificate(o.places.data, host);
    const env: Record<string, string> = {
      Storage: connections.storage,
      ServiceBus: connections.bus,
      AMI_OPERATOR_KEY_SHA256: createHash('sha256').update(key).digest('hex'),
      AMI_LOT_DELAY_SECONDS: '2',
      AMI_FTP_HOST: host,
      AMI_FTP_PORT: String(ports.ftp),
      AMI_FTP_PASSIVE: ports.passive,
      AMI_GATEWAY_HTTP: `127.0.0.1:${ports.status ?? 0}`,
      // Less than what a process is given to stop.
      AMI_DRAIN_SECONDS: '8',
      AMI_TLS_CERT: certificate.certFile,
      AMI_TLS_KEY: certificate.keyFile,
      AMI_SFTP_PORT: String(ports.sftp),
      AMI_SFTP_HOST_KEYS: ownHostKeys(o.places.data).join(','),
      ...o.env,
    };
    const context = createContext('seed', { ...env, AMI_LOG_LEVEL: 'warn' });
    try {
      await context.prepare();
      await o.beforeServing?.(context);
    } finally {
      await context.close();
    }
    const kept = (name: string) => (o.isTraced ? { AMI_TRACE_FILE: join(o.places.traces, `${name}.jsonl`) } : {});
    const gatewayMain = o.packages?.gateway ? join(o.packages.gateway, 'lib/main.js') : dist('gateway/main.js');
    // Both to their end, so that one that is still starting when the other fails is stopped too.
    const outcomes = await Promise.allSettled([
      managed(
        'functions',
        dist('local/functions-host/main.js'),
        [
          '--app',
          o.packages?.functions ?? o.root,
          '--port',
          String(ports.api),
          '--host',
          host,
          '--state',
          o.places.hostState,
        ],
        { ...kept('functions'), ...env },
        'functions host ready',
      ),
      managed('gateway', gatewayMain, [], { ...kept('gateway'), ...env }, 'gateway ready'),
    ]);
    const failed = outcomes.find((x) => x.status === 'rejected');
    if (failed) throw failed.reason;
    const [functions, gateway] = outcomes.map((x) => (x as PromiseFulfilledResult<Managed>).value) as [
      Managed,
      Managed,
    ];
    const url = functions.ready().split(' ')[0]!;
    const ftp = new URL(gateway.ready());
    return {
      cloud,
      functions,
      gateway,
      env,
      api: `${url}/api`,
      ftp: { host: ftp.hostname, port: Number(ftp.port || 21) },
      sftp: { host: ftp.hostname, port: ports.sftp! },
      status: `http://127.0.0.1:${ports.status}`,
      operatorKey: key,
      stop,
    };
  } catch (e) {
    await stop();
    throw e;
  }
}

/** A port 0 becomes one that stays the same when its process is started again. */
async function fixedPorts(wanted: StackOptions['ports'], host: string): Promise<StackOptions['ports']> {
  const fixed = { ...wanted };
  const taken = new Set<number>();
  for (const name of ['blob', 'table', 'bus', 'api', 'ftp', 'sftp', 'status'] as const)
    if (!fixed[name]) fixed[name] = await choosePort(20_000 + Math.floor(Math.random() * 10_000), host, taken);
  return fixed;
}
