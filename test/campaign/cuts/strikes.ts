import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../../../local/stack.ts';
import type { CutKind } from './plan.ts';

/** How often each was done. */
export interface Struck {
  gatewayKilled: number;
  gatewayStopped: number;
  storageRefused: number;
  storageRestarted: number;
}

/**
 * Breaks what is not the client's own, one at a time: a process is only struck when everything is up again, so that
 * every strike is one. Resolves when it is struck, not when it is over.
 */
export class Strikes {
  readonly #stack: Stack;
  readonly #chance: () => number;
  #last: Promise<void> = Promise.resolve();
  readonly done: Struck = { gatewayKilled: 0, gatewayStopped: 0, storageRefused: 0, storageRestarted: 0 };

  constructor(stack: Stack, chance: () => number) {
    this.#stack = stack;
    this.#chance = chance;
  }

  strike(kind: CutKind): Promise<void> {
    const { promise: struck, resolve } = Promise.withResolvers<void>();
    this.#last = this.#last
      .then(() => this.#do(kind, resolve))
      .catch(() => undefined)
      .finally(resolve);
    return struck;
  }

  /** Resolves when everything is up and nothing is refused. */
  async over(): Promise<void> {
    await this.#last;
    const { cloud, functions, gateway } = this.#stack;
    await Promise.all([cloud.whenReady(), functions.whenReady(), gateway.whenReady()]);
  }

  async #do(kind: CutKind, struck: () => void): Promise<void> {
    const { cloud, gateway } = this.#stack;
    switch (kind) {
      case 'gateway-killed':
      case 'gateway-stopped': {
        const isKill = kind === 'gateway-killed';
        const pid = gateway.pid();
        gateway.kill(isKill ? 'SIGKILL' : 'SIGTERM');
        if (isKill) this.done.gatewayKilled++;
        else this.done.gatewayStopped++;
        struck();
        return this.#back(gateway, pid);
      }
      case 'storage-restarted': {
        const pid = cloud.pid();
        // What is acknowledged is durable, whichever way it ends.
        cloud.kill(this.#chance() < 0.5 ? 'SIGKILL' : 'SIGTERM');
        this.done.storageRestarted++;
        struck();
        return this.#back(cloud, pid);
      }
      case 'storage-refuses': {
        // 403 ends a request at once; 503 is tried again by whoever asked. The gateway's blobs, or everybody's rows.
        const status = this.#chance() < 0.7 ? 403 : 503;
        const match =
          this.#chance() < 0.7 ? 'PUT:/devstoreaccount1/deposits/ PUT:/devstoreaccount1/staging/' : '$batch';
        await this.#tell(`refuse ${status} ${match}`);
        this.done.storageRefused++;
        struck();
        await sleep(200 + 1000 * this.#chance());
        await this.#tell('serve');
        return;
      }
      default:
    }
  }

  /** One that dies before it answers, answers nothing: the next one refuses nothing either. */
  async #tell(message: string): Promise<void> {
    await Promise.race([this.#stack.cloud.ask(message), sleep(5000)]);
  }

  /** Until another process runs in the place of `pid` and is ready. */
  async #back(managed: Stack['gateway'], pid: number | undefined): Promise<void> {
    for (let i = 0; i < 1200 && managed.pid() === pid; i++) await sleep(50);
    await managed.whenReady();
  }
}
