import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Entry, Kind } from '../manifest.ts';
import { type Job, plan } from './plan.ts';

export interface SetOptions {
  /** Folder that keeps the sets; made where it is absent. */
  readonly cache: string;
  readonly seed: number;
  readonly count: number;
  /** All where absent. */
  readonly only?: readonly Kind[];
  /** At most that many of each kind. */
  readonly limit?: number;
  readonly threads: number;
}

const DAY_MS = 86_400_000;

/** What a worker is sent, and what it answers. */
export interface Order {
  readonly job: Job;
  readonly folder: string;
}
export interface Done {
  readonly error?: string;
}

/**
 * The files of the generated set: made once, those that are there already are kept; the same seed gives the same files.
 * Another generator (the code's own hash) makes another set; those of other days go.
 *
 * @returns the manifest's path.
 */
export async function generatedSet(
  o: SetOptions,
  progress: (done: number, of: number) => void = () => {},
): Promise<string> {
  const name = `set-${generatorHash()}`;
  if (existsSync(o.cache)) removeOld(o.cache, name);
  const folder = join(o.cache, name, `seed-${o.seed}`);
  const jobs = wanted(o);
  const missing = jobs.filter((job) => !existsSync(entryFile(folder, job)));
  mkdirSync(join(folder, 'entries'), { recursive: true });
  if (missing.length > 0) await makeAll(missing, folder, Math.min(o.threads, missing.length), progress);
  const entries = jobs.map((job) => JSON.parse(readFileSync(entryFile(folder, job), 'utf8')) as Entry);
  // Only the whole set is the manifest; a part of it has its own.
  const isWhole = !o.only && o.limit === undefined;
  const manifest = join(folder, isWhole ? 'manifest.json' : 'manifest-part.json');
  writeFileSync(manifest, `${JSON.stringify(entries, null, 1)}\n`);
  return manifest;
}

/** Where the entry of a job is kept; it is there once its file is. */
export function entryFile(folder: string, { n, kind }: Job): string {
  return join(folder, 'entries', `${String(n).padStart(4, '0')}-${kind}.json`);
}

/** Writes a file so that it is whole as soon as it is there. */
export function writeWhole(file: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
}

function wanted({ seed, count, only, limit }: SetOptions): Job[] {
  const taken = new Map<Kind, number>();
  return plan(seed, count).filter(({ kind }) => {
    if (only && !only.includes(kind)) return false;
    const before = taken.get(kind) ?? 0;
    taken.set(kind, before + 1);
    return limit === undefined || before < limit;
  });
}

/** Sets that another generator made; not those of today, which somebody may be reading. */
function removeOld(cache: string, name: string): void {
  for (const other of readdirSync(cache)) {
    const folder = join(cache, other);
    if (!/^set-[0-9a-f]{12}$/.test(other) || other === name) continue;
    if (statSync(folder).mtimeMs < Date.now() - DAY_MS) rmSync(folder, { recursive: true });
  }
}

async function makeAll(
  jobs: readonly Job[],
  folder: string,
  threads: number,
  progress: (done: number, of: number) => void,
): Promise<void> {
  // The costliest first, so that no thread is left with a long end.
  const queue = [...jobs].sort((a, b) => cost(b) - cost(a));
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url));
    try {
      for (let job = queue.shift(); job; job = queue.shift()) {
        const { error } = await answer(worker, { job, folder });
        if (error) throw new Error(`document ${job.n} (${job.kind}): ${error}`);
        progress(++done, jobs.length);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
}

function answer(worker: Worker, order: Order): Promise<Done> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown) => reject(error);
    worker.once('error', failed);
    worker.once('message', (done: Done) => {
      worker.off('error', failed);
      resolve(done);
    });
    worker.postMessage(order);
  });
}

function cost({ kind }: Job): number {
  return kind === 'scan' || kind === 'degraded' ? 1 : 0;
}

/** Of the code that draws: this folder, and what it takes from the samples' generator. */
function generatorHash(): string {
  const hash = createHash('sha256');
  const extension = extname(import.meta.url);
  for (const folder of [import.meta.dirname, join(import.meta.dirname, '../../samples')])
    for (const file of readdirSync(folder, { recursive: true }).map(String).sort())
      if (file.endsWith(extension) && !file.includes('.test.') && !file.endsWith('.d.ts'))
        hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}
