import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { findEngine } from '../../shared/reading/ocr/find.ts';
import { createReader } from '../../shared/reading/pool.ts';
import { createScanReader } from '../../shared/reading/scan/scan-reader.ts';
import { scenariosFor } from './exercices.ts';
import { generatedSet } from './generate/set.ts';
import { readManifest } from './manifest.ts';
import { type AccuracyOptions, GENERATED, readOptions, USAGE } from './options.ts';
import { reportLines, scanLines } from './report.ts';
import { type Read, readAll } from './run.ts';
import { chosen } from './sample.ts';
import { OcrCache, pictureCodeHash } from './scans/ocr-cache.ts';
import { progressOn } from './scans/progress.ts';
import { fileReader } from './scans/read-scans.ts';
import { score, worstOf } from './score.ts';

/** npm run accuracy: how many invoices get to the right exercice. Exit code 1 where one is wrong, 2 for a wrong use. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const manifests: string[] = [];
  for (const file of options.manifests) manifests.push(file === GENERATED ? await generated(options) : file);
  const items = manifests.flatMap((file) => chosen(readManifest(file), options));
  if (items.length === 0) throw new Error('No file to read: see --only and --limit.');
  const engine = await engineName(options);
  const reads = await read(options, engine, items);
  const dates = reads.flatMap((r) => [r.item.entry.expected['date'] ?? []].flat().map(String));
  // Papers that are all to be asked have no date: the exercices are those around the days that they came on.
  if (dates.length === 0) dates.push(...reads.flatMap((r) => r.item.entry.received ?? []));
  if (dates.length === 0) dates.push(new Date().toISOString().slice(0, 10));
  const scores = scenariosFor(options.closings, dates).map((s) => score(reads, s));
  const worst = worstOf(scores);
  if (options.sample !== undefined) console.log(`A sample: ${options.sample} of each kind of a manifest.`);
  for (const line of [...reportLines(scores, worst), ...scanLines(reads, engine)]) console.log(line);
  if (options.json)
    writeFileSync(
      resolve(options.json),
      `${JSON.stringify({ manifests, engine, sample: options.sample ?? null, worst: worst.scenario, scores }, null, 1)}\n`,
    );
  return worst.wrong > 0 ? 1 : 0;
}

async function read(options: AccuracyOptions, engine: string, items: Parameters<typeof readAll>[0]): Promise<Read[]> {
  const { processes, fresh } = options;
  const timeoutMs = options.seconds * 1000;
  const cache = new OcrCache({
    root: join(options.cache ?? join(root(), 'dist/accuracy'), 'ocr'),
    engine,
    code: pictureCodeHash(join(root(), 'shared/reading')),
    fresh,
  });
  const reader = createReader({ processes, timeoutMs });
  const scans = createScanReader({ processes, timeoutMs, engine: options.engine });
  try {
    return await readAll(items, fileReader(reader, scans, cache), processes, progressOn('Reading'));
  } finally {
    await Promise.all([reader.close(), scans.close()]);
  }
}

/** What reads letters, with its version. */
async function engineName({ engine }: AccuracyOptions): Promise<string> {
  const found = await findEngine({ engine });
  await found.close();
  return found.name;
}

const BUILT = import.meta.dirname.endsWith(join('dist', 'test', 'accuracy'));

/** The repository's, whether this runs built or from sources. */
function root(): string {
  return resolve(import.meta.dirname, BUILT ? '../../..' : '../..');
}

/** Beside the build, which is committed nowhere. */
function generated({ cache, seed, count, only, limit }: AccuracyOptions): Promise<string> {
  const beside = join(root(), BUILT ? 'dist/accuracy' : 'dist/accuracy-sources');
  const threads = availableParallelism();
  return generatedSet({ cache: cache ?? beside, seed, count, only, limit, threads }, progressOn('Drawing'));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\nnpm run accuracy -- --help`);
  process.exitCode = 2;
}
