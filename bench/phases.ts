import { cloudCounts, connect, settled } from '../test/support/live-stack.ts';
import type { BenchCloud } from './cloud.ts';
import { type Cpu, cpuOf, cpuPerDocument } from './cpu.ts';
import { deposit, depositFast, depositSteadily, join, type Pair } from './deposits.ts';
import type { Invoice } from './invoices.ts';

/** What an invoice costs in requests and messages. */
export interface Costs {
  readonly invoices: number;
  readonly blob: number;
  readonly table: number;
  readonly messages: number;
  /** Of the login, once a connection. */
  readonly login: number;
}

/** Runs of something else (a second look at the configuration) would be counted too: then it is measured again. */
const ATTEMPTS = 3;

/**
 * Deposits over one connection with nothing else going on, and counts the requests that reached the storage between the
 * first STOR and the last message settled, and the messages that functions were called with.
 */
export async function measureCosts(cloud: BenchCloud, invoices: readonly Invoice[]): Promise<Costs> {
  const part = Math.floor(invoices.length / ATTEMPTS);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const now = invoices.slice(attempt * part, (attempt + 1) * part);
    await settled(cloud.stack);
    const start = (await cloudCounts(cloud.stack)).requests;
    const client = await connect(cloud.login);
    try {
      const before = (await cloudCounts(cloud.stack)).requests;
      cloud.log.mark();
      const deposited = [];
      for (const invoice of now) deposited.push(await deposit(client, invoice));
      await cloud.log.until(now.length);
      await settled(cloud.stack);
      const { requests: after } = await cloudCounts(cloud.stack);
      const { dispatched, invocations } = cloud.log.read();
      await join(cloud, deposited, dispatched);
      cloud.documents += now.length;
      const others = [...invocations.keys()].filter((name) => name !== 'dispatchDeposit');
      if (others.length > 0) continue;
      return {
        invoices: now.length,
        blob: (after.blob - before.blob) / now.length,
        table: (after.table - before.table) / now.length,
        messages: invocations.get('dispatchDeposit')! / now.length,
        login: before.blob + before.table - start.blob - start.table,
      };
    } finally {
      client.close();
    }
  }
  throw new Error(`other functions ran during each of ${ATTEMPTS} measurements of the storage calls`);
}

export interface Burst {
  readonly documents: number;
  /** From the first STOR to the last document filed. */
  readonly seconds: number;
  /** Milliseconds of processor time a document, by process. */
  readonly cpu: Cpu | null;
}

/** All at once over `connections`. */
export async function measureBurst(
  cloud: BenchCloud,
  invoices: readonly Invoice[],
  connections: number,
): Promise<Burst> {
  cloud.log.mark();
  const before = cpuOf(cloud.stack);
  const deposited = await depositFast(cloud, invoices, connections);
  const { dispatched } = await cloud.log.until(invoices.length);
  const cpu = cpuPerDocument(before, cpuOf(cloud.stack), invoices.length);
  await settled(cloud.stack);
  await join(cloud, deposited, dispatched);
  cloud.documents += invoices.length;
  const first = Math.min(...deposited.map((d) => d.storAt));
  const last = Math.max(...dispatched.map((d) => d.at));
  return { documents: invoices.length, seconds: (last - first) / 1000, cpu };
}

/** At a steady pace; each deposit with the line of its dispatch. */
export async function measureSteady(
  cloud: BenchCloud,
  invoices: readonly Invoice[],
  perSecond: number,
): Promise<Pair[]> {
  cloud.log.mark();
  const deposited = await depositSteadily(cloud, invoices, perSecond);
  await cloud.log.until(invoices.length);
  await settled(cloud.stack);
  const pairs = await join(cloud, deposited, cloud.log.read().dispatched);
  cloud.documents += invoices.length;
  return pairs;
}

/** From the 226 seen by the client to the rows committed. Below zero where the dispatch was faster than the 226. */
export function latencies(pairs: readonly Pair[]): number[] {
  return pairs.map((p) => p.dispatched.at - p.acknowledgedAt);
}

/** Of each dispatch whose invocation is known: its time without the reading of the file. */
export function overheads(pairs: readonly Pair[]): number[] {
  return pairs.flatMap(({ dispatched: { invocationMs, readMs } }) =>
    invocationMs === null ? [] : [invocationMs - readMs],
  );
}
