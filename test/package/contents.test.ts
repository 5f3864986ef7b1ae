import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../e2e/running.ts';
import { makePackages, unpack } from './packed.ts';

const SETTINGS = { SOURCE_DATE_EPOCH: '1700000000' };
let out = '';
let said = '';
let app = '';
let gateway = '';
const outs: string[] = [];
before(() => {
  ({ out, said } = makePackages(SETTINGS));
  outs.push(out);
  app = unpack(out, 'functions.zip');
  gateway = unpack(out, 'gateway.tgz');
});
after(() => {
  for (const directory of outs) rmSync(directory, { recursive: true, force: true });
});

const filesBelow = (directory: string) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((f) => statSync(join(directory, f)).isFile());
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

test('the same sources give the same bytes, wherever the packages are made', () => {
  const other = makePackages(SETTINGS);
  outs.push(other.out);
  for (const archive of ['functions.zip', 'gateway.tgz'])
    assert.equal(sha256(join(other.out, archive)), sha256(join(out, archive)), archive);
});

test('the function app is what Azure looks for: host.json, package.json with its main, every function', () => {
  const { main, type, dependencies } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  assert.deepEqual([main, type], ['lib/main.js', 'module']);
  assert.deepEqual(readFileSync(join(app, 'host.json')), readFileSync(join(ROOT, 'host.json')));
  const { dependencies: ours } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const [name, version] of Object.entries(dependencies)) assert.equal(version, ours[name], name);
  assert.match(said, /\d\d functions register/);
});

test('no settings, no sources, no package of development, and no path of the machine that made them', () => {
  for (const directory of [app, gateway]) {
    const files = filesBelow(directory);
    assert.deepEqual(
      files.filter((f) => /local\.settings|\.ts$|\.map$|(^|\/)env$|\.pem$/.test(f)),
      [],
    );
    for (const f of files.filter((f) => f.startsWith('lib/')))
      assert.ok(!readFileSync(join(directory, f), 'utf8').includes(ROOT), f);
  }
  const packages = new Set(filesBelow(join(app, 'node_modules')).map((f) => f.split('/')[0]!));
  for (const name of ['azure-functions-core-tools', 'esbuild', 'typescript', 'azurite', '@napi-rs'])
    assert.ok(!packages.has(name), name);
  assert.ok(!existsSync(join(gateway, 'node_modules')));
  assert.ok(statSync(join(gateway, 'bin/node')).mode & 0o100, 'its Node can be run');
  assert.ok(statSync(join(gateway, 'install.sh')).mode & 0o100);
});

test('a cold start loads nothing that reads or makes documents', () => {
  const main = startOf(join(app, 'lib'), 'main.js');
  const imports = main.flatMap((f) => importsOf(join(app, 'lib', f)));
  const late = ['sharp', 'tesseract.js', 'pdfjs-dist', '@hyzyla/pdfium', 'zxing-wasm'];
  assert.deepEqual(
    imports.filter((i) => late.some((name) => i === name || i.startsWith(`${name}/`))),
    [],
  );
  const text = main.map((f) => readFileSync(join(app, 'lib', f), 'utf8')).join('\n');
  assert.match(text, /node_modules\/@azure\/functions\//, 'esbuild names what it takes in');
  const telemetry = ['@opentelemetry/sdk-metrics', '@opentelemetry/exporter-prometheus', ...TRACING];
  for (const name of [
    '@cantoo/pdf-lib',
    '@azure-rest/ai-document-intelligence',
    '@azure/arm-network',
    'ftp-srv',
    'ssh2',
    ...telemetry,
  ])
    assert.ok(!text.includes(`// node_modules/${name}/`), name);
});

test('what makes and sends traces is in both packages, and loaded where something is traced only', () => {
  for (const directory of [app, gateway]) {
    const lib = join(directory, 'lib');
    const taken = (files: readonly string[]) => files.map((f) => readFileSync(join(lib, f), 'utf8')).join('\n');
    const [all, start] = [taken(filesBelow(lib)), taken(startOf(lib, 'main.js'))];
    for (const name of TRACING) {
      assert.ok(all.includes(`// node_modules/${name}/`), name);
      assert.ok(!start.includes(`// node_modules/${name}/`), name);
    }
  }
});

const TRACING = ['@opentelemetry/sdk-trace-base', '@azure/monitor-opentelemetry-exporter'];

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)";|^import "([^"]+)";/gm)].map(
    (m) => m[1] ?? m[2]!,
  );
}

/** The files that are loaded with `entry`, without those that it imports later. */
function startOf(directory: string, entry: string): string[] {
  const loaded = new Set([entry]);
  for (const file of loaded)
    for (const i of importsOf(join(directory, file))) if (i.startsWith('./')) loaded.add(i.slice(2));
  return [...loaded];
}
