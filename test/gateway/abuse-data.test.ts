import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { type AbuseLab, abuseLab, Wire } from '../support/abuse-lab.ts';
import { RawFtp } from '../support/raw-ftp.ts';

/** Attacks by way of data connections, on a gateway as it runs. */
describe('data connections under attack', { timeout: 300_000 }, () => {
  let abuse: AbuseLab;
  const open: RawFtp[] = [];
  const servers: Server[] = [];

  async function login(user = 'robot'): Promise<RawFtp> {
    const ftp = await RawFtp.login(abuse.port, user);
    open.push(ftp);
    return ftp;
  }

  before(async () => {
    abuse = await abuseLab();
  });
  afterEach(async () => {
    for (const f of open.splice(0)) f.close();
    for (const s of servers.splice(0)) s.close();
    await abuse.serves();
  });
  after(() => abuse?.close());

  it('bounce: the gateway connects nowhere, however it is asked', async () => {
    let connections = 0;
    const ports: number[] = [];
    for (const host of ['127.0.0.1', '127.0.0.3', '::1']) {
      const server = createServer(() => connections++).listen(0, host);
      await once(server, 'listening');
      servers.push(server);
      ports.push((server.address() as AddressInfo).port);
    }
    const [own = 0, other = 0, six = 0] = ports;
    const numbers = (address: string, port: number) => `${address.replaceAll('.', ',')},${port >> 8},${port & 255}`;
    const asks = [
      `PORT ${numbers('127.0.0.1', own)}`,
      `PORT ${numbers('127.0.0.3', other)}`,
      // Octal and one too long, as addresses that look right to a comparison of texts.
      `PORT 0177,0,0,3,${other >> 8},${other & 255}`,
      `PORT 127,0,0,259,${other >> 8},${other & 255}`,
      `PORT ${numbers('127.0.0.3', 22)}`,
      `EPRT |1|127.0.0.3|${other}|`,
      `EPRT |1|2130706435|${other}|`,
      `EPRT |2|::1|${six}|`,
      `EPRT |2|::ffff:127.0.0.3|${other}|`,
      `LPRT 4,4,127,0,0,3,2,${other >> 8},${other & 255}`,
      'PORT',
      'EPRT |||',
    ];
    const ftp = await login();
    for (const ask of asks) {
      assert.equal((await ftp.command(ask)).code, 502, ask);
      for (const command of ['LIST', 'RETR /import/GOOD/good-1.pdf', 'STOR /import/007868/bounced.pdf'])
        assert.equal((await ftp.command(command)).code, 425, `${ask}, ${command}`);
    }
    // Nor before a login, nor with a passive connection that was asked for first.
    const stranger = await RawFtp.open(abuse.port);
    open.push(stranger);
    assert.equal((await stranger.command(asks[1]!)).code, 502);
    const data = await ftp.data();
    assert.equal((await ftp.command(asks[1]!)).code, 502);
    assert.equal((await ftp.command('STOR /import/007868/passive.pdf')).code, 150);
    data.end('by the passive connection');
    assert.equal((await ftp.reply()).code, 226);
    assert.equal(connections, 0);
    await abuse.told({ why: 'active', reason: `PORT ${numbers('127.0.0.3', other)}`, address: '127.0.0.1' });
    await abuse.told({ why: 'active', reason: `EPRT |2|::1|${six}|` });
  });

  it('theft: who comes from elsewhere is dropped alone, and both directions go on', async () => {
    const ftp = await login();
    for (let i = 0; i < 3; i++) {
      const port = await ftp.passivePort();
      const thieves = await Promise.all(['127.0.0.2', '127.0.0.3', '127.0.0.4'].map((a) => Wire.open(port, a)));
      for (const t of thieves) t.socket.write('forged');
      for (const t of thieves) assert.equal(await t.closed, '');
      const mine = await Wire.open(port);
      assert.equal((await ftp.command(`STOR /import/007868/theft-${i}.pdf`)).code, 150);
      mine.socket.end('real');
      assert.equal((await ftp.reply()).code, 226);
    }
    const port = await ftp.passivePort();
    // The command first, so that the download waits for whoever comes.
    ftp.send('RETR /import/007868/theft-1.pdf\r\n');
    const thief = await Wire.open(port, '127.0.0.2');
    assert.equal(await thief.closed, '', 'nothing of the file');
    const mine = await Wire.open(port);
    assert.deepEqual([(await ftp.reply()).code, (await ftp.reply()).code], [150, 226]);
    assert.equal(await mine.closed, 'real');
    await abuse.told({ why: 'intruder', address: '127.0.0.2', expected: '127.0.0.1' });
  });

  it('theft: a storm of strangers on every port of the range harms no transfer', async () => {
    const victims = await Promise.all(Array.from({ length: 6 }, () => login()));
    const ports = await Promise.all(victims.map((v) => v.passivePort()));
    let knocks = 0;
    let isOver = false;
    const knock = async (n: number) => {
      while (!isOver) {
        const thief = await Wire.open(ports[knocks++ % ports.length]!, `127.0.0.${10 + n}`).catch(() => null);
        if (thief) {
          thief.socket.write('forged');
          assert.equal(await thief.closed, '');
        } else await new Promise((r) => setImmediate(r));
      }
    };
    const storm = Promise.all([1, 2, 3, 4].map(knock));
    while (knocks < 50) await new Promise((r) => setTimeout(r, 5));
    const codes = await Promise.all(
      victims.map(async (v, i) => {
        const data = await Wire.open(ports[i]!);
        assert.equal((await v.command(`STOR /import/007868/storm-${i}.pdf`)).code, 150);
        data.socket.end(`real ${i}`);
        return (await v.reply()).code;
      }),
    );
    isOver = true;
    await storm;
    assert.deepEqual(codes, [226, 226, 226, 226, 226, 226]);
    for (const [i, v] of victims.entries())
      assert.equal((await v.fetch(`RETR /import/007868/storm-${i}.pdf`)).bytes.toString(), `real ${i}`);
  });

  it('two connections from the right address: the first is the transfer, the second gets and gives nothing', async () => {
    const ftp = await login();
    const port = await ftp.passivePort();
    const [first, second] = await Promise.all([Wire.open(port), Wire.open(port).catch(() => null)]);
    assert.equal((await ftp.command('STOR /import/007868/two.pdf')).code, 150);
    second?.socket.write('second');
    first.socket.write('first');
    assert.equal(await Promise.race([second?.closed ?? '', first.closed.then(() => 'wrong one')]), '');
    first.socket.end();
    assert.equal((await ftp.reply()).code, 226);
    assert.equal((await ftp.fetch('RETR /import/007868/two.pdf')).bytes.toString(), 'first');
    await assert.rejects(Wire.open(port), /ECONNREFUSED/, 'the port is closed once it is used');
  });

  it('another user of the same address cannot reach a port that has its connection, and ports are not told twice', async () => {
    const victim = await login();
    const data = await victim.data();
    const other = await login('other');
    const mine = Number((await victim.command('STOR /import/007868/mine.pdf')).code);
    assert.equal(mine, 150);
    const theirs = await other.passivePort();
    assert.notEqual(theirs, data.remotePort);
    await assert.rejects(Wire.open(data.remotePort!), /ECONNREFUSED/);
    data.end('mine');
    assert.equal((await victim.reply()).code, 226);
  });
});
