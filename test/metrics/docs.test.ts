import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COUNTERS, GAUGES, type Metric } from '../../shared/domain/metrics.ts';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/metrics.md'), 'utf8');
const METRICS: Readonly<Record<string, Metric>> = { ...COUNTERS, ...GAUGES };
const rows = [...page.matchAll(/^\| `(ami\.[\w.]+)` \| (\S+) \|/gm)].map((m) => ({ name: m[1]!, unit: m[2]! }));

test('every metric has its row, with its unit, and no other has one', () => {
  assert.deepEqual(rows.map((r) => r.name).sort(), Object.keys(METRICS).sort());
  for (const { name, unit } of rows) assert.equal(unit, METRICS[name]!.unit, name);
});

test('attributes and alerts are named there', () => {
  for (const attribute of new Set(Object.values(METRICS).flatMap((m) => m.attributes)))
    assert.ok(page.includes(`\`${attribute}\``), attribute);
  const alerts = readdirSync(join(ROOT, 'infra/queries'))
    .filter((file) => readFileSync(join(ROOT, 'infra/queries', file), 'utf8').includes('AppMetrics'))
    .map((file) => file.replace('.kql', ''));
  assert.ok(alerts.length >= 9);
  for (const alert of alerts) assert.ok(page.includes(`\`${alert}\``), alert);
});

test('names follow the conventions: no name is the namespace of another, units are known', () => {
  const names = Object.keys(METRICS);
  for (const name of names) {
    assert.match(name, /^ami(\.[a-z][a-z_]*){2}$/);
    assert.ok(!names.some((other) => other.startsWith(`${name}.`)), name);
    assert.match(METRICS[name]!.unit, /^(s|\{[a-z]+\})$/);
  }
});
