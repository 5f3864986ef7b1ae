/** The two repairs of lokijs, on the lokijs inside Azurite itself. */

import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { LokiCollection, LokiDatabase, LokiDocument } from '../../local/storage/loki.ts';
import { journalLoki, type LokiJournal } from '../../local/storage/loki-journal.ts';
import { patchLokiQueries } from '../../local/storage/loki-queries.ts';

const ours = createRequire(import.meta.url);
const Loki = createRequire(ours.resolve('azurite/package.json'))('lokijs') as new (
  path: string,
  options: object,
) => LokiDatabase & { loadDatabase(options: object, callback: (error?: unknown) => void): void };

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ami-loki-'));
});
after(() => rm(directory, { recursive: true, force: true }));

describe('queries and removals', () => {
  let reads = 0;

  /** Documents like Azurite's of blobs; each look at the name is counted, which is what a scan costs. */
  const collectionOf = (size: number): LokiCollection => {
    const database = new Loki(join(directory, 'queries'), { persistenceMethod: 'memory' });
    const collection = database.addCollection('blobs', {
      indices: ['accountName', 'containerName', 'name', 'snapshot'],
    });
    for (let i = 0; i < size; i++) {
      const name = `compte/${i}.pdf`;
      const document = { accountName: 'a', containerName: 'c', snapshot: '' };
      Object.defineProperty(document, 'name', {
        enumerable: true,
        get() {
          reads += 1;
          return name;
        },
      });
      collection.insert(document);
    }
    return collection;
  };

  const readsOf = (work: () => void): number => {
    reads = 0;
    work();
    return reads;
  };

  /** Azurite's deletion of a blob. */
  const deletion = (collection: LokiCollection, i: number) => () => {
    const filter = { accountName: 'a', containerName: 'c', name: `compte/${i}.pdf` };
    assert.equal(collection.count(filter), 1);
    collection.findAndRemove(filter);
    assert.equal(collection.count(filter), 0);
  };

  test('cost the same among 100 documents and among 10,000', () => {
    const small = collectionOf(100);
    const large = collectionOf(10_000);
    const unpatched = readsOf(deletion(large, 5000));
    assert.ok(unpatched > 10_000, `lokijs no longer scans (${unpatched} reads): the patch can go`);

    patchLokiQueries(large);
    const inSmall = readsOf(deletion(small, 50));
    const inLarge = readsOf(deletion(large, 5001));
    assert.ok(inLarge < inSmall * 4, `${inSmall} reads among 100, ${inLarge} among 10,000`);
    const point = readsOf(() =>
      assert.ok(large.findOne({ accountName: 'a', containerName: 'c', name: 'compte/7.pdf' })),
    );
    assert.ok(point < 100, `${point} reads`);
  });

  test('find what they found before', () => {
    const collection = new Loki(join(directory, 'same'), { persistenceMethod: 'memory' }).addCollection('c', {
      indices: ['a', 'b'],
    });
    patchLokiQueries(collection);
    for (let i = 0; i < 300; i++) collection.insert({ a: String(i % 3), b: i % 50, c: i % 7 });
    const queries: [Record<string, unknown>, (d: LokiDocument) => boolean][] = [
      [{ a: '1', b: 4 }, (d) => d['a'] === '1' && d['b'] === 4],
      [{ a: '1', c: 3, b: { $gte: 40 } }, (d) => d['a'] === '1' && d['c'] === 3 && Number(d['b']) >= 40],
      [{ a: { $regex: '^[12]' }, b: 7 }, (d) => d['a'] !== '0' && d['b'] === 7],
      [{ a: '9', b: 7 }, () => false],
      [{ c: 2, b: 7, a: '1' }, (d) => d['c'] === 2 && d['b'] === 7 && d['a'] === '1'],
    ];
    const ids = (documents: LokiDocument[]) => documents.map((d) => d.$loki).sort((x, y) => x - y);
    for (const [query, expected] of queries) {
      assert.deepEqual(ids(collection.find(query)), ids(collection.data.filter(expected)), JSON.stringify(query));
    }
    collection.findAndRemove({ a: '2' }); // more than a handful: lokijs's own way
    collection.findAndRemove({ a: '1', b: 4 });
    assert.deepEqual(ids(collection.find({ b: 4 })), ids(collection.data.filter((d) => d['b'] === 4)));
    assert.equal(collection.find({ a: '1', b: 4 }).length + collection.find({ a: '2' }).length, 0);
  });
});

describe('the journal', () => {
  const failed: Error[] = [];

  const openDatabase = async (path: string, copyAbove = 2000): Promise<{ db: LokiDatabase; journal: LokiJournal }> => {
    const db = new Loki(path, { persistenceMethod: 'fs', autosave: true, autosaveInterval: 5000 });
    const journal = journalLoki(db, (error) => failed.push(error), copyAbove);
    await new Promise<void>((resolve, reject) => db.loadDatabase({}, (error) => (error ? reject(error) : resolve())));
    await save(db);
    return { db, journal };
  };
  const save = (db: LokiDatabase) =>
    new Promise<void>((resolve, reject) => db.saveDatabase((error) => (error ? reject(error) : resolve())));
  const contents = (db: LokiDatabase) => JSON.parse(JSON.stringify(db.collections.map((c) => [c.name, c.data]).sort()));

  test('brings everything back after a death at any moment', async () => {
    const home = join(directory, 'deaths');
    await mkdir(home);
    const path = join(home, 'db.json');
    const { db, journal } = await openDatabase(path);
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % below;
    };

    for (let step = 0; step < 120; step++) {
      for (let change = random(4); change >= 0; change--) {
        const name = `c${random(3)}`;
        const collection = db.getCollection(name) ?? db.addCollection(name, { indices: ['key'] });
        const key = `k${random(20)}`;
        const existing = collection.findOne({ key });
        const action = random(12);
        if (action === 0) db.removeCollection(name);
        else if (action < 4) collection.findAndRemove({ key });
        else if (existing) collection.update(Object.assign(existing, { value: random(1000), ttl: 'x' }));
        else collection.insert({ key, value: random(1000), nested: { ttl: 1 } });
      }
      journal.flush();
      // What a death right now would leave, copies half-way through included.
      const left = join(directory, `left-${step}`);
      cpSync(home, left, { recursive: true });
      const expected = contents(db);
      const revived = await openDatabase(join(left, 'db.json'));
      assert.deepEqual(contents(revived.db), expected, `step ${step}`);
      for (const collection of revived.db.collections) {
        for (const document of collection.data) {
          assert.equal(collection.findOne({ key: document['key'] })?.$loki, document.$loki);
        }
        const { $loki } = collection.insert({ key: 'after' });
        assert.equal(collection.data.filter((d) => d.$loki === $loki).length, 1);
      }
      await revived.journal.close();
      await rm(left, { recursive: true });
    }
    await journal.close();
    assert.deepEqual(failed, []);
  });

  test('leaves out a line that was cut off, and names a line that is damaged', async () => {
    const path = join(directory, 'torn.json');
    const { db, journal } = await openDatabase(path);
    const collection = db.addCollection('c', { indices: ['key'] });
    collection.insert({ key: 'whole' });
    journal.flush();
    const file = join(directory, (await readdir(directory)).find((name) => name.startsWith('torn.json.journal-'))!);
    await appendFile(file, '[["put","c",{"key":"half');
    const revived = await openDatabase(path);
    assert.deepEqual(
      revived.db.getCollection('c')!.data.map((d) => d['key']),
      ['whole'],
    );
    await journal.close();
    await revived.journal.close();

    await appendFile(join(directory, 'torn.json.journal-99'), '[["put","c",{"key":"half\n[]\n');
    await assert.rejects(openDatabase(path), /torn\.json\.journal-99, line 1/);
  });

  test('does not grow without end', async () => {
    const path = join(directory, 'long.json');
    const { db, journal } = await openDatabase(path, 10_000);
    const collection = db.addCollection('c', { indices: ['key'] });
    const document = collection.insert({ key: 'same', value: 0 });
    for (let i = 0; i < 2000; i++) {
      collection.update(Object.assign(document, { value: i }));
      journal.flush();
      if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await journal.close();
    const { size } = await stat(path);
    const journals = (await readdir(directory)).filter((name) => name.startsWith('long.json.journal-'));
    assert.ok(size < 10_000 && journals.length <= 2, `${size} bytes, ${journals}`);
    const revived = await openDatabase(path);
    assert.equal(revived.db.getCollection('c')!.data[0]!['value'], 1999);
    await revived.journal.close();
  });
});
