import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { sweepUploads } from '../../shared/app/open-uploads.ts';
import { receive } from '../../shared/app/receive.ts';
import { BLOCK_BYTES } from '../../shared/app/spool.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import type { TableStore } from '../../shared/ports/tables.ts';
import { memoryWorld } from '../support/memory-ports.ts';

const robot: Principal = { compte: 'c1', user: 'robot', role: 'robot', dossiers: 'all' };
const large = randomBytes(BLOCK_BYTES + 1000);
const PATH = '/import/007868/large.tif';

/** The same storage seen by a process that has just started: nothing is known of what another was at work on. */
function restarted(w: ReturnType<typeof memoryWorld>, gateway?: string) {
  const { get, insert, range, transact } = w.tables;
  const tables: TableStore = {
    get: get.bind(w.tables),
    insert: insert.bind(w.tables),
    range: range.bind(w.tables),
    transact: transact.bind(w.tables),
  };
  return { ...w.deps, tables, settings: { ...w.deps.settings, ...(gateway ? { gateway } : {}) } };
}

test('an upload in blocks has a row from before its first block to its end', async () => {
  const w = memoryWorld();
  const incoming = receive(w.deps, robot, '127.0.0.1', PATH);
  await incoming.write(large);
  assert.equal(await sweepUploads(w.deps, true), 0, 'it is at work on it');
  await incoming.commit();
  assert.equal(w.tables.rows('state', '_uploads').length, 0);
  assert.equal(w.blobs.staged.size, 0);
});

test('an abort discards the blocks', async () => {
  const w = memoryWorld();
  const incoming = receive(w.deps, robot, '127.0.0.1', PATH);
  await incoming.write(large);
  await incoming.abort();
  assert.deepEqual([w.tables.rows('state', '_uploads').length, w.blobs.staged.size, w.blobs.stored.size], [0, 0, 0]);
});

test('where storage does not answer the abort, the sweep discards them', async () => {
  const w = memoryWorld();
  const incoming = receive(w.deps, robot, '127.0.0.1', PATH);
  await incoming.write(large);
  while (w.blobs.staged.size === 0) await new Promise((r) => setImmediate(r));
  w.calls.fail('discard');
  await incoming.abort();
  assert.equal(w.blobs.staged.size, 1);
  assert.equal(await sweepUploads(w.deps, true), 1);
  assert.equal(w.blobs.staged.size, 0);
});

test('a block that arrives after the first sweep is discarded by a later one', async () => {
  const w = memoryWorld();
  const incoming = receive(w.deps, robot, '127.0.0.1', PATH);
  await incoming.write(large);
  while (w.blobs.staged.size === 0) await new Promise((r) => setImmediate(r));
  const late = new Map(w.blobs.staged);
  const gateway = restarted(w);
  await sweepUploads(gateway, true);
  for (const [key, blocks] of late) w.blobs.staged.set(key, blocks);
  await sweepUploads(gateway, true);
  assert.equal(w.blobs.staged.size, 1, 'not at once');
  w.pass(60_000);
  await sweepUploads(gateway, true);
  assert.deepEqual([w.blobs.staged.size, w.tables.rows('state', '_uploads').length], [0, 0]);
});

test('an abort after a block that had no answer is done again', async () => {
  const w = memoryWorld();
  const incoming = receive(w.deps, robot, '127.0.0.1', PATH);
  w.calls.fail('stage', 1, 'after');
  await incoming.write(large);
  while (w.blobs.staged.size === 0) await new Promise((r) => setImmediate(r));
  await incoming.abort();
  assert.deepEqual([w.blobs.staged.size, w.tables.rows('state', '_uploads').length], [0, 1]);
  w.pass(60_000);
  await sweepUploads(w.deps, true);
  assert.equal(w.tables.rows('state', '_uploads').length, 0);
});

test('what a killed gateway left is discarded when it starts again, by others when it is a day old', async () => {
  const w = memoryWorld();
  const incoming = receive(w.deps, robot, '127.0.0.1', PATH);
  await incoming.write(large);
  while (w.blobs.staged.size === 0) await new Promise((r) => setImmediate(r));
  assert.equal(await sweepUploads(restarted(w, 'another'), true), 0);
  assert.equal(await sweepUploads(restarted(w), false), 0);
  assert.equal(await sweepUploads(restarted(w), true), 1);
  assert.equal(w.blobs.staged.size, 0);
  w.pass(60_000);
  await sweepUploads(restarted(w), true);
  assert.equal(w.tables.rows('state', '_uploads').length, 0);

  const second = receive(w.deps, robot, '127.0.0.1', PATH);
  await second.write(large);
  while (w.blobs.staged.size === 0) await new Promise((r) => setImmediate(r));
  w.pass(25 * 3_600_000);
  assert.equal(await sweepUploads(restarted(w, 'another'), false), 1);
  assert.equal(w.blobs.staged.size, 0);
});

test('what was committed just before the gateway died stays', async () => {
  const w = memoryWorld();
  const incoming = receive(w.deps, robot, '127.0.0.1', PATH);
  await incoming.write(large);
  while (w.blobs.staged.size === 0) await new Promise((r) => setImmediate(r));
  const rows = w.tables.rows('state', '_uploads');
  assert.equal(rows.length, 1);
  const { id } = await incoming.commit();
  const { key, columns } = rows[0]!;
  await w.tables.transact('state', '_uploads', [{ op: 'put', key, columns }]);
  await sweepUploads(restarted(w), true);
  assert.deepEqual(w.blobs.names('deposits'), [`c1/${id}`]);
});

test('an abort whose row was never written, or is gone by then, leaves one that the sweep can use', async () => {
  const w = memoryWorld();
  const incoming = receive(w.deps, robot, '127.0.0.1', PATH);
  w.calls.fail('transact');
  await incoming.write(large);
  await assert.rejects(incoming.commit(), /storage fault/);
  await incoming.abort();
  const rows = w.tables.rows('state', '_uploads').map((r) => [r.columns['container'], r.columns['blob']]);
  assert.deepEqual(rows, [['deposits', `c1/${incoming.id}`]]);
  w.pass(60_000);
  await sweepUploads(w.deps, true);
  assert.equal(w.tables.rows('state', '_uploads').length, 0);
});
