import type { Server, Socket } from 'node:net';
import { FtpSrv } from 'ftp-srv';
import registry from 'ftp-srv/src/commands/registry.js';
import type { Deps } from '../shared/app/deps.ts';
import type { Access } from './access.ts';
import { loginCommands } from './commands-login.ts';
import { transferCommands } from './commands-transfer.ts';
import { treeCommands } from './commands-tree.ts';
import type { Monitor } from './monitor.ts';
import { PortPool } from './passive.ts';
import { type Gateway, type Handler, Session, TIMINGS, type Timings } from './session.ts';

export interface FtpOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly passive: { readonly min: number; readonly max: number };
  /** IPv4 address told to clients in PASV; null for the one they reached. */
  readonly advertised: string | null;
  readonly timings?: Partial<Timings>;
}

export interface FtpGateway {
  readonly host: string;
  readonly port: number;
  /** Passive ports that no client is being waited for on. */
  readonly freePorts: () => number;
  /** Takes no new connection, lets transfers end for `limitMs`, then aborts them; resolves when all is closed. */
  close(limitMs?: number): Promise<void>;
}

/**
 * What the published types of ftp-srv leave out. Its server accepts connections and greets; the commands are ours,
 * because its own lose and invent data (gateway/README.md).
 */
interface RawServer {
  readonly server: Server;
  listen(): PromiseLike<unknown>;
  on(
    event: 'connect',
    listener: (e: { connection: { commandSocket: Socket } & import('ftp-srv').FtpConnection }) => void,
  ): void;
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
  ...loginCommands,
  ...treeCommands,
  ...transferCommands,
};

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
  let isDraining = false;
  const gateway: Gateway = {
    deps,
    pool,
    timings: { ...TIMINGS, ...options.timings },
    advertised: options.advertised,
    isDraining: () => isDraining,
    access,
    monitor,
  };

  const sessions = new Set<Session>();
  ftp.on('connect', ({ connection }) => {
    const socket = connection.commandSocket;
    // Its own reader takes a packet for a line.
    socket.removeAllListeners('data');
    const session = new Session(connection, socket, gateway, handlers);
    sessions.add(session);
    monitor.connected('ftp');
    socket.once('close', () => {
      sessions.delete(session);
      monitor.disconnected('ftp');
    });
  });
  await ftp.listen();
  const address = ftp.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;

  return {
    host: options.host,
    port,
    freePorts: () => pool.free,
    async close(limitMs = 30_000) {
      isDraining = true;
      const closed = new Promise<void>((resolve) => ftp.server.close(() => resolve()));
      for (const s of sessions) if (!s.isBusy) void s.end(421, 'CLOSING');
      const limit = setTimeout(() => {
        for (const s of sessions) s.transfer?.abort('closing');
      }, limitMs);
      // Whoever does not even take its last reply.
      const last = setTimeout(() => {
        for (const s of sessions) s.destroy();
      }, limitMs + 5_000);
      await closed;
      clearTimeout(limit);
      clearTimeout(last);
    },
  };
}
