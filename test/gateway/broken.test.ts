import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Timings } from '../../gateway/session.ts';
import { depositRow } from '../../shared/app/tree-rows.ts';
import { newId } from '../../shared/domain/ids.ts';
import type { Columns } from '../../shared/ports/tables.ts';
import { COMPTE, type FtpWorld, ftpWorld, PASSWORD } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const FOLDER = '/import/007868';

/** A gateway for the tests of one suite, emptied after each. */
function surroundings(timings: Partial<Timings>) {
  let world: FtpWorld;
  let directory: string;
  const open: RawFtp[] = [];

  async function login(): Promise<RawFtp> {
    const ftp = await RawFtp.login(world.ftp.port);
    open.push(ftp);
    return ftp;
  }

  /** Nothing in storage, nothing listed, and the gateway still takes deposits. */
  async function assertNothing(): Promise<void> {
    assert.deepEqual([...world.blobs.stored.keys()], []);
    // That the robot came is noted with its login.
    const isOfFiles = (r: { key: string; columns: Columns }) => r.columns['kind'] !== 'dir' && !r.key.startsWith('Y|');
    const rows = world.tables.rows('state', COMPTE).filter(isOfFiles);
    assert.deepEqual(rows, []);
    const ftp = await login();
    assert.deepEqual(await ftp.list(FOLDER), []);
    assert.equal((await ftp.store(`${FOLDER}/after.pdf`, 'fine')).code, 226);
    assert.equal(world.blobs.stored.size, 1);
  }

  /** Every abort tells the log: awaited, since nobody else is told when a client is gone. */
  async function aborted(count = 1): Promise<void> {
    const until = Date.now() + 5000;
    while (world.log.filter((l) => l.event === 'ftp-transfer-aborted').length < count) {
      assert.ok(Date.now() < until, 'no transfer was aborted');
      await new Promise((r) => setTimeout(r, 5));
    }
  }

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ami-ftp-'));
    world = await ftpWorld({ timings });
  });
  afterEach(() => {
    for (const f of open.splice(0)) f.close();
    world.blobs.stored.clear();
    world.blobs.slowWrite = null;
    world.tables.clear('state');
    world.calls.reset();
    world.log.length = 0;
  });
  after(async () => {
    await world.ftp.close(100);
    await rm(directory, { recursive: true });
  });

  return {
    get world() {
      return world;
    },
    get directory() {
      return directory;
    },
    login,
    assertNothing,
    aborted,
  };
}

describe('what breaks leaves nothing', { timeout: 300_000 }, () => {
  const here = surroundings({});
  const { login, assertNothing, aborted } = here;

  for (const size of [1000, 12 * 1024 * 1024]) {
    it(`a data connection reset in mid-upload (${size} bytes sent)`, async () => {
      const ftp = await login();
      const data = await ftp.data();
      assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 150);
      await new Promise<void>((r) => data.write(randomBytes(size), () => r()));
      data.resetAndDestroy();
      assert.equal((await ftp.reply()).code, 426);
      await assertNothing();
    });

    it(`ABOR in mid-upload, plain and behind telnet's interrupt (${size} bytes sent)`, async () => {
      const ftp = await login();
      for (const abor of [Buffer.from('ABOR\r\n'), Buffer.from([0xff, 0xf4, 0xff, 0xf2, ...Buffer.from('ABOR\r\n')])]) {
        const data = await ftp.data();
        assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 150);
        await new Promise<void>((r) => data.write(randomBytes(size), () => r()));
        ftp.send(abor);
        assert.equal((await ftp.reply()).code, 426);
        assert.equal((await ftp.reply()).code, 226);
        assert.equal((await ftp.command('NOOP')).code, 200);
      }
      await assertNothing();
    });

    it(`both connections closed by the client, data first (${size} bytes sent)`, async () => {
      const ftp = await login();
      const data = await ftp.data();
      assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 150);
      await new Promise<void>((r) => data.end(randomBytes(size), () => r()));
      ftp.socket.destroy();
      await aborted();
      await assertNothing();
    });
  }

  it('an end of data while the control connection is dead', async () => {
    const ftp = await login();
    const data = await ftp.data();
    assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 150);
    data.write('partial');
    ftp.socket.end();
    await aborted();
    data.end();
    await assertNothing();
  });

  it('ABOR between the end of data and the commit', async () => {
    const ftp = await login();
    const data = await ftp.data();
    assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 150);
    await new Promise<void>((r) => data.end('all', () => r()));
    ftp.send('ABOR\r\n');
    assert.equal((await ftp.reply()).code, 426);
    assert.equal((await ftp.reply()).code, 226);
    await assertNothing();
  });

  it('ABOR with nothing under way, and before the data connection', async () => {
    const ftp = await login();
    assert.equal((await ftp.command('ABOR')).code, 225);
    await ftp.passivePort();
    ftp.send(`STOR ${FOLDER}/a.pdf\r\nABOR\r\n`);
    assert.equal((await ftp.reply()).code, 426);
    assert.equal((await ftp.reply()).code, 226);
    await assertNothing();
  });

  const faults: [call: string, when: 'before' | 'after', bytes: number][] = [
    ['create', 'before', 1000],
    ['stage', 'before', 9 * 1024 * 1024],
    ['commit', 'before', 9 * 1024 * 1024],
  ];
  for (const [call, when, bytes] of faults) {
    it(`storage failing in ${call}: 451, nothing there, and a retry works`, async () => {
      const ftp = await login();
      here.world.calls.fail(call, 1, when);
      assert.equal((await ftp.store(`${FOLDER}/a.pdf`, randomBytes(bytes))).code, 451);
      assert.deepEqual([...here.world.blobs.stored.keys()], []);
      assert.deepEqual(await ftp.list(FOLDER), []);
      assert.equal((await ftp.store(`${FOLDER}/a.pdf`, randomBytes(bytes))).code, 226);
      assert.deepEqual(await ftp.list(FOLDER), ['a.pdf']);
    });
  }

  it('tables failing after the blob: 451, not listed, and a retry works', async () => {
    const ftp = await login();
    here.world.calls.fail('transact');
    assert.equal((await ftp.store(`${FOLDER}/a.pdf`, 'x')).code, 451);
    assert.deepEqual(await ftp.list(FOLDER), []);
    assert.equal((await ftp.store(`${FOLDER}/a.pdf`, 'x')).code, 226);
    assert.deepEqual(await ftp.list(FOLDER), ['a.pdf']);
  });

  it('a client killed in mid-upload, 30 times', async () => {
    const file = join(here.directory, 'scan.tif');
    await writeFile(file, randomBytes(400_000));
    const url = `ftp://127.0.0.1:${here.world.ftp.port}${FOLDER}/scan.tif`;
    const kill = async (i: number) => {
      const args = ['-sS', '--limit-rate', '200k', '-T', file, '-u', `robot:${PASSWORD}`, url];
      const curl = spawn('curl', args, { stdio: 'ignore' });
      const exit = once(curl, 'exit');
      setTimeout(() => curl.kill('SIGKILL'), 350 + ((i * 37) % 700));
      await exit;
    };
    for (let i = 0; i < 30; i += 10) await Promise.all(Array.from({ length: 10 }, (_, j) => kill(i + j)));
    const truncated = [...here.world.blobs.stored.values()].filter((b) => b.bytes.length !== 400_000);
    assert.equal(truncated.length, 0, `${truncated.length} truncated files were committed`);
    const begun = here.world.log.filter((l) => l.event === 'ftp-transfer-aborted').length;
    assert.ok(begun > 0, 'no upload had begun');
  });

  it('an upload cut at any byte of its data', async () => {
    const ftp = await login();
    for (const n of [0, 1, 65_535, 65_536, 300_000]) {
      const data = await ftp.data();
      assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 150);
      if (n > 0) await new Promise<void>((r) => data.write(randomBytes(n), () => r()));
      data.resetAndDestroy();
      assert.equal((await ftp.reply()).code, 426, `after ${n} bytes`);
    }
    await assertNothing();
  });

  it('a download that storage breaks before its client has come for it', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.tif`, randomBytes(100_000));
    const { stream } = here.world.blobs;
    here.world.blobs.stream = async (...args) => {
      const content = (await stream.apply(here.world.blobs, args))!;
      setImmediate(() => content.body.destroy(new Error('storage is gone')));
      return content;
    };
    try {
      const port = await ftp.passivePort();
      const answered = ftp.command(`RETR ${FOLDER}/a.tif`);
      // The stream is broken by then, which nobody has begun to read.
      await new Promise((r) => setTimeout(r, 50));
      const data = connect({ port, host: '127.0.0.1' }).on('error', () => {});
      assert.equal((await answered).code, 150);
      assert.equal((await ftp.reply()).code, 451);
      data.destroy();
    } finally {
      here.world.blobs.stream = stream;
    }
    assert.equal((await ftp.fetch(`RETR ${FOLDER}/a.tif`)).reply.code, 226);
  });
});

describe('who does not go on is not waited for', { timeout: 300_000 }, () => {
  const here = surroundings({ stallMs: 300, dataMs: 400 });
  const { login, assertNothing } = here;

  it('a stalled upload and a data connection that never comes', async () => {
    const ftp = await login();
    const data = await ftp.data();
    assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 150);
    data.write('half');
    assert.equal((await ftp.reply()).code, 426);
    await ftp.passivePort();
    assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 425);
    assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 425, 'PASV first');
    await assertNothing();
  });

  it('storage that is slow is no stalled client', async () => {
    const ftp = await login();
    let isFirst = true;
    here.world.blobs.slowWrite = async () => {
      if (isFirst) await new Promise((r) => setTimeout(r, 500));
      isFirst = false;
    };
    const reply = await ftp.store(`${FOLDER}/slow.tif`, randomBytes(10 * 1024 * 1024));
    assert.equal(reply.code, 226);
  });

  it('a client that never reads its answers is not waited for', async () => {
    const ftp = await login();
    const visit = here.world.log.findLast((l) => l.event === 'entered')?.fields['visit'];
    for (let batch = 0; batch < 50; batch++)
      await here.world.tables.transact(
        'state',
        COMPTE,
        Array.from({ length: 100 }, (_, i) => {
          const name = `${'long'.repeat(10)}-${batch}-${i}.pdf`;
          const id = newId(Date.now(), randomBytes(11));
          const facts = { compte: COMPTE, id, directory: FOLDER, name, user: 'robot', address: '127.0.0.1', size: 1 };
          return depositRow({ ...facts, at: new Date().toISOString(), sha256: '', unrenamed: false }, 'deposits');
        }),
      );
    ftp.socket.pause();
    // More than the system holds for both sides.
    ftp.send(`STAT ${FOLDER}\r\n`.repeat(50));
    const until = Date.now() + 20_000;
    while (!here.world.log.some((l) => l.event === 'left' && l.fields['visit'] === visit)) {
      assert.ok(Date.now() < until, 'its session stays');
      await new Promise((r) => setTimeout(r, 20));
    }
  });

  it('a download whose client goes away leaves the session usable', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/big.tif`, randomBytes(6 * 1024 * 1024));
    const data = await ftp.data();
    assert.equal((await ftp.command(`RETR ${FOLDER}/big.tif`)).code, 150);
    data.resetAndDestroy();
    assert.equal((await ftp.reply()).code, 426);
    const stalled = await ftp.data();
    assert.equal((await ftp.command(`RETR ${FOLDER}/big.tif`)).code, 150);
    stalled.pause();
    assert.equal((await ftp.reply()).code, 426);
    const { reply, bytes } = await ftp.fetch(`RETR ${FOLDER}/big.tif`);
    assert.deepEqual([reply.code, bytes.length], [226, 6 * 1024 * 1024]);
  });
});
