import { Readable } from 'node:stream';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { FtpClient, type FtpTarget } from '../../test/support/ftp-client.ts';
import { pdfPieces, smallPdfs } from './files.ts';

/**
 * The client of every contestant, in a process of its own. What a job gives is its seconds, unless said otherwise;
 * connections are opened by `open` and stay, outside of what is measured.
 */
export type Job =
  | { readonly job: 'open'; readonly key: string; readonly targets: readonly FtpTarget[] }
  | { readonly job: 'close'; readonly key: string }
  /** `count` files over all connections of `key`, each sending its next one when it has its 226. */
  | ({ readonly job: 'small'; readonly key: string; readonly directory: string; readonly prefix: string } & Batch)
  /** One file on each connection of `key`, all at once. */
  | {
      readonly job: 'large';
      readonly key: string;
      readonly directory: string;
      readonly prefix: string;
      readonly size: number;
    }
  | { readonly job: 'fetch'; readonly key: string; readonly path: string; readonly size: number }
  | { readonly job: 'logins'; readonly target: FtpTarget; readonly count: number }
  | ({
      readonly job: 'sdk-small';
      readonly container: string;
      readonly prefix: string;
      readonly connections: number;
    } & Batch)
  | { readonly job: 'sdk-large'; readonly container: string; readonly name: string; readonly size: number }
  | { readonly job: 'sdk-fetch'; readonly container: string; readonly name: string; readonly size: number };

interface Batch {
  readonly count: number;
  readonly size: number;
}

/** Blocks and how many at once: those of the gateway (shared/app/spool.ts). */
const BLOCK = 8 * 1024 * 1024;
const AT_ONCE = 4;

const clients = new Map<string, FtpClient[]>();
let service: BlobServiceClient | null = null;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

/** Numbers 0 to count - 1, shared out to `workers` as each is free. */
async function shareOut(count: number, workers: readonly ((n: number) => Promise<unknown>)[]): Promise<void> {
  let next = 0;
  await Promise.all(
    workers.map(async (work) => {
      while (next < count) await work(next++);
    }),
  );
}

function container(name: string): ContainerClient {
  service ??= BlobServiceClient.fromConnectionString(process.env['BENCH_STORAGE']!);
  return service.getContainerClient(name);
}

function open(key: string): FtpClient[] {
  const found = clients.get(key);
  if (!found) throw new Error(`${key} is not open`);
  return found;
}

async function run(job: Job): Promise<number> {
  switch (job.job) {
    case 'open': {
      const opened: FtpClient[] = [];
      clients.set(job.key, opened);
      return timed(async () => {
        await shareOut(
          job.targets.length,
          Array.from({ length: 8 }, () => async (n: number) => {
            opened.push(await FtpClient.open(job.targets[n]!));
          }),
        );
      });
    }
    case 'close':
      for (const client of open(job.key)) client.close();
      clients.delete(job.key);
      return 0;
    case 'small': {
      const make = smallPdfs(job.size);
      const workers = open(job.key).map(
        (client) => (n: number) => client.store(`${job.directory}/${job.prefix}${n}.pdf`, [make(n)]),
      );
      return timed(() => shareOut(job.count, workers));
    }
    case 'large':
      return timed(() =>
        Promise.all(
          open(job.key).map((client, n) => client.store(`${job.directory}/${job.prefix}${n}.pdf`, pdfPieces(job.size))),
        ),
      );
    case 'fetch':
      return timed(async () => assertSize(await open(job.key)[0]!.fetch(job.path), job.size));
    case 'logins':
      return timed(async () => {
        for (let n = 0; n < job.count; n++) await (await FtpClient.open(job.target)).quit();
      });
    case 'sdk-small': {
      const make = smallPdfs(job.size);
      const into = container(job.container);
      const put = (n: number) => into.getBlockBlobClient(`${job.prefix}${n}`).upload(make(n), job.size);
      return timed(() =>
        shareOut(
          job.count,
          Array.from({ length: job.connections }, () => put),
        ),
      );
    }
    case 'sdk-large':
      return timed(() =>
        container(job.container)
          .getBlockBlobClient(job.name)
          .uploadStream(Readable.from(pdfPieces(job.size), { objectMode: false }), BLOCK, AT_ONCE),
      );
    case 'sdk-fetch':
      return timed(async () => {
        const { readableStreamBody } = await container(job.container).getBlobClient(job.name).download();
        let size = 0;
        for await (const chunk of readableStreamBody as Readable) size += (chunk as Buffer).length;
        assertSize(size, job.size);
      });
  }
}

function assertSize(got: number, wanted: number): void {
  if (got !== wanted) throw new Error(`${got} bytes came of ${wanted}`);
}

process.on('message', (job: Job) => {
  run(job).then(
    (seconds) => process.send!({ seconds }),
    (e: Error) => process.send!({ error: `${job.job}: ${e.message}` }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send!({ ready: true });
