import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FunctionsLog, parseLog } from '../../bench/functions-log.ts';

const TIME = '2026-01-02T03:04:05.678Z';
const told = (id: string, readMs = 4) =>
  `${JSON.stringify({ level: 'info', time: TIME, component: 'functions', id, state: 'filed', exercice: '201912', readMs, msg: 'dispatched' })}\n`;
const ended = (ms: number, name = 'dispatchDeposit') =>
  `${JSON.stringify({ level: 'info', time: TIME, function: name, invocationId: 'x', ms, outcome: 'success' })}\n`;

test('a dispatch is joined with the end of its invocation', () => {
  const { dispatched, invocations } = parseLog(told('a') + ended(20) + told('b', 7) + ended(30));
  assert.deepEqual(dispatched, [
    { id: 'a', state: 'filed', exercice: '201912', readMs: 4, at: Date.parse(TIME), invocationMs: 20 },
    { id: 'b', state: 'filed', exercice: '201912', readMs: 7, at: Date.parse(TIME), invocationMs: 30 },
  ]);
  assert.deepEqual([...invocations], [['dispatchDeposit', 2]]);
});

test('where two dispatches end together neither is joined, the next one is again', () => {
  const { dispatched } = parseLog(told('a') + told('b') + ended(20) + ended(21) + told('c') + ended(22));
  assert.deepEqual(
    dispatched.map((d) => d.invocationMs),
    [null, null, 22],
  );
});

test('other functions, other lines and a line that is still being written are passed over', () => {
  const { dispatched, invocations } = parseLog(
    `functions ended: SIGKILL\n${told('a')}${ended(3, 'applyConfiguration')}${ended(20)}${told('b').slice(0, 30)}`,
  );
  assert.deepEqual(
    dispatched.map((d) => [d.id, d.invocationMs]),
    [['a', 20]],
  );
  assert.equal(invocations.get('applyConfiguration'), 1);
});

test('what is there at the mark is not read, what comes later is waited for', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ami-log-'));
  try {
    const path = join(directory, 'functions.log');
    writeFileSync(path, told('before') + ended(9));
    const log = new FunctionsLog(path);
    log.mark();
    const waiting = log.until(2, 10);
    appendFileSync(path, told('a') + ended(1));
    appendFileSync(path, told('b'));
    assert.deepEqual(
      (await waiting).dispatched.map((d) => d.id),
      ['a', 'b'],
    );
    assert.equal(log.read().dispatched.length, 2);
    await assert.rejects(log.until(3, 0.1), /only 2 of 3/);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('pages that were read are told with their document, their time and their engine', () => {
  const page = { level: 'info', time: TIME, compte: 'c', id: 'a', page: 2, pages: 3, ms: 900, engine: 'x 1', words: 5 };
  const unread = { level: 'info', time: TIME, id: 'b', page: 1, pages: 1, ms: 60_000, reason: 'READER_TIMEOUT' };
  const lines = [page, unread].map((l) => `${JSON.stringify({ ...l, msg: 'page-read' })}\n`);
  const { pages, dispatched } = parseLog(told('a') + lines.join(''));
  assert.equal(dispatched.length, 1);
  assert.deepEqual(pages, [
    { id: 'a', ms: 900, engine: 'x 1', at: Date.parse(TIME) },
    { id: 'b', ms: 60_000, engine: null, at: Date.parse(TIME) },
  ]);
});
