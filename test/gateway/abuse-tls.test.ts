import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import type { SecureVersion } from 'node:tls';
import { type AbuseLab, abuseLab, eventually, Wire } from '../support/abuse-lab.ts';
import { PASSWORD } from '../support/ftp-world.ts';
import { RawFtp, secured, untilClosed } from '../support/raw-ftp.ts';

const OLD = 'DEFAULT@SECLEVEL=0';

/** Who wants FTPS to be less than it says, on a gateway as it runs. */
describe('TLS under attack', { timeout: 300_000 }, () => {
  let abuse: AbuseLab;
  const open: RawFtp[] = [];

  async function clear(port = abuse.port): Promise<RawFtp> {
    const ftp = await RawFtp.open(port);
    open.push(ftp);
    return ftp;
  }

  async function privately(user: string): Promise<RawFtp> {
    const ftp = await clear();
    await ftp.secure();
    for (const [line, code] of [
      [`USER ${user}`, 331],
      [`PASS ${PASSWORD}`, 230],
      ['PBSZ 0', 200],
      ['PROT P', 200],
    ] as const)
      assert.equal((await ftp.command(line)).code, code, line);
    return ftp;
  }

  /** A line for each handshake that failed. */
  const handshakesTold = (n: number) =>
    eventually(
      `${n} handshakes`,
      async () => abuse.lines().filter((l) => /^TLS: /.test(String(l['reason']))).length === n,
    );

  before(async () => {
    abuse = await abuseLab();
  });
  afterEach(async () => {
    for (const f of open.splice(0)) f.close();
    await abuse.serves();
  });
  after(() => abuse?.close());

  it('TLS 1.0 and 1.1, ciphers without encryption or identity: no handshake, and a line each', async () => {
    const weak: { minVersion?: SecureVersion; maxVersion?: SecureVersion; ciphers: string }[] = [
      { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: OLD },
      { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: OLD },
      { maxVersion: 'TLSv1.2', ciphers: 'eNULL:@SECLEVEL=0' },
      { maxVersion: 'TLSv1.2', ciphers: 'aNULL:@SECLEVEL=0' },
    ];
    for (const options of weak) {
      const ftp = await clear();
      await assert.rejects(ftp.secure(options), JSON.stringify(options));
      ftp.close();
    }
    await handshakesTold(weak.length);
  });

  it('what is no handshake after AUTH closes the connection, and no command of it is run', async () => {
    const sent: Record<string, Buffer | string> = {
      commands: `USER robot\r\nPASS ${PASSWORD}\r\nMKD /import/IN-CLEAR\r\n`,
      'SSLv2 hello': Buffer.concat([
        Buffer.from('802e0100020015000000100100800200800300800400800500800600400700c0', 'hex'),
        randomBytes(16),
      ]),
      random: randomBytes(64 * 1024),
      'a record of 64 KB': Buffer.concat([Buffer.from('160301ffff', 'hex'), Buffer.alloc(65_535)]),
      'an alert': Buffer.from('15030100020228', 'hex'),
    };
    for (const [name, bytes] of Object.entries(sent)) {
      const ftp = await clear();
      assert.equal((await ftp.command('AUTH TLS')).code, 234);
      const closed = untilClosed(ftp.socket);
      ftp.send(bytes);
      assert.doesNotMatch(await closed, /^[1-5]\d\d /m, name);
    }
    await handshakesTold(Object.keys(sent).length);
    const ftp = await RawFtp.login(abuse.port);
    open.push(ftp);
    assert.ok(!(await ftp.list('/import')).includes('IN-CLEAR'));
  });

  it('commands slipped in before the handshake are not run after it', async () => {
    const slipped = [
      'AUTH TLS\r\nUSER robot\r\n',
      `USER robot\r\nAUTH TLS\r\nPASS ${PASSWORD}\r\n`,
      'AUTH TLS\r\nPBSZ 0\r\nPROT C\r\nNOOP\r\n',
    ];
    for (const line of slipped) {
      const ftp = await clear();
      const isUserFirst = line.startsWith('USER');
      ftp.send(line);
      if (isUserFirst) assert.equal((await ftp.reply()).code, 331);
      assert.equal((await ftp.reply()).code, 234);
      await ftp.shake();
      // No answer of theirs stands before this one, and no user is set.
      assert.equal((await ftp.command('SYST')).code, 215, line);
      assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 503, line);
    }
  });

  it('a compte that requires TLS: no login and no data in clear, no way back to clear', async () => {
    const plain = await clear();
    await plain.command('USER careful');
    const { code, text } = await plain.command(`PASS ${PASSWORD}`);
    assert.equal(code, 530);
    assert.match(text, /TLS/);
    assert.equal((await plain.command('LIST')).code, 530);
    await abuse.told({ why: 'tls-required', login: 'careful', protocol: 'ftp' });

    const ftp = await privately('careful');
    assert.equal((await ftp.command('PROT C')).code, 534);
    await abuse.told({ why: 'tls-required', reason: 'PROT C', protocol: 'ftps' });
    for (const line of ['PROT S', 'PROT E']) assert.equal((await ftp.command(line)).code, 536, line);
    assert.equal((await ftp.command('CCC')).code, 534);
    await abuse.told({ why: 'protocol', reason: 'CCC' });
    assert.equal((await ftp.command('REIN')).code, 502);
    assert.equal((await ftp.command('AUTH TLS')).code, 503);
    // Data in clear on a connection that is to be private: neither taken nor sent.
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/T1/clear.pdf')).code, 150);
    data.end('in clear');
    assert.equal((await ftp.reply()).code, 425);
    assert.equal((await ftp.storePrivately('/import/T1/private.pdf', 'x')).code, 226);
    const lurking = await ftp.data();
    const seen = untilClosed(lurking);
    assert.equal((await ftp.command('RETR /import/T1/private.pdf')).code, 150);
    lurking.write('no handshake');
    assert.equal((await ftp.reply()).code, 425);
    assert.doesNotMatch(await seen, /x/);
    const raw = await ftp.data();
    assert.equal((await ftp.command('STOR /import/T1/old.pdf')).code, 150);
    await assert.rejects(secured(raw, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: OLD }));
    assert.equal((await ftp.reply()).code, 425);
    assert.equal((await ftp.fetchPrivately('NLST /import/T1')).bytes.toString(), '/import/T1/private.pdf\r\n');

    const late = await clear();
    await late.secure();
    await late.command('USER careful');
    assert.equal((await late.command(`PASS ${PASSWORD}`)).code, 230);
    for (const line of ['STOR /import/T1/y.pdf', 'LIST /import', 'RETR /import/T1/private.pdf', 'MLSD /']) {
      await late.passivePort();
      assert.equal((await late.command(line)).code, 521, line);
    }
    await abuse.told({ why: 'tls-required', reason: 'data in clear' });
  });

  it('AUTH SSL and GSSAPI are refused, and nobody renegotiates', async () => {
    const ftp = await clear();
    for (const line of ['AUTH SSL', 'AUTH TLS-P', 'AUTH GSSAPI', 'AUTH KERBEROS_V4', `AUTH ${'x'.repeat(3000)}`])
      assert.equal((await ftp.command(line)).code, 504, line.slice(0, 20));
    assert.equal((await ftp.command('ADAT x')).code, 502);
    const secure = await ftp.secure({ maxVersion: 'TLSv1.2' });
    const finished = () => secure.getFinished()?.toString('hex');
    const before = finished();
    await new Promise<void>((resolve) => {
      secure.once('error', () => resolve());
      secure.once('close', () => resolve());
      secure.renegotiate({ rejectUnauthorized: false }, () => resolve());
    });
    assert.equal(finished(), before, 'no second handshake');
  });

  it('where TLS is required of everybody, USER is refused in clear and AUTH cannot be slipped past', async () => {
    const strict = await abuse.lab.start({ AMI_TLS_REQUIRED: 'yes', AMI_GATEWAY_NAME: 'strict' });
    const wire = await Wire.open(strict.port);
    wire.socket.write(`USER robot\r\nPASS ${PASSWORD}\r\nPWD\r\nPASV\r\nQUIT\r\n`);
    const said = await wire.closed;
    assert.deepEqual(
      said.split('\r\n').map((l) => l.slice(0, 3)),
      ['220', '530', '503', '530', '530', '221', ''],
    );
    await eventually('a line', async () => strict.output().stderr.includes('"why":"tls-required"'));
    const ftp = await clear(strict.port);
    await ftp.secure();
    await ftp.command('USER robot');
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 230);
    ftp.close();
    strict.child.kill('SIGTERM');
    assert.equal(await strict.ended, 0);
  });
});
