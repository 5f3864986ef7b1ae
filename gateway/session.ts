import type { Socket } from 'node:net';
import type { FtpConnection } from 'ftp-srv';
import type { Deps } from '../shared/app/deps.ts';
import { Refusal } from '../shared/domain/refusal.ts';
import type { Arrival } from './accept.ts';
import type { Access, Client, Visit } from './access.ts';
import { ControlChannel } from './control-channel.ts';
import { FACTS, type Fact } from './facts.ts';
import { type Encoding, parseLine } from './line-reader.ts';
import type { Monitor } from './monitor.ts';
import { NoDataConnection, type PassiveListener, type PortPool, type ViaProxy } from './passive.ts';
import { type Language, replyCode, text } from './texts.ts';
import type { Tls } from './tls.ts';
import { Transfer } from './transfer.ts';
import type { Tree } from './vfs.ts';

/** How long things may take. Milliseconds. */
export interface Timings {
  /** Silence on a control connection without a transfer. */
  readonly idleMs: number;
  /** The same, before a login. */
  readonly loginMs: number;
  /** A transfer without data; answers that are not read. */
  readonly stallMs: number;
  /** From PASV, or from the command, to the client's data connection. */
  readonly dataMs: number;
  /** Between the end of an upload's data and its commit: a client that was killed shows it on its control connection. */
  readonly graceMs: number;
  /** After a wrong password, from the second on. */
  readonly wrongLoginMs: number;
  /** For a client to close a data connection that it has read to its end. */
  readonly closeMs: number;
  /** For a TLS handshake. */
  readonly handshakeMs: number;
}

export const TIMINGS: Timings = {
  idleMs: 5 * 60_000,
  loginMs: 60_000,
  stallMs: 60_000,
  dataMs: 15_000,
  graceMs: 20,
  wrongLoginMs: 1_000,
  closeMs: 10_000,
  handshakeMs: 15_000,
};

/** What ftp-srv keeps of a connection; its published type leaves out the socket that it replies on. */
export type Connection = FtpConnection & { commandSocket: Socket };

/** What all sessions of a gateway share. */
export interface Gateway {
  readonly deps: Deps;
  readonly pool: PortPool;
  readonly timings: Timings;
  /** Address told to clients in PASV; null for the control connection's own. */
  readonly advertised: string | null;
  readonly isDraining: () => boolean;
  readonly access: Access;
  readonly monitor: Monitor;
  /** Null where no certificate is set: plain FTP only. */
  readonly tls: Tls | null;
  /** USER is refused in clear, before a password travels. */
  readonly isTlsRequired: boolean;
  /** How data connections come in where the control connection came through a load balancer. */
  readonly viaProxy: ViaProxy;
}

export interface Command {
  readonly verb: string;
  /** As it came, without the space after the verb. */
  readonly argument: string;
}

export interface Handler {
  readonly run: (session: Session, command: Command) => Promise<void>;
  /** Allowed before a login. */
  readonly isOpen?: boolean;
  /** Refused with 501 without an argument. */
  readonly needsArgument?: boolean;
}

/** Commands waiting behind one that runs: more is no client of ours. */
const MAX_WAITING = 64;

/** Commands after which an offset set by REST still stands: some clients open the data connection in between. */
const KEEPS_OFFSET = new Set(['REST', 'PASV', 'EPSV', 'TYPE']);

/**
 * One control connection: its commands run one after the other, in the order they came, while the connection goes on
 * being read, so that ABOR and the client's death are seen during a transfer.
 */
export class Session {
  readonly connection: Connection;
  readonly gateway: Gateway;
  readonly #arrival: Arrival;
  readonly #channel: ControlChannel;
  readonly #handlers: Readonly<Record<string, Handler>>;
  readonly #waiting: Command[] = [];
  /** Commands that ABOR overtook: their transfer ends as it begins. */
  readonly #cut = new WeakSet<Command>();
  #isCut = false;
  #isRunning = false;
  #isClosed = false;
  readonly #since = performance.now();
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
  #idle: NodeJS.Timeout | null = null;

  /** Set by a login. */
  visit: Visit | null = null;
  /** Set by USER, until a login succeeds. */
  login: string | null = null;
  wrongLogins = 0;
  cwd = '/';
  offset = 0;
  renameFrom: string | null = null;
  /** Set by PROT P: data connections are TLS. */
  isDataPrivate = false;
  /** Set by OPTS MLST. */
  facts: ReadonlySet<Fact> = new Set(FACTS);
  /** Set by EPSV ALL: this client will open data connections in no other way (RFC 2428). */
  isEpsvOnly = false;
  transfer: Transfer | null = null;
  /** Set where ABOR cut a transfer short, until ABOR itself is answered. */
  wasAborted = false;
  #passive: PassiveListener | null = null;

  constructor(connection: Connection, arrival: Arrival, gateway: Gateway, handlers: Readonly<Record<string, Handler>>) {
    this.connection = connection;
    this.gateway = gateway;
    this.#arrival = arrival;
    this.#handlers = handlers;
    this.#channel = new ControlChannel(arrival.socket, gateway.timings.stallMs, {
      onLines: (lines) => this.#read(lines),
      onLineTooLong: () => this.#tooLong(),
      onEnd: () => this.#died(),
    });
    this.closed = new Promise((resolve) => arrival.socket.once('close', () => resolve()));
    this.#armIdle();
  }

  get address(): string {
    return this.#arrival.address;
  }

  /** Address at which the client reached us, or the load balancer. */
  get localAddress(): string {
    return this.#arrival.localAddress;
  }

  get isBehindProxy(): boolean {
    return this.#arrival.proxy !== null;
  }

  get isSecure(): boolean {
    return this.#channel.isSecure;
  }

  get client(): Client {
    return { protocol: this.isSecure ? 'ftps' : 'ftp', address: this.address };
  }

  /** True where data may not travel in clear. */
  get isPrivacyRequired(): boolean {
    return this.gateway.isTlsRequired || this.visit?.tlsRequired === true;
  }

  /** How names are written in answers. */
  get encoding(): Encoding {
    return this.#channel.encoding;
  }

  get user(): string | null {
    return this.visit?.user ?? null;
  }

  get language(): Language {
    return this.visit?.language ?? 'fr';
  }

  get isAlive(): boolean {
    return !this.#isClosed && this.#channel.isOpen;
  }

  /** The tree of who is logged in. */
  get tree(): Tree {
    if (!this.visit) throw new Refusal('unauthenticated', 'LOGIN_FIRST');
    return this.visit.vfs;
  }

  path(argument: string): string {
    return this.tree.resolve(this.cwd, argument);
  }

  async reply(code: number, message: string, params: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.send(`${code} ${text(this.language, message, params)}\r\n`);
  }

  /** Raw lines, ended already. Waits while the client does not read its answers. */
  async send(lines: string): Promise<void> {
    return this.#channel.send(lines);
  }

  /** OPTS UTF8 ON. */
  useUtf8(): void {
    this.#channel.useUtf8();
  }

  /** From here on it is somebody's session. */
  entered(visit: Visit): void {
    this.visit = visit;
    this.login = null;
    this.#arrival.loggedIn();
  }

  /** Answers AUTH, then TLS. What was said in clear before is forgotten. Rejects with `TlsFailed`. */
  async secure(tls: Tls, code: number, message: string): Promise<void> {
    this.#waiting.length = 0;
    this.login = null;
    this.dropPassive();
    const goAhead = `${code} ${text(this.language, message)}\r\n`;
    this.connection.commandSocket = await this.#channel.secure(tls, goAhead, this.gateway.timings.handshakeMs);
  }

  setPassive(listener: PassiveListener): void {
    this.#passive?.end();
    this.#passive = listener;
  }

  /** Ends the old data connection to be, as a new PASV does. */
  dropPassive(): void {
    this.#passive?.end();
    this.#passive = null;
  }

  /** The listener of the last PASV or EPSV, for one transfer. Throws `NoDataConnection`. */
  takePassive(): PassiveListener {
    const listener = this.#passive;
    this.#passive = null;
    if (!listener) throw new NoDataConnection('PASSIVE_FIRST');
    return listener;
  }

  beginTransfer(): Transfer {
    this.transfer = new Transfer();
    if (!this.isAlive) this.transfer.abort('control');
    if (this.#isCut) this.transfer.abort('abor');
    return this.transfer;
  }

  endTransfer(): void {
    this.transfer = null;
  }

  /** Closes with a last reply. */
  async end(code: number, message: string, params?: Readonly<Record<string, string>>): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#waiting.length = 0;
    await this.reply(code, message, params);
    this.#release();
    this.#channel.end();
  }

  /** Ends the session of somebody who is no longer let in: at once, also in the middle of a transfer. */
  withdraw(): void {
    this.transfer?.abort('closing');
    void this.end(421, 'CLOSING');
  }

  destroy(): void {
    this.#channel.destroy();
  }

  /** True while a command or a transfer is under way. */
  get isBusy(): boolean {
    return this.#isRunning;
  }

  #died(): void {
    this.transfer?.abort('control');
    this.#isClosed = true;
    this.#waiting.length = 0;
    this.#release();
  }

  #release(): void {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = null;
    this.dropPassive();
    this.visit?.leave();
    this.visit = null;
  }

  #read(lines: readonly string[]): void {
    if (this.#isClosed) return;
    for (const line of lines) this.#accept(line);
    // Bytes that make no command are silence: they win nobody time.
    if (this.#waiting.length > 0) void this.#work();
  }

  #tooLong(): void {
    if (this.#isClosed) return;
    this.gateway.monitor.turnedAway('protocol', this.client, { reason: 'line too long' });
    this.transfer?.abort('control');
    void this.end(500, 'LINE_TOO_LONG');
  }

  #accept(line: string): void {
    const command = parseLine(line);
    if (command.verb === '') return;
    if (command.verb === 'ABOR') {
      // It acts at once, on what was sent before it; its reply comes in its turn.
      this.transfer?.abort('abor');
      for (const sentBefore of this.#waiting) this.#cut.add(sentBefore);
    }
    this.#waiting.push(command);
    if (this.#waiting.length <= MAX_WAITING || this.#isClosed) return;
    this.gateway.monitor.turnedAway('protocol', this.client, { reason: 'too many commands' });
    void this.end(421, 'TOO_MANY_COMMANDS');
  }

  async #work(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    if (this.#idle) clearTimeout(this.#idle);
    for (;;) {
      const command = this.#waiting.shift();
      if (!command || this.#isClosed) break;
      await this.#execute(command);
      if (this.gateway.isDraining()) await this.end(421, 'CLOSING');
    }
    this.#isRunning = false;
    this.#armIdle();
  }

  async #execute(command: Command): Promise<void> {
    const { verb, argument } = command;
    this.#isCut = this.#cut.has(command);
    const handler = Object.hasOwn(this.#handlers, verb) ? this.#handlers[verb] : undefined;
    try {
      if (!handler) await this.reply(500, 'UNKNOWN_COMMAND', { command: verb.slice(0, 20) });
      else if (!handler.isOpen && !this.visit) await this.reply(530, 'LOGIN_FIRST');
      else if (handler.needsArgument && argument === '') await this.reply(501, 'ARGUMENT_MISSING', { command: verb });
      else await handler.run(this, command);
    } catch (e) {
      await this.fail(e, verb);
    }
    if (!KEEPS_OFFSET.has(verb)) this.offset = 0;
    if (verb !== 'RNFR') this.renameFrom = null;
  }

  /** Answers what a handler threw. */
  async fail(e: unknown, verb: string): Promise<void> {
    if (e instanceof Refusal) return this.reply(replyCode(e), e.code, e.params);
    if (e instanceof NoDataConnection) return this.reply(425, e.message || 'NO_DATA_CONNECTION');
    this.gateway.deps.log.error('ftp-fault', { verb, user: this.user, address: this.address, error: e });
    return this.reply(451, 'FAULT');
  }

  #armIdle(): void {
    if (this.#idle) clearTimeout(this.#idle);
    if (this.#isClosed) return;
    const { idleMs, loginMs } = this.gateway.timings;
    const ms = this.visit ? idleMs : loginMs;
    // Before a login the time is for all of it, whatever is said meanwhile.
    const left = this.visit ? ms : Math.max(1, ms - (performance.now() - this.#since));
    this.#idle = setTimeout(() => {
      this.gateway.monitor.turnedAway('idle', this.client);
      void this.end(421, 'IDLE', { seconds: String(Math.round(ms / 1000)) });
    }, left);
  }
}
