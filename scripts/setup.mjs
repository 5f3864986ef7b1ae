// Runs on any Node >= 20 before every npm script: installs what is missing, then builds. Quick when nothing changed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Node ${process.versions.node} is too old: AMI COMPTA needs Node 20 or later to set itself up.`);
  process.exit(1);
}

function run(what, args) {
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', process.stderr, process.stderr] });
  if (done.status !== 0) {
    console.error(`${what} failed.`);
    process.exit(done.status ?? 1);
  }
}

const installed = join(root, 'node_modules/.package-lock.json');
const lock = join(root, 'package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing dependencies (once; a minute or two)…');
  const npm = process.env.npm_execpath;
  if (!npm) {
    console.error('Run this through npm, as in "npm start" or "npm test".');
    process.exit(1);
  }
  // Not `ci`: it refuses a lock file that lacks the optional packages of other platforms, which some registries don't hold.
  // The versions are those of the lock file all the same.
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  run('The installation of the dependencies', [npm, 'install', ...quiet]);
}
if (!existsSync(join(root, 'node_modules/node/bin/node'))) {
  console.error('The pinned Node (npm package "node") is missing: remove node_modules and try again.');
  process.exit(1);
}
run('The build', [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.json')]);
