#!/usr/bin/env node
// Runs the compiled command with the Node that this checkout has pinned, or with the one at hand. Plain JavaScript for
// Node 20 and later, so that it can say what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'dist', 'cli', 'main.js');

if (!existsSync(main)) {
  console.error(`ami is not built yet: run npm run build first, in ${root}`);
  console.error(`ami n’est pas encore construit : lancez d’abord npm run build, dans ${root}`);
  process.exit(1);
}

const pinned = ['node', 'node.exe'].map((n) => join(root, 'node_modules', 'node', 'bin', n)).find((n) => existsSync(n));
const child = spawn(pinned ?? process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl-C reaches the child by itself; it may have something to tidy up before it ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', (e) => {
  console.error(`ami: ${e.message}`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
});
