import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { depositFromMetadata } from '../../shared/domain/deposit-metadata.ts';
import { addLogin, passiveRange } from '../support/ftp-world.ts';
import { type GatewayLab, type GatewayProcess, gatewayLab, greeting } from '../support/gateway-process.ts';
import { RawFtp } from '../support/raw-ftp.ts';

/** The gateway as a process that starts and stops while clients are at work. */
describe('the start and the end of a gateway', { timeout: 300_000 }, () => {
  let lab: GatewayLab;
  before(async () => {
    lab = await gatewayLab({ AMI_LOG_LEVEL: 'info' });
    await addLogin(lab.context.deps.tables, 'robot');
  });
  after(() => lab.close());

  async function deposits(): Promise<string[]> {
    const names = [];
    for await (const b of lab.context.deps.blobs.list('deposits', ''))
      names.push(`${depositFromMetadata(b.metadata)!.name} ${b.size}`);
    return names.sort();
  }

  async function ready(gateway: GatewayProcess): Promise<number> {
    return (await fetch(`${gateway.status}/ready`)).status;
  }

  async function until(what: string, check: () => Promise<boolean>): Promise<void> {
    const limit = Date.now() + 20_000;
    while (!(await check())) {
      assert.ok(Date.now() < limit, what);
      await new Promise((r) => setTimeout(r, 20));
    }
  }

  it('lets a slow upload end, and tells everybody else 421 meanwhile', async () => {
    const gateway = await lab.start();
    assert.equal(await ready(gateway), 200);
    const idle = await RawFtp.login(gateway.port);
    const slow = await RawFtp.login(gateway.port);
    const data = await slow.data();
    assert.equal((await slow.command('STOR /import/007868/slow.pdf')).code, 150);
    data.write('begun ');
    gateway.child.kill('SIGTERM');
    assert.equal((await idle.reply()).code, 421);
    assert.equal(await ready(gateway), 503);
    assert.equal((await fetch(`${gateway.status}/health`)).status, 200);
    assert.match((await greeting(gateway.port)) ?? 'nothing', /^421 /);
    // A transfer that was asked for behind the one under way.
    slow.send('EPSV\r\nSTOR /import/007868/next.pdf\r\n');
    for (const part of ['a ', 'little ', 'later ']) {
      await new Promise<void>((r) => data.write(part, () => r()));
      assert.match((await greeting(gateway.port)) ?? 'nothing', /^421 /);
    }
    data.end('done');
    assert.equal((await slow.reply()).code, 226);
    assert.equal((await slow.reply()).code, 421);
    assert.equal(await gateway.ended, 0);
    assert.deepEqual(await deposits(), ['slow.pdf 25']);
    assert.equal(await greeting(gateway.port), null);
  });

  it('aborts what lasts longer than it is given, and leaves nothing of it', async () => {
    const gateway = await lab.start({ AMI_DRAIN_SECONDS: '1' });
    const before = await deposits();
    const ftp = await RawFtp.login(gateway.port);
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/007868/endless.pdf')).code, 150);
    data.write('begun ');
    gateway.child.kill('SIGTERM');
    assert.equal((await ftp.reply()).code, 426);
    assert.equal((await ftp.reply()).code, 421);
    assert.equal(await gateway.ended, 0);
    assert.deepEqual(await deposits(), before);
    const line = gateway
      .output()
      .stderr.split('\n')
      .find((l) => l.includes('endless.pdf'));
    const { msg, outcome, reason } = JSON.parse(line ?? '{}');
    assert.deepEqual({ msg, outcome, reason }, { msg: 'deposit', outcome: 'aborted', reason: 'closing' });
  });

  it('ends at once at a second signal', async () => {
    const gateway = await lab.start();
    const ftp = await RawFtp.login(gateway.port);
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/007868/second.pdf')).code, 150);
    data.write('begun ');
    gateway.child.kill('SIGTERM');
    await until('it stops', async () => (await ready(gateway)) === 503);
    gateway.child.kill('SIGTERM');
    assert.equal(await gateway.ended, 1);
    assert.ok(!(await deposits()).some((d) => d.startsWith('second')));
    ftp.close();
  });

  it('ends in plain words where its port is taken, or that of its status page, or a setting is wrong', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const cases = [
      [{ AMI_FTP_PORT: String(port) }, `gateway: port ${port} of 127.0.0.1 is taken by another program`],
      [{ AMI_GATEWAY_HTTP: `127.0.0.1:${port}` }, `gateway: port ${port} of 127.0.0.1 is taken by another program`],
      [{ AMI_FTP_PASSIVE: '9-10' }, 'AMI_FTP_PASSIVE: a range within 1024-65535'],
      [{ AMI_GATEWAY_HTTP: 'everywhere' }, 'AMI_GATEWAY_HTTP: an address and a port'],
    ] as const;
    for (const [env, words] of cases) {
      const gateway = lab.run(env);
      assert.equal(await gateway.ended, 1);
      const { stderr, stdout } = gateway.output();
      assert.ok(stderr.includes(words), stderr);
      assert.doesNotMatch(stderr, /^\s+at /m);
      assert.doesNotMatch(stdout, /ready/);
    }
    other.close();
  });

  it('several serve one tree, each with its own slice of the passive range', async () => {
    const { min } = passiveRange();
    const slices = [
      { min: min + 60, max: min + 62 },
      { min: min + 63, max: min + 65 },
    ];
    const gateways = await Promise.all(slices.map((s) => lab.start({ AMI_FTP_PASSIVE: `${s.min}-${s.max}` })));
    await Promise.all(
      gateways.map(async ({ port }, i) => {
        const { min, max } = slices[i]!;
        const sessions = await Promise.all(Array.from({ length: 6 }, () => RawFtp.login(port)));
        // Twice as many transfers at once as it has ports, all within its slice.
        await Promise.all(
          sessions.map(async (ftp, j) => {
            const passive = await ftp.passivePort();
            assert.ok(passive >= min && passive <= max, `${passive} is outside ${min}-${max}`);
            const data = connect({ port: passive, host: '127.0.0.1' });
            await once(data, 'connect');
            assert.equal((await ftp.command(`STOR /import/SLICE/${i}-${j}.pdf`)).code, 150);
            data.end(`${i}-${j}`);
            assert.equal((await ftp.reply()).code, 226);
          }),
        );
        for (const ftp of sessions) ftp.close();
      }),
    );
    const names = ['0-0', '0-1', '0-2', '0-3', '0-4', '0-5', '1-0', '1-1', '1-2', '1-3', '1-4', '1-5'];
    for (const { port } of gateways) {
      const ftp = await RawFtp.login(port);
      // What came in through the other one shows a moment later.
      await until('all are shown', async () => (await ftp.list('/import/SLICE')).length >= names.length);
      assert.deepEqual(
        await ftp.list('/import/SLICE'),
        names.map((n) => `${n}.pdf`),
      );
      ftp.close();
    }
    for (const { child } of gateways) child.kill('SIGTERM');
    assert.deepEqual(await Promise.all(gateways.map((g) => g.ended)), [0, 0]);
  });
});
