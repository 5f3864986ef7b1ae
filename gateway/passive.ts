import { createServer, type Server, type Socket } from 'node:net';
import { plainAddress } from './address.ts';
import { readProxyHeader } from './proxy-header.ts';

/** No port of the range is free. */
export class NoPort extends Error {
  override name = 'NoPort';
}

/** No data connection came, or none was asked for. */
export class NoDataConnection extends Error {
  override name = 'NoDataConnection';
}

/**
 * The ports of the passive range. A port is held from PASV to the client's connection, not for the transfer, so a range
 * of a few ports serves many. Ports are handed out in turn: the one given back last comes last.
 */
export class PortPool {
  readonly #free: number[];
  readonly #waiting: (() => void)[] = [];
  readonly #host: string;
  readonly #waitMs: number;

  /** `host` is the address to listen on. `waitMs`: how long a client waits for a port of an exhausted range. */
  constructor(host: string, range: { readonly min: number; readonly max: number }, waitMs = 3000) {
    this.#host = host;
    this.#waitMs = waitMs;
    this.#free = Array.from({ length: range.max - range.min + 1 }, (_, i) => range.min + i);
  }

  get free(): number {
    return this.#free.length;
  }

  /** Starts `server` on a free port. Rejects with `NoPort`. */
  async listen(server: Server): Promise<number> {
    const until = Date.now() + this.#waitMs;
    for (;;) {
      // Every port may be tried once: one that another program holds goes to the end of the list.
      for (let tries = this.#free.length; tries > 0; tries--) {
        const port = this.#free.shift();
        if (port === undefined) break;
        try {
          await listening(server, port, this.#host);
          return port;
        } catch (e) {
          this.release(port);
          if ((e as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw e;
        }
      }
      const left = until - Date.now();
      if (left <= 0) throw new NoPort();
      await this.#released(left);
    }
  }

  release(port: number): void {
    this.#free.push(port);
    this.#waiting.shift()?.();
  }

  #released(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        const i = this.#waiting.indexOf(done);
        if (i >= 0) this.#waiting.splice(i, 1);
        resolve();
      };
      const timer = setTimeout(done, Math.min(ms, 100));
      this.#waiting.push(done);
    });
  }
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (e: Error) => {
      server.off('listening', ready);
      reject(e);
    };
    const ready = () => {
      server.off('error', failed);
      resolve();
    };
    server.once('error', failed);
    server.once('listening', ready);
    server.listen(port, host);
  });
}

/** How data connections come in through a load balancer. */
export interface ViaProxy {
  /** True for the address of one of the load balancers. */
  trusts(address: string): boolean;
  /**
   * True where they send the PROXY header on data connections too, so that the client behind is known. False takes any
   * data connection that comes through them, whoever opened it.
   */
  readonly sendsHeader: boolean;
  /** For that header. Milliseconds. */
  readonly headerMs: number;
}

export interface PassiveOptions {
  readonly pool: PortPool;
  /** Address of the client: data may come from there only. */
  readonly peer: string;
  /** Null where the control connection came straight from the client. */
  readonly viaProxy: ViaProxy | null;
  /** Told of a connection from elsewhere, which is dropped alone. */
  readonly onIntruder: (address: string) => void;
  /** How long the port waits for the client. Milliseconds. */
  readonly acceptMs: number;
}

/** Connections of a load balancer to one port whose header is awaited. */
const MAX_UNKNOWN = 8;

/**
 * One data connection to come. The listener is closed as soon as the client is there, its port back in the pool; a
 * connection from another address is dropped and the listener stays for the client.
 */
export class PassiveListener {
  readonly #server: Server;
  readonly #options: PassiveOptions;
  #port: number | null = null;
  #socket: Socket | null = null;
  #ended = false;
  #timer: NodeJS.Timeout | null = null;
  #waiting: (() => void) | null = null;
  /** Connections of a load balancer whose header has not come. */
  readonly #unknown = new Set<Socket>();

  private constructor(options: PassiveOptions) {
    this.#options = options;
    this.#server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, (s) => this.#accept(s));
  }

  static async open(options: PassiveOptions): Promise<PassiveListener> {
    const listener = new PassiveListener(options);
    listener.#port = await options.pool.listen(listener.#server);
    listener.#server.on('error', () => listener.end());
    listener.#timer = setTimeout(() => listener.end(), options.acceptMs);
    return listener;
  }

  get port(): number {
    if (this.#port === null) throw new Error('the listener is closed');
    return this.#port;
  }

  #accept(socket: Socket): void {
    // A reset before anybody reads must not end the process; whoever reads later sees the socket destroyed.
    socket.on('error', () => {});
    const address = plainAddress(socket.remoteAddress);
    const { viaProxy, peer } = this.#options;
    if (!viaProxy?.trusts(address)) this.#take(socket, address);
    else if (!viaProxy.sendsHeader) this.#take(socket, peer);
    else void this.#behindProxy(socket, address, viaProxy.headerMs);
  }

  /** Takes the connection where it is the one that is waited for. */
  #take(socket: Socket, address: string): void {
    if (this.#ended || this.#socket || address !== this.#options.peer) {
      socket.destroy();
      if (address !== this.#options.peer) this.#options.onIntruder(address);
      return;
    }
    this.#socket = socket;
    this.#closeServer();
    this.#waiting?.();
  }

  async #behindProxy(socket: Socket, proxy: string, ms: number): Promise<void> {
    if (this.#ended || this.#socket || this.#unknown.size >= MAX_UNKNOWN) return void socket.destroy();
    this.#unknown.add(socket);
    try {
      const { client } = await readProxyHeader(socket, ms);
      this.#unknown.delete(socket);
      this.#take(socket, client?.address ?? proxy);
    } catch {
      this.#unknown.delete(socket);
      socket.destroy();
    }
  }

  /** The client's connection, paused; the caller owns it from then on. Rejects with `NoDataConnection`. */
  async connection(signal: AbortSignal, timeoutMs: number): Promise<Socket> {
    if (!this.#socket && !this.#ended && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        this.#waiting = done;
        signal.addEventListener('abort', done);
      });
      this.#waiting = null;
    }
    const socket = this.#socket;
    if (!socket || signal.aborted) {
      this.end();
      throw new NoDataConnection();
    }
    this.#socket = null;
    this.#ended = true;
    return socket;
  }

  /** Closes the port, and a connection that nobody took. */
  end(): void {
    this.#ended = true;
    this.#closeServer();
    this.#socket?.destroy();
    this.#socket = null;
    this.#waiting?.();
  }

  #closeServer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#port === null) return;
    const port = this.#port;
    this.#port = null;
    for (const socket of this.#unknown) socket.destroy();
    this.#server.close();
    this.#options.pool.release(port);
  }
}
