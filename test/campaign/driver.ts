import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'basic-ftp';
import { connect, type Login } from '../support/live-stack.ts';
import type { Planned } from './plan.ts';

export interface LedgerLine {
  readonly name: string;
  readonly sha256: string;
  readonly attempts: number;
}

/** The driver's own record, written and synced at each 226: what the cloud acknowledged. */
export class Ledger {
  readonly lines: LedgerLine[] = [];
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  add(line: LedgerLine): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
    this.lines.push(line);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** A gateway that was killed may take long to be back on a busy machine. */
const PATIENCE_MS = 5 * 60_000;

/** Deposits everything as robots do: several at once, each trying the same name again until it has its 226. */
export async function depositAll(
  planned: readonly Planned[],
  login: Login,
  ledger: Ledger,
  progress: (done: number) => void | Promise<void>,
  robots = 4,
): Promise<void> {
  const queue = [...planned];
  await Promise.all(
    Array.from({ length: robots }, async () => {
      let client: Client | null = null;
      for (let next = queue.shift(); next; next = queue.shift()) {
        const from = Date.now();
        for (let attempts = 1; ; attempts++) {
          try {
            client ??= await connect(login);
            await deposit(client, next);
            ledger.add({ name: next.name, sha256: next.sha256, attempts });
            break;
          } catch (e) {
            client?.close();
            client = null;
            if (Date.now() - from > PATIENCE_MS)
              throw new Error(`${next.name} was refused ${attempts} times: ${(e as Error).message}`);
            await sleep(100);
          }
        }
        await progress(ledger.lines.length);
      }
      client?.close();
    }),
  );
}

async function deposit(client: Client, p: Planned): Promise<void> {
  const path = `${p.directory}/${p.name}`;
  const body = Readable.from([await p.bytes()], { objectMode: false });
  if (!p.staged) {
    await client.uploadFrom(body, path);
    return;
  }
  await client.uploadFrom(body, `${path}.part`);
  await client.rename(`${path}.part`, path);
}
