import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import type ssh2 from 'ssh2';
import { REQUEST } from '../../gateway/sftp-packets.ts';
import { type AbuseLab, abuseLab, eventually, type Told, Wire } from '../support/abuse-lab.ts';
import { packet, RawSftp } from '../support/raw-sftp.ts';
import { connect, TestSftp } from '../support/sftp-world.ts';

const MEGABYTE = 1024 ** 2;
const IDENT = 'SSH-2.0-OpenSSH_9.9\r\n';
const FOLDER = '/import/007868';

/** SSH and SFTP as nobody should speak them, to a gateway as it runs. */
describe('SFTP under attack', { timeout: 300_000 }, () => {
  let abuse: AbuseLab;
  const open: ssh2.Client[] = [];

  async function login(): Promise<ssh2.Client> {
    const client = await connect(abuse.sftpPort);
    open.push(client);
    return client;
  }

  before(async () => {
    abuse = await abuseLab();
  });
  afterEach(async () => {
    for (const c of open.splice(0)) c.destroy();
    await abuse.serves();
    // The good client by SFTP too.
    const sftp = await TestSftp.login(abuse.sftpPort);
    await sftp.put(`${FOLDER}/good.pdf`, Buffer.from('%PDF-1.4 good'));
    assert.ok((await sftp.list(FOLDER)).some((e) => e.filename === 'good.pdf'));
    sftp.close();
    await abuse.serves();
  });
  after(() => abuse?.close());

  it('what is no SSH is closed, with a line', async () => {
    const garbage: Record<string, Buffer | string> = {
      random: randomBytes(64 * 1024),
      'a line of a megabyte': 'A'.repeat(MEGABYTE),
      'lines without end': 'hello\r\n'.repeat(50_000),
      'SSH 1': 'SSH-1.5-old\r\n',
      'SSH 3': 'SSH-3.0-new\r\n',
      'a greeting of a megabyte': `SSH-2.0-${'x'.repeat(MEGABYTE)}\r\n`,
      'FTP commands': 'USER robot\r\nPASS x\r\n',
      'TLS hello': Buffer.from(`1603010200010001fc0303${'00'.repeat(500)}`, 'hex'),
      'a packet of 4 GB': Buffer.concat([Buffer.from(IDENT), Buffer.from('ffffffff', 'hex'), randomBytes(5000)]),
      'a packet of no bytes': Buffer.concat([Buffer.from(IDENT), Buffer.alloc(64)]),
      'random behind the greeting': Buffer.concat([Buffer.from(IDENT), randomBytes(40_000)]),
      'an empty key exchange': Buffer.concat([
        Buffer.from(IDENT),
        Buffer.from('0000000c0a14', 'hex'),
        Buffer.alloc(10),
      ]),
      'a login before the keys': Buffer.concat([
        Buffer.from(IDENT),
        Buffer.from('0000001c0a05000000', 'hex'),
        Buffer.from('0c7373682d7573657261757468', 'hex'),
        Buffer.alloc(20),
      ]),
    };
    const before = abuse.lines().length;
    for (const [name, bytes] of Object.entries(garbage)) {
      const wire = await Wire.open(abuse.sftpPort);
      wire.socket.write(bytes);
      // Some of these are the beginning of something; its end shows that it is nothing.
      const ended = await Promise.race([wire.closed, new Promise((r) => setTimeout(r, 300, null))]);
      if (ended === null) wire.socket.end();
      const said = await wire.closed;
      assert.ok(said.length < 4096, `${name}: ${said.length} bytes`);
    }
    const isTold = (l: Told) => l['why'] === 'protocol' && l['protocol'] === 'sftp';
    await eventually('a line for most', async () => abuse.lines().slice(before).filter(isTold).length >= 8);
    for (let i = 0; i < 30; i++) {
      const wire = await Wire.open(abuse.sftpPort);
      if (i % 3 === 1) wire.socket.write(IDENT);
      if (i % 3 === 2) await wire.says(/^SSH-2.0/);
      wire.socket.resetAndDestroy();
    }
  });

  it('packets that are none of SFTP end the connection, with a line', async () => {
    const breaks: Record<string, Buffer> = {
      'of 4 GB': Buffer.from('ffffffff03', 'hex'),
      'of 2 GB': Buffer.from('7fffffff03', 'hex'),
      'over the limit': Buffer.from('0004000103', 'hex'),
      'of no bytes': Buffer.alloc(4),
      'a second greeting': Buffer.from('000000050100000003', 'hex'),
      'without an id': Buffer.from('0000000103', 'hex'),
    };
    for (const [name, bytes] of Object.entries(breaks)) {
      const client = await login();
      const sftp = await RawSftp.ready(client);
      const closed = once(client, 'close');
      sftp.send(bytes);
      await closed;
      assert.equal(await sftp.answer(), null, name);
    }
    const ungreeted = await login();
    const first = await RawSftp.on(ungreeted);
    const closed = once(ungreeted, 'close');
    first.send(packet(REQUEST.STAT, 1, '/'));
    await closed;
    await abuse.told({ why: 'protocol', protocol: 'sftp', reason: /a packet of 4294967295 bytes/ });
    await abuse.told({ why: 'protocol', protocol: 'sftp', reason: /INIT/ });
  });

  it('requests with lengths, numbers and handles that are not true are answered and do nothing', async () => {
    const sftp = await RawSftp.ready(await login());
    const asks: [string, Buffer, number][] = [
      ['a name longer than its packet', packet(REQUEST.STAT, 7, 0xffffffff), 5],
      ['no name', packet(REQUEST.OPEN, 7), 5],
      ['half a write', packet(REQUEST.WRITE, 7, 'x', 1), 4],
      ['attributes of 4 billion extensions', packet(REQUEST.SETSTAT, 7, '/import', 0x80000000, 0xffffffff), 5],
      ['a handle that is none', packet(REQUEST.CLOSE, 7, Buffer.alloc(4, 0xff)), 4],
      ['a handle of 200 KB', packet(REQUEST.READ, 7, Buffer.alloc(200_000), 0, 0, 1), 4],
      ['an unknown request', packet(99, 7), 8],
      ['an answer', packet(101, 7, 0), 8],
      ['an extension', packet(REQUEST.EXTENDED, 7, 'statvfs@openssh.com', '/'), 8],
      ['a copy', packet(REQUEST.EXTENDED, 7, 'copy-data', 'a', 'b'), 8],
      ['a hard link', packet(REQUEST.EXTENDED, 7, 'hardlink@openssh.com', '/import', '/x'), 8],
      ['a link', packet(REQUEST.SYMLINK, 7, '/etc/passwd', '/x'), 8],
    ];
    for (const [name, bytes, status] of asks) {
      sftp.send(bytes);
      const answer = await sftp.answer();
      assert.equal(answer?.type, 101, name);
      assert.equal(answer.body.readUInt32BE(0), status, name);
    }
    // A file of the client's own, written and read far outside of it.
    sftp.request(REQUEST.OPEN, 8, `${FOLDER}/far.pdf`, 0x1a, 0);
    const opened = await sftp.answer();
    assert.equal(opened?.type, 102);
    const handle = opened.body.subarray(4);
    for (const [high, low] of [
      [0xffffffff, 0xffffffff],
      [0x7fffffff, 0xffffffff],
    ] as const) {
      sftp.request(REQUEST.WRITE, 9, handle, high, low, 'x');
      assert.equal((await sftp.answer())?.body.readUInt32BE(0), 4);
    }
    assert.equal((await sftp.ask(REQUEST.CLOSE, handle)).status, 4, 'spoilt');
    const tree = await TestSftp.on(open[0]!);
    await assert.rejects(tree.stat(`${FOLDER}/far.pdf`), { code: 2 });
    await tree.put(`${FOLDER}/near.pdf`, Buffer.from('0123456789'));
    const reading = await tree.open(`${FOLDER}/near.pdf`, 'r');
    assert.equal(await tree.read(reading, 2 ** 52, 32_768), null);
    assert.equal((await tree.read(reading, 0, 32_768))?.length, 10);
  });

  it('a thousand channels and handles: some are given, the rest refused, and told once', async () => {
    const client = await login();
    const channels = await Promise.all(
      Array.from({ length: 1000 }, () =>
        TestSftp.on(client).then(
          (s) => s,
          () => null,
        ),
      ),
    );
    assert.equal(channels.filter(Boolean).length, 10);
    await abuse.told({ why: 'protocol', reason: 'too many channels' });
    const [one] = channels.filter((c) => c !== null);
    const handles = await Promise.all(
      Array.from({ length: 1000 }, (_, i) =>
        one!.open(i % 2 ? '/import/GOOD/good-1.pdf' : `${FOLDER}/h${i}.pdf`, i % 2 ? 'r' : 'w').then(
          (h) => h,
          () => null,
        ),
      ),
    );
    assert.equal(handles.filter(Boolean).length, 100);
    await abuse.told({ why: 'protocol', reason: 'too many handles' });
    const reasons = abuse.lines().map((l) => l['reason']);
    for (const r of ['too many channels', 'too many handles'])
      assert.equal(reasons.filter((x) => x === r).length, 1, r);
    // All at once, unread.
    const raw = await RawSftp.ready(await login());
    raw.send(Buffer.concat(Array.from({ length: 20_000 }, (_, i) => packet(REQUEST.STAT, i, '/import'))));
    let answered = 0;
    for (; answered < 20_000; answered++) if ((await raw.answer()) === null) break;
    assert.equal(answered, 20_000);
    const rss = await abuse.metric('process_resident_memory_bytes');
    assert.ok(rss < 500 * MEGABYTE, `${Math.round(rss / MEGABYTE)} MB`);
  });

  it('shell, commands, scp, other subsystems, agents and forwarding: refused, told, nothing connected', async () => {
    let connections = 0;
    const server = createServer(() => connections++).listen(0, '127.0.0.1');
    server.unref();
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const client = await login();
    const run = (command: string | null, options: ssh2.ExecOptions = {}) =>
      new Promise<number>((resolve, reject) => {
        const done = (e: Error | undefined, channel: ssh2.ClientChannel) => {
          if (e) return reject(e);
          channel.resume();
          channel.stderr.resume();
          channel.on('exit', (code: number) => resolve(code));
        };
        if (command === null) client.shell(done);
        else client.exec(command, options, done);
      });
    for (const command of [
      'id',
      'scp -t /',
      'scp -f /etc/passwd',
      'rsync --server .',
      '/usr/lib/openssh/sftp-server',
      'x'.repeat(20_000),
    ])
      assert.equal(await run(command), 1, command.slice(0, 30));
    assert.equal(await run('env', { env: { LD_PRELOAD: '/tmp/x.so' } }), 1);
    assert.equal(await run('id', { pty: true }), 1);
    assert.equal(await run(null), 1);
    const refused = (ask: (cb: (e?: Error | null) => void) => unknown) =>
      assert.rejects(new Promise<void>((resolve, reject) => void ask((e) => (e ? reject(e) : resolve()))));
    for (const name of ['netconf', 'shell', 'SFTP', '']) await refused((cb) => client.subsys(name, cb));
    await refused((cb) => client.forwardOut('127.0.0.1', 1, '127.0.0.1', port, cb));
    await refused((cb) => client.forwardIn('127.0.0.1', 0, cb));
    await refused((cb) => client.openssh_forwardOutStreamLocal('/var/run/docker.sock', cb));
    await refused((cb) => client.openssh_forwardInStreamLocal('/tmp/h.sock', cb));
    for (const reason of ['shell', 'command', 'other subsystem', 'forwarding'])
      await abuse.told({ why: 'protocol', reason });
    server.close();
    assert.equal(connections, 0);
  });

  it('OpenSSH itself gets no command run and no port forwarded', async () => {
    const options = [
      '-o',
      'StrictHostKeyChecking=no',
      '-o',
      'UserKnownHostsFile=/dev/null',
      '-o',
      'BatchMode=yes',
      '-o',
      'PreferredAuthentications=none',
      '-p',
      String(abuse.sftpPort),
    ];
    const child = spawn('ssh', [...options, 'robot@127.0.0.1', 'id'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.on('error', () => {});
    let out = '';
    child.stdout.on('data', (d) => (out += d));
    const [code] = await Promise.race([once(child, 'close'), once(child, 'error')]);
    assert.notEqual(code, 0);
    assert.equal(out, '');
  });
});
