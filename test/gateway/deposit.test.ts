import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Client } from 'basic-ftp';
import { depositFromMetadata } from '../../shared/domain/deposit-metadata.ts';
import { COMPTE, type FtpWorld, ftpWorld, PASSWORD } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

describe('deposits through a real client', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  const clients: Client[] = [];

  async function client(user = 'robot'): Promise<Client> {
    const c = new Client(5000);
    clients.push(c);
    await c.access({ host: '127.0.0.1', port: world.ftp.port, user, password: PASSWORD });
    return c;
  }

  async function download(c: Client, path: string, offset = 0): Promise<Buffer> {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk, _e, done) {
        chunks.push(chunk);
        done();
      },
    });
    await c.downloadTo(sink, path, offset);
    return Buffer.concat(chunks);
  }

  before(async () => {
    world = await ftpWorld();
  });
  beforeEach(() => {
    for (const c of clients.splice(0)) c.close();
  });
  after(async () => {
    for (const c of clients) c.close();
    await world.ftp.close(100);
  });

  it('keeps the bytes and every fact of the deposit', async () => {
    const c = await client();
    const bytes = randomBytes(60_000);
    await c.uploadFrom(Readable.from(bytes), '/import/007868/Factures/facture 1.pdf');
    const [name] = world.blobs.names('deposits');
    const stored = world.blobs.stored.get(`deposits/${name}`)!;
    assert.deepEqual(stored.bytes, bytes);
    const deposit = depositFromMetadata(stored.metadata)!;
    assert.equal(name, `${COMPTE}/${deposit.id}`);
    assert.deepEqual(
      { ...deposit, id: '', at: '' },
      {
        compte: COMPTE,
        id: '',
        directory: '/import/007868/Factures',
        name: 'facture 1.pdf',
        user: 'robot',
        address: '127.0.0.1',
        at: '',
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: 60_000,
        unrenamed: false,
      },
    );
    assert.deepEqual(
      (await c.list('/import/007868')).map((f) => [f.name, f.isDirectory]),
      [['Factures', true]],
    );
    const [file] = await c.list('/import/007868/Factures');
    assert.deepEqual([file?.name, file?.size], ['facture 1.pdf', 60_000]);
    assert.deepEqual(await download(c, '/import/007868/Factures/facture 1.pdf'), bytes);
    assert.deepEqual(await download(c, '/import/007868/Factures/facture 1.pdf', 59_990), bytes.subarray(59_990));
  });

  it('takes two uploads of one name for two documents, and shows the newest', async () => {
    const c = await client();
    const before = world.blobs.names('deposits').length;
    await c.uploadFrom(Readable.from(Buffer.from('first')), '/import/007868/scan0001.tif');
    await c.uploadFrom(Readable.from(Buffer.from('second one')), '/import/007868/scan0001.tif');
    assert.equal(world.blobs.names('deposits').length, before + 2);
    const shown = (await c.list('/import/007868')).filter((f) => f.name === 'scan0001.tif');
    assert.deepEqual(
      shown.map((f) => f.size),
      [10],
    );
    assert.equal(await c.size('/import/007868/scan0001.tif'), 10);
    assert.equal((await download(c, '/import/007868/scan0001.tif')).toString(), 'second one');
  });

  it('writes a small file with two storage calls', async () => {
    const c = await client();
    await c.uploadFrom(Readable.from(Buffer.from('warm')), '/import/007868/warm.pdf');
    world.calls.reset();
    await c.uploadFrom(Readable.from(randomBytes(60_000)), '/import/007868/counted.pdf');
    assert.deepEqual(world.calls.made, ['create', 'transact']);
  });

  it('writes accents and spaces as they are, whichever way they are composed', async () => {
    const c = await client();
    await c.uploadFrom(Readable.from(Buffer.from('x')), '/import/007868/Société Élan – « été » œuvre #1 50%.pdf');
    const decomposed = 'cafe\u0301.pdf';
    await c.uploadFrom(Readable.from(Buffer.from('x')), `/import/007868/${decomposed}`);
    const names = (await c.list('/import/007868')).map((f) => f.name);
    assert.ok(names.includes('Société Élan – « été » œuvre #1 50%.pdf'));
    assert.ok(names.includes('café.pdf'));
    assert.equal(await c.size(`/import/007868/${decomposed}`), 1);
  });

  it('keeps an empty file', async () => {
    const c = await client();
    await c.uploadFrom(Readable.from([]), '/import/007868/empty.pdf');
    assert.equal(await c.size('/import/007868/empty.pdf'), 0);
    assert.equal((await download(c, '/import/007868/empty.pdf')).length, 0);
  });

  it('keeps 20 MB, sent on as it comes', async () => {
    const c = await client();
    const bytes = randomBytes(20 * 1024 * 1024);
    world.calls.reset();
    await c.uploadFrom(Readable.from([bytes]), '/import/007868/big.tif');
    assert.equal(world.calls.made.filter((n) => n === 'commit').length, 1);
    assert.equal(world.calls.made.filter((n) => n === 'create').length, 0);
    assert.ok((await download(c, '/import/007868/big.tif')).equals(bytes));
  });

  it('accepts what states no dossier, an unknown dossier, and a depth of folders', async () => {
    const c = await client();
    await c.uploadFrom(Readable.from(Buffer.from('x')), '/import/loose.pdf');
    await c.uploadFrom(Readable.from(Buffer.from('x')), '/import/ZZ999/new.pdf');
    await c.uploadFrom(Readable.from(Buffer.from('x')), '/import/Comptabilité générale/a/b/c/deep.pdf');
    const names = (await c.list('/import')).map((f) => f.name);
    for (const n of ['loose.pdf', 'ZZ999', 'Comptabilité générale', '007868']) assert.ok(names.includes(n), n);
    assert.equal((await c.list('/import/Comptabilité générale/a/b/c')).length, 1);
    await c.cd('/import/NEVER001');
    assert.equal((await c.list()).length, 0);
  });

  it('puts configuration and import reports in their containers, and shows one of each name', async () => {
    const c = await client();
    for (const text of ['one', 'two']) {
      await c.uploadFrom(Readable.from(Buffer.from(text)), '/config/dossiers.txt');
      await c.uploadFrom(Readable.from(Buffer.from(text)), '/config/Export_PAR/007868-201912_PAR.xml');
      await c.uploadFrom(Readable.from(Buffer.from(text)), '/retour/007868_201912_1.OK');
    }
    assert.equal(world.blobs.names('config').length, 4);
    assert.equal(world.blobs.names('returns').length, 2);
    assert.deepEqual((await c.list('/config')).map((f) => f.name).sort(), ['Export_PAR', 'dossiers.txt']);
    const rows = world.tables.rows('state', COMPTE).filter((r) => r.key.startsWith('N|config'));
    assert.equal(rows.length, 2, 'the rows of replaced configuration go');
    await c.remove('/config/dossiers.txt');
    assert.deepEqual(
      (await c.list('/config')).map((f) => f.name),
      ['Export_PAR'],
    );
    assert.equal(world.blobs.names('config').length, 4, 'the blobs stay');
  });

  it('hides what DELE names under /import, all of one name, and keeps the deposits', async () => {
    const c = await client();
    for (const text of ['1', '2']) await c.uploadFrom(Readable.from(Buffer.from(text)), '/import/DELE/x.pdf');
    const blobs = world.blobs.names('deposits').length;
    await c.remove('/import/DELE/x.pdf');
    assert.equal((await c.list('/import/DELE')).length, 0);
    await assert.rejects(c.size('/import/DELE/x.pdf'), /550/);
    await assert.rejects(c.remove('/import/DELE/x.pdf'), /550/);
    assert.equal(world.blobs.names('deposits').length, blobs);
  });

  it('makes and removes folders', async () => {
    const c = await client();
    await c.send('MKD /import/MK/sub dir');
    assert.deepEqual(
      (await c.list('/import/MK')).map((f) => f.name),
      ['sub dir'],
    );
    await assert.rejects(c.send('MKD /import/MK/sub dir'), /550/);
    await assert.rejects(c.send('RMD /import/MK'), /550/);
    await c.send('RMD /import/MK/sub dir');
    await assert.rejects(c.send('CWD /import/MK/sub dir'), /550/);
    await c.send('RMD /import/MK');
    for (const p of ['/', '/import', '/config/Export_PAR', '/export'])
      await assert.rejects(c.send(`RMD ${p}`), /550/, p);
    await assert.rejects(c.send('MKD /export/x'), /550/);
    // A folder that was removed gets its row again with the next deposit.
    await c.uploadFrom(Readable.from(Buffer.from('x')), '/import/MK/sub dir/x.pdf');
    assert.deepEqual(
      (await c.list('/import/MK')).map((f) => f.name),
      ['sub dir'],
    );
    await assert.rejects(c.send('RMD /import/MK/sub dir'), /550/);
  });

  it('refuses deposits where nothing is deposited, and paths that can’t be kept', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    const blobs = world.blobs.stored.size;
    const refused: [string, number][] = [
      ['/x.pdf', 550],
      ['/export/x.DEX', 550],
      ['/retour/a/x.OK', 550],
      ['/elsewhere/x.pdf', 550],
      ['/import', 550],
      ['../../x.pdf', 553],
      ['/import/../../x.pdf', 553],
      ['/import/007868/..\\..\\x.pdf', 553],
      ['/import/007868/a\u0001.pdf', 553],
      ['/import/007868/a\u0000.pdf', 553],
      ['/import/007868/a\u0085.pdf', 553],
      [`/import/007868/${'é'.repeat(128)}`, 553],
      [`/import/007868/${'d'.repeat(200)}/${'e'.repeat(200)}/${'f'.repeat(200)}`, 553],
      [`/import/${'a/'.repeat(40)}x.pdf`, 553],
    ];
    for (const [path, code] of refused) assert.equal((await ftp.store(path, 'x')).code, code, path);
    assert.equal(world.blobs.stored.size, blobs);
    assert.equal((await ftp.store(`/import/007868/${'é'.repeat(127)}`, 'x')).code, 226);
    assert.equal((await ftp.store('/import/007868/../007868/./a..b.pdf', 'x')).code, 226);
    ftp.close();
  });

  it('keeps one compte out of another', async () => {
    const own = await client();
    await own.uploadFrom(Readable.from(Buffer.from('x')), '/import/007868/secret.pdf');
    const other = await client('elsewhere');
    assert.deepEqual(await other.list('/import'), []);
    for (const path of ['/import/007868/secret.pdf', '/../c1/import/007868/secret.pdf'])
      await assert.rejects(other.size(path), /55[03]/);
  });
});
