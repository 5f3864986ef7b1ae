import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'node:test';
import { commitLot, loadLot } from '../../shared/app/lots.ts';
import type { Lot, LotFile } from '../../shared/domain/publication.ts';
import { COMPTE, type FtpWorld, ftpWorld } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const STEM = '007868_201912_000001';
const DEX = Buffer.alloc(300_000, 'dex ');

describe('roles, and what lies in /export', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  const open: RawFtp[] = [];

  async function login(user: string): Promise<RawFtp> {
    const ftp = await RawFtp.login(world.ftp.port, user);
    open.push(ftp);
    return ftp;
  }

  async function publish(stem: string): Promise<void> {
    const files: LotFile[] = [
      { name: `${stem}_P0001.pdf`, part: 'piece', size: 3 },
      { name: `${stem}_PJ.csv`, part: 'list', size: 4 },
      { name: `${stem}.DEX`, part: 'dex', size: DEX.length },
    ] as unknown as LotFile[];
    await world.blobs.put('export', `${COMPTE}/${stem}_P0001.pdf`, Buffer.from('pdf'));
    await world.blobs.put('export', `${COMPTE}/${stem}_PJ.csv`, Buffer.from('list'));
    await world.blobs.put('export', `${COMPTE}/${stem}.DEX`, DEX);
    const at = new Date().toISOString();
    const lot: Omit<Lot, 'version'> = {
      compte: COMPTE,
      stem,
      dossier: stem.split('_')[0]!,
      exercice: '201912',
      number: 1,
      state: 'published',
      entries: [],
      files,
      preparedAt: at,
      publishedAt: at,
      downloadedAt: null,
      collectedAt: null,
      collectedBy: null,
      reportedAt: null,
      report: null,
      exportedOn: '2020-01-01',
    };
    assert.ok(await commitLot(world.deps, null, 'published', 'system', lot));
  }

  async function lot(stem = STEM): Promise<Lot> {
    return (await loadLot(world.deps, COMPTE, stem))!.lot;
  }

  before(async () => {
    world = await ftpWorld({ timings: { closeMs: 300 } });
  });
  afterEach(() => {
    for (const f of open.splice(0)) f.close();
    world.blobs.stored.clear();
    world.tables.clear('state');
    // The gateway remembers for ten minutes which folders have a row.
    world.pass(11 * 60_000);
    world.calls.reset();
    world.log.length = 0;
  });
  after(() => world.ftp.close(100));

  it('a WRITE user deposits and checks what it sent, and nothing else', async () => {
    const robot = await login('robot');
    await robot.store('/import/007868/other.pdf', 'secret');
    await robot.store('/config/dossiers.txt', 'x');
    await publish(STEM);
    const ftp = await login('writer');
    assert.equal((await ftp.command('MKD /import/007868/New')).code, 257);
    assert.equal((await ftp.command('CWD /import/007868/New')).code, 250);
    assert.equal((await ftp.store('mine.pdf', 'abc')).code, 226);
    assert.equal((await ftp.command('SIZE mine.pdf')).text, '3');
    assert.equal((await ftp.command('MDTM mine.pdf')).code, 213);
    assert.equal((await ftp.store('x.part', 'abc')).code, 226);
    assert.equal((await ftp.command('RNFR x.part')).code, 350);
    assert.equal((await ftp.command('RNTO x.pdf')).code, 250);
    for (const c of ['LIST', 'NLST', 'RETR mine.pdf', 'LIST /', 'NLST /export', `RETR /export/${STEM}.DEX`])
      assert.equal((await ftp.fetch(c)).reply.code, 550, c);
    for (const c of [
      'DELE mine.pdf',
      'RMD /import/007868/New',
      'SIZE /import/007868/other.pdf',
      `SIZE /export/${STEM}.DEX`,
      `DELE /export/${STEM}.DEX`,
      'CWD /config',
      'CWD /export',
      'STAT /import',
      'SIZE /config/dossiers.txt',
      'MKD /config/x',
    ])
      assert.equal((await ftp.command(c)).code, 550, c);
    for (const p of ['/config/dossiers.txt', '/retour/a.OK', '/export/a.DEX', '/a.pdf'])
      assert.equal((await ftp.store(p, 'x')).code, 550, p);
  });

  it('a READ user lists, fetches and deletes, deposits nothing, and acknowledges nothing', async () => {
    const robot = await login('robot');
    await robot.store('/import/007868/a.pdf', 'abc');
    await publish(STEM);
    const ftp = await login('reader');
    assert.deepEqual(await ftp.list('/'), ['import', 'config', 'export', 'retour']);
    assert.equal((await ftp.fetch('RETR /import/007868/a.pdf')).bytes.toString(), 'abc');
    assert.equal((await ftp.command('DELE /import/007868/a.pdf')).code, 250);
    for (const p of ['/import/007868/b.pdf', '/config/dossiers.txt', '/retour/a.OK'])
      assert.equal((await ftp.store(p, 'x')).code, 550, p);
    assert.equal((await ftp.command('MKD /import/x')).code, 550);
    assert.equal((await ftp.fetch(`RETR /export/${STEM}.DEX`)).bytes.length, DEX.length);
    assert.equal((await ftp.command(`DELE /export/${STEM}.DEX`)).code, 250);
    assert.equal((await lot()).downloadedAt, null);
    assert.equal((await lot()).state, 'published');
    assert.equal((await ftp.list('/export')).length, 2);
    assert.equal((await ftp.command(`SIZE /export/${STEM}.DEX`)).code, 550);
    assert.equal((await robot.list('/export')).length, 3);
  });

  it('a user of one dossier sees that dossier only', async () => {
    const robot = await login('robot');
    for (const p of [
      '/import/007868/a.pdf',
      '/import/007868_201912/a.pdf',
      '/import/000001/a.pdf',
      '/import/loose.pdf',
      '/config/dossiers.txt',
      '/retour/000001_201912_1.OK',
    ])
      await robot.store(p, 'x');
    await publish(STEM);
    await publish('000001_201912_000001');
    const ftp = await login('limited');
    assert.deepEqual(await ftp.list('/'), ['import', 'export', 'retour']);
    assert.deepEqual(await ftp.list('/import'), ['007868', '007868_201912']);
    assert.deepEqual(
      (await ftp.list('/export')).map((n) => n.slice(0, 6)),
      ['007868', '007868', '007868'],
    );
    assert.deepEqual(await ftp.list('/retour'), []);
    for (const c of [
      'CWD /import/000001',
      'SIZE /import/000001/a.pdf',
      'SIZE /import/loose.pdf',
      'DELE /import/000001/a.pdf',
      'CWD /config',
      'SIZE /export/000001_201912_000001.DEX',
      'DELE /export/000001_201912_000001.DEX',
    ])
      assert.equal((await ftp.command(c)).code, 550, c);
    for (const c of [
      'LIST /import/000001',
      'RETR /import/000001/a.pdf',
      'RETR /export/000001_201912_000001.DEX',
      'LIST /config',
    ])
      assert.equal((await ftp.fetch(c)).reply.code, 550, c);
  });

  it('a robot’s whole download lets it delete, and that is the acknowledgement', async () => {
    await publish(STEM);
    const ftp = await login('robot');
    assert.equal((await ftp.command(`DELE /export/${STEM}.DEX`)).code, 550);
    assert.equal((await ftp.fetch(`RETR /export/${STEM}_PJ.csv`)).reply.code, 226);
    assert.equal((await ftp.command(`DELE /export/${STEM}.DEX`)).code, 550);
    const { reply, bytes } = await ftp.fetch(`RETR /export/${STEM}.DEX`);
    assert.equal(reply.code, 226);
    assert.ok(bytes.equals(DEX));
    assert.ok((await lot()).downloadedAt);
    assert.equal((await ftp.command(`DELE /export/${STEM}.DEX`)).code, 250);
    assert.equal((await lot()).state, 'collected');
    assert.deepEqual(await ftp.list('/export'), []);
  });

  it('a download that broke does not count; resumed by the same user, on another connection, it does', async () => {
    await publish(STEM);
    const ftp = await login('robot');
    const data = await ftp.data();
    assert.equal((await ftp.command(`RETR /export/${STEM}.DEX`)).code, 150);
    await once(data, 'data');
    data.resetAndDestroy();
    assert.equal((await ftp.reply()).code, 426);
    assert.equal((await lot()).downloadedAt, null);
    const other = await login('robot2');
    await other.command('REST 1000');
    assert.equal((await other.fetch(`RETR /export/${STEM}.DEX`)).reply.code, 226);
    assert.equal((await lot()).downloadedAt, null, 'robot2 never got the first bytes');
    const again = await login('robot');
    await again.command('REST 1000');
    assert.equal((await again.fetch(`RETR /export/${STEM}.DEX`)).reply.code, 226);
    assert.ok((await lot()).downloadedAt);
  });

  it('a client that does not close its data connection is answered, and its download not counted', async () => {
    await publish(STEM);
    const ftp = await login('robot');
    const { connect } = await import('node:net');
    const data = connect({ port: await ftp.passivePort(), host: '127.0.0.1', allowHalfOpen: true });
    await once(data, 'connect');
    data.resume();
    assert.equal((await ftp.command(`RETR /export/${STEM}.DEX`)).code, 150);
    await once(data, 'end');
    assert.equal((await ftp.reply()).code, 226);
    assert.equal((await lot()).downloadedAt, null);
    data.destroy();
  });

  it('a client that is gone when the last byte is sent has not got it', async () => {
    await publish(STEM);
    const ftp = await login('robot');
    const data = await ftp.data();
    data.resume();
    assert.equal((await ftp.command(`RETR /export/${STEM}.DEX`)).code, 150);
    await once(data, 'close');
    ftp.socket.destroy();
    const until = Date.now() + 2000;
    while (!world.log.some((l) => l.event === 'ftp-transfer-aborted') && Date.now() < until)
      await new Promise((r) => setTimeout(r, 10));
    assert.equal((await lot()).downloadedAt, null);
  });

  it('a fault while the download is noted is no success', async () => {
    await publish(STEM);
    const ftp = await login('robot');
    world.calls.fail('create');
    assert.equal((await ftp.fetch(`RETR /export/${STEM}.DEX`)).reply.code, 451);
    assert.equal((await lot()).downloadedAt, null);
    assert.equal((await ftp.fetch(`RETR /export/${STEM}.DEX`)).reply.code, 226);
    assert.ok((await lot()).downloadedAt);
  });
});
