import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { areKept, cuts } from '../campaign/cuts/cuts.ts';

test('uploads broken off on the running cloud leave nothing, and their retries succeed', async () => {
  const said: string[] = [];
  const root = resolve(import.meta.dirname, '../..');
  const result = await cuts({ root, cuts: 24, seed: 11, say: (line) => said.push(line) });
  assert.ok(areKept(result), JSON.stringify(result, null, 2));
  assert.equal(result.cuts, 24);
  assert.ok(Object.keys(result.by_kind).length >= 5, 'the seed covers most ways of breaking off');
});
