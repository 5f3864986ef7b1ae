import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fixtureDir } from '../support/functions-host.ts';

/** The root of the sources, from the sources and from what they were compiled to. */
const root = dirname(dirname(dirname(fixtureDir('x'))));

describe('bin/ami.mjs', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ami-bin-'));
    await mkdir(join(dir, 'bin'));
    await copyFile(join(root, 'bin', 'ami.mjs'), join(dir, 'bin', 'ami.mjs'));
  });
  after(() => rm(dir, { recursive: true, force: true }));
  const launch = (...args: string[]) =>
    spawnSync(process.execPath, [join(dir, 'bin', 'ami.mjs'), ...args], { encoding: 'utf8', cwd: tmpdir() });

  it('says plainly that nothing is built yet, and where to build it', () => {
    const { status, stderr, stdout } = launch('documents');
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /run npm run build first, in .*ami-bin-/);
  });

  it('hands over the arguments and the exit code', async () => {
    await mkdir(join(dir, 'dist', 'cli'), { recursive: true });
    const program = 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;';
    await writeFile(join(dir, 'dist', 'cli', 'main.js'), program);
    const { status, stdout } = launch('documents', '--lang', 'fr', 'a b');
    assert.equal(status, 3);
    assert.deepEqual(JSON.parse(stdout), ['documents', '--lang', 'fr', 'a b']);
  });
});
