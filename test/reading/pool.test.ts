import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Reading } from '../../shared/domain/invoice.ts';
import type { Reader } from '../../shared/ports/reader.ts';
import { createReader, type ReaderOptions } from '../../shared/reading/pool.ts';
import { bombPdf } from '../support/hostile.ts';
import { makeCii, makeFacturX, makePlainPdf, makeTiff } from '../support/invoices.ts';

const extension = extname(import.meta.url);
const HOSTILE = new URL(`../support/hostile-worker${extension}`, import.meta.url);
const PARENT = new URL(`../support/reader-parent${extension}`, import.meta.url);
const proc = existsSync('/proc/self/status') ? false : 'needs /proc';

const readers: Reader[] = [];
const reader = (options: ReaderOptions = {}) => {
  const made = createReader(options);
  readers.push(made);
  return made;
};
after(() => Promise.all(readers.map((r) => r.close())));

const outcome = (reading: Reading) =>
  reading.kind === 'unreadable' ? reading.reason : reading.kind === 'einvoice' ? reading.invoice.number : reading.kind;
const good = await makeFacturX({ number: 'GOOD' });

/** Processes started by one, still there. */
function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function isGone(pid: number): boolean {
  try {
    // A zombie waits for its parent only: it is gone.
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return true;
  }
}

/** Processor time a process has used, in ticks of 10 ms. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

async function until(condition: () => boolean, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await pause(20)) if (condition()) return true;
  return condition();
}

test('hostile documents are unreadable and their neighbours are not harmed', async (t) => {
  const quick = reader({ worker: HOSTILE, timeoutMs: 2_000 });
  const patient = reader({ worker: HOSTILE, maxRssBytes: 256 * 1024 ** 2 });
  const bomb = bombPdf(1100);
  assert.ok(bomb.length < 20_000, `the bomb is ${bomb.length} bytes`);
  const hostile: [name: string, bytes: Uint8Array, reason: string][] = [
    ['loop', good, 'READER_TIMEOUT'],
    ['exit', good, 'READER_CRASHED'],
    ['abort', good, 'READER_CRASHED'],
    ['heap', good, 'READER_MEMORY'],
    ['billion laughs', Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'XML_DOCTYPE'],
    ['20 000 tags', Buffer.from('<a>'.repeat(20_000)), 'XML_TOO_DEEP'],
    ['a cut', good.subarray(0, 1000), 'FILE_INCOMPLETE'],
    ['an encoding that lies', makeCii({}, { bytesIn: 'ISO-8859-1' }), 'XML_ENCODING'],
    ['__proto__', Buffer.from('<a><__proto__/></a>'), 'XML_MALFORMED'],
    ['nothing', new Uint8Array(0), 'FILE_EMPTY'],
  ];
  if (!proc) hostile.push(['bomb', bomb, 'READER_MEMORY'], ['balloon', good, 'READER_MEMORY']);
  await Promise.all([quick, patient].map((pool) => pool.read(good, { name: 'warm' })));
  const before = process.memoryUsage.rss();
  for (const [name, bytes, reason] of hostile) {
    const pool = name === 'loop' ? quick : patient;
    await t.test(name, async () => {
      const [bad, next] = await Promise.all([pool.read(bytes, { name }), pool.read(good, { name: 'good' })]);
      assert.equal(outcome(bad), reason);
      assert.equal(outcome(next), 'GOOD');
    });
  }
  const grown = (process.memoryUsage.rss() - before) / 1e6;
  assert.ok(grown < 60, `the parent grew by ${Math.round(grown)} MB`);
});

test('an unreadable document keeps what is known of it', async () => {
  const pool = reader({ worker: HOSTILE, timeoutMs: 1_000 });
  const [loop, exit] = await Promise.all([pool.read(good, { name: 'loop' }), pool.read(makeTiff(), { name: 'exit' })]);
  const known = { kind: 'unreadable', remarks: [] };
  assert.deepEqual(loop, {
    ...known,
    mediaType: 'application/pdf',
    reason: 'READER_TIMEOUT',
    params: { seconds: '1' },
  });
  assert.deepEqual(exit, {
    ...known,
    mediaType: 'image/tiff',
    reason: 'READER_CRASHED',
    params: { detail: 'exit code 7' },
  });
});

test('a document too large is not sent to a child at all', async () => {
  const pool = reader({ maxInputBytes: 2 * 1024 ** 2 });
  const reading = await pool.read(new Uint8Array(3 * 1024 ** 2 - 1), { name: 'big.pdf' });
  assert.equal(outcome(reading), 'FILE_TOO_LARGE');
  assert.deepEqual(reading.kind === 'unreadable' && reading.params, { size: '3', limit: '2' });
});

test('documents are read in the order they came, one at a time by each child', { skip: proc }, async () => {
  const pool = reader({ processes: 2 });
  const before = new Set(childrenOf(process.pid));
  const order: number[] = [];
  const all = await Promise.all(
    Array.from({ length: 30 }, async (_, n) => {
      const bytes = n % 2 ? await makePlainPdf([`page ${n}`]) : makeTiff({ seed: n });
      const reading = await pool.read(bytes, { name: `${n}` });
      order.push(n);
      return reading.mediaType;
    }),
  );
  assert.deepEqual(
    all,
    Array.from({ length: 30 }, (_, n) => (n % 2 ? 'application/pdf' : 'image/tiff')),
  );
  assert.equal(childrenOf(process.pid).filter((pid) => !before.has(pid)).length, 2);
  await pool.close();
  assert.deepEqual(
    childrenOf(process.pid).filter((pid) => !before.has(pid)),
    [],
  );
});

test('a child killed in the middle of a document, and one killed while idle', { skip: proc }, async () => {
  const pool = reader({ worker: HOSTILE, timeoutMs: 30_000 });
  const before = new Set(childrenOf(process.pid));
  await pool.read(good, { name: 'good' });
  const mine = () => childrenOf(process.pid).filter((pid) => !before.has(pid));
  const [first] = mine();
  const idleTicks = cpuTicks(first!);
  const doomed = pool.read(good, { name: 'loop' });
  const behind = pool.read(good, { name: 'good' });
  assert.ok(await until(() => cpuTicks(first!) > idleTicks + 10, 10_000), 'the loop has begun');
  process.kill(first!, 'SIGKILL');
  assert.equal(outcome(await doomed), 'READER_CRASHED');
  assert.equal(outcome(await behind), 'GOOD');
  const [second] = mine();
  assert.notEqual(second, first);
  process.kill(second!, 'SIGKILL');
  // Sent before this process knows of the death, or after: in both cases another child reads it.
  assert.equal(outcome(await pool.read(good, { name: 'good' })), 'GOOD');
});

test('a child that cannot start is an error to try again, not a verdict on the document', async () => {
  const pool = reader({ worker: new URL('file:///does/not/exist.ts'), startTimeoutMs: 10_000 });
  await assert.rejects(pool.read(good, { name: 'a.pdf' }), /could not start/);
  await assert.rejects(pool.read(good, { name: 'b.pdf' }), /could not start/);
});

test('close ends the children and rejects what was being read', { skip: proc }, async () => {
  const pool = reader({ worker: HOSTILE });
  const before = new Set(childrenOf(process.pid));
  await pool.read(good, { name: 'good' });
  const pending = [pool.read(good, { name: 'loop' }), pool.read(good, { name: 'good' })];
  const rejected = Promise.all(pending.map((p) => assert.rejects(p, /closed/)));
  await pool.close();
  await rejected;
  assert.deepEqual(
    childrenOf(process.pid).filter((pid) => !before.has(pid)),
    [],
  );
  await assert.rejects(pool.read(good, { name: 'good' }), /closed/);
});

for (const [what, name] of [
  ['in an endless loop', 'loop'],
  ['idle', 'good'],
] as const) {
  test(`a child ${what} does not outlive a parent that was killed`, { skip: proc }, async () => {
    const parent = spawn(process.execPath, [fileURLToPath(PARENT), name], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(parent, 'exit');
    await once(parent.stdout, 'data');
    const [child] = childrenOf(parent.pid!);
    if (name === 'loop') {
      assert.ok(child && !isGone(child));
      parent.kill('SIGKILL');
    }
    // Idle, the parent ends by itself: a reader keeps nothing alive.
    await ended;
    assert.ok(await until(() => child === undefined || isGone(child), 5_000), `process ${child} was left behind`);
  });
}
