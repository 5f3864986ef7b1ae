import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'basic-ftp';
import { documentOf } from '../shared/app/documents.ts';
import { keys } from '../shared/app/keys.ts';
import { idFloor } from '../shared/domain/ids.ts';
import { connect } from '../test/support/live-stack.ts';
import { type BenchCloud, COMPTE, DIRECTORY } from './cloud.ts';
import type { Dispatched } from './functions-log.ts';
import type { Invoice } from './invoices.ts';

/** One deposit as its client saw it. Milliseconds since 1970. */
export interface Deposited {
  readonly invoice: Invoice;
  readonly storAt: number;
  /** When the client had its 226. */
  readonly acknowledgedAt: number;
}

export async function deposit(client: Client, invoice: Invoice): Promise<Deposited> {
  const storAt = Date.now();
  await client.uploadFrom(Readable.from([invoice.bytes], { objectMode: false }), `${DIRECTORY}/${invoice.name}`);
  return { invoice, storAt, acknowledgedAt: Date.now() };
}

/** Deposits everything as fast as `connections` can, each sending its next file when it has its 226. */
export function depositFast(cloud: Pick<BenchCloud, 'login'>, invoices: readonly Invoice[], connections: number) {
  return withClients(cloud, connections, async (clients) => {
    const queue = invoices.values();
    const done: Deposited[] = [];
    await Promise.all(
      clients.map(async (client) => {
        for (const invoice of queue) done.push(await deposit(client, invoice));
      }),
    );
    return done;
  });
}

/**
 * Deposits `perSecond` at fixed times, whatever became of those before: a slow one does not slow down those that follow,
 * as long as one of the connections is free.
 */
export function depositSteadily(
  cloud: Pick<BenchCloud, 'login'>,
  invoices: readonly Invoice[],
  perSecond: number,
  connections = 4,
) {
  return withClients(cloud, connections, async (clients) => {
    const start = performance.now() + 100;
    const queue = invoices.entries();
    const done: Deposited[] = [];
    await Promise.all(
      clients.map(async (client) => {
        for (const [n, invoice] of queue) {
          await sleep(Math.max(0, start + (n * 1000) / perSecond - performance.now()));
          done.push(await deposit(client, invoice));
        }
      }),
    );
    return done;
  });
}

async function withClients<T>(
  cloud: Pick<BenchCloud, 'login'>,
  count: number,
  use: (clients: Client[]) => Promise<T>,
): Promise<T> {
  const clients: Client[] = [];
  try {
    for (let i = 0; i < count; i++) clients.push(await connect(cloud.login));
    return await use(clients);
  } finally {
    for (const client of clients) client.close();
  }
}

export interface Pair extends Deposited {
  readonly dispatched: Dispatched;
}

/**
 * Joins the deposits with the lines of their dispatches, by the names that the tables hold.
 * @throws Error where one was not filed, or not in its exercice: then the figures would be of something else
 */
export async function join(
  cloud: BenchCloud,
  deposited: readonly Deposited[],
  dispatched: readonly Dispatched[],
): Promise<Pair[]> {
  const since = Math.min(...deposited.map((d) => d.storAt)) - 1000;
  const rows = await cloud.context.deps.tables.range('state', COMPTE, 'D|', keys.document(idFloor(since)));
  const ids = new Map(rows.map(documentOf).map((d) => [d.deposit.name, d.deposit.id]));
  const byId = new Map(dispatched.map((d) => [d.id, d]));
  return deposited.map((d) => {
    const found = byId.get(ids.get(d.invoice.name) ?? '');
    if (found?.state !== 'filed' || found.exercice !== d.invoice.exercice)
      throw new Error(`${d.invoice.name} was not filed in ${d.invoice.exercice}: ${JSON.stringify(found ?? null)}`);
    return { ...d, dispatched: found };
  });
}
