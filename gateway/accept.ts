import { BlockList, createServer, isIPv6, type Socket } from 'node:net';
import type { Log } from '../shared/ports/log.ts';
import type { Access } from './access.ts';
import { plainAddress } from './address.ts';
import type { Monitor } from './monitor.ts';
import { readProxyHeader } from './proxy-header.ts';

/** A connection that may be greeted. */
export interface Arrival {
  /** Paused, with an `error` listener; whoever takes it resumes it. TCP_NODELAY is set. */
  readonly socket: Socket;
  /** The client's, in its plain form: never the one of a load balancer in between. */
  readonly address: string;
  /** At which the client reached us, or the load balancer. */
  readonly localAddress: string;
  /** Address of the trusted proxy it came through; null where it came straight. */
  readonly proxy: string | null;
  /** To be called after a login: from then on it does not count among those that have not logged in. */
  loggedIn(): void;
}

export interface EntranceLimits {
  /** Connections from one address that have not logged in. */
  readonly perAddress: number;
  /** The same from everywhere. */
  readonly total: number;
  /** For a trusted proxy to send its header. Milliseconds. */
  readonly headerMs: number;
}

/** An address may be that of a whole firm, whose robots all start on the hour. */
export const ENTRANCE_LIMITS: EntranceLimits = { perAddress: 100, total: 2000, headerMs: 5000 };

export interface EntranceOptions {
  readonly protocol: 'ftp' | 'sftp';
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly access: Pick<Access, 'admits'>;
  readonly monitor: Monitor;
  readonly log: Log;
  readonly proxies: Proxies;
  readonly limits?: Partial<EntranceLimits> | undefined;
  readonly onArrival: (arrival: Arrival) => void;
  /** Tells a client why it is not served and closes; where absent it is closed without a word. */
  readonly onRefused?: (socket: Socket, why: 'busy' | 'draining') => void;
}

export interface Entrance {
  readonly port: number;
  /** From now on whoever comes is refused as `draining`. */
  drain(): void;
  /** Listens no more; resolves when every connection that came in is closed. */
  close(): Promise<void>;
}

/** The load balancers whose PROXY headers are believed. */
export class Proxies {
  readonly #list = new BlockList();
  readonly isEmpty: boolean;

  /** `cidrs`: as in `10.0.0.0/8`, `fd00::/8`. */
  constructor(cidrs: readonly string[] = []) {
    this.isEmpty = cidrs.length === 0;
    for (const cidr of cidrs) {
      const [address = '', bits = ''] = cidr.split('/');
      this.#list.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
    }
  }

  has(address: string): boolean {
    return !this.isEmpty && this.#list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }
}

/** Connections that have not logged in, counted. */
class Crowd {
  readonly #limits: EntranceLimits;
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(limits: EntranceLimits) {
    this.#limits = limits;
  }

  /** Counts one more, or returns null where there is no room; the function returned takes it out, once. */
  enter(address: string): (() => void) | null {
    const here = this.#byAddress.get(address) ?? 0;
    if (here >= this.#limits.perAddress || this.#total >= this.#limits.total) return null;
    this.#byAddress.set(address, here + 1);
    this.#total++;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#total--;
      const left = this.#byAddress.get(address)! - 1;
      if (left > 0) this.#byAddress.set(address, left);
      else this.#byAddress.delete(address);
    };
  }
}

/**
 * Listens for a protocol of the gateway. Before a client sees a byte: who it is where a load balancer stands in between,
 * whether any compte lets its address in, and whether there is room. Rejects where the port can't be had.
 */
export async function openEntrance(options: EntranceOptions): Promise<Entrance> {
  const { protocol, access, monitor, proxies, log } = options;
  const limits = { ...ENTRANCE_LIMITS, ...options.limits };
  const crowd = new Crowd(limits);
  /** Those whose PROXY header is awaited. */
  const unknown = new Set<Socket>();
  let isDraining = false;

  const refuse = (socket: Socket, address: string, why: 'busy' | 'draining') => {
    monitor.turnedAway(why, { protocol, address });
    if (options.onRefused) options.onRefused(socket, why);
    else socket.destroy();
  };

  const arrive = (socket: Socket, from: Pick<Arrival, 'address' | 'localAddress' | 'proxy'>, isOwnCheck: boolean) => {
    const { address } = from;
    // A health check of a trusted proxy is greeted; no compte need list its address for that.
    if (!isOwnCheck && !access.admits(address)) {
      monitor.turnedAway('address', { protocol, address });
      return socket.destroy();
    }
    if (isDraining) return refuse(socket, address, 'draining');
    const loggedIn = crowd.enter(address);
    if (!loggedIn) return refuse(socket, address, 'busy');
    socket.once('close', loggedIn);
    options.onArrival({ ...from, socket, loggedIn });
  };

  const behindProxy = async (socket: Socket, proxy: string, own: { address: string; localAddress: string }) => {
    if (unknown.size >= limits.total) return socket.destroy();
    unknown.add(socket);
    try {
      const { client } = await readProxyHeader(socket, limits.headerMs);
      arrive(socket, { ...(client ?? own), proxy }, client === null);
    } catch (e) {
      // Those who say nothing at all are probes of a load balancer, every few seconds.
      if (socket.bytesRead > 0)
        monitor.turnedAway('protocol', { protocol, address: proxy }, { reason: (e as Error).message });
      socket.destroy();
    } finally {
      unknown.delete(socket);
    }
  };

  const server = createServer({ pauseOnConnect: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 });
  server.on('connection', (socket) => {
    // A reset may come before anybody listens.
    socket.on('error', () => {});
    const own = { address: plainAddress(socket.remoteAddress), localAddress: plainAddress(socket.localAddress) };
    // Reset before it was looked at.
    if (own.address === '') return void socket.destroy();
    if (proxies.has(own.address)) void behindProxy(socket, own.address, own);
    else arrive(socket, { ...own, proxy: null }, false);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => log.error('accept-failed', { protocol, error }));
  const bound = server.address();

  return {
    port: typeof bound === 'object' && bound ? bound.port : options.port,
    drain() {
      isDraining = true;
    },
    close() {
      isDraining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of unknown) socket.destroy();
      return closed;
    },
  };
}
