import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchTraces } from '../../local/trace-watch.ts';
import type { Log } from '../../shared/ports/log.ts';
import { FileExporter } from '../../shared/tracing/file-exporter.ts';
import { readSpanLines, type SpanLine } from '../../shared/tracing/span-line.ts';
import { byTrace, readTraces, tracesAbout } from '../../shared/tracing/trace-files.ts';
import { startTracing } from '../../shared/tracing/tracing.ts';
import { traceLines, treesOf } from '../../shared/tracing/tree.ts';

function folder(t: { after(f: () => void): void }): string {
  const directory = mkdtempSync(join(tmpdir(), 'ami-traces-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

const trace = 'a'.repeat(32);
const line = (span: string, parent: string | null, more: Partial<SpanLine> = {}): SpanLine => ({
  trace,
  span,
  parent,
  name: 'dispatch',
  component: 'functions',
  start: 1_700_000_000_000,
  ms: 12,
  failed: false,
  facts: {},
  links: [],
  ...more,
});

test('spans stand under each other, in the order in which they began, with times in the language of the reader', () => {
  const spans = [
    line('3', '1', { name: 'dispatch', start: 1_700_000_000_180.5, ms: 3100, facts: { 'ami.outcome': 'filed' } }),
    line('4', '3', { name: 'read', start: 1_700_000_000_200, ms: 0.25 }),
    line('1', null, { name: 'deposit', component: 'gateway', ms: 42, links: [{ trace: 'f'.repeat(32), span: '9' }] }),
    line('2', '1', { name: 'store', start: 1_700_000_000_010, component: 'gateway', failed: true }),
  ];
  assert.deepEqual(traceLines(spans, 'en'), [
    `Trace ${trace}  2023-11-14 22:13:20Z  4 spans, 3.3 s`,
    '  deposit            +0.0 ms   42 ms  gateway  linked to ffffffff',
    '  ├ stored            +10 ms   12 ms  gateway  failed',
    '  └ dispatch  filed  +181 ms   3.1 s  functions',
    '    └ reading        +200 ms  0.3 ms  functions',
  ]);
  assert.match(traceLines(spans, 'fr').join('\n'), /4 étapes, 3,3 s[\s\S]*mise en stockage[\s\S]*échec[\s\S]*lecture/);
});

test('a parent that is missing, a span that stands there twice, spans that are each other’s parents', () => {
  const lost = treesOf([line('1', 'gone'), line('2', '1'), line('2', '1')]);
  assert.deepEqual([lost.length, lost[0]!.isOrphan, lost[0]!.children.length], [1, true, 1]);
  assert.match(traceLines([line('1', 'gone')], 'en')[1]!, /under a span that is not here/);
  assert.deepEqual(treesOf([line('1', '2'), line('2', '1')]), [], 'no end is not waited for');
});

test('what is no span is passed over, and what a terminal would obey is not printed', () => {
  const good = JSON.stringify(line('1', null, { name: '\u001b[2Jx', facts: { 'ami.outcome': 'a\u001b]0;b\u0007' } }));
  const text = `\n{"trace":1}\nnull\n[]\n${good}\n${good.slice(0, 40)}`;
  const spans = readSpanLines(text);
  assert.equal(spans.length, 1);
  assert.doesNotMatch(traceLines(spans, 'en').join(''), /\p{Cc}/u);
});

test('a trace is found by document, entry, lot or its own number, of which six characters are enough', () => {
  const spans = [
    line('1', null, { facts: { 'ami.document': 'ybqayn0010aq5z7mfhd7' } }),
    line('2', null, { trace: 'b'.repeat(32), start: 1, facts: { 'ami.lot': '007868_201912_000001' } }),
  ];
  const found = (what: string) => tracesAbout(spans, what).map((t) => t[0]!.span);
  assert.deepEqual(found('ybqayn'), ['1']);
  assert.deepEqual(found('YBQAYN0010'), ['1']);
  assert.deepEqual(found('007868_201912_000001.DEX'), ['2']);
  assert.deepEqual(found('bbbbbb'), ['2']);
  assert.deepEqual([found('ybqay'), found(''), found('qayn0010')], [[], [], []]);
  assert.deepEqual(
    byTrace(spans).map((t) => t[0]!.span),
    ['2', '1'],
    'what began first comes first',
  );
});

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

test('the file of a process is its owner’s, and the one before it is kept when it is full', async (t) => {
  const directory = folder(t);
  const file = join(directory, 'gateway.jsonl');
  const tracing = startTracing({
    component: 'gateway',
    sample: 1,
    log: silent,
    exporters: [async () => new FileExporter(file, 400)],
  });
  await tracing.ready;
  for (const name of ['a', 'b', 'c', 'd']) {
    tracing.tracer.startSpan(name).end();
    await tracing.flush();
  }
  assert.deepEqual(readdirSync(directory).sort(), ['gateway.jsonl', 'gateway.jsonl.1']);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual((await readTraces(directory)).map((s) => s.name).sort(), ['a', 'b', 'c', 'd']);
  assert.deepEqual(await readTraces(join(directory, 'nowhere')), []);
});

test('an exporter that throws, or can’t be loaded, is told of in the log once; what is traced never sees it', async () => {
  const told: unknown[] = [];
  const log: Log = { ...silent, warn: (event, fields) => told.push([event, fields]) };
  const secret = Object.assign(new Error('InstrumentationKey=secret'), { code: 'ECONNREFUSED' });
  const throwing = { export: () => assert.fail('x'), shutdown: async () => {} };
  for (const load of [() => Promise.reject(secret), async () => throwing]) {
    told.length = 0;
    const tracing = startTracing({ component: 'x', sample: 1, log, exporters: [load] });
    await tracing.ready;
    for (let i = 0; i < 3; i++) {
      tracing.tracer.startSpan('s').end();
      await tracing.flush();
    }
    assert.equal(told.length, 1);
    assert.doesNotMatch(JSON.stringify(told), /secret/);
  }
});

test('the terminal is shown each trace when it is quiet, once more where it goes on, and nothing of an earlier run', async (t) => {
  const directory = folder(t);
  const file = join(directory, 'gateway.jsonl');
  const add = (s: SpanLine) => appendFileSync(file, `${JSON.stringify(s)}\n`);
  add(line('1', null, { name: 'deposit' }));
  const told: string[][] = [];
  const stop = watchTraces(directory, 'en', (lines) => told.push([...lines]));
  t.after(stop);
  await sleep(700);
  add(line('9', null, { trace: 'c'.repeat(32), name: 'session' }));
  add(line('2', '1', { name: 'dispatch' }));
  for (let i = 0; told.length === 0 && i < 60; i++) await sleep(100);
  await sleep(700);
  assert.equal(told.length, 1, 'not the session, not what was there before by itself');
  assert.match(told[0]!.join('\n'), /deposit[\s\S]*└ dispatch/);
  assert.ok(readFileSync(file, 'utf8').length > 0);
});
