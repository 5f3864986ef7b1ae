import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenCpu } from '../../bench/reading/children-cpu.ts';
import { MemoryWatch } from '../../bench/reading/memory.ts';
import { compare, compared, summed } from '../../bench/reading/pairs.ts';
import { type LegReport, printReading } from '../../bench/reading.ts';

test('pairs: medians of the rounds, the product by the bare way', () => {
  const took = (...all: number[]) => all.map((ms) => ({ ms, cpuMs: ms * 100 }));
  const one = compared('a', took(10, 90, 12), took(4, 5, 40));
  assert.deepEqual(one, { name: 'a', product_ms: 12, bare_ms: 5, ratio: 2.4, cpu_ratio: 2.4 });
  const short = compared(
    'c',
    took(1, 1, 1),
    [2, 2, 2].map((ms) => ({ ms, cpuMs: 10 })),
  );
  assert.equal(short.cpu_ratio, null, 'too short to be told');
  const all = summed([one, compared('b', took(3, 3, 3), took(3, 3, 3)), short], 3);
  assert.equal(all.cpu_ratio, 1.7);
  assert.deepEqual(all.ratio, { min: 0.5, median: 1, max: 2.4 });
  assert.deepEqual([all.product_ms, all.bare_ms, all.rounds], [3, 3, 3]);
});

test('pairs: who begins changes with each round, and warm rounds do not count', async () => {
  const order: string[] = [];
  const did = (what: string) => async () => void order.push(what);
  const summary = await compare([{ name: 'a', product: did('p'), bare: did('b') }], 4, 2);
  assert.deepEqual(order.join(''), 'pbpb' + 'pbbppbbp');
  assert.equal(summary.documents.length, 1);
  await assert.rejects(compare([], 1, 0), /no document/);
});

test('processor time: of children that run, of those that ended, and of what they started', {
  skip: process.platform === 'linux' ? false : 'only where there is /proc',
}, async () => {
  const before = childrenCpu()!;
  const work = `const end = process.cpuUsage().user + 300_000; while (process.cpuUsage().user < end);`;
  const nested = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(work)}]); ${work}`;
  const child = fork('data:text/javascript,', [], {
    execArgv: ['-e', `${nested} process.send('done'); setInterval(() => {}, 1000);`],
    stdio: 'ignore',
  });
  await once(child, 'message');
  const running = childrenCpu()! - before;
  child.kill('SIGKILL');
  await once(child, 'exit');
  const ended = childrenCpu()! - before;
  for (const ms of [running, ended]) assert.ok(ms >= 580, `${ms} ms`);
});

test('memory: the peak of a child and of what it starts, by whom it worked for', {
  skip: process.platform === 'linux' ? false : 'only where there is /proc',
}, async () => {
  const watch = new MemoryWatch();
  const start = (code: string) => fork('data:text/javascript,', [], { execArgv: ['-e', code], stdio: 'ignore' });
  const held = `globalThis.held = Buffer.alloc(150 * 1024 ** 2, 1); process.send('up'); setInterval(() => {}, 1000);`;
  const large = await watch.during('large', async () => {
    const child = start(held);
    await once(child, 'message');
    await sleep(60);
    return child;
  });
  const small = await watch.during('small', async () => {
    const child = start(`process.send('up'); setInterval(() => {}, 1000);`);
    await once(child, 'message');
    await sleep(60);
    return child;
  });
  const peaks = watch.end();
  for (const child of [large, small]) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  assert.ok(peaks['large']! > 150 && peaks['large']! < 400, JSON.stringify(peaks));
  assert.ok(peaks['small']! > 10 && peaks['small']! < 140, JSON.stringify(peaks));
});

test('the report says what is beyond its limit, what was not measured, and how busy the machine was', () => {
  const leg = (ratio: number): LegReport => ({
    ...summed([{ name: 'a.pdf', product_ms: ratio * 2, bare_ms: 2, ratio, cpu_ratio: null }], 3),
    against: 'bare',
    limit: 3,
    peak_mb: { product: 120, bare: null },
  });
  const print = (ratio: number, load: number) => {
    const lines: string[] = [];
    const missing = { native: 'tesseract is not here' };
    printReading({ legs: { einvoice: leg(ratio) }, missing, load: { einvoice: load }, cores: 2 }, (l) => lines.push(l));
    return lines.join('\n');
  };
  assert.match(print(2.5, 0.4), /median 2\.5 \(2\.5 to 2\.5\); within the limit of 3/);
  assert.match(print(3.1, 0.4), /BEYOND the limit of 3/);
  assert.match(print(2.5, 0.4), /native: not measured, tesseract is not here/);
  assert.match(print(2.5, 0.4), /MB: product 120, bare unknown/);
  assert.doesNotMatch(print(2.5, 0.4), /other things/);
  assert.match(print(2.5, 1.4), /other things/);
});
