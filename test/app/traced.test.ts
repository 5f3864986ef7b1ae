import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  ParentBasedSampler,
  type ReadableSpan,
  SimpleSpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import { dispatch } from '../../shared/app/dispatch.ts';
import { receive } from '../../shared/app/receive.ts';
import { rename } from '../../shared/app/staging.ts';
import { causedBy, continuing, traced, traceparentOf } from '../../shared/app/traced.ts';
import { depositFromMetadata } from '../../shared/domain/deposit-metadata.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import type { Tracer } from '../../shared/ports/trace.ts';
import { COMPTE, knownDossier, par, robot, world } from './world.ts';

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
const kept = new InMemorySpanExporter();
const provider = (sample = 1) =>
  new BasicTracerProvider({
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sample) }),
    spanProcessors: [new SimpleSpanProcessor(kept)],
  });
const tracer = provider().getTracer('test');
beforeEach(() => kept.reset());

const named = (name: string) => kept.getFinishedSpans().filter((s) => s.name === name);
const idOf = (s: ReadableSpan | undefined) => s?.spanContext().traceId;
const home = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const message = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;

/** A tracer as the worst of exporters would make it. */
const broken = new Proxy({} as Tracer, {
  get: () => () => {
    throw new Error('no tracing today');
  },
});
/** One whose spans are what fails. */
const brokenSpans = {
  startSpan: () => new Proxy({}, { get: () => () => assert.fail('a span that throws') }),
} as unknown as Tracer;

async function put(w: ReturnType<typeof world>, path: string, text: string): Promise<string> {
  const incoming = receive(w.deps, robot, '127.0.0.1', path);
  await incoming.write(Buffer.from(text));
  return (await incoming.commit()).id;
}

test('without a tracer the work is done, and nothing has a trace', async () => {
  const done = await traced({}, 'dispatch', { home }, async () => traceparentOf() ?? 'none');
  assert.equal(done, 'none');
  assert.deepEqual(kept.getFinishedSpans(), []);
});

test('what fails in tracing never fails a deposit, a rename or a dispatch', async () => {
  for (const bad of [broken, brokenSpans]) {
    const w = world({ tracer: bad });
    await knownDossier(w);
    await w.par(par());
    const id = await put(w, '/import/007868/a.xml.part', 'date=2019-05-05 n=1');
    await rename(w.deps, robot, '/import/007868/a.xml.part', '/import/007868/a.xml');
    await dispatch(w.deps, COMPTE, id, 'deposit');
    assert.equal((await w.document(id))?.state, 'filed');
  }
});

test('a thing that is at home elsewhere is traced there, and linked to what set it off', async () => {
  await continuing(message, () => traced({ tracer }, 'dispatch', { home }, async () => undefined));
  const [span] = named('dispatch');
  assert.equal(idOf(span), 'a'.repeat(32));
  assert.equal(span!.parentSpanContext?.spanId, 'b'.repeat(16));
  assert.deepEqual(
    span!.links.map((l) => l.context.traceId),
    ['c'.repeat(32)],
  );
});

test('at home it is under what asked for it', async () => {
  const asked = home.replace('b'.repeat(16), 'e'.repeat(16));
  await continuing(asked, () => traced({ tracer }, 'dispatch', { home }, async () => undefined));
  const [span] = named('dispatch');
  assert.equal(span!.parentSpanContext?.spanId, 'e'.repeat(16));
  assert.deepEqual(span!.links, []);
});

test('a cause is linked by the first span alone, and its spans are in no trace of their caller', async () => {
  await traced({ tracer }, 'session', {}, async (session) => {
    await causedBy(session, { 'ami.protocol': 'sftp' }, () =>
      traced({ tracer }, 'collect', {}, () => traced({ tracer }, 'store', {}, async () => undefined)),
    );
  });
  const [[collect], [store], [session]] = [named('collect'), named('store'), named('session')];
  assert.notEqual(idOf(collect), idOf(session));
  assert.deepEqual(
    collect!.links.map((l) => l.context.traceId),
    [idOf(session)],
  );
  assert.equal(collect!.attributes['ami.protocol'], 'sftp');
  assert.equal(idOf(store), idOf(collect));
  assert.deepEqual([store!.links, store!.attributes], [[], {}]);
});

test('a home that is no traceparent is none: the document is dispatched, in a trace of its own', async () => {
  const w = world({ tracer });
  await knownDossier(w);
  await w.par(par());
  const id = await w.deposit('a.xml', 'date=2019-05-05 n=1');
  const blob = w.blobs.stored.get(`deposits/${COMPTE}/${id}`)!;
  w.blobs.stored.set(`deposits/${COMPTE}/${id}`, {
    ...blob,
    metadata: { ...blob.metadata, traceparent: `00-${'0'.repeat(32)}-x\r\n` },
  });
  await dispatch(w.deps, COMPTE, id, 'deposit');
  const document = await w.document(id);
  assert.equal(document?.state, 'filed');
  assert.equal(document.deposit.trace, undefined);
  assert.equal(named('dispatch')[0]!.parentSpanContext, undefined);
});

test('what is not sampled where it began is kept nowhere, and says so to whoever goes on', async () => {
  const w = world({ tracer: provider(0).getTracer('gateway') });
  await knownDossier(w);
  const deposited = await traced(w.deps, 'deposit', {}, async () => put(w, '/import/007868/a.xml', 'x'));
  const metadata = w.blobs.stored.get(`deposits/${COMPTE}/${deposited}`)!.metadata;
  assert.match(depositFromMetadata(metadata)!.trace!, /-00$/);
  await dispatch({ ...w.deps, tracer }, COMPTE, deposited, 'deposit');
  assert.deepEqual(named('dispatch'), []);
});

test('a span of what failed has the kind of the error, never its text', async () => {
  const fail = (e: Error) => traced({ tracer }, 'entry', {}, () => Promise.reject(e));
  await assert.rejects(fail(new TypeError('invoice of Jean Dupont')), /Dupont/);
  await assert.rejects(fail(new Refusal('forbidden', 'DEPOSIT_FORBIDDEN', { directory: '/Dupont' })), Refusal);
  const spans = named('entry');
  assert.deepEqual(
    spans.map((s) => [s.attributes['error.type'], s.attributes['ami.outcome'], s.status.code]),
    [
      ['TypeError', undefined, 2],
      [undefined, 'DEPOSIT_FORBIDDEN', 2],
    ],
  );
  assert.ok(!JSON.stringify(spans.map((s) => [s.attributes, s.events, s.status])).includes('Dupont'));
});
