import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { costOf, FIGURES, loadOf } from '../../bench/cost/cost.ts';
import { costTables } from '../../bench/cost/print.ts';

/** Round figures, so that the sums below can be done by hand. */
const plain = {
  ...FIGURES,
  assumed: { ...FIGURES.assumed, documentsPerDossier: 100, scanShare: 0.5, pagesPerScan: 2, dossiersPerCompte: 10 },
};

test('a month is what its documents, pages and messages add up to', () => {
  const load = loadOf(100, plain);
  assert.equal(load.comptes, 10);
  assert.equal(load.documents, 10_000);
  assert.equal(load.pages, 10_000);
  // 5,000 e-invoices of one message, 5,000 scans of four, and one for each of 10,000 pages.
  assert.equal(load.messages, 5_000 + 20_000 + 10_000);
  assert.equal(Math.round(load.readingSeconds), 43_200);
});

test('a scan of one page has no message of its own for its page', () => {
  const one = loadOf(100, { ...plain, assumed: { ...plain.assumed, pagesPerScan: 1 } });
  assert.equal(one.messages, 5_000 + 20_000);
});

test('what is free is not charged, what is beyond it is', () => {
  const { prices: p } = plain;
  assert.equal(costOf(1, 1, plain).messages, p.serviceBusMonth);
  const many = loadOf(100_000, plain);
  const expected =
    p.serviceBusMonth +
    ((many.messages * 3 - p.serviceBusOperationsIncluded) * p.serviceBusPerMillion) / 1e6 +
    ((many.documents - p.eventsFree) * p.eventsPerMillion) / 1e6;
  assert.ok(Math.abs(costOf(100_000, 1, plain).messages - expected) < 1e-6);
});

test('documents cost the hot price for six months, then the cool one', () => {
  const { blobGB, rowGB } = loadOf(100, plain);
  const { prices: p } = plain;
  const blobs = blobGB * (6 * p.blobHotGBMonth + 4 * p.blobCoolGBMonth);
  assert.ok(Math.abs(costOf(100, 10, plain).kept - blobs - rowGB * 10 * p.tableGBMonth) < 1e-9);
});

test('the total is the sum of its parts, Document Intelligence apart', () => {
  const { total, perDocument, documentIntelligence, ...parts } = costOf(1_000, 12);
  const sum = Object.values(parts).reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(total - sum) < 1e-6);
  assert.ok(documentIntelligence > 0 && perDocument > 0);
});

test('docs/cost.md holds the tables as they are made today', () => {
  const doc = new URL('../../docs/cost.md', import.meta.url);
  assert.ok(existsSync(doc));
  const text = readFileSync(doc, 'utf8');
  for (const line of costTables().split('\n')) assert.ok(text.includes(line), `docs/cost.md lacks: ${line}`);
});
