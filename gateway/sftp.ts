import type { Socket } from 'node:net';
import ssh2 from 'ssh2';
import { type EntranceLimits, openEntrance, Proxies } from './accept.ts';
import type { Door } from './ftp.ts';
import { ALGORITHMS, Offers } from './sftp-ciphers.ts';
import { SftpConnection, type SftpGateway, type SftpTimings } from './sftp-connection.ts';

export interface SftpOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Private keys in OpenSSH's or PEM form; the first of each kind is used. Clients remember them: they must stay. */
  readonly hostKeys: readonly string[];
  readonly timings?: Partial<SftpTimings>;
  /** Load balancers in front, as CIDRs. */
  readonly proxies?: readonly string[];
  readonly limits?: Partial<EntranceLimits>;
}

export interface SftpServer {
  readonly host: string;
  readonly port: number;
  /** Takes no new connection and opens no file, lets transfers end for `limitMs`, then aborts them. */
  close(limitMs?: number): Promise<void>;
}

const TIMINGS: SftpTimings = { idleMs: 5 * 60_000, loginMs: 60_000, wrongLoginMs: 1_000, closeMs: 2_000 };

/** Starts the SFTP server of the gateway. Rejects where its port can't be had or a host key is none. */
export async function startSftp({ deps, access, monitor }: Door, options: SftpOptions): Promise<SftpServer> {
  const connections = new Map<Socket, SftpConnection>();
  let isDraining = false;
  const gateway: SftpGateway = {
    deps,
    access,
    monitor,
    timings: { ...TIMINGS, ...options.timings },
    isDraining: () => isDraining,
  };
  const ssh = new ssh2.Server({
    hostKeys: [...options.hostKeys],
    algorithms: ALGORITHMS,
    ident: 'AMI_COMPTA',
    keepaliveInterval: 30_000,
    keepaliveCountMax: 3,
  });
  const offers = new Offers();
  ssh.on('connection', (connection) => {
    offers.withoutSha1(connection);
    // Not in ssh2's types: the socket that it was given.
    const { _sock: socket } = connection as unknown as { _sock: Socket };
    connections.get(socket)?.greeted(connection);
  });
  const entrance = await openEntrance({
    protocol: 'sftp',
    host: options.host,
    port: options.port,
    access,
    monitor,
    log: deps.log,
    proxies: new Proxies(options.proxies),
    limits: options.limits,
    onArrival: (arrival) => {
      const connection = new SftpConnection(arrival, gateway);
      connections.set(arrival.socket, connection);
      void connection.closed.then(() => connections.delete(arrival.socket));
      ssh.injectSocket(arrival.socket);
    },
  });

  return {
    host: options.host,
    port: entrance.port,
    async close(limitMs = 30_000) {
      isDraining = true;
      entrance.drain();
      const all = [...connections.values()];
      for (const c of all) if (!c.isBusy) c.end();
      const limit = setTimeout(() => {
        for (const c of all) c.end();
      }, limitMs);
      let last: NodeJS.Timeout | undefined;
      // A file whose close storage does not answer by then: its client was told nothing.
      const late = new Promise<void>((resolve) => {
        last = setTimeout(() => {
          for (const c of all) c.destroy();
          resolve();
        }, limitMs + 5_000);
      });
      await Promise.race([Promise.all(all.map((c) => c.closed)), late]);
      clearTimeout(limit);
      clearTimeout(last);
      await entrance.close();
    },
  };
}
