import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LOGIN_KEY } from '../../shared/app/access.ts';
import { DailyBytes } from '../../shared/app/daily-bytes.ts';
import { ranges } from '../../shared/app/keys.ts';
import type { Columns } from '../../shared/ports/tables.ts';
import { COMPTE, type FtpWorld, ftpWorld } from '../support/ftp-world.ts';
import { memoryWorld } from '../support/memory-ports.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('bytes of a day', () => {
  function gateways() {
    const w = memoryWorld();
    // Noon, so that no test runs over midnight.
    const now = w.deps.clock.now();
    w.pass(DAY / 2 - (now % DAY) + DAY);
    const gateway = (name: string) => new DailyBytes(w.deps, name);
    const rows = () => w.tables.range('state', 'c1', ...ranges.dailyBytes('robot'));
    return { ...w, gateway, rows };
  }

  it('are the sum of what every gateway counted, its own at once, the others’ within a minute', async () => {
    const { gateway, pass, rows } = gateways();
    const [a, b] = [gateway('a'), gateway('b')];
    assert.equal(await a.take('c1', 'robot', 100), 100);
    a.settle('c1', 'robot', 100, 100);
    assert.equal(await b.take('c1', 'robot', 10), 10, 'not written yet');
    b.settle('c1', 'robot', 10, 10);
    await a.flush();
    await b.flush();
    assert.equal(await b.take('c1', 'robot', 0), 10, 'read less than a minute ago');
    pass(MINUTE);
    assert.equal(await b.take('c1', 'robot', 0), 110);
    assert.equal(await a.take('c1', 'robot', 0), 110);
    assert.equal(await a.take('c1', 'other', 5), 5);
    assert.deepEqual(
      (await rows()).map((r) => r.columns['bytes']),
      [100, 10],
    );
  });

  it('go on after a restart, and end with the day', async () => {
    const { gateway, pass, rows } = gateways();
    const first = gateway('a');
    await first.take('c1', 'robot', 100);
    first.settle('c1', 'robot', 100, 100);
    await first.flush();
    const second = gateway('a');
    assert.equal(await second.take('c1', 'robot', 1), 101);
    second.settle('c1', 'robot', 1, 1);
    await second.flush();
    assert.deepEqual(
      (await rows()).map((r) => r.columns['bytes']),
      [101],
    );
    pass(DAY);
    assert.equal(await second.take('c1', 'robot', 7), 7);
    assert.deepEqual(await rows(), [], 'rows of days gone by are taken out');
  });

  it('count what is on its way in, and leave out what was aborted', async () => {
    const { gateway, rows } = gateways();
    const a = gateway('a');
    await a.take('c1', 'robot', 50);
    assert.equal(await a.take('c1', 'robot', 60), 110);
    a.settle('c1', 'robot', 60, 0);
    assert.equal(await a.take('c1', 'robot', 0), 50);
    await a.flush();
    assert.deepEqual(await rows(), [], 'nothing was deposited');
  });

  it('that storage did not take are written later', async () => {
    const { gateway, calls, rows, log } = gateways();
    const a = gateway('a');
    await a.take('c1', 'robot', 50);
    a.settle('c1', 'robot', 50, 50);
    calls.fail('transact');
    await a.flush();
    assert.equal(log.at(-1)?.event, 'daily-bytes-not-written');
    await a.flush();
    assert.equal((await rows())[0]?.columns['bytes'], 50);
  });
});

describe('limits of uploads, over FTP', { timeout: 300_000 }, () => {
  let w: FtpWorld;
  let ftp: RawFtp;
  const set = async (columns: Columns) => {
    await w.tables.transact('logins', 'robot', [{ op: 'merge', key: LOGIN_KEY, columns }]);
    await w.access.refresh();
    w.calls.reset();
  };
  before(async () => {
    w = await ftpWorld({
      access: { refreshMs: MINUTE, gateway: 'g1', limits: { sessions: null, uploadBytes: 3000, dailyBytes: null } },
    });
    ftp = await RawFtp.login(w.ftp.port);
  });
  after(() => w.ftp.close(0));

  const store = (name: string, bytes: number) => ftp.store(`/import/007868/${name}`, Buffer.alloc(bytes, 1));
  const deposits = () => w.blobs.names('deposits').length;

  it('a file over the limit gets its 552 and leaves nothing, one of just that size is taken', async () => {
    assert.equal((await store('a.bin', 3000)).code, 226);
    const refused = await store('b.bin', 3001);
    assert.equal(refused.code, 552);
    assert.match(refused.text, /3000 bytes/);
    assert.equal(deposits(), 1);
  });

  it('a limit of the user’s own comes first, and reaches sessions that are open', async () => {
    await set({ maxUploadBytes: 10_000 });
    assert.equal((await store('c.bin', 5000)).code, 226);
    await set({ maxUploadBytes: 100 });
    assert.equal((await store('d.bin', 101)).code, 552);
  });

  it('a daily limit is kept, and costs nothing where there is none', async () => {
    await set({ maxUploadBytes: 100_000 });
    assert.equal((await store('e.bin', 5000)).code, 226);
    const without = [...w.calls.made];
    await set({ dailyBytes: 8000 });
    assert.equal((await store('f.bin', 5000)).code, 226);
    assert.equal(w.calls.made.filter((c) => c === 'range').length - without.filter((c) => c === 'range').length, 1);
    assert.equal((await store('g.bin', 3001)).code, 552);
    assert.equal((await store('h.bin', 3000)).code, 226);
    assert.equal((await store('i.bin', 1)).code, 552);
    assert.equal((await store('empty.bin', 0)).code, 226);
    await w.access.close();
    const rows = await w.tables.range('state', COMPTE, ...ranges.dailyBytes('robot'));
    assert.deepEqual(
      rows.map((r) => r.columns['bytes']),
      [8000],
    );
  });
});
