import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PASSWORD } from '../support/ftp-world.ts';
import { type SftpWorld, sftpWorld } from '../support/sftp-world.ts';

const FOLDER = '/import/007868';

describe("OpenSSH's clients", { timeout: 300_000 }, () => {
  let world: SftpWorld;
  let directory: string;
  before(async () => {
    world = await sftpWorld();
    directory = await mkdtemp(join(tmpdir(), 'ami-openssh-'));
    await writeFile(join(directory, 'askpass'), `#!/bin/sh\nprintf '%s\\n' '${PASSWORD}'\n`, { mode: 0o700 });
  });
  after(async () => {
    await world.sftp.close(100);
    await rm(directory, { recursive: true });
  });

  /** Null where there is no such program here. */
  function run(program: string, args: readonly string[]): Promise<{ code: number; said: string } | null> {
    const options = ['-o', 'BatchMode=no', '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
    const env = {
      ...process.env,
      LC_ALL: 'C.UTF-8',
      SSH_ASKPASS: join(directory, 'askpass'),
      SSH_ASKPASS_REQUIRE: 'force',
      DISPLAY: ':0',
    };
    return new Promise((resolve) => {
      execFile(program, [...options, ...args], { env, timeout: 60_000 }, (e, out, err) => {
        const { code } = (e ?? { code: 0 }) as { code?: number | string };
        resolve(code === 'ENOENT' ? null : { code: typeof code === 'number' ? code : -1, said: out + err });
      });
    });
  }

  const port = () => String(world.sftp.port);

  for (const cipher of ['aes128-gcm@openssh.com', 'aes256-ctr'])
    it(`sftp with ${cipher}: put, list, get, resume, rename, delete`, async (t) => {
      const bytes = randomBytes(3_000_000);
      const file = (name: string) => join(directory, name);
      await writeFile(file('a.pdf'), bytes);
      await writeFile(file('part.pdf'), bytes.subarray(0, 1_000_000));
      await writeFile(
        file('batch'),
        [
          `put -p "${file('a.pdf')}" "${FOLDER}/é à.pdf.part"`,
          `rename "${FOLDER}/é à.pdf.part" "${FOLDER}/é à.pdf"`,
          `ls -l ${FOLDER}`,
          `get "${FOLDER}/é à.pdf" "${file('back.pdf')}"`,
          `reget "${FOLDER}/é à.pdf" "${file('part.pdf')}"`,
          `mkdir ${FOLDER}/new`,
          `rmdir ${FOLDER}/new`,
          `rm "${FOLDER}/é à.pdf"`,
        ].join('\n'),
      );
      const done = await run('sftp', ['-c', cipher, '-P', port(), '-b', file('batch'), 'robot@127.0.0.1']);
      if (!done) return t.skip('no sftp on this machine');
      assert.equal(done.code, 0, done.said);
      assert.match(done.said, /-rw-rw---- +1 ami +ami +3000000 .*é à\.pdf/);
      assert.deepEqual(await readFile(file('back.pdf')), bytes);
      assert.deepEqual(await readFile(file('part.pdf')), bytes);
    });

  it('scp sends a file over SFTP, and is told off without', async (t) => {
    const file = join(directory, 's.pdf');
    await writeFile(file, randomBytes(100_000));
    // Before version 9 the option is unknown, and the protocol is the old one.
    const done = await run('scp', ['-s', '-P', port(), file, `robot@127.0.0.1:${FOLDER}/s.pdf`]);
    if (!done || /unknown option/.test(done.said)) return t.skip('no scp over SFTP on this machine');
    assert.equal(done.code, 0, done.said);
    const old = await run('scp', ['-O', '-P', port(), file, `robot@127.0.0.1:${FOLDER}/o.pdf`]);
    assert.notEqual(old!.code, 0);
    assert.match(old!.said, /SFTP only/);
  });

  it('ssh gets no shell', async (t) => {
    const done = await run('ssh', ['-p', port(), 'robot@127.0.0.1']);
    if (!done) return t.skip('no ssh on this machine');
    assert.equal(done.code, 1);
    assert.match(done.said, /SFTP only/);
  });
});
