import { randomBytes } from 'node:crypto';
import type { Log } from '../shared/ports/log.ts';
import type { Client, Protocol } from './access.ts';
import type { Auditor, Facts, Outcome, What } from './audit.ts';
import { shown, shownLogin } from './audit-text.ts';
import type { Metrics } from './metrics.ts';

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
  /** PORT or EPRT: the gateway was asked to connect to where the client says. */
  | 'active'
  /** A data connection from another address than the control connection's. */
  | 'intruder'
  /** What it sent is none of the protocol: a line too long, a broken handshake, a bad PROXY header. */
  | 'protocol'
  /** No port of the passive range was free. */
  | 'no-port'
  /** A name that leads out of the tree or can't be kept: `..` above the root, controls, a backslash, too long. */
  | 'path'
  /** Silence. */
  | 'idle';

export interface Who extends Client {
  readonly compte: string;
  readonly user: string;
}

/** Version of the events' shape, in every event of the audit log (docs/audit-log.md). */
const SCHEMA = 1;

/** Users who have logged in, kept so that a wrong password of theirs can be told with their name. */
const MAX_KNOWN = 10_000;

interface Stay {
  /** Ties the events of one session. */
  readonly id: string;
  /** `performance.now()`. */
  readonly since: number;
}

/**
 * What the gateway notes about itself: the audit log and the metrics. Protocols and access tell it what happens; it
 * never throws and never waits. Nothing secret may be handed to it.
 */
export class Monitor implements Auditor {
  readonly #log: Log;
  readonly #metrics: Metrics | null;
  readonly #stays = new WeakMap<Who, Stay>();
  readonly #known = new Set<string>();
  /** Visits of this process are told from those of another one, or of the same after a restart. */
  readonly #process = randomBytes(4).toString('hex');
  #visits = 0;

  constructor(log: Log, metrics: Metrics | null = null) {
    this.#log = log;
    this.#metrics = metrics;
  }

  connected(protocol: Protocol): void {
    this.#metrics?.connected(protocol);
  }

  disconnected(protocol: Protocol): void {
    this.#metrics?.disconnected(protocol);
  }

  /** `who` is the same object in everything that is told of this visit. */
  entered(who: Who): void {
    this.#stays.set(who, { id: `${this.#process}-${++this.#visits}`, since: performance.now() });
    if (this.#known.size < MAX_KNOWN) this.#known.add(who.user.toLowerCase());
    this.#metrics?.entered(who.protocol);
    this.#log.info('entered', this.#of(who));
  }

  left(who: Who): void {
    const stay = this.#stays.get(who);
    this.#log.info('left', { ...this.#of(who), ...(stay ? { ms: since(stay.since) } : {}) });
  }

  /** Somebody may stay no longer: what lets them in has changed. */
  ended(who: Who, why: string): void {
    this.#log.warn('ended', { ...this.#of(who), why });
  }

  /**
   * `login` among the fields: the name that was given, which is written as `shownLogin` says; `isLogin` where there is
   * such a login.
   */
  turnedAway(why: Turned, client: Client, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#metrics?.turnedAway(client.protocol, why);
    const { login, isLogin, ...others } = fields;
    const told = Object.entries(others).map(([k, v]) => [k, typeof v === 'string' ? shown(v) : v]);
    this.#log.warn('turned-away', {
      audit: SCHEMA,
      why,
      protocol: client.protocol,
      address: client.address,
      ...Object.fromEntries(told),
      ...(typeof login === 'string'
        ? { login: shownLogin(login, (name) => isLogin === true || this.#known.has(name)) }
        : {}),
    });
  }

  badPath(who: Who, path: string, code: string): void {
    const { compte, user } = who;
    this.turnedAway('path', who, { visit: this.#stays.get(who)?.id, compte, user, path, code });
  }

  transferBegan(direction: 'in' | 'out', who: Who): void {
    this.#metrics?.transferBegan(direction, who.protocol);
  }

  operation(what: What, who: Who, facts: Facts, ms: number, outcome: Outcome): void {
    this.#metrics?.operation(what, who.protocol, outcome.outcome, ms, facts.bytes ?? 0);
    const { path, to, ...others } = facts;
    this.#log[outcome.outcome === 'fault' ? 'error' : 'info'](what, {
      ...this.#of(who),
      path: shown(path),
      ...(to === undefined ? {} : { to: shown(to) }),
      ...others,
      ms: Math.round(ms * 10) / 10,
      ...outcome,
    });
  }

  #of(who: Who): Record<string, unknown> {
    const { protocol, address, compte, user } = who;
    return { audit: SCHEMA, visit: this.#stays.get(who)?.id, protocol, address, compte, user };
  }
}

function since(began: number): number {
  return Math.round(performance.now() - began);
}
