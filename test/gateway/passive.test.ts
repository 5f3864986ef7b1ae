import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { type FtpWorld, ftpWorld, PASSWORD, passiveRange } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

describe('data connections', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  const passive = passiveRange(5);
  const open: RawFtp[] = [];

  async function login(): Promise<RawFtp> {
    const ftp = await RawFtp.login(world.ftp.port);
    open.push(ftp);
    return ftp;
  }

  /** Ports come back as sessions end, which nobody is told of. */
  async function allPortsFree(): Promise<void> {
    const until = Date.now() + 2000;
    while (world.ftp.freePorts() < 5 && Date.now() < until) await new Promise((r) => setTimeout(r, 5));
    assert.equal(world.ftp.freePorts(), 5);
  }

  before(async () => {
    world = await ftpWorld({ passive, timings: { dataMs: 300 } });
  });
  afterEach(async () => {
    for (const f of open.splice(0)) f.close();
    await allPortsFree();
  });
  after(() => world.ftp.close(100));

  it('300 transfers one after the other in a range of five ports', async () => {
    const ftp = await login();
    for (let i = 0; i < 100; i++) {
      assert.equal((await ftp.store(`/import/P1/f${i % 5}.pdf`, 'x')).code, 226);
      assert.equal((await ftp.fetch(`RETR /import/P1/f${i % 5}.pdf`)).reply.code, 226);
      assert.equal((await ftp.fetch('NLST /import/P1')).reply.code, 226);
    }
    assert.equal(world.ftp.freePorts(), 5);
  });

  it('twelve long uploads at once in a range of five ports', async () => {
    const uploads = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const ftp = await login();
        const data = await ftp.data();
        assert.equal((await ftp.command(`STOR /import/P2/f${i}.pdf`)).code, 150);
        data.write('begun');
        return { ftp, data };
      }),
    );
    assert.equal(world.ftp.freePorts(), 5);
    for (const { ftp, data } of uploads) {
      data.end('done');
      assert.equal((await ftp.reply()).code, 226);
    }
  });

  it('a full range answers 425 in the end, and a port that comes free is taken', async () => {
    const holders = await Promise.all(Array.from({ length: 5 }, login));
    for (const h of holders) await h.passivePort();
    const ftp = await login();
    const waiting = ftp.command('EPSV');
    holders[0]!.close();
    assert.equal((await waiting).code, 229);
  });

  it('a new PASV ends the old data connection, used or not', async () => {
    const ftp = await login();
    const first = await ftp.data();
    for (let i = 0; i < 20; i++) await ftp.passivePort();
    first.resume();
    if (!first.closed) await once(first, 'close');
    assert.equal(world.ftp.freePorts(), 4);
    assert.equal((await ftp.store('/import/P3/a.pdf', 'x')).code, 226);
  });

  it('a port that nobody connects to is given back', async () => {
    const ftp = await login();
    await ftp.passivePort();
    assert.equal(world.ftp.freePorts(), 4);
    await allPortsFree();
  });

  it('a port that another program holds is passed over', async () => {
    const other = createServer().listen(passive.min, '127.0.0.1');
    await once(other, 'listening');
    const ftp = await login();
    const ports = new Set<number>();
    for (let i = 0; i < 8; i++) ports.add(await ftp.passivePort());
    assert.ok(!ports.has(passive.min));
    assert.equal(ports.size, 4);
    other.close();
  });

  it('an intruder on the passive port is dropped alone, and the client is served', async () => {
    const ftp = await login();
    const port = await ftp.passivePort();
    const intruder = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.9' });
    intruder.on('error', () => {});
    const stored = once(intruder, 'close');
    intruder.write('forged');
    await stored;
    const data = connect(port, '127.0.0.1');
    await once(data, 'connect');
    assert.equal((await ftp.command('STOR /import/P4/a.pdf')).code, 150);
    data.end('real');
    assert.equal((await ftp.reply()).code, 226);
    assert.equal((await ftp.fetch('RETR /import/P4/a.pdf')).bytes.toString(), 'real');
    assert.ok(world.log.some((l) => l.event === 'turned-away' && l.fields['address'] === '127.0.0.9'));
  });

  it('PASV tells the address that the client reached', async () => {
    const ftp = await login();
    assert.match((await ftp.command('PASV')).text, /\(127,0,0,1,\d+,\d+\)/);
  });

  it('curl uploads, lists, renames and downloads', async () => {
    const base = `ftp://127.0.0.1:${world.ftp.port}`;
    const curl = async (args: string[], input?: string) => {
      const child = spawn('curl', ['-sS', '--user', `robot:${PASSWORD}`, ...args]);
      let out = '';
      let errors = '';
      child.stdout.on('data', (d) => (out += d));
      child.stderr.on('data', (d) => (errors += d));
      child.stdin.end(input ?? '');
      const [code] = await once(child, 'close');
      assert.equal(code, 0, errors);
      return out;
    };
    await curl(
      [
        '-T',
        '-',
        `${base}/import/CURL/d%C3%A9j%C3%A0%20vu.pdf.part`,
        '-Q',
        '-RNFR /import/CURL/déjà vu.pdf.part',
        '-Q',
        '-RNTO /import/CURL/déjà vu.pdf',
      ],
      'through curl',
    );
    assert.equal(await curl([`${base}/import/CURL/d%C3%A9j%C3%A0%20vu.pdf`]), 'through curl');
    assert.equal(await curl(['-r', '8-', `${base}/import/CURL/d%C3%A9j%C3%A0%20vu.pdf`]), 'curl');
    assert.match(await curl([`${base}/import/CURL/`]), / 12 .* déjà vu\.pdf\r?\n$/);
    assert.equal((await curl(['-l', '--disable-epsv', `${base}/import/CURL/`])).trimEnd(), 'déjà vu.pdf');
    await curl(['-T', '-', '--ftp-create-dirs', `${base}/import/CURL/a/b/c.pdf`], 'x');
    assert.match(await curl(['-I', `${base}/import/CURL/a/b/c.pdf`]), /Content-Length: 1/);
  });
});

describe('the end of the service', { timeout: 300_000 }, () => {
  it('lets a transfer end, closes who is idle, and takes nobody new', async () => {
    const world = await ftpWorld({ passive: passiveRange(60) });
    const busy = await RawFtp.login(world.ftp.port);
    const idle = await RawFtp.login(world.ftp.port);
    const data = await busy.data();
    assert.equal((await busy.command('STOR /import/END1/a.pdf')).code, 150);
    data.write('begun ');
    const closed = world.ftp.close(5000);
    assert.equal((await idle.reply()).code, 421);
    const late = await RawFtp.open(world.ftp.port);
    assert.equal(late.greeting?.code, 421);
    late.close();
    data.end('done');
    assert.equal((await busy.reply()).code, 226);
    assert.equal((await busy.reply()).code, 421);
    await closed;
    await assert.rejects(RawFtp.open(world.ftp.port));
    assert.deepEqual(
      [...world.blobs.stored.values()].map((b) => b.bytes.toString()),
      ['begun done'],
    );
  });

  it('aborts a transfer that does not end in time, and leaves nothing', async () => {
    const world = await ftpWorld({ passive: passiveRange(60) });
    const busy = await RawFtp.login(world.ftp.port);
    const data = await busy.data();
    assert.equal((await busy.command('STOR /import/END1/a.pdf')).code, 150);
    data.write('begun ');
    const closed = world.ftp.close(100);
    assert.equal((await busy.reply()).code, 426);
    assert.equal((await busy.reply()).code, 421);
    await closed;
    assert.equal(world.blobs.stored.size, 0);
  });

  it('leaves the process’s signals alone', async () => {
    const before = ['SIGTERM', 'SIGINT', 'SIGQUIT'].map((s) => process.listenerCount(s));
    const world = await ftpWorld({ passive: passiveRange(60) });
    assert.deepEqual(
      ['SIGTERM', 'SIGINT', 'SIGQUIT'].map((s) => process.listenerCount(s)),
      before,
    );
    await world.ftp.close(100);
  });
});
