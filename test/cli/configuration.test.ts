import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, problem, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';
import { imports } from './samples.ts';

let api: FakeApi;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(() => api.reset());

const ami = (args: string[]) => runAmi(['--compte', 'durand', ...args], { env: { AMI_API: api.url, AMI_KEY: KEY } });
const last = () => api.asked.at(-1)!;

describe('ami config', () => {
  it('lists, with or without the word, and takes the options of the list', async () => {
    for (const args of [['config'], ['config', 'list'], ['config', '--limit', '1']])
      assert.match((await ami(args)).out, /^\/config\/dossiers\.txt: applied/);
    assert.equal(last().query['limit'], '1');
    assert.equal((await ami(['config', 'nonsense'])).code, 2);
  });

  it('put sends the bytes as they are, under the name of the file', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'ami-cli-'));
    try {
      const bytes = Buffer.from([0x30, 0x09, 0xe9, 0x00, 0xff, 0x0d, 0x0a]);
      const file = join(dir, 'dossiers été.txt');
      await writeFile(file, bytes);
      const { code, out } = await ami(['config', 'put', file]);
      assert.equal(code, 0);
      assert.equal(out, 'dossiers été.txt is deposited. The result: ami --compte durand config\n');
      assert.equal(last().params['name'], 'dossiers été.txt');
      assert.deepEqual(last().body, bytes);
      assert.equal(last().headers['content-type'], 'application/octet-stream');
      await writeFile(file, '');
      api.override.set('putConfigFile', () => problem(422, 'EMPTY', 'Vide.', 'Empty.'));
      assert.deepEqual(await ami(['config', 'put', file, '--lang', 'fr']), { code: 1, out: '', err: 'Vide.\n' });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
    const absent = await ami(['config', 'put', join(dir, 'users.txt')]);
    assert.equal(absent.code, 1);
    assert.match(absent.err, /users\.txt could not be read \(ENOENT\)/);
  });

  it('run-again takes an identifier or its beginning, where only one begins so', async () => {
    const full = imports[1]!.id;
    for (const id of [full, 'YZT6X00000H']) {
      assert.match(
        (await ami(['config', 'run-again', id])).out,
        /^It runs again\. The result: ami --compte durand config/,
      );
      assert.deepEqual(last(), { ...last(), route: 'runImportAgain', params: { compte: 'durand', id: full } });
    }
    const several = await ami(['config', 'run-again', 'yzt6x0']);
    assert.equal(several.code, 1);
    assert.match(several.err, /yzt6x00000g+, yzt6x00000h+/);
  });
});
