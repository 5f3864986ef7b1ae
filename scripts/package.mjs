// npm run package: what is deployed to Azure, in dist/package/. docs/packaging.md says what is in it.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pack } from './package/archive.mjs';
import { loadedAtStart } from './package/bundle.mjs';
import { makeFunctionsApp } from './package/functions-app.mjs';
import { makeGateway } from './package/gateway.mjs';
import { loadOnce, measureImport } from './package/measure.mjs';
import { root } from './package/places.mjs';

const HELP = `Usage: npm run package -- [--out DIR] [--only functions|gateway] [--measure] [--profile DIR]

Makes functions.zip (the function app) and gateway.tgz (the gateway), each beside the folder of what is in it.

  --out DIR      where (dist/package)
  --only WHICH   one of both
  --measure      says how long the function app takes to load: median of 10 processes
  --profile DIR  writes a processor profile of one load to DIR (node --cpu-prof)`;

async function main() {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(root, 'dist/package') },
      only: { type: 'string' },
      measure: { type: 'boolean', default: false },
      profile: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(HELP);
  const { only } = values;
  if (only !== undefined && only !== 'functions' && only !== 'gateway') throw new Error(`--only ${only}?\n\n${HELP}`);
  const out = resolve(values.out);
  if (only !== 'gateway') {
    const app = join(out, 'functions');
    const metafile = await makeFunctionsApp(app);
    report(app, pack(app, join(out, 'functions.zip')), join(out, 'functions.zip'));
    const start = loadedAtStart(metafile, 'main').reduce((sum, name) => sum + metafile.outputs[name].bytes, 0);
    console.log(`  loaded at the start: ${megabytes(start)}`);
    const { functions } = loadOnce(app);
    console.log(`  ${functions.length} functions register`);
    if (values.measure) {
      const { ms, cpuMs, times } = measureImport(app);
      console.log(`  process start to loaded: ${ms.median} ms (median of ${times}; ${ms.least} to ${ms.most})`);
      console.log(`  processor time of that: ${cpuMs.median} ms (${cpuMs.least} to ${cpuMs.most})`);
    }
    if (values.profile) loadOnce(app, ['--cpu-prof', `--cpu-prof-dir=${resolve(values.profile)}`]);
  }
  if (only !== 'functions') {
    const gateway = join(out, 'gateway');
    await makeGateway(gateway);
    report(gateway, pack(gateway, join(out, 'gateway.tgz')), join(out, 'gateway.tgz'));
  }
}

function report(directory, size, archive) {
  console.log(`${archive}: ${megabytes(size)}, unpacked ${megabytes(sizeOf(directory))}`);
  for (const part of ['lib', 'node_modules', 'bin'])
    if (existsSync(join(directory, part))) console.log(`  ${part}: ${megabytes(sizeOf(join(directory, part)))}`);
}

function sizeOf(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
