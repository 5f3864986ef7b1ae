import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readTraces, tracesAbout } from '../../shared/tracing/trace-files.ts';
import { treesOf } from '../../shared/tracing/tree.ts';
import { type Running, run, until } from './running.ts';
import { sendScans } from './send-scans.ts';

let r: Running;
before(async () => {
  r = await run({ AMI_SCAN_PROCESSES: '1', AMI_SCAN_ENGINE: 'packaged' }, {}, true);
});
after(async () => {
  await r?.stop();
});

test('a scan: its pages, the look after them and its searchable copy are in the trace of its deposit', async () => {
  await sendScans(r);
  type Listed = { items: { id: string; name: string }[] };
  const { items } = await r.json<Listed>('GET', 'comptes/demo/documents?limit=200');
  const { id } = items.find((d) => d.name === 'two.tif')!;
  const [trace = []] = await until(
    async () => tracesAbout(await readTraces(join(r.data, 'traces')), id),
    (traces) => traces.some((t) => t.some((s) => s.name === 'make-copy')),
  );
  assert.equal(treesOf(trace).length, 1, 'every parent is there');
  const count = (name: string) => trace.filter((s) => s.name === name).length;
  assert.deepEqual([count('deposit'), count('open-scan'), count('read-page')], [1, 1, 2]);
  assert.ok(count('dispatch') >= 2);
  assert.deepEqual(
    trace
      .filter((s) => s.name === 'read-page')
      .map((s) => s.facts['ami.page'])
      .sort(),
    [1, 2],
  );
});
