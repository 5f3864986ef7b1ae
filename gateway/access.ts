import { findLogin, hasKey, type Login, loginPartition } from '../shared/app/access.ts';
import { DailyBytes } from '../shared/app/daily-bytes.ts';
import type { Deps } from '../shared/app/deps.ts';
import { PasswordChecker } from '../shared/app/passwords.ts';
import { RobotsSeen } from '../shared/app/robots-seen.ts';
import type { UserLimits } from '../shared/domain/access-settings.ts';
import { Refusal } from '../shared/domain/refusal.ts';
import { AuditedTree } from './audit.ts';
import { CompteGates } from './compte-gates.ts';
import { DownloadLedger } from './downloads.ts';
import { LimitedVfs } from './limits.ts';
import { Lockout } from './lockout.ts';
import type { Monitor, Turned } from './monitor.ts';
import type { Language } from './texts.ts';
import { TracedSession } from './traced-tree.ts';
import { NoTurn, Turns } from './turns.ts';
import type { Tree } from './vfs.ts';
import { type EndReason, type Live, stampOf, Visits } from './visits.ts';

/** `ftps` is FTP whose control connection is encrypted at that moment. */
export type Protocol = 'ftp' | 'ftps' | 'sftp';

/** Where somebody comes from. The address is in its plain form (`plainAddress`). */
export interface Client {
  readonly protocol: Protocol;
  readonly address: string;
}

/** What a client proves who it is by. The protocol has checked that it holds the key's private half. */
export type Credential =
  | { readonly kind: 'password'; readonly password: string }
  /** `key`: in the SSH wire format. */
  | { readonly kind: 'key'; readonly key: Buffer };

/** Somebody who is logged in. */
export interface Visit {
  readonly vfs: Tree;
  readonly compte: string;
  readonly user: string;
  readonly language: Language;
  /** The compte takes encrypted connections only: data too may not travel in clear. */
  readonly tlsRequired: boolean;
  /** To be called once, when the session ends. */
  leave(): void;
}

export interface AccessSettings {
  /** How old the settings of comptes and users may be for those who are in. Milliseconds. */
  readonly refreshMs: number;
  /** What users have whose own limits say nothing; null for no limit. */
  readonly limits: UserLimits;
  /** Name of this gateway among several, the same after a restart. */
  readonly gateway: string;
}

const UNLIMITED: AccessSettings = {
  refreshMs: 10_000,
  limits: { sessions: null, uploadBytes: null, dailyBytes: null },
  gateway: 'gateway',
};

/** No password that anybody set is longer; the work of a hash begins with the whole of it. */
const MAX_PASSWORD_CHARS = 1000;

/** It became locked while it waited for its turn. */
class LockedMeanwhile extends Error {}

/** Who may come in: the same answer for every protocol of the gateway. */
export class Access {
  readonly #deps: Deps;
  readonly #monitor: Monitor;
  readonly #settings: AccessSettings;
  readonly #checker: PasswordChecker;
  readonly #gates: CompteGates;
  readonly #robots: RobotsSeen;
  readonly #visits: Visits;
  readonly #lockout: Lockout;
  readonly #turns = new Turns();
  readonly #daily: DailyBytes;
  readonly #ledger = new DownloadLedger();
  #timer: NodeJS.Timeout | null = null;
  #isRefreshing = false;

  constructor(deps: Deps, monitor: Monitor, settings: AccessSettings = UNLIMITED) {
    this.#deps = deps;
    this.#monitor = monitor;
    this.#settings = settings;
    this.#checker = new PasswordChecker(deps.clock.now);
    this.#gates = new CompteGates(deps);
    this.#robots = new RobotsSeen(deps);
    this.#visits = new Visits(deps, this.#gates, this.#robots);
    this.#lockout = new Lockout(deps.clock.now);
    this.#daily = new DailyBytes(deps, settings.gateway);
  }

  /** Reads the settings of all comptes, now and then regularly. Where storage fails, logins do until it answers. */
  async start(): Promise<void> {
    await this.refresh();
    this.#timer = setInterval(() => void this.refresh(), this.#settings.refreshMs);
    this.#timer.unref();
  }

  /** Writes what was counted of daily limits; nothing is read any more. */
  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#daily.flush();
  }

  /** Reads the settings again and ends the visits that they no longer allow. Never rejects: the last known stand. */
  async refresh(): Promise<void> {
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    try {
      await this.#gates.refresh();
      await this.#visits.check();
    } catch (error) {
      this.#deps.log.error('access-not-refreshed', { error });
    } finally {
      this.#isRefreshing = false;
    }
  }

  /** False where no compte at all lets this address in: then it gets no greeting. */
  admits(address: string): boolean {
    return this.#gates.admits(address);
  }

  /** True where `key` (SSH wire format) is one of this login's. Says nothing about whether it may come in. */
  async knowsKey(login: string, key: Buffer): Promise<boolean> {
    // A text that can't be a login costs a look-up too: it answers no sooner than an unknown one.
    const found = await findLogin(this.#deps, loginPartition(login) ?? 'none');
    return found?.mayEnter === true && hasKey(found, key);
  }

  /**
   * Logs somebody in. `end` is called when the visit must end before its client does (its address or its user is no
   * longer let in). Throws `Refusal`, and has told the monitor why:
   * - `unauthenticated` LOGIN_REFUSED, the same and after the same work for an unknown or disabled user, an address that
   *   is not on the compte's list, a wrong password or key; at once where too many were wrong before;
   * - `unauthenticated` TLS_REQUIRED, to who has proved who it is, in clear;
   * - `too-many`: the user has as many sessions as it may, or too many logins are being checked. To be tried later.
   */
  async enter(client: Client, login: string, credential: Credential, end: () => void): Promise<Visit> {
    const name = loginPartition(login) ?? '';
    let found: Login | null = null;
    const turnAway = (why: Turned, reason: string, refusal = new Refusal('unauthenticated', 'LOGIN_REFUSED')) => {
      this.#monitor.turnedAway(why, client, { login, isLogin: found !== null, reason });
      return refusal;
    };
    const isPassword = credential.kind === 'password';
    const locked = isPassword ? this.#lockout.locked(name, client.address) : null;
    if (locked) throw turnAway('locked', locked);

    found = name === '' ? null : await findLogin(this.#deps, name);
    const gate = found?.mayEnter ? await this.#gates.of(found.principal.compte) : null;
    const isListed = gate?.lets(client.address) ?? false;
    // Where it may not come in its password is not even tried: a second try must not be faster where the first was right.
    const candidate = isListed ? found : null;
    let isProved: boolean;
    try {
      isProved = await this.#isProved(client, name, credential, candidate);
    } catch (e) {
      if (e instanceof LockedMeanwhile) throw turnAway('locked', 'pair');
      if (e instanceof NoTurn) throw turnAway('busy', 'hashing', new Refusal('too-many', 'LOGINS_BUSY'));
      throw e;
    }
    if (!candidate || !gate || !isProved) {
      if (isPassword) this.#lockout.wrong(name, client.address);
      if (gate && !isListed) throw turnAway('address', 'not on the list of the compte');
      throw turnAway('login', found ? (found.mayEnter ? 'credential' : 'disabled') : 'unknown');
    }
    if (isPassword) this.#lockout.right(name, client.address);
    if (gate.tlsRequired && client.protocol === 'ftp')
      throw turnAway('tls-required', 'in clear', new Refusal('unauthenticated', 'TLS_REQUIRED'));
    const max = candidate.limits.sessions ?? this.#settings.limits.sessions;
    if (max !== null && this.#visits.count(name) >= max)
      throw turnAway('busy', 'sessions', new Refusal('too-many', 'TOO_MANY_SESSIONS', { max: String(max) }));
    return this.#admit(client, name, credential, candidate, gate.tlsRequired, end);
  }

  async #isProved(client: Client, name: string, credential: Credential, login: Login | null): Promise<boolean> {
    if (credential.kind === 'key') return login !== null && hasKey(login, credential.key);
    const { address } = client;
    const { password } = credential;
    const isTooLong = password.length > MAX_PASSWORD_CHARS;
    const turn = (work: () => Promise<boolean>) =>
      this.#turns.run(address, async () => {
        if (this.#lockout.locked(name, address)) throw new LockedMeanwhile();
        return work();
      });
    const stored = isTooLong ? null : (login?.hash ?? null);
    return this.#checker.check(name, isTooLong ? '' : password, stored, { address, turn });
  }

  #admit(client: Client, name: string, by: Credential, login: Login, tlsRequired: boolean, end: () => void): Visit {
    const { principal, language } = login;
    const { compte, user } = principal;
    const key = by.kind === 'key' ? by.key : null;
    const stamp = stampOf(login, key);
    const who = { ...client, compte, user };
    const ended = (why: EndReason) => {
      this.#monitor.ended(who, why);
      end();
    };
    const live: Live = { client, login: name, compte, user, key, stamp, limits: login.limits, end: ended };
    const takeOut = this.#visits.add(live);
    const limits = () => ({
      uploadBytes: live.limits.uploadBytes ?? this.#settings.limits.uploadBytes,
      dailyBytes: live.limits.dailyBytes ?? this.#settings.limits.dailyBytes,
    });
    const tree = new LimitedVfs(this.#deps, principal, client.address, this.#ledger, limits, this.#daily);
    this.#monitor.entered(who);
    this.#robots.seen(principal);
    const { tracer } = this.#deps;
    const session = tracer ? new TracedSession(tracer, client, compte) : null;
    let hasLeft = false;
    return {
      vfs: new AuditedTree(session?.tree(tree) ?? tree, who, this.#monitor),
      compte,
      user,
      language,
      tlsRequired,
      leave: () => {
        if (hasLeft) return;
        hasLeft = true;
        takeOut();
        session?.end();
        this.#monitor.left(who);
      },
    };
  }
}
