import { randomBytes } from 'node:crypto';
import { TableClient, type TransactionAction } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { DEMO } from '../local/seed.ts';
import { ranges } from '../shared/app/keys.ts';
import { type BenchCloud, COMPTE } from './cloud.ts';
import type { Filled } from './fill.ts';
import { median } from './statistics.ts';

/**
 * The storage operations of an invoice by themselves, through the same SDK against the same Azurite with the same fill:
 * what they grow by, the pipeline on this Azurite must grow by too. Milliseconds, each measured alone.
 */
export type BareOperation =
  | 'put_blob'
  | 'get_blob'
  | 'point_get'
  | 'transaction_of_2'
  | 'range_one'
  | 'range_configuration'
  | 'merge_one'
  | 'transaction_of_5';

/** How many of each a dispatch makes: bytes, claim, configuration, journal, rows, and a look for the same invoice. */
export const OF_A_DISPATCH: Readonly<Partial<Record<BareOperation, number>>> = {
  get_blob: 1,
  transaction_of_2: 1,
  range_configuration: 1,
  put_blob: 1,
  transaction_of_5: 1,
  range_one: 1,
};

export type BareTimes = Record<BareOperation, number[]>;

/** About what a document's rows hold. */
const BLOB = Buffer.alloc(2500, 'x');
const DATA = 'x'.repeat(1000);

/** Runs each operation `rounds` times in turn, on documents of the fill and on rows of its own in the same partition. */
export async function bareTimes(cloud: BenchCloud, rounds: number): Promise<BareTimes> {
  const connection = cloud.stack.env['Storage']!;
  const table = TableClient.fromConnectionString(connection, 'state', { allowInsecureConnection: true });
  const service = BlobServiceClient.fromConnectionString(connection);
  const journal = service.getContainerClient('journal');
  const deposits = service.getContainerClient('deposits');
  const run = randomBytes(6).toString('hex');
  const entity = (letter: string, n: number) => ({ partitionKey: COMPTE, rowKey: `${letter}|bare|${run}|${n}` });
  const wide = (letter: string, n: number) => ({ ...entity(letter, n), state: 'filed', version: 1, data: DATA });
  const narrow = (letter: string, n: number) => ({ ...entity(letter, n), kind: 'file', blob: `${COMPTE}/${n}` });
  const range = async (from: string, to: string) => {
    const filter = `PartitionKey eq '${COMPTE}' and RowKey ge '${from}' and RowKey lt '${to}'`;
    let rows = 0;
    for await (const _ of table.listEntities({ queryOptions: { filter } })) rows++;
    if (rows === 0) throw new Error(`the range from ${from} is empty`);
  };
  const operations: Record<BareOperation, (n: number, doc: Filled) => Promise<unknown>> = {
    put_blob: (n) =>
      journal
        .getBlockBlobClient(`bare/${run}/${n}`)
        .upload(BLOB, BLOB.byteLength, { metadata: { compte: COMPTE }, conditions: { ifNoneMatch: '*' } }),
    get_blob: (_, { id }) => deposits.getBlobClient(`${COMPTE}/${id}`).downloadToBuffer(),
    point_get: (_, { id }) => table.getEntity(COMPTE, `D|${id}`),
    transaction_of_2: (n) =>
      table.submitTransaction([
        ['create', narrow('ZG', n)],
        ['create', narrow('ZH', n)],
      ]),
    range_one: (_, { sameInvoice }) => range(...sameInvoice),
    range_configuration: () => range(...ranges.dossier(DEMO.dossier)),
    merge_one: (n) => table.submitTransaction([['upsert', narrow('ZM', n), 'Merge']]),
    transaction_of_5: (n) =>
      table.submitTransaction([
        ['create', wide('ZD', n)],
        ['upsert', wide('ZF', n), 'Replace'],
        ['upsert', narrow('ZI', n), 'Replace'],
        ['upsert', narrow('ZN', n), 'Merge'],
        ['upsert', narrow('ZT', n), 'Replace'],
      ] satisfies TransactionAction[]),
  };
  const names = Object.keys(operations) as BareOperation[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as BareTimes;
  const { filled } = cloud;
  for (let n = 0; n < rounds; n++) {
    const doc = filled[Math.floor((n * filled.length) / rounds)]!;
    for (const name of names) {
      const from = performance.now();
      await operations[name](n, doc);
      times[name].push(performance.now() - from);
    }
  }
  return times;
}

export function joinTimes(parts: readonly BareTimes[]): BareTimes {
  const joined = { ...parts[0]! };
  for (const name of Object.keys(joined) as BareOperation[]) joined[name] = parts.flatMap((p) => p[name]);
  return joined;
}

/** Medians of the operations of one dispatch, added up. */
export function dispatchOfBare(times: BareTimes): number {
  return Object.entries(OF_A_DISPATCH).reduce((sum, [name, n]) => sum + n * median(times[name as BareOperation]), 0);
}
