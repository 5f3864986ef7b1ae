import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { createReader } from '../../shared/reading/pool.ts';
import { scenariosFor } from './exercices.ts';
import { generatedSet } from './generate/set.ts';
import { type Item, readManifest } from './manifest.ts';
import { type AccuracyOptions, GENERATED, readOptions, USAGE } from './options.ts';
import { reportLines } from './report.ts';
import { readAll } from './run.ts';
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
  const reader = createReader({ processes: options.processes, timeoutMs: options.seconds * 1000 });
  try {
    const reads = await readAll(items, reader, options.processes, progress('Reading'));
    const dates = reads.flatMap((r) => [r.item.entry.expected['date'] ?? []].flat().map(String));
    if (dates.length === 0) dates.push(new Date().toISOString().slice(0, 10));
    const scores = scenariosFor(options.closings, dates).map((s) => score(reads, s));
    const worst = worstOf(scores);
    for (const line of reportLines(scores, worst)) console.log(line);
    if (options.json)
      writeFileSync(
        resolve(options.json),
        `${JSON.stringify({ manifests, worst: worst.scenario, scores }, null, 1)}\n`,
      );
    return worst.wrong > 0 ? 1 : 0;
  } finally {
    await reader.close();
  }
}

/** Beside the build, which is committed nowhere, whether this runs built or from sources. */
function generated({ cache, seed, count, only, limit }: AccuracyOptions): Promise<string> {
  const built = import.meta.dirname.endsWith(join('dist', 'test', 'accuracy'));
  const beside = resolve(import.meta.dirname, built ? '../../accuracy' : '../../dist/accuracy-sources');
  const threads = availableParallelism();
  return generatedSet({ cache: cache ?? beside, seed, count, only, limit, threads }, progress('Drawing'));
}

function chosen(items: readonly Item[], { only, limit }: AccuracyOptions): Item[] {
  const taken = new Map<string, number>();
  return items.filter(({ kind }) => {
    if (only && !only.includes(kind)) return false;
    taken.set(kind, (taken.get(kind) ?? 0) + 1);
    return limit === undefined || taken.get(kind)! <= limit;
  });
}

function progress(what: string): (done: number, of: number) => void {
  const isTerminal = process.stderr.isTTY;
  return (done, of) => {
    if (isTerminal) process.stderr.write(`\r${what} ${done}/${of}${done === of ? '\n' : ''}`);
    else if (done === of || done % 100 === 0) process.stderr.write(`${what} ${done}/${of}\n`);
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\nnpm run accuracy -- --help`);
  process.exitCode = 2;
}
