import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { Tls } from '../../gateway/tls.ts';
import { selfSigned } from '../../local/self-signed.ts';
import { COMPTES } from '../../shared/app/comptes.ts';
import { addLogin, type FtpWorld, ftpWorld, PASSWORD, passiveRange } from '../support/ftp-world.ts';
import { RawFtp, secured } from '../support/raw-ftp.ts';

const PORTS = 20;

/** Explicit FTPS (RFC 4217), against a client that does what others don't. */
describe('FTPS', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  let directory: string;
  let certificate: { certFile: string; keyFile: string };
  const open: RawFtp[] = [];

  async function clear(): Promise<RawFtp> {
    const ftp = await RawFtp.open(world.ftp.port);
    open.push(ftp);
    return ftp;
  }

  async function login(ftp: RawFtp, user = 'robot'): Promise<void> {
    assert.equal((await ftp.command(`USER ${user}`)).code, 331);
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 230);
  }

  /** Logged in under TLS, data private. */
  async function privately(): Promise<RawFtp> {
    const ftp = await clear();
    await ftp.secure();
    await login(ftp);
    assert.equal((await ftp.command('PBSZ 0')).code, 200);
    assert.equal((await ftp.command('PROT P')).code, 200);
    return ftp;
  }

  function writePair(pair: { cert: string; key: string }): void {
    writeFileSync(certificate.keyFile, pair.key);
    writeFileSync(certificate.certFile, pair.cert);
  }

  const logged = (event: string) => world.log.filter((l) => l.event === event);

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ami-tls-'));
    certificate = { certFile: join(directory, 'cert.pem'), keyFile: join(directory, 'key.pem') };
    writePair(selfSigned(['localhost'], new Date()));
    world = await ftpWorld({
      passive: passiveRange(PORTS),
      timings: { dataMs: 500, handshakeMs: 1000 },
      ftp: { certificate },
    });
  });
  afterEach(async () => {
    for (const f of open.splice(0)) f.close();
    const until = Date.now() + 10_000;
    while (world.ftp.freePorts() < PORTS && Date.now() < until) await new Promise((r) => setTimeout(r, 5));
    assert.equal(world.ftp.freePorts(), PORTS);
  });
  after(async () => {
    await world.ftp.close(100);
    rmSync(directory, { recursive: true });
  });

  it('is offered where there is a certificate, and only there', async () => {
    const ftp = await clear();
    assert.match((await ftp.command('FEAT')).text, /AUTH TLS\r\n[\s\S]*PBSZ\r\n[\s\S]*PROT\r\n/);
    const without = await ftpWorld({ passive: passiveRange(1) });
    try {
      const plain = await RawFtp.open(without.ftp.port);
      assert.doesNotMatch((await plain.command('FEAT')).text, /AUTH|PBSZ|PROT/);
      assert.equal((await plain.command('AUTH TLS')).code, 502);
      plain.close();
    } finally {
      await without.ftp.close(100);
    }
  });

  it('answers AUTH, PBSZ, PROT and CCC in and out of order', async () => {
    const ftp = await clear();
    for (const line of ['PBSZ 0', 'PROT P', 'CCC']) assert.equal((await ftp.command(line)).code, 503, line);
    for (const line of ['AUTH SSL', 'AUTH KERBEROS_V4', 'AUTH TLS-P'])
      assert.equal((await ftp.command(line)).code, 504, line);
    assert.equal((await ftp.command('AUTH')).code, 501);
    assert.equal((await ftp.command('auth tls-c')).code, 234);
    await ftp.shake();
    assert.equal((await ftp.command('AUTH TLS')).code, 503);
    // As Python's ftplib does it.
    assert.equal((await ftp.command('PROT C')).code, 200);
    assert.equal((await ftp.command('PBSZ x')).code, 501);
    assert.deepEqual(await ftp.command('PBSZ 16384'), { code: 200, text: 'PBSZ=0' });
    const answers: [string, number][] = [
      ['PROT S', 536],
      ['PROT E', 536],
      ['PROT X', 504],
      ['PROT C', 200],
      ['PROT p', 200],
      ['CCC', 534],
    ];
    for (const [line, code] of answers) assert.equal((await ftp.command(line)).code, code, line);
    await login(ftp);
    assert.equal((await ftp.command('AUTH TLS')).code, 503);
  });

  it('AUTH after a login in clear is refused: the password has travelled', async () => {
    const ftp = await clear();
    await login(ftp);
    assert.equal((await ftp.command('AUTH TLS')).code, 503);
  });

  it('deposits and fetches files of any size, the smallest too', async () => {
    const ftp = await privately();
    // Downloads that went out before the session tickets broke them in Python's ftplib.
    for (const size of [0, 1, 22, 1000, 16_384, 16_385, 3_000_000]) {
      const bytes = Buffer.alloc(size, 'x');
      assert.equal((await ftp.storePrivately(`/import/T1/f${size}.pdf`, bytes)).code, 226);
      const back = await ftp.fetchPrivately(`RETR /import/T1/f${size}.pdf`);
      assert.equal(back.reply.code, 226);
      assert.ok(back.bytes.equals(bytes), `${size} bytes`);
    }
    assert.ok(logged('entered').some((l) => l.fields?.['protocol'] === 'ftps'));
  });

  it('sends data in clear after PROT C', async () => {
    const ftp = await privately();
    assert.equal((await ftp.command('PROT C')).code, 200);
    assert.equal((await ftp.store('/import/T2/a.pdf', 'x')).code, 226);
    assert.equal((await ftp.fetch('RETR /import/T2/a.pdf')).bytes.toString(), 'x');
  });

  it('300 handshakes one after the other', async () => {
    for (let i = 0; i < 300; i++) {
      const ftp = await RawFtp.open(world.ftp.port);
      await ftp.secure();
      assert.equal((await ftp.command('NOOP')).code, 200);
      ftp.close();
    }
  });

  it('what is sent in clear behind AUTH is never run', async () => {
    const ftp = await clear();
    ftp.send(`AUTH TLS\r\nUSER robot\r\nPASS ${PASSWORD}\r\nPWD\r\n`);
    assert.equal((await ftp.reply()).code, 234);
    await ftp.shake();
    assert.equal((await ftp.command('PWD')).code, 530);
    assert.equal((await ftp.command('PASS x')).code, 503);
    assert.equal((await ftp.command('NOOP')).code, 200);
  });

  it('nor what was sent before it and waits', async () => {
    const ftp = await clear();
    ftp.send('USER robot\r\nAUTH TLS\r\nUSER rob');
    assert.equal((await ftp.reply()).code, 331);
    assert.equal((await ftp.reply()).code, 234);
    await ftp.shake();
    // Neither the name that came in clear nor the half line stand.
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 503);
    assert.equal((await ftp.command('NOOP')).code, 200);
  });

  it('TLS 1.1 and no TLS at all are refused, TLS 1.2 is not', async () => {
    const seen = logged('turned-away').length;
    const old = await clear();
    await assert.rejects(
      old.secure({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
      /protocol version|closed|ECONNRESET/,
    );
    const none = await clear();
    assert.equal((await none.command('AUTH TLS')).code, 234);
    none.send(`USER robot\r\nPASS ${PASSWORD}\r\n`);
    if (!none.isClosed) await once(none.socket, 'close');
    const silent = await clear();
    assert.equal((await silent.command('AUTH TLS')).code, 234);
    if (!silent.isClosed) await once(silent.socket, 'close');
    const good = await clear();
    const socket = await good.secure({ maxVersion: 'TLSv1.2' });
    assert.equal(socket.getProtocol(), 'TLSv1.2');
    assert.equal((await good.command('NOOP')).code, 200);
    const turned = logged('turned-away').slice(seen);
    assert.deepEqual(
      turned.map((l) => l.fields?.['why']),
      ['protocol', 'protocol', 'protocol'],
    );
  });

  it('a data connection whose handshake fails leaves nothing, and the session goes on', async () => {
    const ftp = await privately();
    const breaks: ((data: Socket) => void)[] = [
      (data) => data.write('this is no TLS, and long enough to be seen'),
      (data) => data.end(),
      (data) => data.resetAndDestroy(),
      // Nothing at all, for longer than a handshake may take.
      () => {},
    ];
    for (const [i, spoil] of breaks.entries()) {
      const data = await ftp.data();
      assert.equal((await ftp.command(`STOR /import/T3/f${i}.pdf`)).code, 150);
      spoil(data);
      assert.equal((await ftp.reply()).code, 425);
      data.destroy();
    }
    assert.equal((await ftp.fetchPrivately('NLST /import/T3')).bytes.toString(), '');
    assert.equal((await ftp.storePrivately('/import/T3/good.pdf', 'x')).code, 226);
  });

  it('an upload that breaks in its middle leaves nothing', async () => {
    const ftp = await privately();
    const breaks: ((raw: Socket) => void)[] = [
      // A record that does not decrypt, as from somebody who writes into the connection.
      (raw) => raw.write(Buffer.concat([Buffer.from([23, 3, 3, 0, 64]), Buffer.alloc(64, 7)])),
      (raw) => raw.resetAndDestroy(),
    ];
    for (const [i, spoil] of breaks.entries()) {
      const raw = await ftp.data();
      assert.equal((await ftp.command(`STOR /import/T4/f${i}.pdf`)).code, 150);
      const data = await secured(raw, {});
      await new Promise((r) => data.write(Buffer.alloc(200_000), r));
      spoil(raw);
      // 425 where the server sees the break together with the end of the handshake.
      assert.ok([425, 426].includes((await ftp.reply()).code));
      raw.destroy();
    }
    assert.equal((await ftp.fetchPrivately('NLST /import/T4')).bytes.toString(), '');
  });

  it('ABOR ends an upload', async () => {
    const ftp = await privately();
    const raw = await ftp.data();
    assert.equal((await ftp.command('STOR /import/T5/a.pdf')).code, 150);
    const data = await secured(raw, {});
    await new Promise((r) => data.write(Buffer.alloc(200_000), r));
    ftp.send('ABOR\r\n');
    assert.equal((await ftp.reply()).code, 426);
    assert.equal((await ftp.reply()).code, 226);
    assert.equal((await ftp.fetchPrivately('NLST /import/T5')).bytes.toString(), '');
  });

  it('a control connection that is cut under TLS takes its upload with it', async () => {
    const ftp = await privately();
    const raw = await ftp.data();
    assert.equal((await ftp.command('STOR /import/T6/a.pdf')).code, 150);
    const data = await secured(raw, {});
    await new Promise((r) => data.write(Buffer.alloc(200_000), r));
    ftp.socket.destroy();
    data.resume();
    if (!data.closed) await new Promise<void>((resolve) => data.once('close', () => resolve()));
    const other = await privately();
    assert.equal((await other.fetchPrivately('NLST /import/T6')).bytes.toString(), '');
  });

  it('resumes the session of the control connection for data, for a client that offers it', async () => {
    const ftp = await clear();
    // TLS 1.3 hands its tickets out after the handshake.
    const tickets: Buffer[] = [];
    assert.equal((await ftp.command('AUTH TLS')).code, 234);
    const socket = await ftp.shake();
    socket.on('session', (session: Buffer) => tickets.push(session));
    await login(ftp);
    await ftp.command('PBSZ 0');
    await ftp.command('PROT P');
    const session = tickets.at(-1) ?? socket.getSession();
    assert.ok(session);
    const raw = await ftp.data();
    assert.equal((await ftp.command('STOR /import/T7/a.pdf')).code, 150);
    const data = await secured(raw, { session });
    assert.equal(data.isSessionReused(), true);
    data.end('x');
    assert.equal((await ftp.reply()).code, 226);
  });

  it('takes a new certificate without a restart, and keeps the old one where the new is no pair', async () => {
    const fingerprint = async () => {
      const ftp = await clear();
      return (await ftp.secure()).getPeerCertificate().fingerprint256;
    };
    const session = await privately();
    const first = await fingerprint();
    const next = selfSigned(['localhost'], new Date());
    // A renewal writes one file, then the other.
    writeFileSync(certificate.certFile, next.cert);
    world.ftp.reloadCertificate?.();
    assert.equal(logged('tls-certificate-refused').length, 1);
    assert.equal(await fingerprint(), first);
    writeFileSync(certificate.certFile, 'no certificate');
    world.ftp.reloadCertificate?.();
    rmSync(certificate.keyFile);
    world.ftp.reloadCertificate?.();
    assert.equal(logged('tls-certificate-refused').length, 3);
    assert.equal(await fingerprint(), first);
    writePair(next);
    world.ftp.reloadCertificate?.();
    assert.notEqual(await fingerprint(), first);
    // Who came before is not disturbed.
    assert.equal((await session.storePrivately('/import/T8/a.pdf', 'x')).code, 226);
    assert.ok((world.ftp.certificateValidTo()?.getTime() ?? 0) > Date.now());
  });

  it('finds a new certificate by itself', async () => {
    const now = new Date();
    writePair(selfSigned(['localhost'], new Date(now.getTime() - 86_400_000)));
    const tls = new Tls(certificate, world.deps.log, 10);
    try {
      const first = tls.validTo;
      writePair(selfSigned(['localhost'], now));
      while (tls.validTo.getTime() === first.getTime()) await new Promise((r) => setTimeout(r, 10));
    } finally {
      tls.close();
    }
  });

  it('does not start with files that are no pair', async () => {
    const bad = { ...certificate, keyFile: certificate.certFile };
    await assert.rejects(ftpWorld({ passive: passiveRange(1), ftp: { certificate: bad } }));
  });

  it('a compte that requires TLS takes neither logins nor data in clear, and others do', async () => {
    await world.tables.insert('state', COMPTES, 'c9', {
      name: 'Cabinet',
      language: 'en',
      at: new Date().toISOString(),
      allow: '',
      tlsRequired: true,
    });
    await addLogin(world.tables, 'careful', { compte: 'c9' });
    world.pass(60_000);
    const plain = await clear();
    assert.equal((await plain.command('USER careful')).code, 331);
    const refused = await plain.command(`PASS ${PASSWORD}`);
    assert.equal(refused.code, 530);
    assert.match(refused.text, /AUTH TLS/);
    // Who does not know the password learns nothing of it.
    await plain.command('USER careful');
    assert.doesNotMatch((await plain.command('PASS wrong')).text, /TLS/);
    const ftp = await clear();
    await ftp.secure();
    await login(ftp, 'careful');
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/T10/a.pdf')).code, 521);
    data.destroy();
    await ftp.command('PBSZ 0');
    assert.equal((await ftp.command('PROT C')).code, 534);
    assert.equal((await ftp.command('PROT P')).code, 200);
    assert.equal((await ftp.storePrivately('/import/T10/a.pdf', 'x')).code, 226);
    const other = await clear();
    await login(other);
    assert.equal((await other.store('/import/T10/a.pdf', 'x')).code, 226);
  });

  it('a stranger on the data port is dropped and disturbs nobody', async () => {
    const ftp = await privately();
    const port = await ftp.passivePort();
    const stranger = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    stranger.on('error', () => {});
    await once(stranger, 'close');
    const raw = connect({ port, host: '127.0.0.1' });
    assert.equal((await ftp.command('STOR /import/T9/a.pdf')).code, 150);
    (await secured(raw, {})).end('x');
    assert.equal((await ftp.reply()).code, 226);
  });
});

describe('where TLS is required of everybody', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  let directory: string;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ami-tls-'));
    const certificate = { certFile: join(directory, 'cert.pem'), keyFile: join(directory, 'key.pem') };
    const pair = selfSigned(['localhost'], new Date());
    writeFileSync(certificate.keyFile, pair.key);
    writeFileSync(certificate.certFile, pair.cert);
    world = await ftpWorld({ passive: passiveRange(5), ftp: { certificate, isTlsRequired: true } });
  });
  after(async () => {
    await world.ftp.close(100);
    rmSync(directory, { recursive: true });
  });

  it('USER is refused in clear, before a password travels', async () => {
    const ftp = await RawFtp.open(world.ftp.port);
    const reply = await ftp.command('USER robot');
    assert.equal(reply.code, 530);
    assert.match(reply.text, /AUTH TLS/);
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 503);
    ftp.close();
  });

  it('data in clear are refused too', async () => {
    const ftp = await RawFtp.open(world.ftp.port);
    await ftp.secure();
    await ftp.command('USER robot');
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 230);
    for (const command of ['STOR /import/R1/a.pdf', 'RETR /import/R1/a.pdf', 'NLST', 'LIST']) {
      const port = await ftp.passivePort();
      const data = connect({ port, host: '127.0.0.1' });
      data.on('error', () => {});
      assert.equal((await ftp.command(command)).code, 521, command);
      data.destroy();
    }
    assert.equal(world.ftp.freePorts(), 5);
    await ftp.command('PBSZ 0');
    assert.equal((await ftp.command('PROT C')).code, 534);
    assert.equal((await ftp.command('PROT P')).code, 200);
    assert.equal((await ftp.storePrivately('/import/R1/a.pdf', 'x')).code, 226);
    ftp.close();
  });
});
