import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';
import { documents, ids } from './samples.ts';

const COPY = Buffer.from('%PDF-1.7 a searchable copy');

let api: FakeApi;
let dir: string;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(async () => {
  api.reset();
  dir = await mkdtemp(join(tmpdir(), 'ami-cli-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const ami = (args: string[]) =>
  runAmi(['--compte', 'durand', ...args], { cwd: dir, env: { AMI_API: api.url, AMI_KEY: KEY } });

describe('ami fetch --archive', () => {
  it('writes the searchable copy under a name of its own, beside the document', async () => {
    api.override.set('getArchive', () => ({ bytes: COPY }));
    const { name } = documents.find((d) => d.id === ids.filed)!;
    assert.equal((await ami(['fetch', ids.filed])).code, 0);
    const { code, out } = await ami(['fetch', ids.filed, '--archive']);
    assert.equal(code, 0);
    const copy = `${name.replace(/\.tif$/, '')}.archive.pdf`;
    assert.deepEqual((await readdir(dir)).sort(), [copy, name].sort());
    assert.deepEqual(await readFile(join(dir, copy)), COPY);
    assert.match(out, new RegExp(`: ${COPY.length} bytes`));
  });

  it('keeps nothing of a copy that broke off', async () => {
    api.override.set('getArchive', () => ({ bytes: COPY, cutAt: 5 }));
    const { code, err } = await ami(['fetch', ids.filed, '--archive']);
    assert.equal(code, 1);
    assert.match(err, /broke off/);
    assert.deepEqual(await readdir(dir), []);
  });

  it('says why there is none', async () => {
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 409,
      code: 'ARCHIVE_NOT_YET',
      fr: 'Pas encore.',
      en: 'Not yet.',
    };
    api.override.set('getArchive', () => ({ status: 409, json: problem }));
    const { code, err } = await ami(['fetch', ids.filed, '--archive']);
    assert.equal(code, 1);
    assert.match(err, /Not yet\./);
    assert.deepEqual(await readdir(dir), []);
  });
});
