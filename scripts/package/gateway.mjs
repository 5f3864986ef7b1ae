// The gateway, as a machine takes it: one bundle, the Node that it was tested with, the systemd unit, what installs it.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { writeLicences } from './licences.mjs';
import { ON_DISK } from './packages.mjs';
import { project, root } from './places.mjs';

/** @returns esbuild's metafile of the bundle */
export async function makeGateway(directory) {
  const node = join(root, 'node_modules/node/bin/node');
  checkNode(node);
  await rm(directory, { recursive: true, force: true });
  await mkdir(join(directory, 'bin'), { recursive: true });
  const { metafile, specifiers } = await bundle({
    entry: 'gateway/main.ts',
    outdir: join(directory, 'lib'),
    packages: ON_DISK,
    // It never opens a document.
    children: false,
  });
  if (specifiers.length > 0) throw new Error(`the gateway would load ${specifiers.join(', ')}`);
  writeLicences(metafile, join(directory, 'LICENCES.txt'));
  const { name, version } = project();
  const app = { name: `${name}-gateway`, version, private: true, type: 'module', main: 'lib/main.js' };
  await writeFile(join(directory, 'package.json'), `${JSON.stringify(app, null, 2)}\n`);
  await cp(node, join(directory, 'bin/node'));
  await cp(join(root, 'gateway/packaging'), directory, { recursive: true });
  return metafile;
}

function checkNode(node) {
  const { stdout } = spawnSync(node, ['-p', 'process.platform + process.arch'], { encoding: 'utf8' });
  if (stdout?.trim() !== 'linuxx64') throw new Error(`${node} is not a Node for Linux x64: make the package there`);
}
