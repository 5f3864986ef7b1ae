import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium, startPrinter } from './chromium.ts';
import { addScans } from './scan-set.ts';
import { documents, drawSet, GROUP_NAMES, type Group } from './set.ts';

/** Groups that are scanned too; pages take seconds each. */
const SCANNED: readonly Group[] = ['second', 'third', 'ninth'];

const USAGE = `node test/accuracy/held-out/main.ts [DIR] [--only GROUP,...] [--scans]

Draws the groups of the held-out set (${GROUP_NAMES.join(', ')}) into DIR/<group> (dist/accuracy-held-out).
--scans also makes clean and degraded scans of half of the documents of ${SCANNED.join(', ')}: DIR/<group>/scans/manifest.json`;

/** Nothing is drawn, with exit code 0, without Chromium. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      scans: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const groups = (values.only?.split(',') ?? GROUP_NAMES) as Group[];
  const unknown = groups.find((g) => !GROUP_NAMES.includes(g));
  if (values.help || unknown !== undefined) {
    console.log(unknown === undefined ? USAGE : `--only ${unknown}: no such group.\n\n${USAGE}`);
    return unknown === undefined ? 0 : 2;
  }
  const chromium = findChromium();
  if (!chromium) {
    console.log(
      'The held-out set is drawn by Chromium, and there is none on the PATH (Debian: apt-get install chromium).',
    );
    return 0;
  }
  const folder = resolve(positionals[0] ?? 'dist/accuracy-held-out');
  const printer = await startPrinter(chromium);
  try {
    for (const group of groups) console.log(await drawSet(join(folder, group), documents(group), printer));
  } finally {
    await printer.close();
  }
  if (values.scans)
    for (const group of groups)
      if (SCANNED.includes(group))
        console.log(await addScans(join(folder, group), (done, of) => progress(group, done, of)));
  return 0;
}

function progress(group: string, done: number, of: number): void {
  if (done % 10 === 0 || done === of) process.stderr.write(`Scanning ${group} ${done}/${of}\n`);
}

process.exitCode = await main();
