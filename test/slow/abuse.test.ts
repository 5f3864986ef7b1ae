import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import ssh2 from 'ssh2';
import { type AbuseLab, abuseLab, eventually, Wire } from '../support/abuse-lab.ts';
import { RawFtp } from '../support/raw-ftp.ts';
import { connect } from '../support/sftp-world.ts';

const MEGABYTE = 1024 ** 2;

/** What takes minutes: the times of a gateway as it runs are its real ones. */
describe('a gateway under a long attack', { timeout: 900_000 }, () => {
  let abuse: AbuseLab;
  before(async () => {
    abuse = await abuseLab();
  });
  after(() => abuse?.close());

  it('who never logs in is closed by the clock, and 400 of them shut nobody out meanwhile', async () => {
    const from = (port: number) =>
      Promise.all(Array.from({ length: 200 }, (_, i) => Wire.open(port, `127.0.2.${1 + (i % 2)}`)));
    const ftp = await from(abuse.port);
    const sftp = await from(abuse.sftpPort);
    const all = [...ftp, ...sftp];
    await Promise.all(all.map((w) => w.says(/^(220|SSH-2)/)));
    const drip = setInterval(() => {
      for (const [i, w] of all.entries()) if (i % 2 && w.socket.writable) w.socket.write('x');
    }, 1000);
    // A PASV of somebody who is in and never connects, and an upload that stops.
    const idler = await RawFtp.login(abuse.port, 'other');
    await idler.passivePort();
    const stalled = await RawFtp.login(abuse.port, 'other');
    const data = await stalled.data();
    assert.equal((await stalled.command('STOR /import/SLOW/stalled.pdf')).code, 150);
    data.write('x');
    const end = stalled.reply();
    const closed = Promise.all(all.map((w) => w.closed));
    let isOver = false;
    void closed.then(() => {
      isOver = true;
    });
    while (!isOver) await abuse.deposits();
    clearInterval(drip);
    assert.equal((await end).code, 426);
    assert.equal(ftp.filter((w) => /^421 /m.test(w.received)).length, 200);
    const idle = abuse.lines().filter((l) => l['why'] === 'idle');
    assert.ok(idle.some((l) => l['protocol'] === 'ftp') && idle.some((l) => l['protocol'] === 'sftp'));
    await eventually('the port is free', async () => (await abuse.metric('ami_gateway_passive_ports_in_use')) === 0);
    idler.close();
    stalled.close();
    await abuse.serves();
  });

  it('10,000 wrong passwords by SFTP: few are worked out, robots come in, memory stays', async () => {
    const TOTAL = 10_000;
    const before = await abuse.metric('process_resident_memory_bytes');
    let guessed = 0;
    const guess = (username: string, localAddress: string) =>
      new Promise<void>((resolve) => {
        const client = new ssh2.Client();
        client.on('error', () => {});
        client.once('close', () => resolve());
        client.connect({
          host: '127.0.0.1',
          port: abuse.sftpPort,
          localAddress,
          username,
          readyTimeout: 120_000,
          authHandler: (_left, _partial, next) => next({ type: 'password', username, password: `Wr0ng-${guessed++}` }),
        });
      });
    let n = 0;
    const one = async () => {
      while (guessed < TOTAL) {
        const i = n++;
        await guess(i % 2 ? 'robot' : `user${i % 500}`, `127.0.3.${1 + (i % 4)}`);
      }
    };
    let isOver = false;
    const flood = Promise.all(Array.from({ length: 200 }, one)).finally(() => {
      isOver = true;
    });
    let served = 0;
    while (!isOver) {
      await abuse.deposits();
      (await connect(abuse.sftpPort)).end();
      served++;
    }
    await flood;
    assert.ok(served > 5, `${served} times meanwhile`);
    const turned = abuse.lines().filter((l) => l['msg'] === 'turned-away' && l['protocol'] === 'sftp');
    const worked = turned.filter((l) => l['why'] === 'login').length;
    assert.ok(turned.length > TOTAL * 0.8, `${turned.length} lines`);
    assert.ok(worked < 500, `${worked} were worked out`);
    await abuse.serves();
    const after = await abuse.metric('process_resident_memory_bytes');
    assert.ok(after - before < 300 * MEGABYTE, `${Math.round((after - before) / MEGABYTE)} MB more`);
  });
});
