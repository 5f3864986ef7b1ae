import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { keys } from '../../shared/app/keys.ts';
import { sweepStaged } from '../../shared/app/sweep-staged.ts';
import { depositFromMetadata } from '../../shared/domain/deposit-metadata.ts';
import type { Deposit } from '../../shared/domain/document.ts';
import { COMPTE, type FtpWorld, ftpWorld } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const FOLDER = '/import/007868';
const DAY = 24 * 3_600_000;

describe('names in progress', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  const open: RawFtp[] = [];

  async function login(user = 'robot'): Promise<RawFtp> {
    const ftp = await RawFtp.login(world.ftp.port, user);
    open.push(ftp);
    return ftp;
  }

  async function rename(ftp: RawFtp, from: string, to: string): Promise<number> {
    const first = await ftp.command(`RNFR ${from}`);
    return first.code === 350 ? (await ftp.command(`RNTO ${to}`)).code : first.code;
  }

  function deposits(container: 'deposits' | 'config' | 'returns' = 'deposits'): (Deposit & { text: string })[] {
    return world.blobs.names(container).map((n) => {
      const b = world.blobs.stored.get(`${container}/${n}`)!;
      return { ...depositFromMetadata(b.metadata)!, text: b.bytes.toString() };
    });
  }

  function dueRows(): string[] {
    return world.tables
      .rows('state', COMPTE)
      .map((r) => r.key)
      .filter((k) => k.startsWith('T|'));
  }

  before(async () => {
    world = await ftpWorld();
  });
  afterEach(() => {
    for (const f of open.splice(0)) f.close();
    world.blobs.stored.clear();
    world.tables.clear('state');
    world.calls.reset();
  });
  after(() => world.ftp.close(100));

  for (const name of ['a.pdf.part', 'A.PDF.PART', 'a.pdf.filepart', 'a.tmp', '.a.pdf'])
    it(`${name} is staged until it is renamed, then it is one deposit`, async () => {
      const ftp = await login();
      assert.equal((await ftp.store(`${FOLDER}/${name}`, 'bytes')).code, 226);
      assert.deepEqual(deposits(), []);
      assert.equal(world.blobs.names('staging').length, 1);
      assert.deepEqual(await ftp.list(FOLDER), [name]);
      assert.equal((await ftp.command(`SIZE ${FOLDER}/${name}`)).text, '5');
      assert.equal(await rename(ftp, `${FOLDER}/${name}`, `${FOLDER}/final.pdf`), 250);
      assert.deepEqual(
        deposits().map((d) => [d.name, d.text, d.unrenamed]),
        [['final.pdf', 'bytes', false]],
      );
      assert.deepEqual(world.blobs.names('staging'), []);
      assert.deepEqual(dueRows(), []);
      const again = await login();
      assert.equal((await again.command(`SIZE ${FOLDER}/final.pdf`)).text, '5');
      assert.match((await again.command(`MDTM ${FOLDER}/final.pdf`)).text, /^\d{14}$/);
      assert.equal((await again.command(`SIZE ${FOLDER}/${name}`)).code, 550);
    });

  it('a rename whose rows failed is done once when it is tried again', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.part`, 'bytes');
    world.calls.fail('transact');
    assert.equal(await rename(ftp, `${FOLDER}/a.part`, `${FOLDER}/a.pdf`), 451);
    assert.deepEqual(await ftp.list(FOLDER), ['a.part']);
    assert.equal(await rename(ftp, `${FOLDER}/a.part`, `${FOLDER}/a.pdf`), 250);
    assert.deepEqual(
      deposits().map((d) => d.name),
      ['a.pdf'],
    );
    assert.deepEqual(await ftp.list(FOLDER), ['a.pdf']);
  });

  it('a rename that was half done under another name is finished under that one, and says so', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.part`, 'bytes');
    world.calls.fail('transact');
    assert.equal(await rename(ftp, `${FOLDER}/a.part`, `${FOLDER}/first.pdf`), 451);
    assert.equal(await rename(ftp, `${FOLDER}/a.part`, `${FOLDER}/second.pdf`), 550);
    assert.deepEqual(await ftp.list(FOLDER), ['first.pdf']);
    assert.deepEqual(
      deposits().map((d) => d.name),
      ['first.pdf'],
    );
  });

  it('a staged name gets another staged name, and keeps the day it is due', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.part`, 'bytes');
    const due = dueRows();
    assert.equal(await rename(ftp, `${FOLDER}/a.part`, '/import/B/b.tmp'), 250);
    assert.deepEqual(dueRows(), due);
    assert.deepEqual(await ftp.list(FOLDER), []);
    assert.equal(await rename(ftp, '/import/B/b.tmp', '/retour/b.OK'), 250);
    assert.deepEqual(
      deposits('returns').map((d) => d.name),
      ['b.OK'],
    );
    assert.deepEqual(dueRows(), []);
  });

  it('of two uploads under one staged name the newest is renamed; the other is kept for a person', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/up.tmp`, 'document one');
    await ftp.store(`${FOLDER}/up.tmp`, 'document two');
    assert.equal(await rename(ftp, `${FOLDER}/up.tmp`, `${FOLDER}/two.pdf`), 250);
    assert.deepEqual(
      deposits().map((d) => d.text),
      ['document two'],
    );
    assert.equal((await ftp.command(`RNFR ${FOLDER}/up.tmp`)).code, 550, 'a second rename must not take the older one');
    assert.deepEqual(await ftp.list(FOLDER), ['two.pdf']);
    world.pass(DAY + 60_000);
    assert.deepEqual(await sweepStaged(world.deps, COMPTE), { promoted: 1, dropped: 0, forgotten: 0 });
    const kept = deposits().find((d) => d.text === 'document one');
    assert.equal(kept?.unrenamed, true);
    world.pass(-DAY - 60_000);
  });

  it('the same bytes sent twice under one staged name leave nothing behind', async () => {
    const ftp = await login();
    for (let i = 0; i < 3; i++) await ftp.store(`${FOLDER}/up.tmp`, 'same');
    assert.equal(await rename(ftp, `${FOLDER}/up.tmp`, `${FOLDER}/x.pdf`), 250);
    assert.equal(deposits().length, 1);
    assert.deepEqual(world.blobs.names('staging'), []);
    assert.deepEqual(dueRows(), []);
  });

  it('one user’s upload is not renamed as another’s', async () => {
    const [a, b] = [await login('writer'), await login('robot')];
    await a.store(`${FOLDER}/up.tmp`, 'from writer');
    await b.store(`${FOLDER}/up.tmp`, 'from robot');
    assert.equal(await rename(a, `${FOLDER}/up.tmp`, `${FOLDER}/w.pdf`), 250);
    assert.equal(await rename(b, `${FOLDER}/up.tmp`, `${FOLDER}/r.pdf`), 250);
    assert.deepEqual(
      deposits()
        .map((d) => `${d.name} ${d.text}`)
        .sort(),
      ['r.pdf from robot', 'w.pdf from writer'],
    );
  });

  it('DELE takes a staged name with its bytes', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.part`, 'bytes');
    assert.equal((await ftp.command(`DELE ${FOLDER}/a.part`)).code, 250);
    assert.deepEqual(world.blobs.names('staging'), []);
    assert.deepEqual(dueRows(), []);
    assert.deepEqual(await ftp.list(FOLDER), []);
  });

  it('DELE by another user takes the name only: the bytes were acknowledged', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.part`, 'bytes');
    assert.equal((await (await login('reader')).command(`DELE ${FOLDER}/a.part`)).code, 250);
    assert.deepEqual(await ftp.list(FOLDER), []);
    world.pass(DAY + 60_000);
    assert.equal((await sweepStaged(world.deps, COMPTE)).promoted, 1);
    assert.deepEqual(
      deposits().map((d) => [d.text, d.unrenamed]),
      [['bytes', true]],
    );
    world.pass(-DAY - 60_000);
  });

  it('a deposit is not renamed, nor a folder; the name that it has is no change', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.pdf`, 'bytes');
    assert.equal(await rename(ftp, `${FOLDER}/a.pdf`, `${FOLDER}/b.pdf`), 553);
    assert.equal(await rename(ftp, `${FOLDER}/a.pdf`, `${FOLDER}/a.pdf`), 250);
    assert.equal(await rename(ftp, FOLDER, '/import/other'), 553);
    assert.equal(await rename(ftp, `${FOLDER}/none.pdf`, `${FOLDER}/b.pdf`), 550);
    assert.equal((await ftp.command(`RNTO ${FOLDER}/b.pdf`)).code, 503);
    assert.equal(deposits().length, 1);
  });

  it('a staged name is renamed only to where its user may deposit', async () => {
    const ftp = await login('writer');
    await ftp.store(`${FOLDER}/a.part`, 'bytes');
    for (const to of ['/config/dossiers.txt', '/export/a.DEX', '/a.pdf', '/retour/a.OK'])
      assert.equal(await rename(ftp, `${FOLDER}/a.part`, to), 550, to);
    assert.equal(await rename(ftp, `${FOLDER}/a.part`, '/import/../../a.pdf'), 553);
    assert.equal(await rename(ftp, `${FOLDER}/a.part`, `${FOLDER}/a.pdf`), 250);
  });

  it('what nobody renames is shown to a person after its time, once, however often the sweep runs', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/sub dir/a.part`, 'bytes');
    assert.deepEqual(await sweepStaged(world.deps, COMPTE), { promoted: 0, dropped: 0, forgotten: 0 });
    world.pass(DAY + 60_000);
    for (const fault of ['copy', 'transact', 'remove']) {
      world.calls.fail(fault);
      await assert.rejects(sweepStaged(world.deps, COMPTE));
    }
    await sweepStaged(world.deps, COMPTE);
    assert.deepEqual(await sweepStaged(world.deps, COMPTE), { promoted: 0, dropped: 0, forgotten: 0 });
    const [deposit, ...others] = deposits();
    assert.deepEqual(
      [deposit?.name, deposit?.directory, deposit?.unrenamed, deposit?.text, others.length],
      ['a.part', `${FOLDER}/sub dir`, true, 'bytes', 0],
    );
    assert.deepEqual(await ftp.list(`${FOLDER}/sub dir`), ['a.part']);
    assert.equal(await rename(ftp, `${FOLDER}/sub dir/a.part`, `${FOLDER}/sub dir/a.pdf`), 553, 'a deposit by now');
    assert.deepEqual(dueRows(), []);
    world.pass(-DAY - 60_000);
  });

  it('what the same user deposited under another name is not shown again', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.part`, 'bytes');
    const sha = createHash('sha256').update('bytes').digest('hex');
    await world.tables.insert('state', COMPTE, keys.bytes(sha, 'other'), { id: 'x', user: 'robot2', at: '' });
    world.pass(DAY + 60_000);
    await world.tables.insert('state', COMPTE, keys.bytes(sha, 'claim'), { id: 'y', user: 'robot', at: '' });
    await world.tables.insert('state', COMPTE, keys.document('y'), {
      data: JSON.stringify({ deposit: { directory: FOLDER } }),
    });
    assert.deepEqual(await sweepStaged(world.deps, COMPTE), { promoted: 0, dropped: 1, forgotten: 0 });
    assert.deepEqual([deposits().length, world.blobs.names('staging').length, dueRows().length], [0, 0, 0]);
    world.pass(-DAY - 60_000);
  });

  it('a filed name answers SIZE for a day, is not listed, and is then forgotten', async () => {
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.pdf`, 'bytes');
    const row = world.tables.rows('state', COMPTE).find((r) => r.columns['name'] === 'a.pdf')!;
    const hiddenAt = new Date(world.deps.clock.now()).toISOString();
    const until = new Date(world.deps.clock.now() + DAY).toISOString();
    await world.tables.transact('state', COMPTE, [
      { op: 'merge', key: row.key, columns: { hiddenAt } },
      { op: 'put', key: keys.due(until, 'hidden=x'), columns: { kind: 'hidden', key: row.key } },
    ]);
    assert.deepEqual(await ftp.list(FOLDER), []);
    assert.equal((await ftp.command(`SIZE ${FOLDER}/a.pdf`)).text, '5');
    assert.equal((await ftp.fetch(`RETR ${FOLDER}/a.pdf`)).reply.code, 550);
    world.pass(DAY + 60_000);
    assert.equal((await ftp.command(`SIZE ${FOLDER}/a.pdf`)).code, 550);
    assert.deepEqual(await sweepStaged(world.deps, COMPTE), { promoted: 0, dropped: 0, forgotten: 1 });
    assert.equal(world.tables.rows('state', COMPTE).filter((r) => r.columns['name'] === 'a.pdf').length, 0);
    world.pass(-DAY - 60_000);
  });

  it('a dispatch that is faster than the directory row stays right', async () => {
    const ftp = await login();
    const transact = world.tables.transact.bind(world.tables);
    // The dispatch files the deposit, and hides its name, between the blob and the row.
    world.tables.transact = async (table, partition, ops) => {
      world.tables.transact = transact;
      const file = ops.find((o) => o.key.includes('fast.pdf'))!;
      await transact(table, partition, [
        { op: 'merge', key: file.key, columns: { hiddenAt: new Date().toISOString() } },
      ]);
      await transact(table, partition, ops);
    };
    assert.equal((await ftp.store(`${FOLDER}/fast.pdf`, 'bytes')).code, 226);
    assert.deepEqual(await ftp.list(FOLDER), []);
    assert.equal((await ftp.command(`SIZE ${FOLDER}/fast.pdf`)).text, '5');
  });

  it('rows of other kinds that are due do not hold up the sweep', async () => {
    const old = new Date(world.deps.clock.now() - DAY).toISOString();
    for (let i = 0; i < 250; i += 50)
      await world.tables.transact(
        'state',
        COMPTE,
        Array.from({ length: 50 }, (_, j) => ({
          op: 'insert' as const,
          key: keys.due(old, `other=${String(i + j).padStart(3, '0')}`),
          columns: { kind: 'other' },
        })),
      );
    const ftp = await login();
    await ftp.store(`${FOLDER}/a.part`, 'bytes');
    world.pass(DAY + 60_000);
    assert.equal((await sweepStaged(world.deps, COMPTE)).promoted, 1);
    world.pass(-DAY - 60_000);
  });
});
