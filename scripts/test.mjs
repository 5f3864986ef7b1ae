// npm test: lint, then every test; `--fast` leaves out what takes minutes (SLOW). Runs on the pinned Node.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = join(root, 'node_modules/node/bin/node');
const fast = process.argv.includes('--fast');
// What is tried for minutes, every real client of the gateway, and attacks on a running one.
const SLOW = [
  'slow/',
  'clients/',
  'gateway/abuse',
  'gateway/access-process',
  'gateway/sftp-hostile',
  'reading/hostile',
  'accuracy/',
  'package/story',
  'package/contents',
  'package/start-func',
];
const only = process.argv.slice(2).filter((a) => !a.startsWith('--'));

function run(args) {
  const done = spawnSync(node, args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

const files = readdirSync(join(root, 'test'), { recursive: true })
  .map((f) => f.replaceAll('\\', '/'))
  .filter((f) => f.endsWith('.test.ts'))
  .filter((f) => !fast || !SLOW.some((s) => f.startsWith(s)))
  .filter((f) => only.length === 0 || only.some((o) => f.includes(o)))
  .sort()
  .map((f) => join('test', f));

if (only.length === 0) run([join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']);
if (files.length === 0) {
  console.error('No such test.');
  process.exit(1);
}
run(['--test', '--test-concurrency=2', '--test-timeout=900000', '--test-reporter=spec', ...files]);
// What a machine lacks is said where it is read: at the end.
if (only.length === 0) run([join('test', 'clients', 'missing.ts')]);
