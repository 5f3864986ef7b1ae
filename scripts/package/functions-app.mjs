// The function app, as Azure takes it: host.json, package.json, the bundles in lib/, a few packages in node_modules/.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { writeLicences } from './licences.mjs';
import { checkPlatform, copyPackages, ON_DISK } from './packages.mjs';
import { project, root } from './places.mjs';

/** @returns esbuild's metafile of the bundles */
export async function makeFunctionsApp(directory) {
  checkPlatform();
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const { specifiers, metafile } = await bundle({
    entry: 'functions/main.ts',
    outdir: join(directory, 'lib'),
    packages: ON_DISK,
    children: true,
  });
  writeLicences(metafile, join(directory, 'LICENCES.txt'));
  const dependencies = await copyPackages(specifiers, directory);
  const { name, version, description } = project();
  const app = { name, version, private: true, description, type: 'module', main: 'lib/main.js', dependencies };
  await writeFile(join(directory, 'package.json'), `${JSON.stringify(app, null, 2)}\n`);
  await copyFile(join(root, 'host.json'), join(directory, 'host.json'));
  return metafile;
}
