import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, percentile, rounded } from '../../bench/statistics.ts';

test('a percentile lies between the two nearest values', () => {
  assert.equal(percentile([10, 20, 30, 40], 0.5), 25);
  assert.equal(percentile([10, 20, 30, 40, 50], 0.95), 48);
  assert.equal(percentile([0, 100], 0.25), 25);
});

test('its ends are the smallest and the largest value', () => {
  assert.equal(percentile([3, 1, 2], 0), 1);
  assert.equal(percentile([3, 1, 2], 1), 3);
  assert.equal(percentile([3, 1, 2], 7), 3);
  assert.equal(percentile([5], 0.95), 5);
});

test('values are compared as numbers, and the list given stays as it was', () => {
  const values = [100, 9, 20];
  assert.equal(median(values), 20);
  assert.deepEqual(values, [100, 9, 20]);
});

test('there is no percentile of nothing', () => {
  assert.ok(Number.isNaN(percentile([], 0.5)));
  assert.ok(Number.isNaN(median([])));
});

test('rounding', () => {
  assert.equal(rounded(12.345), 12.3);
  assert.equal(rounded(12.345, 2), 12.35);
  assert.equal(rounded(1999.6, 0), 2000);
});
