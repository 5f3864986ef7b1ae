import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Item, Kind } from './manifest.ts';
import { readOptions } from './options.ts';
import { chosen } from './sample.ts';

const item = (kind: Kind, n: number): Item => ({ entry: { file: `${kind}-${n}`, expected: {} }, path: '', kind });
const items = Array.from({ length: 100 }, (_, n) => item(n % 4 === 0 ? 'scan' : 'pdf', n));
const names = (list: readonly Item[]) => list.map((i) => i.entry.file);

test('a sample has so many of each kind, spread over the whole list, in its order', () => {
  const sample = names(chosen(items, { sample: 5 }));
  assert.deepEqual(
    sample.filter((f) => f.startsWith('scan')),
    ['scan-8', 'scan-28', 'scan-48', 'scan-68', 'scan-88'],
  );
  assert.equal(sample.length, 10);
  assert.deepEqual(
    sample.map((f) => Number(f.split('-')[1])),
    sample.map((f) => Number(f.split('-')[1])).sort((a, b) => a - b),
  );
  assert.equal(chosen(items, { sample: 1000 }).length, 100, 'a sample of more than there are is all');
});

test('only some kinds, the first of them, and a sample of those', () => {
  assert.deepEqual(names(chosen(items, { only: ['scan'], limit: 2 })), ['scan-0', 'scan-4']);
  assert.deepEqual(names(chosen(items, { only: ['scan'], limit: 4, sample: 2 })), ['scan-4', 'scan-12']);
  assert.equal(chosen(items, {}).length, 100);
});

test('options of scans', () => {
  const options = readOptions(['--engine', 'packaged', '--fresh', '--sample', '3']);
  assert.ok(options !== 'help');
  assert.deepEqual([options.engine, options.fresh, options.sample], ['packaged', true, 3]);
  const usual = readOptions([]);
  assert.ok(usual !== 'help');
  assert.deepEqual([usual.engine, usual.fresh, usual.sample], ['auto', false, undefined]);
  assert.throws(() => readOptions(['--engine', 'abbyy']), /--engine abbyy: one of auto, native, packaged/);
  assert.throws(() => readOptions(['--sample', '0']), /--sample 0/);
});
