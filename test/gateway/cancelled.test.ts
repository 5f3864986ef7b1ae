import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { cancelLot } from '../../shared/app/lot-changes.ts';
import { commitLot, loadLot } from '../../shared/app/lots.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { COMPTE, type FtpWorld, ftpWorld } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const DEX = Buffer.alloc(3_000_000, 'dex ');
const marie: Principal = { compte: COMPTE, user: 'marie', role: 'manager', dossiers: 'all' };

describe('a publication that is cancelled while a robot fetches it', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  before(async () => {
    world = await ftpWorld({ timings: { closeMs: 300 } });
  });
  after(() => world.ftp.close(100));

  async function published(number: number): Promise<string> {
    const stem = `007868_201912_00000${number}`;
    const name = `${stem}.DEX`;
    await world.blobs.put('export', `${COMPTE}/${name}`, DEX);
    const at = new Date().toISOString();
    await commitLot(world.deps, null, 'published', 'system', {
      compte: COMPTE,
      stem,
      dossier: '007868',
      exercice: '201912',
      number,
      state: 'published',
      entries: [],
      files: [{ name, part: 'dex', size: DEX.length, sha256: '0'.repeat(64) }],
      preparedAt: at,
      publishedAt: at,
      downloadedAt: null,
      collectedAt: null,
      collectedBy: null,
      reportedAt: null,
      report: null,
      exportedOn: '2020-01-01',
    });
    return stem;
  }
  const cancel = (stem: string) => cancelLot(world.deps, marie, COMPTE, stem, { keep: false });

  it('got every byte, and is told that the download failed', async () => {
    const stem = await published(1);
    const ftp = await RawFtp.login(world.ftp.port, 'robot');
    const data = await ftp.data();
    assert.equal((await ftp.command(`RETR /export/${stem}.DEX`)).code, 150);
    const [first] = (await once(data, 'data')) as [Buffer];
    data.pause();
    await cancel(stem);
    let length = first.length;
    data.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    data.resume();
    await once(data, 'close');
    const reply = await ftp.reply();
    assert.equal(reply.code, 550);
    assert.match(reply.text, /cancelled/);
    assert.equal(length, DEX.length);
    assert.deepEqual(await ftp.list('/export'), []);
    assert.equal((await ftp.command(`DELE /export/${stem}.DEX`)).code, 550);
    assert.equal((await loadLot(world.deps, COMPTE, stem))?.lot.state, 'cancelled');
    ftp.close();
  });

  it('once it was told that all is well, the publication is no longer cancelled', async () => {
    const stem = await published(2);
    const ftp = await RawFtp.login(world.ftp.port, 'robot');
    assert.equal((await ftp.fetch(`RETR /export/${stem}.DEX`)).reply.code, 226);
    await assert.rejects(cancel(stem), (e) => e instanceof Refusal && e.code === 'LOT_DOWNLOADED');
    assert.equal((await ftp.command(`DELE /export/${stem}.DEX`)).code, 250);
    ftp.close();
  });
});
