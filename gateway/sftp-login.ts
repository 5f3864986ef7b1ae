import { setTimeout as sleep } from 'node:timers/promises';
import ssh2, { type AuthContext, type KeyboardAuthContext, type PublicKeyAuthContext } from 'ssh2';
import type { Deps } from '../shared/app/deps.ts';
import { Refusal } from '../shared/domain/refusal.ts';
import type { Access, Client, Visit } from './access.ts';
import type { Monitor } from './monitor.ts';

/** Failed tries on one connection before it is closed. */
const MAX_WRONG_LOGINS = 6;
/** Keys that a client asks about, which cost a look-up each: agents hold several. */
const MAX_KEYS = 20;

/** Left to a client after a failure; never more than is there. */
const METHODS = ['publickey', 'password', 'keyboard-interactive'] as ('publickey' | 'password')[];

/** SSH-1's and DSA's keys, and RSA with SHA-1, sign nothing here. */
const KEY_TYPES = new Set([
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
]);

export interface LoginHost {
  readonly deps: Deps;
  readonly access: Access;
  readonly monitor: Monitor;
  readonly client: Client;
  readonly isOpen: () => boolean;
  readonly isDraining: () => boolean;
  readonly wrongLoginMs: number;
  /** The visit must end though its client would stay. */
  withdraw(): void;
  /** Somebody is in. */
  entered(visit: Visit): void;
  /** Too many tries. */
  giveUp(): void;
}

/** The logging in of one connection: password (also asked for by keyboard-interactive) or public key. */
export class Login {
  readonly #host: LoginHost;
  #wrong = 0;
  #keys = 0;
  #isIn = false;

  constructor(host: LoginHost) {
    this.#host = host;
  }

  /** Answers one request, however it ends. */
  async handle(ctx: AuthContext): Promise<void> {
    try {
      await this.#try(ctx);
    } catch (e) {
      if (!(e instanceof Refusal)) this.#host.deps.log.error('sftp-login-fault', { ...this.#host.client, error: e });
      await this.#refuse(ctx, e);
    }
  }

  async #try(ctx: AuthContext): Promise<void> {
    switch (ctx.method) {
      case 'password':
        return this.#enter(ctx, { kind: 'password', password: ctx.password });
      case 'keyboard-interactive':
        return this.#enter(ctx, { kind: 'password', password: await ask(ctx) });
      case 'publickey':
        return this.#key(ctx);
      default:
        // "none" is how clients ask for the methods.
        return this.#reject(ctx);
    }
  }

  async #key(ctx: PublicKeyAuthContext): Promise<void> {
    const { algo, data } = ctx.key;
    const parsed = ssh2.utils.parseKey(data);
    const key = parsed instanceof Error ? null : Array.isArray(parsed) ? parsed[0] : parsed;
    const isModern = KEY_TYPES.has(algo) && (algo !== 'ssh-rsa' || ctx.hashAlgo !== undefined);
    if (!key || key.type !== algo || !isModern) return this.#reject(ctx);
    if (!ctx.signature) {
      if (++this.#keys > MAX_KEYS) return this.#host.giveUp();
      return (await this.#host.access.knowsKey(ctx.username, data)) ? this.#accept(ctx) : this.#reject(ctx);
    }
    if (!ctx.blob || key.verify(ctx.blob, ctx.signature, ctx.hashAlgo) !== true) {
      this.#host.monitor.turnedAway('login', this.#host.client, { login: ctx.username, reason: 'signature' });
      throw new Refusal('unauthenticated', 'LOGIN_REFUSED');
    }
    return this.#enter(ctx, { kind: 'key', key: data });
  }

  async #enter(ctx: AuthContext, credential: Parameters<Access['enter']>[2]): Promise<void> {
    const { access, client } = this.#host;
    if (this.#host.isDraining()) throw new Refusal('conflict', 'CLOSING');
    const visit = await access.enter(client, ctx.username, credential, () => this.#host.withdraw());
    // The client may have gone meanwhile, or be in by a request that it sent before.
    if (!this.#host.isOpen() || this.#isIn) visit.leave();
    else this.#host.entered(visit);
    this.#isIn = true;
    this.#accept(ctx);
  }

  async #refuse(ctx: AuthContext, e: unknown): Promise<void> {
    // To be tried later, on another connection.
    if (e instanceof Refusal && e.kind === 'too-many') return this.#host.giveUp();
    this.#wrong++;
    if (this.#wrong > 1) await sleep(this.#host.wrongLoginMs);
    if (this.#wrong >= MAX_WRONG_LOGINS) return this.#host.giveUp();
    this.#reject(ctx);
  }

  #accept(ctx: AuthContext): void {
    if (this.#host.isOpen()) ctx.accept();
  }

  #reject(ctx: AuthContext): void {
    if (this.#host.isOpen()) ctx.reject(METHODS);
  }
}

/** What a person types, or a client answers by itself. */
function ask(ctx: KeyboardAuthContext): Promise<string> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Refusal('unauthenticated', 'LOGIN_REFUSED'));
    ctx.once('abort', ended);
    ctx.prompt([{ prompt: 'Password: ', echo: false }], (answers: unknown) => {
      const [answer] = Array.isArray(answers) ? answers : [];
      if (typeof answer === 'string') resolve(answer);
      else ended();
    });
  });
}
