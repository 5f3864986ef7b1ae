import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { BadProxyHeader, parseProxyHeader } from '../../gateway/proxy-header.ts';
import { selfSigned } from '../../local/self-signed.ts';
import { loadConfig } from '../../shared/config.ts';
import { type FtpWorld, ftpWorld, PASSWORD, passiveRange } from '../support/ftp-world.ts';
import { RawFtp, secured, untilClosed } from '../support/raw-ftp.ts';

const SIGNATURE = '0d0a0d0a000d0a515549540a';

/** A version 2 header, in hexadecimal but for its length. */
function v2(command: string, family: string, body: string, length = body.length / 2): Buffer {
  return Buffer.from(`${SIGNATURE}${command}${family}${length.toString(16).padStart(4, '0')}${body}`, 'hex');
}

const V4 = 'c0000207c6336401d4310015';
const V6 = `${'20010db8000000000000000000000007'}${'20010db8000000000000000000000001'}d4310015`;

describe('PROXY headers', () => {
  const good: [string, Buffer, { address: string; localAddress: string } | null][] = [
    [
      'version 1, IPv4',
      Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 54321 21\r\n'),
      { address: '192.0.2.7', localAddress: '198.51.100.1' },
    ],
    [
      'version 1, IPv6',
      Buffer.from('PROXY TCP6 2001:db8::7 2001:db8::1 54321 21\r\n'),
      { address: '2001:db8::7', localAddress: '2001:db8::1' },
    ],
    [
      'version 1, IPv4 in IPv6',
      Buffer.from('PROXY TCP6 ::ffff:192.0.2.7 ::ffff:198.51.100.1 1 21\r\n'),
      { address: '192.0.2.7', localAddress: '198.51.100.1' },
    ],
    ['version 1, unknown', Buffer.from('PROXY UNKNOWN\r\n'), null],
    ['version 1, unknown with anything', Buffer.from('PROXY UNKNOWN ffff::1 ffff::2 x y\r\n'), null],
    ['version 2, IPv4', v2('21', '11', V4), { address: '192.0.2.7', localAddress: '198.51.100.1' }],
    ['version 2, IPv6', v2('21', '21', V6), { address: '2001:db8::7', localAddress: '2001:db8::1' }],
    [
      'version 2, IPv4 in IPv6',
      v2('21', '21', `${'0'.repeat(20)}ffffc0000207${'0'.repeat(20)}ffffc633640100010015`),
      { address: '192.0.2.7', localAddress: '198.51.100.1' },
    ],
    [
      'version 2 with TLVs',
      v2('21', '11', `${V4}03000400000000ee000501000000ff`),
      { address: '192.0.2.7', localAddress: '198.51.100.1' },
    ],
    ['version 2, local', v2('20', '00', ''), null],
    ['version 2, local with addresses', v2('20', '11', V4), null],
    ['version 2, unspecified', v2('21', '00', ''), null],
  ];
  for (const [name, bytes, client] of good)
    it(name, () => {
      assert.deepEqual(parseProxyHeader(Buffer.concat([bytes, Buffer.from('USER x\r\n')])), {
        length: bytes.length,
        client,
      });
      // However it is cut, more is asked for.
      for (let n = 0; n < bytes.length; n++) assert.equal(parseProxyHeader(bytes.subarray(0, n)), null, `${n} bytes`);
    });

  const bad: [string, Buffer][] = [
    ['no header', Buffer.from('USER robot\r\n')],
    ['a header of another case', Buffer.from('proxy TCP4 192.0.2.7 198.51.100.1 1 21\r\n')],
    ['an address that is none', Buffer.from('PROXY TCP4 192.0.2.256 198.51.100.1 1 21\r\n')],
    ['an octal address', Buffer.from('PROXY TCP4 0300.0.2.7 198.51.100.1 1 21\r\n')],
    ['the other family', Buffer.from('PROXY TCP6 192.0.2.7 198.51.100.1 1 21\r\n')],
    ['an address with a zone', Buffer.from('PROXY TCP4 192.0.2.7%lo 198.51.100.1 1 21\r\n')],
    ['a port too many', Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 1 21 22\r\n')],
    ['no port', Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 1\r\n')],
    ['a port out of range', Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 65536 21\r\n')],
    ['two spaces', Buffer.from('PROXY TCP4  192.0.2.7 198.51.100.1 1 21\r\n')],
    ['UDP', Buffer.from('PROXY UDP4 192.0.2.7 198.51.100.1 1 21\r\n')],
    ['a line without end', Buffer.from(`PROXY TCP4 ${'1'.repeat(200)}`)],
    ['a line that ends late', Buffer.from(`PROXY UNKNOWN ${'1'.repeat(100)}\r\n`)],
    ['version 2: addresses cut short', v2('21', '11', V4.slice(0, 22))],
    ['version 2: no body', v2('21', '21', '')],
    ['version 2: a length of 65,535', v2('21', '11', V4, 65_535)],
    ['version 2: version 3', v2('31', '11', V4)],
    ['version 2: unknown command', v2('22', '11', V4)],
    ['version 2: UDP', v2('21', '12', V4)],
    ['version 2: UNIX', v2('21', '31', '00'.repeat(216))],
    ['version 2: a broken signature', Buffer.from('0d0a0d0a000d0a515549540b2111', 'hex')],
  ];
  for (const [name, bytes] of bad)
    it(`refuses ${name}`, () => {
      assert.throws(() => parseProxyHeader(bytes), BadProxyHeader);
    });

  it('never asks for more than it takes, and never throws anything else', () => {
    const start = fc.constantFrom('', 'PROXY ', 'PROXY TCP4 ', Buffer.from(SIGNATURE, 'hex').toString('latin1'));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 3000 }), (head, tail) => {
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), tail]);
        try {
          const header = parseProxyHeader(bytes);
          if (header === null) assert.ok(bytes.length < 16 + 2048);
          else assert.ok(header.length <= bytes.length);
        } catch (e) {
          assert.ok(e instanceof BadProxyHeader);
        }
      }),
    );
  });
});

describe('settings of the proxies', () => {
  const base = { Storage: 'UseDevelopmentStorage=true' };
  it('are CIDRs', () => {
    const { proxies } = loadConfig({ ...base, AMI_PROXY_FROM: '10.0.0.0/8, fd00::/8' }, { bus: false }).ftp;
    assert.deepEqual(proxies, { from: ['10.0.0.0/8', 'fd00::/8'], isDataWithHeader: true });
    assert.deepEqual(loadConfig(base, { bus: false }).ftp.proxies.from, []);
    assert.throws(() => loadConfig({ ...base, AMI_PROXY_FROM: '10.0.0.0/8,10.0.0.1' }, { bus: false }), /10\.0\.0\.1"/);
    assert.throws(() => loadConfig({ ...base, AMI_PROXY_FROM: '10.0.0.0/33' }, { bus: false }), /CIDR/);
  });
});

/** The client connects from 127.0.0.1 and from 127.0.0.9, which plays the load balancer. */
describe('behind a load balancer', { timeout: 300_000 }, () => {
  const PORTS = 10;
  const PROXY = '127.0.0.9';
  const HEADER = 'PROXY TCP4 192.0.2.7 198.51.100.1 54321 21\r\n';
  let world: FtpWorld;
  let directory: string;
  const sockets: Socket[] = [];

  function reach(port: number, localAddress: string): Socket {
    const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
    socket.on('error', () => {});
    sockets.push(socket);
    return socket;
  }

  function control(header: string | Buffer): RawFtp {
    const socket = reach(world.ftp.port, PROXY);
    socket.write(header);
    return RawFtp.over(socket);
  }

  async function login(ftp: RawFtp): Promise<RawFtp> {
    assert.equal((await ftp.reply()).code, 220);
    assert.equal((await ftp.command('USER robot')).code, 331);
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 230);
    return ftp;
  }

  const turned = (why: string) => world.log.filter((l) => l.event === 'turned-away' && l.fields['why'] === why);

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ami-tls-'));
    const certificate = { certFile: join(directory, 'cert.pem'), keyFile: join(directory, 'key.pem') };
    const pair = selfSigned(['localhost'], new Date());
    writeFileSync(certificate.keyFile, pair.key);
    writeFileSync(certificate.certFile, pair.cert);
    world = await ftpWorld({
      passive: passiveRange(PORTS),
      timings: { dataMs: 500 },
      ftp: { certificate, proxies: { from: [`${PROXY}/32`], isDataWithHeader: true }, limits: { headerMs: 300 } },
    });
  });
  afterEach(async () => {
    for (const s of sockets.splice(0)) s.destroy();
    const until = Date.now() + 10_000;
    while (world.ftp.freePorts() < PORTS && Date.now() < until) await new Promise((r) => setTimeout(r, 5));
    assert.equal(world.ftp.freePorts(), PORTS);
  });
  after(async () => {
    await world.ftp.close(100);
    rmSync(directory, { recursive: true });
  });

  it('a session is the client’s, not the load balancer’s', async () => {
    for (const header of [HEADER, v2('21', '11', V4)]) {
      const ftp = await login(control(header));
      assert.equal(world.log.findLast((l) => l.event === 'entered')?.fields['address'], '192.0.2.7');
      // The address that the client reached.
      assert.match((await ftp.command('PASV')).text, /\(198,51,100,1,/);
    }
  });

  it('commands in the packet of the header, and a header in pieces', async () => {
    assert.equal((await control(`${HEADER}NOOP\r\n`).reply()).code, 220);
    const socket = reach(world.ftp.port, PROXY);
    const ftp = RawFtp.over(socket);
    for (const byte of `${HEADER}NOOP\r\n`) {
      socket.write(byte);
      await new Promise((r) => setImmediate(r));
    }
    assert.equal((await ftp.reply()).code, 220);
    assert.equal((await ftp.reply()).code, 200);
  });

  it('a header from anybody else is no header', async () => {
    const socket = reach(world.ftp.port, '127.0.0.1');
    const ftp = RawFtp.over(socket);
    assert.equal((await ftp.reply()).code, 220);
    assert.equal((await ftp.command(HEADER.trim())).code, 500);
    assert.equal((await ftp.command('USER robot')).code, 331);
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 230);
    assert.equal(world.log.findLast((l) => l.event === 'entered')?.fields['address'], '127.0.0.1');
  });

  it('a load balancer without its header is refused without a byte', async () => {
    const before = turned('protocol').length;
    for (const bytes of ['USER robot\r\n', 'PROXY TCP4 x y 1 2\r\n', v2('21', '11', V4, 60_000), 'PROXY TC']) {
      const socket = reach(world.ftp.port, PROXY);
      socket.write(bytes);
      assert.equal(await untilClosed(socket), '');
    }
    assert.equal(turned('protocol').length, before + 4);
    // A port that is only opened and closed is a probe: nothing to be noted.
    const probe = reach(world.ftp.port, PROXY);
    await once(probe, 'connect');
    probe.end();
    await untilClosed(probe);
    assert.equal(turned('protocol').length, before + 4);
  });

  it('its own health check is greeted', async () => {
    for (const header of [v2('20', '00', ''), 'PROXY UNKNOWN\r\n'])
      assert.equal((await control(header).reply()).code, 220);
  });

  it('data come with a header too, and only the client’s are taken', async () => {
    const ftp = await login(control(HEADER));
    const port = await ftp.passivePort();
    const thieves = [reach(port, '127.0.0.1'), reach(port, PROXY).setNoDelay(true), reach(port, PROXY)] as const;
    thieves[1].write('PROXY TCP4 192.0.2.8 198.51.100.1 54322 10000\r\n');
    thieves[2].write('no header');
    assert.deepEqual(await Promise.all(thieves.map(untilClosed)), ['', '', '']);
    assert.deepEqual(
      turned('intruder')
        .slice(-2)
        .map((l) => l.fields['address'])
        .sort(),
      ['127.0.0.1', '192.0.2.8'],
    );
    const data = reach(port, PROXY);
    // Header and data in one packet.
    data.end('PROXY TCP4 192.0.2.7 198.51.100.1 54323 10000\r\nthe bytes');
    assert.equal((await ftp.command('STOR /import/Y1/a.pdf')).code, 150);
    assert.equal((await ftp.reply()).code, 226);
    const other = reach(await ftp.passivePort(), PROXY);
    other.write('PROXY TCP4 192.0.2.7 198.51.100.1 54324 10000\r\n');
    assert.equal((await ftp.command('RETR /import/Y1/a.pdf')).code, 150);
    assert.equal(await untilClosed(other), 'the bytes');
    assert.equal((await ftp.reply()).code, 226);
  });

  it('connections that say nothing hold no port', async () => {
    const ftp = await login(control(HEADER));
    const port = await ftp.passivePort();
    const silent = Array.from({ length: 20 }, () => reach(port, PROXY));
    ftp.close();
    await Promise.all(silent.map(untilClosed));
  });

  it('TLS goes through it, on both connections', async () => {
    const ftp = control(HEADER);
    assert.equal((await ftp.reply()).code, 220);
    await ftp.secure();
    assert.equal((await ftp.command('USER robot')).code, 331);
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 230);
    const entered = world.log.findLast((l) => l.event === 'entered')?.fields;
    assert.deepEqual([entered?.['protocol'], entered?.['address']], ['ftps', '192.0.2.7']);
    await ftp.command('PBSZ 0');
    await ftp.command('PROT P');
    const raw = reach(await ftp.passivePort(), PROXY);
    // The handshake may come in the packet of the header.
    raw.cork();
    raw.write('PROXY TCP4 192.0.2.7 198.51.100.1 54325 10000\r\n');
    const shaking = secured(raw, {});
    raw.uncork();
    assert.equal((await ftp.command('STOR /import/Y2/a.pdf')).code, 150);
    (await shaking).end('private');
    assert.equal((await ftp.reply()).code, 226);
  });

  it('where it sends none on data, its connections are taken as the client’s', async () => {
    const bare = await ftpWorld({
      passive: { min: passiveRange(1).min + 50, max: passiveRange(1).min + 54 },
      ftp: { proxies: { from: [`${PROXY}/32`], isDataWithHeader: false } },
    });
    try {
      const socket = reach(bare.ftp.port, PROXY);
      socket.write(HEADER);
      const ftp = await login(RawFtp.over(socket));
      const data = reach(await ftp.passivePort(), PROXY);
      assert.equal((await ftp.command('STOR /import/Y3/a.pdf')).code, 150);
      data.end('x');
      assert.equal((await ftp.reply()).code, 226);
      // Who did not come through it gains nothing from it.
      const straight = await RawFtp.login(bare.ftp.port);
      const stolen = reach(await straight.passivePort(), PROXY);
      assert.equal(await untilClosed(stolen), '');
      straight.close();
      ftp.close();
    } finally {
      await bare.ftp.close(100);
    }
  });
});
