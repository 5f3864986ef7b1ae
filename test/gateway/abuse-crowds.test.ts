import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import ssh2 from 'ssh2';
import { type AbuseLab, abuseLab, eventually, Wire } from '../support/abuse-lab.ts';
import { PASSWORD } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';
import { connect } from '../support/sftp-world.ts';

const CROWD = ['127.0.2.1', '127.0.2.2'];
const ALLOWED = 100;

async function close(wires: readonly Wire[]): Promise<void> {
  for (const w of wires) w.socket.destroy();
  await Promise.all(wires.map((w) => w.closed));
}

/** Many who do little, on a gateway as it runs. That they are closed in time is tried in test/slow. */
describe('crowds at the door', { timeout: 300_000 }, () => {
  let abuse: AbuseLab;
  before(async () => {
    abuse = await abuseLab();
  });
  after(() => abuse?.close());

  /** 200 connections, 100 from each of two addresses, that have been greeted. */
  async function crowd(port: number, greeting: RegExp): Promise<Wire[]> {
    const wires = await Promise.all(CROWD.flatMap((a) => Array.from({ length: ALLOWED }, () => Wire.open(port, a))));
    await Promise.all(wires.map((w) => w.says(greeting)));
    return wires;
  }

  it('200 FTP connections that say nothing, or a byte now and then, keep no robot out', async () => {
    const wires = await crowd(abuse.port, /^220 /);
    const drip = setInterval(() => {
      for (const [i, w] of wires.entries()) if (i % 2) w.socket.write(i % 4 === 1 ? 'U' : '\r\n');
    }, 100);
    for (let i = 0; i < 5; i++) await abuse.deposits();
    // One more from there is told so; from elsewhere one comes in.
    const more = await Wire.open(abuse.port, CROWD[0]);
    assert.match(await more.closed, /^421 /);
    await abuse.told({ why: 'busy', protocol: 'ftp', address: CROWD[0]! });
    clearInterval(drip);
    await close(wires);
    await abuse.serves();
  });

  it('200 half-open handshakes of SSH, and of TLS, keep no robot out', async () => {
    const halves = ['', 'SSH-2.0-', 'SSH-2.0-OpenSSH_9.9\r\n', 'SSH-2.0-OpenSSH_9.9\r\n\0\0\x04'];
    const ssh = await crowd(abuse.sftpPort, /^SSH-2\.0/);
    for (const [i, w] of ssh.entries()) w.socket.write(halves[i % halves.length]!);
    const more = await Wire.open(abuse.sftpPort, CROWD[0]);
    assert.equal(await more.closed, '', 'closed without a word');
    await abuse.told({ why: 'busy', protocol: 'sftp', address: CROWD[0]! });
    (await connect(abuse.sftpPort, 'robot')).end();
    await close(ssh);

    const tls = await crowd(abuse.port, /^220 /);
    for (const w of tls) w.socket.write('AUTH TLS\r\n');
    await Promise.all(tls.map((w) => w.says(/^234 /m)));
    for (const [i, w] of tls.entries()) if (i % 2) w.socket.write(Buffer.from('1603010200', 'hex'));
    const ftp = await RawFtp.open(abuse.port);
    await ftp.secure();
    ftp.close();
    await abuse.deposits();
    await close(tls);
    await abuse.serves();
  });

  it('uploads that stop in their middle hold neither ports nor the memory of others', async () => {
    const sessions = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const ftp = await RawFtp.login(abuse.port, 'other');
        const data = await ftp.data();
        assert.equal((await ftp.command(`STOR /import/SLOW/${i}.pdf`)).code, 150);
        data.write(i % 2 ? 'x' : Buffer.alloc(256 * 1024));
        return { ftp, data };
      }),
    );
    assert.equal(await abuse.metric('ami_gateway_passive_ports_in_use'), 0);
    for (let i = 0; i < 5; i++) await abuse.deposits();
    const large = await RawFtp.login(abuse.port);
    assert.equal((await large.store('/import/SLOW/large.bin', Buffer.alloc(20 * 1024 ** 2, 1))).code, 226);
    large.close();
    for (const { ftp } of sessions) ftp.close();
    await abuse.serves();
    assert.equal(abuse.lines().length, 0);
  });

  it('wrong passwords by SFTP are worked out a few times only, and a robot comes in meanwhile', async () => {
    let refused = 0;
    const guess = (username: string, localAddress: string) =>
      new Promise<void>((resolve) => {
        const client = new ssh2.Client();
        client.on('error', () => {});
        client.once('close', () => resolve());
        client.once('ready', () => assert.fail('a wrong password'));
        client.connect({
          host: '127.0.0.1',
          port: abuse.sftpPort,
          localAddress,
          username,
          authHandler: (left, _partial, next) => {
            if (left !== null) refused++;
            const name = username;
            next(refused > 400 ? (false as never) : { type: 'password', username: name, password: `Wr0ng-${refused}` });
          },
        });
      });
    const before = abuse.lines().length;
    let isOver = false;
    const flood = Promise.all(
      Array.from({ length: 40 }, (_, i) => guess(i % 2 ? 'robot' : `user${i % 5}`, `127.0.3.${1 + (i % 4)}`)),
    ).finally(() => {
      isOver = true;
    });
    let served = 0;
    while (!isOver) {
      await abuse.deposits();
      const client = await connect(abuse.sftpPort, 'robot', { password: PASSWORD });
      client.end();
      await once(client, 'close');
      served++;
    }
    await flood;
    assert.ok(served >= 2, `${served} times meanwhile`);
    const turnedAway = () =>
      abuse
        .lines()
        .slice(before)
        .filter((l) => l['msg'] === 'turned-away');
    await eventually('the lines', async () => turnedAway().length >= 150);
    const turned = turnedAway();
    const worked = turned.filter((l) => l['why'] === 'login').length;
    assert.ok(worked < 150, `${worked} of ${turned.length} were worked out`);
    await eventually('no session', async () => (await abuse.metric('ami_gateway_sessions{protocol="sftp"}')) === 0);
    assert.ok(!JSON.stringify(turned).includes('Wr0ng'), 'a password in the log');
    await abuse.serves();
  });
});
