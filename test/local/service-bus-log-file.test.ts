import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DamagedLogError, LogFile } from '../../local/service-bus/log-file.ts';

async function logPath(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'log-file-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return join(directory, 'new', 'queue.log');
}

/** A log of JSON numbers whose owner needs the last `keep` of them. */
async function openLog(path: string, { keep = 1e6, compactAbove = 1e9 } = {}) {
  const numbers: number[] = [];
  const log = await LogFile.open({
    path,
    compactAbove,
    replay: (line) => numbers.push(JSON.parse(line)),
    snapshot: () => numbers.slice(-keep).map(String),
  });
  async function append(number: number): Promise<void> {
    numbers.push(number);
    await log.append(String(number));
  }
  return { log, numbers, append };
}

test('what was appended is in the file when append resolves, in order, and is replayed', async (t) => {
  const path = await logPath(t);
  const { log, append } = await openLog(path);
  await append(1);
  assert.equal(await readFile(path, 'utf8'), '1\n');
  await Promise.all([append(2), append(3), append(4)]);
  assert.equal(await readFile(path, 'utf8'), '1\n2\n3\n4\n');
  void append(5);
  await log.flushed();
  assert.equal(await readFile(path, 'utf8'), '1\n2\n3\n4\n5\n');
  void append(6);
  await log.close();
  const { numbers, log: again } = await openLog(path);
  assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6]);
  await again.close();
});

test('flushed waits for what is being written and for what waits behind it', async (t) => {
  const path = await logPath(t);
  const { log, append } = await openLog(path);
  const order: number[] = [];
  void append(1).then(() => order.push(1));
  await null;
  await null; // the write of the first has begun
  for (const number of [2, 3, 4]) void append(number).then(() => order.push(number));
  await log.flushed();
  assert.equal(await readFile(path, 'utf8'), '1\n2\n3\n4\n');
  assert.deepEqual(order, [1, 2, 3, 4]);
  await log.close();
});

for (const [what, tail] of [
  ['half a line', '[1, 2'],
  ['half a line with its newline', '[1, 2\n'],
  ['zeros', '\0\0\0\0\n\0\0\0'],
  ['a whole line without its newline', '7'],
] as const) {
  test(`a torn end is cut off: ${what}`, async (t) => {
    const path = await logPath(t);
    const first = await openLog(path);
    await first.append(1);
    await first.log.close();
    await writeFile(path, `1\n${tail}`);
    const second = await openLog(path);
    assert.deepEqual(second.numbers, [1]);
    await second.append(2);
    await second.log.close();
    assert.equal(await readFile(path, 'utf8'), '1\n2\n');
  });
}

test('damage before the end is an error that names file and line', async (t) => {
  const path = await logPath(t);
  await (await openLog(path)).log.close();
  await writeFile(path, '1\n{oops\n3\n');
  await assert.rejects(openLog(path), (error) => {
    assert.ok(error instanceof DamagedLogError);
    assert.ok(error.message.includes(`${path} is damaged at line 2`));
    return true;
  });
});

test('a log grown to several times its size is replaced by what is still needed, appends going on', async (t) => {
  const path = await logPath(t);
  const { log, append } = await openLog(path, { keep: 3, compactAbove: 50 });
  const all = Array.from({ length: 200 }, (_, i) => i);
  await Promise.all(all.map((number, i) => (i % 10 ? append(number) : log.flushed().then(() => append(number)))));
  for (let number = 1000; number < 1100; number++) await append(number);
  await log.close();
  const file = await readFile(path, 'utf8');
  assert.ok(file.length < 1000, `${file.length} bytes`);
  assert.deepEqual(file.trim().split('\n').slice(-3), ['1097', '1098', '1099']);
});

test('a compaction that a crash interrupted is forgotten', async (t) => {
  const path = await logPath(t);
  const { log, append } = await openLog(path);
  await append(1);
  await log.close();
  await writeFile(`${path}.new`, '99\n');
  const { numbers, log: again } = await openLog(path);
  assert.deepEqual(numbers, [1]);
  await again.close();
});

test('after a failed write everything is refused, naming the file', async (t) => {
  const path = await logPath(t);
  const { log, append } = await openLog(path, { compactAbove: 1 });
  await append(1);
  await mkdir(`${path}.new`); // the compaction that is due now cannot write its file
  const failing = append(2);
  const waiting = log.flushed();
  const expected = { message: /queue\.log cannot be written: .*EISDIR/ };
  await assert.rejects(failing, expected);
  await assert.rejects(waiting, expected);
  await assert.rejects(append(3), expected);
  await assert.rejects(log.flushed(), expected);
  await assert.rejects(log.close(), expected);
  assert.equal(await readFile(path, 'utf8'), '1\n');
});

test('a closed log refuses appends', async (t) => {
  const { log, append } = await openLog(await logPath(t));
  await log.close();
  await assert.rejects(append(1), /queue\.log is closed/);
});
