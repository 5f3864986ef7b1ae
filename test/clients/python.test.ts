import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PASSWORD } from '../support/ftp-world.ts';
import type { RealClient } from './contract.ts';
import { type Launch, run } from './run.ts';
import type { Protocol, Stand } from './stand.ts';
import { clientSuite } from './suite.ts';
import { TOOLS } from './tools.ts';

const SCRIPT = fileURLToPath(new URL('ftplib_client.py', import.meta.url));

function launch(stand: Stand, protocol: Protocol, ...args: string[]): Launch {
  const env = {
    GW_HOST: '127.0.0.1',
    GW_PORT: String(stand.port(protocol)),
    GW_USER: stand.user,
    GW_PASSWORD: PASSWORD,
    ...(protocol === 'ftps' ? { GW_CA: stand.certificate!.cert } : {}),
  };
  return { command: 'python3', args: [SCRIPT, ...args], env };
}

function ftplib(stand: Stand, protocol: Protocol): RealClient {
  const does = (...args: string[]) => launch(stand, protocol, ...args);
  return {
    protocol,
    put: (file, path) => does('put', file, path),
    slowPut: (file, path) => does('slowput', file, path),
    get: (path, file) => does('get', path, file),
    resume: (path, file) => does('resume', path, file),
    list: (folder) => does('names', folder),
    rename: (from, to) => does('rename', from, to),
    remove: (path) => does('remove', path),
    makeFolder: (path) => does('mkdir', path),
    size: (path) => does('size', path),
  };
}

clientSuite({
  name: "Python's ftplib",
  tool: TOOLS.python3,
  protocols: ['ftp', 'ftps'],
  client: ftplib,
  also(stand) {
    it('aborts an upload by ABOR, and goes on in the same session', async () => {
      const file = join(stand().directory, 'to-abort');
      await writeFile(file, randomBytes(2_000_000));
      const { isOk, out, all } = await run(launch(stand(), 'ftp', 'abort', file, '/import/ABOR1/a.pdf'));
      assert.ok(isOk, all);
      assert.match(out, /^426 /m);
      assert.match(out, /^226 /m);
      assert.doesNotMatch(out, /a\.pdf/);
      assert.deepEqual(await stand().landed('/import/ABOR1'), []);
    });

    it('lists by NLST what RETR takes', async () => {
      const file = join(stand().directory, 'listed');
      await writeFile(file, 'x');
      await run(launch(stand(), 'ftp', 'put', file, '/import/NLST1/é a.DEX'));
      const { out } = await run(launch(stand(), 'ftp', 'nlst', '/import/NLST1/*.DEX'));
      assert.equal(out, '/import/NLST1/é a.DEX\n');
    });

    it('is refused APPE, and leaves nothing', async () => {
      const file = join(stand().directory, 'appended');
      await writeFile(file, 'x');
      const { isOk, all } = await run(launch(stand(), 'ftp', 'append', file, '/import/APPE1/a.pdf'));
      assert.equal(isOk, false);
      assert.match(all, /502 /);
      assert.deepEqual(await stand().landed('/import/APPE1'), []);
    });
  },
});
