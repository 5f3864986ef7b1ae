import type { Log } from '../shared/ports/log.ts';
import type { Client, Protocol } from './access.ts';

/** Why somebody was turned away, or something of theirs was dropped. */
export type Turned =
  /** The address is on no compte's list. */
  | 'address'
  /** Wrong user, password or key. */
  | 'login'
  /** Too many wrong passwords from there for that user. */
  | 'locked'
  /** Too many sessions, or too many connections that have not logged in. */
  | 'busy'
  /** The gateway is stopping. */
  | 'draining'
  /** The compte takes encrypted connections only. */
  | 'tls-required'
  /** A data connection from another address than the control connection's. */
  | 'intruder'
  /** What it sent is none of the protocol: a line too long, a broken handshake, a bad PROXY header. */
  | 'protocol'
  /** No port of the passive range was free. */
  | 'no-port'
  /** Silence. */
  | 'idle';

export interface Who extends Client {
  readonly compte: string;
  readonly user: string;
}

/**
 * What the gateway notes about itself: the audit log and the metrics. Protocols and access tell it what happens; it
 * never throws and never waits. Nothing secret may be handed to it.
 */
export class Monitor {
  readonly #log: Log;
  /** Connections, logged in or not, by protocol as they began. */
  readonly #connections = new Map<Protocol, number>();

  constructor(log: Log) {
    this.#log = log;
  }

  connected(protocol: Protocol): void {
    this.#connections.set(protocol, (this.#connections.get(protocol) ?? 0) + 1);
  }

  disconnected(protocol: Protocol): void {
    this.#connections.set(protocol, (this.#connections.get(protocol) ?? 0) - 1);
  }

  entered(who: Who): void {
    this.#log.info('entered', { ...who });
  }

  left(who: Who): void {
    this.#log.info('left', { ...who });
  }

  turnedAway(why: Turned, client: Client, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#log.warn('turned-away', { why, ...client, ...fields });
  }
}
