import { logIn } from '../shared/app/access.ts';
import type { Deps } from '../shared/app/deps.ts';
import { PasswordChecker } from '../shared/app/passwords.ts';
import { AuditedTree } from './audit.ts';
import { DownloadLedger } from './downloads.ts';
import type { Monitor } from './monitor.ts';
import type { Language } from './texts.ts';
import { type Tree, Vfs } from './vfs.ts';

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
  readonly tlsRequired?: boolean;
  /** To be called once, when the session ends. */
  leave(): void;
}

/** Who may come in: the same answer for every protocol of the gateway. */
export class Access {
  readonly #deps: Deps;
  readonly #monitor: Monitor;
  readonly #checker: PasswordChecker;
  readonly #ledger = new DownloadLedger();

  constructor(deps: Deps, monitor: Monitor) {
    this.#deps = deps;
    this.#monitor = monitor;
    this.#checker = new PasswordChecker(deps.clock.now);
  }

  /** False where no compte at all lets this address in: then it gets no greeting. */
  admits(_address: string): boolean {
    return true;
  }

  /** True where `key` (SSH wire format) is one of this login's. Says nothing about whether it may come in. */
  async knowsKey(_login: string, _key: Buffer): Promise<boolean> {
    return false;
  }

  /**
   * Logs somebody in. `end` is called when the visit must end before its client does (its address or its user is no
   * longer let in). Throws `Refusal` (`unauthenticated`, the same for an unknown user and a wrong password).
   */
  async enter(client: Client, login: string, credential: Credential, _end: () => void): Promise<Visit> {
    const password = credential.kind === 'password' ? credential.password : '';
    const { principal, language } = await logIn(this.#deps, this.#checker, login, password);
    const who = { ...client, compte: principal.compte, user: principal.user };
    const vfs = new AuditedTree(new Vfs(this.#deps, principal, client.address, this.#ledger), who, this.#monitor);
    this.#monitor.entered(who);
    return {
      vfs,
      compte: principal.compte,
      user: principal.user,
      language,
      leave: () => this.#monitor.left(who),
    };
  }
}
