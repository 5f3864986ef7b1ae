import { findLogin, hasKey, type Login } from '../shared/app/access.ts';
import type { Deps } from '../shared/app/deps.ts';
import type { RobotsSeen } from '../shared/app/robots-seen.ts';
import type { UserLimits } from '../shared/domain/access-settings.ts';
import type { Client } from './access.ts';
import type { CompteGates } from './compte-gates.ts';

/** Users whose rows are read again at one refresh; the others come at the next. */
const READ_AT_ONCE = 200;
const IN_PARALLEL = 16;

/** Why somebody who is in may stay no longer. */
export type EndReason = 'address' | 'tls-required' | 'user-changed';

/** Somebody who is in. */
export interface Live {
  readonly client: Client;
  /** Partition of the login. */
  readonly login: string;
  readonly compte: string;
  readonly user: string;
  /** It came in by (SSH wire format); null for a password. */
  readonly key: Buffer | null;
  /** What the visit was granted by: where its row says otherwise now, it ends. */
  readonly stamp: string;
  /** As the row says them now. */
  limits: UserLimits;
  /** Ends the session; it then leaves. */
  readonly end: (why: EndReason) => void;
}

/** Everybody who is in, by login. */
export class Visits {
  readonly #deps: Deps;
  readonly #gates: CompteGates;
  readonly #robots: RobotsSeen;
  /** Logins in the order in which their rows were read last. */
  readonly #live = new Map<string, Set<Live>>();

  constructor(deps: Deps, gates: CompteGates, robots: RobotsSeen) {
    this.#deps = deps;
    this.#gates = gates;
    this.#robots = robots;
  }

  count(login: string): number {
    return this.#live.get(login)?.size ?? 0;
  }

  /** The function returned takes the visit out, once. */
  add(live: Live): () => void {
    const here = this.#live.get(live.login) ?? new Set();
    this.#live.set(live.login, here.add(live));
    return () => {
      here.delete(live);
      if (here.size === 0 && this.#live.get(live.login) === here) this.#live.delete(live.login);
    };
  }

  /** Ends every visit that would not be let in now. Rejects where rows can't be read: nobody is ended for that. */
  async check(): Promise<void> {
    this.#checkGates();
    const logins = [...this.#live.keys()].slice(0, READ_AT_ONCE);
    for (let i = 0; i < logins.length; i += IN_PARALLEL)
      await Promise.all(logins.slice(i, i + IN_PARALLEL).map((login) => this.#checkLogin(login)));
  }

  #checkGates(): void {
    for (const live of [...this.#live.values()].flatMap((here) => [...here])) {
      // A compte that has gone from the table is a fault of ours: whoever is in stays.
      const gate = this.#gates.known(live.compte);
      if (gate && !gate.lets(live.client.address)) this.#end(live, 'address');
      else if (gate?.tlsRequired && live.client.protocol === 'ftp') this.#end(live, 'tls-required');
    }
  }

  async #checkLogin(name: string): Promise<void> {
    const login = await findLogin(this.#deps, name);
    const here = this.#live.get(name);
    if (!here) return;
    // One that stays for hours is not silent.
    if (login) this.#robots.seen(login.principal);
    this.#live.delete(name);
    this.#live.set(name, here);
    for (const live of [...here]) {
      if (login && stampOf(login, live.key) === live.stamp) live.limits = login.limits;
      else this.#end(live, 'user-changed');
    }
  }

  #end(live: Live, why: EndReason): void {
    // It is not told twice, though it may take a while to leave.
    this.#live.get(live.login)?.delete(live);
    live.end(why);
  }
}

/** What of a login a visit rests on: who it is, what it may do, and what it was proved by. */
export function stampOf(login: Login, key: Buffer | null): string {
  const proof = key ? hasKey(login, key) : login.hash;
  return JSON.stringify([login.principal, login.mayEnter, proof]);
}
