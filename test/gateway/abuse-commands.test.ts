import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type AbuseLab, abuseLab, eventually, type Told, Wire } from '../support/abuse-lab.ts';
import { PASSWORD } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const MEGABYTE = 1024 ** 2;

/** What is sent on the control connection by who means harm, to a gateway as it runs. */
describe('control connections under attack', { timeout: 180_000 }, () => {
  let abuse: AbuseLab;
  const closing: { close(): void }[] = [];

  async function login(user = 'robot'): Promise<RawFtp> {
    const ftp = await RawFtp.login(abuse.port, user);
    closing.push(ftp);
    return ftp;
  }

  before(async () => {
    abuse = await abuseLab();
  });
  afterEach(async () => {
    for (const c of closing.splice(0)) c.close();
    await abuse.serves();
  });
  after(() => abuse?.close());

  it('lines of a megabyte end their session, with an end of line or without, before a login and after', async () => {
    const lines = {
      plain: 'A'.repeat(MEGABYTE),
      user: `USER ${'a'.repeat(MEGABYTE)}`,
      password: `USER robot\r\nPASS ${'a'.repeat(MEGABYTE)}`,
      stor: `STOR ${'a/'.repeat(MEGABYTE / 2)}`,
      nul: '\0'.repeat(MEGABYTE),
      cr: '\r'.repeat(MEGABYTE),
      telnet: '\xff\xfb'.repeat(MEGABYTE / 2),
    };
    for (const [name, line] of Object.entries(lines))
      for (const end of ['', '\r\nMKD /import/BEHIND\r\nNOOP\r\n'])
        for (const isIn of [false, true]) {
          const wire = await Wire.open(abuse.port);
          if (isIn) wire.socket.write(`USER robot\r\nPASS ${PASSWORD}\r\n`);
          await wire.says(isIn ? /^230 /m : /^220 /m);
          wire.socket.write(Buffer.from(line + end, 'latin1'));
          // Option codes of telnet are no text at all: there is no line that could be too long, and no answer.
          if (name === 'telnet') {
            wire.socket.end();
            await wire.closed;
            continue;
          }
          assert.match(await wire.closed, /^500 [^\r\n]+\r\n$/m, `${name}, ${end.length}, ${isIn}`);
          assert.doesNotMatch(wire.received, /BEHIND/);
        }
    const ftp = await login();
    assert.ok(!(await ftp.list('/import')).includes('BEHIND'), 'what stands behind a long line is run');
    await abuse.told({ why: 'protocol', reason: 'line too long' });
    assert.ok(!JSON.stringify(abuse.lines()).includes('aaaa'), 'the line is in the log');
  });

  it('a line that grows byte by byte and never ends is cut at its limit', async () => {
    const wire = await Wire.open(abuse.port);
    await wire.says(/^220 /);
    wire.socket.write('USER ');
    for (let i = 0; i < 5000 && !wire.socket.destroyed && !/^500/m.test(wire.received); i++) {
      wire.socket.write('a');
      if (i % 50 === 0) await new Promise((r) => setImmediate(r));
    }
    assert.match(await wire.closed, /^500 /m);
  });

  it('thousands of commands at once end the session, before a login and after; a client that does not read too', async () => {
    for (const first of ['', `USER robot\r\nPASS ${PASSWORD}\r\n`]) {
      const wire = await Wire.open(abuse.port);
      wire.socket.write(first);
      await wire.says(first ? /^230 /m : /^220 /m);
      wire.socket.write('FEAT\r\n'.repeat(10_000));
      assert.match(await wire.closed, /^421 [^\r\n]+\r\n$/m);
    }
    const isTold = (l: Told) => l['reason'] === 'too many commands';
    await eventually('a line each', async () => abuse.lines().filter(isTold).length === 2);
    // In small packets, each answered, by somebody who reads no answer: only so much is held for them.
    const deaf = await Wire.open(abuse.port);
    deaf.socket.pause();
    let sent = 0;
    for (; sent < 200_000 && deaf.socket.writable; sent += 20) {
      if (!deaf.socket.write('HELP\r\n'.repeat(20)))
        await Promise.race([new Promise((r) => deaf.socket.once('drain', r)), new Promise((r) => setTimeout(r, 2000))]);
      if (deaf.socket.writableLength > MEGABYTE) break;
    }
    deaf.socket.destroy();
    const rss = await abuse.metric('process_resident_memory_bytes');
    assert.ok(rss < 500 * MEGABYTE, `${Math.round(rss / MEGABYTE)} MB`);
  });

  it('what is no FTP at all is answered as such or closed', async () => {
    const random = Buffer.alloc(64 * 1024);
    for (let i = 0, x = 12345; i < random.length; i++) {
      x = (x * 1103515245 + 12345) & 0x7fffffff;
      random[i] = x >> 16;
    }
    const sslv2 = Buffer.from('802e0100020015000000100100800200800300800400800500800600400700c0', 'hex');
    const tls = Buffer.from(`1603010200010001fc0303${'00'.repeat(500)}`, 'hex');
    const garbage: Record<string, Buffer> = {
      random,
      sslv2: Buffer.concat([sslv2, random.subarray(0, 16)]),
      'TLS hello in clear': tls,
      http: Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
      'HTTP proxy': Buffer.from('CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n'),
      ssh: Buffer.from('SSH-2.0-OpenSSH_9.9\r\n'),
      smb: Buffer.from('000000850xff534d4272', 'latin1'),
      'PROXY header': Buffer.from('PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n'),
      'empty lines': Buffer.from('\r\n'.repeat(100_000)),
      'line feeds': Buffer.from('\n'.repeat(100_000)),
      'end at once': Buffer.alloc(0),
      'verbs of objects': Buffer.from('__proto__\r\nconstructor x\r\ntoString\r\nhasOwnProperty\r\n'),
    };
    for (const [name, bytes] of Object.entries(garbage)) {
      const wire = await Wire.open(abuse.port);
      await wire.says(/^220 /);
      wire.socket.end(bytes);
      const said = await wire.closed;
      for (const line of said.split('\r\n').filter(Boolean)) assert.match(line, /^(220|421|500|501|502|530)/, name);
    }
    // Resets, at once and after the greeting.
    for (let i = 0; i < 50; i++) {
      const wire = await Wire.open(abuse.port);
      if (i % 2) await wire.says(/^220 /);
      wire.socket.resetAndDestroy();
    }
  });

  it('numbers that overflow are refused, and the session goes on', async () => {
    const ftp = await login();
    assert.equal((await ftp.store('/import/007868/n.pdf', '0123456789')).code, 226);
    for (const n of [
      '-1',
      '1e9',
      '0x10',
      '1.5',
      '9'.repeat(16),
      '9'.repeat(100),
      '9'.repeat(4000),
      'NaN',
      '+1',
      '１２',
    ])
      assert.equal((await ftp.command(`REST ${n}`)).code, 501, n);
    for (const n of ['11', '4294967296', '999999999999999']) {
      assert.equal((await ftp.command(`REST ${n}`)).code, 350);
      assert.equal((await ftp.fetch('RETR /import/007868/n.pdf')).reply.code, 554, n);
    }
    for (const n of ['2147483648', '999999999999999']) {
      assert.equal((await ftp.command(`REST ${n}`)).code, 350);
      await ftp.passivePort();
      assert.equal((await ftp.command('STOR /import/007868/n.pdf')).code, 501, n);
    }
    for (const line of ['EPSV 99999999999999999999', `EPSV ${'1'.repeat(4000)}`, 'EPSV -1'])
      assert.equal((await ftp.command(line)).code, 522, line.slice(0, 30));
    for (const line of [`ALLO ${'9'.repeat(4000)}`, 'ALLO -1', 'ALLO'])
      assert.ok((await ftp.command(line)).code < 600, line.slice(0, 30));
    assert.equal((await ftp.fetch('RETR /import/007868/n.pdf')).bytes.toString(), '0123456789');
  });

  it('patterns of a thousand stars over hundreds of names cost no more than a listing', async () => {
    const ftp = await login();
    await Promise.all(
      Array.from({ length: 8 }, async (_, w) => {
        const one = await login();
        for (let i = 0; i < 25; i++)
          assert.equal((await one.command(`MKD /import/GLOB/${'a'.repeat(180)}${w}-${i}`)).code, 257);
      }),
    );
    const patterns = [
      '*?'.repeat(120),
      `${'*a'.repeat(100)}b`,
      `${'a*'.repeat(120)}b`,
      '*'.repeat(250),
      '?'.repeat(250),
      `${'*?'.repeat(60)}{a,b}[a-z](a+)+$`,
    ];
    for (const pattern of patterns)
      for (const command of ['LIST', 'NLST']) {
        const { reply } = await ftp.fetch(`${command} /import/GLOB/${pattern}`);
        assert.equal(reply.code, 226, pattern);
      }
    for (const pattern of patterns) assert.equal((await ftp.command(`STAT /import/GLOB/${pattern}`)).code, 213);
    assert.equal((await ftp.fetch(`NLST /import/GLOB/${'*?'.repeat(1000)}`)).reply.code, 553, 'over 255 bytes');
    // Stars stand for names in the last folder only: nothing is gone through below.
    const { bytes } = await ftp.fetch('NLST /*/*/*/*/*');
    assert.equal(bytes.length, 0);
    assert.equal((await ftp.fetch(`LIST -${'R'.repeat(1000)} /import/GLOB`)).reply.code, 226);
  });

  it('folders have a depth, and sessions that make hundreds of them stop nobody', async () => {
    const ftp = await login();
    // Ten thousand deep: as one path it is too long a line, one step at a time it ends at a depth.
    ftp.send(`MKD /import/${'d/'.repeat(10_000)}\r\n`);
    assert.equal((await ftp.reply()).code, 500);
    const steps = await login();
    let depth = 0;
    await steps.command('CWD /import');
    for (; depth < 100; depth++) {
      const made = await steps.command('MKD d');
      if (made.code === 553) break;
      assert.equal(made.code, 257);
      assert.equal((await steps.command('CWD d')).code, 250);
    }
    assert.equal(depth, 31);
    await abuse.told({ why: 'path', code: 'PATH_TOO_DEEP' });

    let made = 0;
    let isOver = false;
    const maker = async (w: number) => {
      const one = await login();
      while (made < 400) {
        const n = made++;
        assert.equal((await one.command(`MKD /import/MANY/${w}-${n}`)).code, 257);
      }
    };
    const makers = Promise.all([1, 2, 3, 4].map(maker)).finally(() => {
      isOver = true;
    });
    let served = 0;
    while (!isOver) {
      await abuse.deposits();
      served++;
    }
    await makers;
    assert.ok(served > 3, `${served} deposits meanwhile`);
    assert.equal((await (await login()).list('/import/MANY')).length, 400);
  });
});
