import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeBehind } from '../../shared/azure/write-behind.ts';
import { memoryWorld } from '../support/memory-ports.ts';

function behind() {
  const world = memoryWorld();
  const errors: string[] = [];
  const log = { info() {}, warn() {}, error: (event: string) => errors.push(event) };
  return { ...world, errors, store: writeBehind(world.tables, log) };
}

const row = (key: string, columns: Record<string, string> = { name: key }) => ({ op: 'merge', key, columns }) as const;

test('rows of one partition go together, and every call of the store sees them', async () => {
  const w = behind();
  for (let i = 0; i < 30; i++) await w.store.later!('state', 'c1', row(`k${i}`));
  assert.equal(w.calls.made.filter((c) => c === 'transact').length, 0);
  assert.equal((await w.store.get('state', 'c1', 'k7'))?.columns['name'], 'k7');
  assert.equal((await w.store.range('state', 'c1', 'k', 'l')).length, 30);
  assert.equal(w.calls.made.filter((c) => c === 'transact').length, 0, 'nobody waits for them');
  await w.store.settle();
  assert.equal(w.calls.made.filter((c) => c === 'transact').length, 1);
  assert.equal((await w.store.range('state', 'c1', 'k', 'l')).length, 30);
});

test('what is read has them merged in, in order and within its limit', async () => {
  const w = behind();
  await w.tables.transact('state', 'c1', [
    { op: 'put', key: 'b', columns: { name: 'b', hiddenAt: 'now' } },
    { op: 'put', key: 'd', columns: { name: 'd' } },
  ]);
  for (const key of ['c', 'b', 'a']) await w.store.later!('state', 'c1', row(key, { size: key }));
  const rows = await w.store.range('state', 'c1', 'a', 'd', 3);
  assert.deepEqual(
    rows.map((r) => [r.key, { ...r.columns }]),
    [
      ['a', { size: 'a' }],
      ['b', { name: 'b', hiddenAt: 'now', size: 'b' }],
      ['c', { size: 'c' }],
    ],
  );
  assert.equal((await w.store.get('state', 'c1', 'b'))?.columns['hiddenAt'], 'now');
  assert.equal(await w.store.get('state', 'c1', 'bb'), null);
});

test('a deletion of a row that waits comes after it', async () => {
  const w = behind();
  await w.store.later!('state', 'c1', row('a'));
  await w.store.transact('state', 'c1', [{ op: 'delete', key: 'a' }]);
  await w.store.settle();
  assert.deepEqual(w.tables.rows('state', 'c1'), []);
  await w.store.later!('state', 'c1', row('b'));
  assert.equal(await w.store.insert('state', 'c1', 'b', { name: 'other' }), false);
});

test('several who wait for rows that came meanwhile all wait for them', async () => {
  const w = behind();
  await w.store.later!('state', 'c1', row('a'));
  const settled = w.store.settle();
  await w.store.later!('state', 'c1', row('b'));
  await w.store.later!('state', 'c1', row('c'));
  const { transact } = w.tables;
  w.tables.transact = async (...args) => {
    // A merge takes longer than a deletion.
    if (args[2][0]?.op === 'merge') for (let i = 0; i < 20; i++) await new Promise((r) => setImmediate(r));
    return transact.apply(w.tables, args);
  };
  const deletions = ['b', 'c'].map((key) => w.store.transact('state', 'c1', [{ op: 'delete', key }]));
  await Promise.all([settled, ...deletions]);
  await w.store.settle();
  assert.deepEqual(
    w.tables.rows('state', 'c1').map((r) => r.key),
    ['a'],
  );
});

test('rows on their way are seen too', async () => {
  const w = behind();
  await w.store.later!('state', 'c1', row('a'));
  const settled = w.store.settle();
  assert.equal((await w.store.range('state', 'c1', 'a', 'b')).length, 1);
  await settled;
});

test('without anybody asking they are written a moment later', async () => {
  const w = behind();
  await w.store.later!('state', 'c1', row('a'));
  const until = Date.now() + 10_000;
  while (w.tables.rows('state', 'c1').length === 0) {
    assert.ok(Date.now() < until, 'never written');
    await new Promise((r) => setTimeout(r, 5));
  }
});

test('two merges of one row are one, and other partitions go their own way', async () => {
  const w = behind();
  await w.store.later!('state', 'c1', row('a', { x: '1', y: '1' }));
  await w.store.later!('state', 'c1', row('a', { y: '2' }));
  await w.store.later!('state', 'c2', row('a'));
  await w.store.settle();
  assert.deepEqual({ ...w.tables.rows('state', 'c1')[0]!.columns }, { x: '1', y: '2' });
  assert.equal(w.calls.made.filter((c) => c === 'transact').length, 2);
});

test('more than a transaction takes are several', async () => {
  const w = behind();
  await Promise.all(Array.from({ length: 250 }, (_, i) => w.store.later!('state', 'c1', row(`k${i}`))));
  await w.store.settle();
  assert.equal(w.tables.rows('state', 'c1').length, 250);
});

test('a transaction that fails is tried again; what never succeeds is said', async () => {
  const w = behind();
  w.calls.fail('transact', 1);
  await w.store.later!('state', 'c1', row('a'));
  await w.store.settle();
  assert.equal(w.tables.rows('state', 'c1').length, 1);
  w.calls.fail('transact', 99);
  await w.store.later!('state', 'c1', row('b'));
  await w.store.settle();
  assert.deepEqual(w.errors, ['rows-not-written']);
});
