import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Metrics } from '../../gateway/metrics.ts';
import { type Status, startStatus, storageProbe } from '../../gateway/status.ts';
import { type FtpWorld, ftpWorld } from '../support/ftp-world.ts';
import { memoryWorld } from '../support/memory-ports.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const PORTS = { min: 11_000 + (process.pid % 90) * 10, max: 11_000 + (process.pid % 90) * 10 + 9 };

describe('the metrics of a gateway', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  let status: Status;
  let isDraining = false;
  let held = 0;

  before(async () => {
    const metrics = new Metrics();
    world = await ftpWorld({ metrics, passive: PORTS });
    metrics.observe({
      passivePorts: () => ({ free: world.ftp.freePorts(), total: 10 }),
      bytesInFlight: () => ({ held, total: 1000 }),
      isDraining: () => isDraining,
      certificateValidTo: () => new Date('2030-01-01T00:00:00Z'),
    });
    const probe = storageProbe(world.deps);
    status = await startStatus({
      host: '127.0.0.1',
      port: 0,
      version: '9.9.9',
      metrics,
      isDraining: () => isDraining,
      probe,
    });
  });
  after(async () => {
    await world.ftp.close(0);
    await status.close();
  });

  /** Samples of the metrics of ours, by name with labels. */
  async function samples(): Promise<Map<string, number>> {
    const response = await fetch(`${status.url}/metrics`);
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const lines = (await response.text()).split('\n').filter((l) => l && !l.startsWith('#'));
    return new Map(lines.map((l) => [l.slice(0, l.lastIndexOf(' ')), Number(l.slice(l.lastIndexOf(' ') + 1))]));
  }

  /** Waits until a sample has a value: the last steps of a transfer follow its reply. */
  async function eventually(name: string, value: number): Promise<Map<string, number>> {
    const until = Date.now() + 10_000;
    for (;;) {
      const all = await samples();
      if (all.get(name) === value) return all;
      assert.ok(Date.now() < until, `${name} is ${all.get(name)}, not ${value}`);
      await new Promise((r) => setTimeout(r, 20));
    }
  }

  it('count sessions, logins, transfers and bytes', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    await eventually('ami_gateway_sessions{protocol="ftp"}', 1);
    assert.equal((await ftp.store('/import/007868/a.pdf', Buffer.alloc(60_000))).code, 226);
    assert.equal((await ftp.fetch('RETR /import/007868/a.pdf')).bytes.length, 60_000);
    assert.equal((await ftp.fetch('RETR /import/007868/none.pdf')).reply.code, 550);
    await ftp.list('/import');
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/007868/b.pdf')).code, 150);
    assert.equal((await samples()).get('ami_gateway_transfers_in_progress{direction="in",protocol="ftp"}'), 1);
    await new Promise<void>((r) => data.write('12345', () => r()));
    ftp.close();
    const all = await eventually('ami_gateway_sessions{protocol="ftp"}', 0);
    const expected = {
      'ami_gateway_logins_total{protocol="ftp"}': 1,
      'ami_gateway_transfers_total{direction="in",protocol="ftp",outcome="ok"}': 1,
      'ami_gateway_transfers_total{direction="in",protocol="ftp",outcome="aborted"}': 1,
      'ami_gateway_transfers_total{direction="out",protocol="ftp",outcome="ok"}': 1,
      'ami_gateway_transfers_total{direction="out",protocol="ftp",outcome="refused"}': 1,
      'ami_gateway_transfers_in_progress{direction="in",protocol="ftp"}': 0,
      'ami_gateway_transfers_in_progress{direction="out",protocol="ftp"}': 0,
      'ami_gateway_transfer_bytes_total{direction="out",protocol="ftp"}': 60_000,
      'ami_gateway_operations_total{operation="list",protocol="ftp",outcome="ok"}': 1,
      'ami_gateway_transfer_seconds_count{direction="in",protocol="ftp"}': 1,
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(all.get(name), value, name);
    const bytesIn = all.get('ami_gateway_transfer_bytes_total{direction="in",protocol="ftp"}') ?? 0;
    assert.ok(bytesIn >= 60_000 && bytesIn <= 60_005);
    assert.ok((all.get('nodejs_eventloop_lag_p99_seconds') ?? -1) >= 0);
    assert.ok((all.get('process_resident_memory_bytes') ?? 0) > 0);
  });

  it('count refusals by reason, and no client can add a series', async () => {
    const wrong = async (n: number) => {
      const ftp = await RawFtp.open(world.ftp.port);
      await ftp.command(`USER stranger${n}`);
      assert.equal((await ftp.command('PASS wrong')).code, 530);
      ftp.close();
    };
    await wrong(1);
    const once = await eventually('ami_gateway_refusals_total{protocol="ftp",reason="login"}', 1);
    await wrong(2);
    const twice = await eventually('ami_gateway_refusals_total{protocol="ftp",reason="login"}', 2);
    // Node's own numbers come and go with what its process does.
    const ours = (all: Map<string, number>) => [...all.keys()].filter((k) => k.startsWith('ami_')).sort();
    assert.deepEqual(ours(twice), ours(once));
  });

  it('show passive ports, bytes in flight and draining as they are', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    await ftp.passivePort();
    held = 123;
    isDraining = true;
    const all = await samples();
    assert.equal(all.get('ami_gateway_passive_ports'), 10);
    assert.equal(all.get('ami_gateway_passive_ports_in_use'), 1);
    assert.equal(all.get('ami_gateway_bytes_in_flight'), 123);
    assert.equal(all.get('ami_gateway_draining'), 1);
    assert.equal(all.get('ami_gateway_certificate_valid_to_seconds'), 1_893_456_000);
    isDraining = false;
    ftp.close();
    await eventually('ami_gateway_passive_ports_in_use', 0);
  });
});

describe('the status page', { timeout: 300_000 }, () => {
  async function page(storage: () => Promise<unknown>, isDraining = () => false): Promise<Status> {
    return startStatus({
      host: '127.0.0.1',
      port: 0,
      version: '9.9.9',
      metrics: new Metrics(),
      isDraining,
      probe: storage,
    });
  }

  it('says that the process lives, which version it is, and since when', async () => {
    const status = await page(async () => {});
    const response = await fetch(`${status.url}/health`);
    assert.equal(response.status, 200);
    const { uptime, version } = (await response.json()) as { uptime: number; version: string };
    assert.equal(version, '9.9.9');
    assert.ok(uptime >= 0);
    assert.equal((await fetch(`${status.url}/secrets`)).status, 404);
    assert.equal((await fetch(`${status.url}/health`, { method: 'POST' })).status, 405);
    await status.close();
  });

  it('is ready while storage answers, and asks it once for all who want to know', async () => {
    const { deps, calls } = memoryWorld();
    const status = await page(storageProbe(deps));
    const answers = await Promise.all(Array.from({ length: 30 }, () => fetch(`${status.url}/ready`)));
    assert.ok(answers.every((a) => a.status === 200));
    assert.deepEqual(calls.made.sort(), ['get-row', 'head']);
    await status.close();
  });

  it('is not ready where storage refuses', async () => {
    const { deps, calls } = memoryWorld();
    calls.fail('head', 1);
    const status = await page(storageProbe(deps));
    const response = await fetch(`${status.url}/ready`);
    assert.equal(response.status, 503);
    assert.deepEqual(await response.json(), { ready: false, reason: 'storage' });
    assert.equal((await fetch(`${status.url}/health`)).status, 200);
    await status.close();
  });

  it('is not ready where storage never answers', async () => {
    const status = await page(() => new Promise(() => {}));
    assert.equal((await fetch(`${status.url}/ready`)).status, 503);
    await status.close();
  });

  it('is not ready while it stops', async () => {
    let isDraining = false;
    const status = await page(
      async () => {},
      () => isDraining,
    );
    assert.equal((await fetch(`${status.url}/ready`)).status, 200);
    isDraining = true;
    const response = await fetch(`${status.url}/ready`);
    assert.deepEqual([response.status, await response.json()], [503, { ready: false, reason: 'draining' }]);
    await status.close();
  });
});
