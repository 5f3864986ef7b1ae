import type { Socket } from 'node:net';
import type { Connection, ServerChannel, Session } from 'ssh2';
import type { Arrival } from './accept.ts';
import type { Client, Visit } from './access.ts';
import type { Door } from './ftp.ts';
import { importKeys } from './sftp-ciphers.ts';
import { Login } from './sftp-login.ts';
import { type SessionHost, SftpSession } from './sftp-session.ts';
import { text } from './texts.ts';

/** How long things may take. Milliseconds. */
export interface SftpTimings {
  /** Without a request or the end of one. */
  readonly idleMs: number;
  /** From the connection to the login. */
  readonly loginMs: number;
  /** After a wrong password, from the second on. */
  readonly wrongLoginMs: number;
  /** For a client to take leave. */
  readonly closeMs: number;
}

/** Channels on one connection, as OpenSSH's server has it. */
const MAX_CHANNELS = 10;

export interface SftpGateway extends Door {
  readonly timings: SftpTimings;
  readonly isDraining: () => boolean;
}

/** One SSH connection, from its arrival to its end: login, channels, silence. */
export class SftpConnection {
  /** Resolves when it is closed and nothing of it is under way any more. */
  readonly closed: Promise<void>;
  readonly #gateway: SftpGateway;
  readonly #arrival: Arrival;
  readonly #socket: Socket;
  readonly #client: Client;
  readonly #sessions = new Set<SftpSession>();
  readonly #told = new Set<string>();
  #ssh: Connection | null = null;
  #visit: Visit | null = null;
  #channels = 0;
  #isOpen = true;
  #timer: NodeJS.Timeout;
  #whenClosed: () => void = () => {};

  constructor(arrival: Arrival, gateway: SftpGateway) {
    this.#gateway = gateway;
    this.#arrival = arrival;
    this.#socket = arrival.socket;
    this.#client = { protocol: 'sftp', address: arrival.address };
    this.#timer = setTimeout(() => this.#silent(), gateway.timings.loginMs);
    gateway.monitor.connected('sftp');
    // Before ssh2's own listeners: after an end it can't be written to.
    for (const event of ['end', 'close'] as const) this.#socket.once(event, () => this.#over());
    // A packet goes to the socket in three or four pieces: together they are one write.
    this.#socket.on('data', () => {
      this.#socket.cork();
      process.nextTick(() => this.#socket.uncork());
    });
    this.closed = new Promise((resolve) => {
      this.#whenClosed = resolve;
    });
    this.#socket.once('close', () => {
      gateway.monitor.disconnected('sftp');
      this.#checkClosed();
    });
  }

  /** The client has said which SSH it speaks. */
  greeted(ssh: Connection): void {
    this.#ssh = ssh;
    const { deps, access, monitor, timings, isDraining } = this.#gateway;
    const login = new Login({
      deps,
      access,
      monitor,
      client: this.#client,
      isOpen: () => this.#isOpen,
      isDraining,
      wrongLoginMs: timings.wrongLoginMs,
      withdraw: () => this.end(),
      entered: (visit) => {
        this.#visit = visit;
        this.#arrival.loggedIn();
      },
      giveUp: () => this.end(),
    });
    ssh.on('handshake', () => importKeys(ssh));
    ssh.on('authentication', (ctx) => void login.handle(ctx));
    ssh.on('ready', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#silent(), timings.idleMs);
    });
    ssh.on('session', (accept, reject) => this.#session(accept, reject));
    // ssh2 refuses forwarding by itself where nobody listens; then nobody would know.
    ssh.on('tcpip', (_accept, reject) => this.#noForwarding(reject));
    ssh.on('openssh.streamlocal', (_accept, reject) => this.#noForwarding(reject));
    ssh.on('request', (_accept, reject) => this.#noForwarding(reject));
    ssh.on('error', (error) => this.#broken(error));
  }

  get isBusy(): boolean {
    return [...this.#sessions].some((s) => s.isBusy);
  }

  /** Takes leave at once, also in the middle of a transfer. */
  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const s of this.#sessions) s.close();
    if (this.#ssh) this.#ssh.end();
    else this.#socket.end();
    const limit = setTimeout(() => this.#socket.destroy(), this.#gateway.timings.closeMs);
    this.#socket.once('close', () => clearTimeout(limit));
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #session(accept: () => Session, reject: () => void): void {
    if (!this.#visit || this.#channels >= MAX_CHANNELS) {
      this.#tell('too many channels');
      reject();
      return;
    }
    const session = accept();
    this.#channels++;
    // ssh2 leaves out of its types that sessions close.
    session.on('close', () => {
      this.#channels--;
    });
    session.on('subsystem', (acceptIt, rejectIt, { name }) => {
      if (name !== 'sftp') {
        this.#tell('other subsystem');
        // ssh2 gives none where no answer was asked for.
        (rejectIt as (() => void) | undefined)?.();
        return;
      }
      this.#sessions.add(new SftpSession(acceptIt(), this.#host(this.#visit!)));
    });
    // Accepted so that the shell behind it can be told that there is none.
    session.on('pty', (acceptIt) => acceptIt?.());
    session.on('shell', (acceptIt) => this.#sayNo('shell', acceptIt()));
    session.on('exec', (acceptIt) => this.#sayNo('command', acceptIt()));
  }

  #host(visit: Visit): SessionHost {
    return {
      deps: this.#gateway.deps,
      visit,
      client: this.#client,
      socket: this.#socket,
      isDraining: this.#gateway.isDraining,
      active: () => this.#active(),
      ended: (session) => {
        this.#sessions.delete(session);
        this.#active();
        this.#checkClosed();
      },
      refused: (reason) => this.#tell(reason),
      broken: (error) => this.#broken(error),
    };
  }

  /** To somebody who wants a shell, a command, or scp as it was before it spoke SFTP. */
  #sayNo(what: string, channel: ServerChannel): void {
    this.#tell(what);
    channel.on('error', () => {});
    channel.stderr.write(`${text(this.#visit?.language ?? 'fr', 'SFTP_ONLY')}\r\n`);
    channel.exit(1);
    channel.end();
  }

  #noForwarding(reject?: () => void): void {
    this.#tell('forwarding');
    reject?.();
  }

  /** Once for each reason: a client may ask a thousand times. */
  #tell(reason: string): void {
    if (this.#told.has(reason)) return;
    this.#told.add(reason);
    this.#gateway.monitor.turnedAway('protocol', this.#client, { reason });
  }

  #active(): void {
    if (!this.#isOpen) return;
    this.#timer.refresh();
    if (this.#gateway.isDraining() && !this.isBusy) setImmediate(() => this.#leaveIfIdle());
  }

  /** The answers of the last requests are out by now. */
  #leaveIfIdle(): void {
    if (!this.isBusy) this.end();
  }

  #silent(): void {
    this.#gateway.monitor.turnedAway('idle', this.#client);
    this.end();
  }

  /** A broken handshake, a packet that is none: ssh2 ends the connection itself, or is made to. */
  #broken(error: Error & { level?: string }): void {
    if (!this.#isOpen) return;
    if (error.level !== 'client-socket' && error.level !== 'socket')
      this.#gateway.monitor.turnedAway('protocol', this.#client, { reason: error.message });
    this.end();
  }

  #checkClosed(): void {
    if (this.#socket.closed && this.#sessions.size === 0) this.#whenClosed();
  }

  #over(): void {
    if (!this.#ssh && this.#isOpen && this.#socket.bytesRead > 0)
      this.#gateway.monitor.turnedAway('protocol', this.#client, { reason: 'no SSH greeting' });
    this.#isOpen = false;
    clearTimeout(this.#timer);
    const visit = this.#visit;
    this.#visit = null;
    visit?.leave();
  }
}
