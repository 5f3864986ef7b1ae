import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RateLimit } from '../../functions/api/rate-limit.ts';

test('so many a minute for each caller, refilled steadily, and the wait is told', () => {
  const limit = new RateLimit(60);
  for (let i = 0; i < 60; i++) assert.equal(limit.take('a', 0), 0);
  assert.equal(limit.take('a', 0), 1);
  assert.equal(limit.take('b', 0), 0, 'another caller is not held back');
  assert.equal(limit.take('a', 1000), 0);
  assert.equal(limit.take('a', 1000), 1);
});
