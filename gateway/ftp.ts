import type { Server, Socket } from 'node:net';
import { FtpSrv } from 'ftp-srv';
import registry from 'ftp-srv/src/commands/registry.js';
import type { Deps } from '../shared/app/deps.ts';
import { type Arrival, ENTRANCE_LIMITS, type EntranceLimits, openEntrance, Proxies } from './accept.ts';
import type { Access } from './access.ts';
import { listingCommands } from './commands-listing.ts';
import { loginCommands } from './commands-login.ts';
import { serverCommands } from './commands-server.ts';
import { tlsCommands } from './commands-tls.ts';
import { transferCommands } from './commands-transfer.ts';
import { treeCommands } from './commands-tree.ts';
import type { Monitor } from './monitor.ts';
import { PortPool } from './passive.ts';
import { type Connection, type Gateway, type Handler, Session, TIMINGS, type Timings } from './session.ts';
import { text } from './texts.ts';
import { type CertificateFiles, Tls } from './tls.ts';

export interface FtpOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly passive: { readonly min: number; readonly max: number };
  /** IPv4 address told to clients in PASV; null for the one they reached. */
  readonly advertised: string | null;
  readonly timings?: Partial<Timings>;
  /** Null or absent: no TLS. */
  readonly certificate?: CertificateFiles | null;
  /** Nobody may log in without TLS. */
  readonly isTlsRequired?: boolean;
  /** Load balancers in front, as CIDRs, and whether they send PROXY headers on data connections too. */
  readonly proxies?: { readonly from: readonly string[]; readonly isDataWithHeader: boolean };
  readonly limits?: Partial<EntranceLimits>;
}

export interface FtpGateway {
  readonly host: string;
  readonly port: number;
  /** Passive ports that no client is being waited for on. */
  readonly freePorts: () => number;
  /** Reads the certificate's files again; null where there is none. */
  readonly reloadCertificate: (() => void) | null;
  /** Until when the certificate in use is valid; null where there is none. */
  readonly certificateValidTo: () => Date | null;
  /** Takes no new connection, lets transfers end for `limitMs`, then aborts them; resolves when all is closed. */
  close(limitMs?: number): Promise<void>;
}

/**
 * What the published types of ftp-srv leave out. It is given connections and greets; the commands are ours, because
 * its own lose and invent data (gateway/README.md).
 */
interface RawServer {
  readonly server: Server;
  on(event: 'connect', listener: (e: { connection: Connection }) => void): void;
}

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

/** The constructor of ftp-srv takes over the process's signals and would end uploads within 0.1 s: taken back here. */
function withoutSignalHandlers<T>(make: () => T): T {
  const before = new Map(SIGNALS.map((s) => [s, new Set(process.listeners(s))]));
  const made = make();
  for (const s of SIGNALS)
    for (const listener of process.listeners(s)) if (!before.get(s)!.has(listener)) process.off(s, listener);
  return made;
}

/** ftp-srv logs commands with their arguments: nothing of it gets out but what it calls an error. */
function quietLog(deps: Deps): unknown {
  const log = {
    child: () => log,
    trace() {},
    debug() {},
    info() {},
    warn() {},
    error(...args: unknown[]) {
      const error = args.find((a) => a instanceof Error);
      deps.log.info('ftp-connection-error', { error });
    },
  };
  return log;
}

/** Commands without state that ftp-srv answers as it should. */
function borrowed(verb: string): Handler {
  const { handler } = registry[verb]!;
  return {
    isOpen: true,
    run: async (session, { argument }) => {
      const command = { directive: verb, arg: argument || null };
      await handler.call(session.connection, { log: undefined, command });
    },
  };
}

const handlers: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(['NOOP', 'SYST', 'MODE', 'STRU', 'ALLO'].map((verb) => [verb, borrowed(verb)])),
  ...serverCommands,
  ...loginCommands,
  ...treeCommands,
  ...tlsCommands,
  ...listingCommands,
  ...transferCommands,
};

/** A last word in clear to somebody who has not been greeted. */
function sayAndClose(socket: Socket, message: 'BUSY' | 'CLOSING'): void {
  socket.end(`421 ${text('fr', message)}\r\n`);
  socket.resume();
  const limit = setTimeout(() => socket.destroy(), 2_000);
  socket.once('close', () => clearTimeout(limit));
}

/** What every protocol of the gateway is given. */
export interface Door {
  readonly deps: Deps;
  readonly access: Access;
  readonly monitor: Monitor;
}

/** Starts the FTP server of the gateway. Rejects where its port can't be had. */
export async function startFtp({ deps, access, monitor }: Door, options: FtpOptions): Promise<FtpGateway> {
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const ftp = withoutSignalHandlers(
    () => new FtpSrv({ url: `ftp://${host}:${options.port}`, log: quietLog(deps) }),
  ) as unknown as RawServer;
  const pool = new PortPool(options.host, options.passive);
  const proxies = new Proxies(options.proxies?.from);
  const entranceLimits = { ...ENTRANCE_LIMITS, ...options.limits };
  const tls = options.certificate ? new Tls(options.certificate, deps.log) : null;
  let isDraining = false;
  const gateway: Gateway = {
    deps,
    pool,
    timings: { ...TIMINGS, ...options.timings },
    advertised: options.advertised,
    isDraining: () => isDraining,
    access,
    monitor,
    tls,
    isTlsRequired: options.isTlsRequired ?? false,
    viaProxy: {
      trusts: (address) => proxies.has(address),
      sendsHeader: options.proxies?.isDataWithHeader ?? true,
      headerMs: entranceLimits.headerMs,
    },
  };

  const sessions = new Set<Session>();
  let arriving: Arrival | null = null;
  ftp.on('connect', ({ connection }) => {
    if (!arriving) return;
    const { socket } = arriving;
    // Its own reader takes a packet for a line.
    socket.removeAllListeners('data');
    const session = new Session(connection, arriving, gateway, handlers);
    sessions.add(session);
    monitor.connected('ftp');
    socket.once('close', () => {
      sessions.delete(session);
      monitor.disconnected('ftp');
    });
  });
  const entrance = await openEntrance({
    protocol: 'ftp',
    host: options.host,
    port: options.port,
    access,
    monitor,
    log: deps.log,
    proxies,
    limits: entranceLimits,
    onArrival: (arrival) => {
      // ftp-srv tells of its connection before it returns.
      arriving = arrival;
      ftp.server.emit('connection', arrival.socket);
      arriving = null;
    },
    onRefused: (socket, why) => sayAndClose(socket, why === 'busy' ? 'BUSY' : 'CLOSING'),
  });

  return {
    host: options.host,
    port: entrance.port,
    freePorts: () => pool.free,
    reloadCertificate: tls ? () => tls.reload() : null,
    certificateValidTo: () => tls?.validTo ?? null,
    async close(limitMs = 30_000) {
      isDraining = true;
      entrance.drain();
      for (const s of sessions) if (!s.isBusy) void s.end(421, 'CLOSING');
      const gone = Promise.all([...sessions].map((s) => s.closed));
      const limit = setTimeout(() => {
        for (const s of sessions) s.transfer?.abort('closing');
      }, limitMs);
      // Whoever does not even take its last reply.
      const last = setTimeout(() => {
        for (const s of sessions) s.destroy();
      }, limitMs + 5_000);
      // New connections are told meanwhile that the service stops.
      await gone;
      clearTimeout(limit);
      clearTimeout(last);
      await entrance.close();
      tls?.close();
    },
  };
}
