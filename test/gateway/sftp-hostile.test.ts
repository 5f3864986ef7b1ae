import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import ssh2 from 'ssh2';
import { PASSWORD } from '../support/ftp-world.ts';
import { connect, type SftpWorld, sftpWorld, TestSftp } from '../support/sftp-world.ts';

const FOLDER = '/import/007868';

function packet(type: number, ...parts: (number | string | Buffer)[]): Buffer {
  const body = Buffer.concat([
    Buffer.from([type]),
    ...parts.map((p) => {
      if (typeof p !== 'number') return Buffer.concat([u32(Buffer.byteLength(p)), Buffer.from(p as string)]);
      return u32(p);
    }),
  ]);
  return Buffer.concat([u32(body.length), body]);
}

function u32(n: number): Buffer {
  const b = Buffer.alloc(4);
  b.writeUInt32BE(n);
  return b;
}

const INIT = packet(1, 3);

describe('SFTP against clients that mean harm or die', { timeout: 300_000 }, () => {
  let world: SftpWorld;
  before(async () => {
    world = await sftpWorld();
  });
  after(() => world.sftp.close(100));

  async function assertServes(): Promise<void> {
    const sftp = await TestSftp.login(world.sftp.port);
    await sftp.put(`${FOLDER}/after.pdf`, Buffer.from('fine'));
    assert.equal(world.blobs.stored.size, 1);
    world.blobs.stored.clear();
    sftp.close();
  }

  /** A channel to the subsystem, without a client library on it. */
  async function raw(): Promise<{ client: ssh2.Client; channel: ssh2.ClientChannel }> {
    const client = await connect(world.sftp.port);
    const channel = await new Promise<ssh2.ClientChannel>((resolve, reject) =>
      client.subsys('sftp', (e, c) => (e ? reject(e) : resolve(c))),
    );
    return { client, channel };
  }

  for (const [what, bytes] of Object.entries({
    'a length of 4 GiB': Buffer.from('ffffffff01', 'hex'),
    'a length of nothing': Buffer.alloc(8),
    'a request before INIT': packet(17, 1, '/'),
    'a second INIT': Buffer.concat([INIT, INIT]),
    'a request without an id': Buffer.concat([INIT, packet(17)]),
  }))
    it(`ends the connection at ${what}`, async () => {
      const { client, channel } = await raw();
      channel.resume();
      const closed = once(client, 'close');
      channel.write(bytes);
      await closed;
      await assertServes();
    });

  it('holds only so many answers for a client that does not read, and answers all when it does', async () => {
    const { client, channel } = await raw();
    channel.write(INIT);
    await once(channel, 'data');
    channel.pause();
    const total = 40_000;
    const path = `${FOLDER}/${'a'.repeat(200)}`;
    const piece = Buffer.concat(Array.from({ length: 100 }, (_, i) => packet(16, i, path)));
    let taken = 0;
    let hasSentAll = false;
    const sending = (async () => {
      for (let i = 0; i < total; i += 100) {
        await new Promise<void>((r) => channel.write(piece, () => r()));
        taken += 100;
      }
      hasSentAll = true;
    })();
    // Until it is asked to send no more.
    for (let before = -1; before !== taken && !hasSentAll; ) {
      before = taken;
      await new Promise((r) => setTimeout(r, 1000));
    }
    assert.ok(!hasSentAll, 'it takes requests for ever');
    let bytes = 0;
    channel.on('data', (d: Buffer) => {
      bytes += d.length;
    });
    channel.resume();
    await sending;
    const answers = total * (4 + 1 + 4 + 4 + 2 * (4 + path.length) + 4);
    const until = Date.now() + 60_000;
    while (bytes < answers) {
      assert.ok(Date.now() < until, `${bytes} of ${answers} bytes`);
      await new Promise((r) => setTimeout(r, 20));
    }
    assert.equal(bytes, answers);
    client.end();
  });

  it('goes on after a request for another subsystem that wants no answer', async () => {
    const client = await connect(world.sftp.port);
    const { _protocol: protocol } = client as unknown as {
      _protocol: { subsystem(channel: number, name: string, wantReply: boolean): void };
    };
    const { subsystem } = protocol;
    protocol.subsystem = (channel, name) => subsystem.call(protocol, channel, name, false);
    client.subsys('netconf', () => {});
    const until = Date.now() + 20_000;
    while (!world.log.some((l) => l.fields['reason'] === 'other subsystem')) {
      assert.ok(Date.now() < until, 'it was not told');
      await new Promise((r) => setTimeout(r, 5));
    }
    protocol.subsystem = subsystem;
    const channel = await new Promise((resolve, reject) =>
      client.subsys('sftp', (e, c) => (e ? reject(e) : resolve(c))),
    );
    assert.ok(channel);
    client.end();
  });

  it('leaves no visit behind of a client that proves itself twice at once', async () => {
    const visits = (event: string) => world.log.filter((l) => l.event === event).length;
    const before = visits('entered');
    const client = new ssh2.Client();
    client.on('error', () => {});
    // The answer that was asked for, and right behind it the password in a request of its own.
    client.on('keyboard-interactive', (_name, _instructions, _language, _prompts, answer) => {
      answer([PASSWORD]);
      const { _protocol } = client as unknown as { _protocol: { authPassword(user: string, password: string): void } };
      _protocol.authPassword('robot', PASSWORD);
    });
    client.connect({ host: '127.0.0.1', port: world.sftp.port, username: 'robot', tryKeyboard: true });
    const until = Date.now() + 20_000;
    while (visits('entered') < before + 2) {
      assert.ok(Date.now() < until, 'it is not tried twice');
      await new Promise((r) => setTimeout(r, 5));
    }
    client.end();
    while (visits('left') < visits('entered')) {
      assert.ok(Date.now() < until, 'a visit never ends');
      await new Promise((r) => setTimeout(r, 5));
    }
  });

  it('stops in the end, though storage never answers a close', async () => {
    const own = await sftpWorld();
    let isAsked = false;
    let answer = () => {};
    own.blobs.create = () => {
      isAsked = true;
      return new Promise((resolve) => {
        answer = () => resolve(true);
      });
    };
    const sftp = await TestSftp.login(own.sftp.port);
    const put = assert.rejects(sftp.put(`${FOLDER}/a.pdf`, Buffer.from('x')));
    const until = Date.now() + 20_000;
    while (!isAsked) {
      assert.ok(Date.now() < until, 'no close came');
      await new Promise((r) => setTimeout(r, 5));
    }
    await own.sftp.close(10);
    await put;
    answer();
  });

  it('answers requests that are cut short, and handles that are none', async () => {
    const { client, channel } = await raw();
    const statuses: number[] = [];
    let got = Buffer.alloc(0);
    const bad = [
      packet(3, 1, '/import/007868/x.pdf'),
      Buffer.concat([u32(13), Buffer.from([6]), u32(2), u32(0xffffff00), u32(0)]),
      packet(4, 3, 'none'),
      packet(5, 4, 'x'.repeat(5000), 0, 0, 10),
      packet(12, 5, Buffer.alloc(4)),
      packet(77, 6),
      packet(200, 7, 'exec@example.org', 'id'),
      packet(17, 8, Buffer.from('2f2fc0aec0ae2f', 'hex')),
    ];
    const done = new Promise<void>((resolve) => {
      channel.on('data', (chunk: Buffer) => {
        got = Buffer.concat([got, chunk]);
        while (got.length >= 4 && got.length >= 4 + got.readUInt32BE(0)) {
          if (got[4] === 101) statuses.push(got.readUInt32BE(9));
          got = got.subarray(4 + got.readUInt32BE(0));
        }
        if (statuses.length === bad.length) resolve();
      });
    });
    channel.write(Buffer.concat([INIT, ...bad]));
    await done;
    assert.deepEqual(statuses.toSorted(), [4, 4, 4, 4, 5, 5, 8, 8]);
    client.end();
    await assertServes();
  });

  it('leaves nothing of an upload whose connection is dropped', async () => {
    for (let i = 0; i < 30; i++) {
      const sftp = await TestSftp.login(world.sftp.port);
      const handle = await sftp.open(`${FOLDER}/cut.pdf`, 'w');
      await sftp.write(handle, Buffer.alloc(1 + i * 3000), 0);
      if (i % 2) sftp.client.destroy();
      else sftp.client.end();
    }
    await assertServes();
    await assertEnded(30);
  });

  it('leaves nothing of an upload whose client is killed', async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'ami-sftp-'));
    const askpass = join(directory, 'askpass');
    await writeFile(askpass, `#!/bin/sh\nprintf '%s\\n' '${PASSWORD}'\n`);
    await chmod(askpass, 0o700);
    await writeFile(join(directory, 'big'), Buffer.alloc(200 * 1024 * 1024));
    await writeFile(join(directory, 'batch'), `put ${join(directory, 'big')} ${FOLDER}/big.pdf\n`);
    const before = world.log.filter((l) => l.event === 'deposit').length;
    try {
      for (let i = 0; i < 30; i++) {
        const args = ['-o', 'BatchMode=no', '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
        const child = spawn(
          'sftp',
          [...args, '-P', String(world.sftp.port), '-b', join(directory, 'batch'), 'robot@127.0.0.1'],
          {
            env: { ...process.env, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0' },
            stdio: 'ignore',
            detached: true,
          },
        );
        const started = await Promise.race([
          once(child, 'spawn').then(() => true),
          once(child, 'error').then(() => false),
        ]);
        if (!started) return t.skip('no sftp on this machine');
        // Somewhere inside the upload, each time further on.
        const entered = world.log.filter((l) => l.event === 'entered').length;
        while (world.log.filter((l) => l.event === 'entered').length === entered)
          await new Promise((r) => setTimeout(r, 2));
        await new Promise((r) => setTimeout(r, i));
        process.kill(-child.pid!, 'SIGKILL');
        await once(child, 'close');
      }
      const visits = world.log.filter((l) => l.event === 'entered').length;
      while (world.log.filter((l) => l.event === 'left').length < visits) await new Promise((r) => setTimeout(r, 5));
      const ends = world.log.filter((l) => l.event === 'deposit').slice(before);
      assert.equal(ends.filter((l) => l.fields['outcome'] === 'ok').length, 0);
      await assertServes();
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  async function assertEnded(count: number): Promise<void> {
    const aborted = () => world.log.filter((l) => l.event === 'deposit' && l.fields['outcome'] === 'aborted').length;
    const until = Date.now() + 10_000;
    while (aborted() < count) {
      assert.ok(Date.now() < until, `${aborted()} uploads were given up`);
      await new Promise((r) => setTimeout(r, 5));
    }
  }
});
