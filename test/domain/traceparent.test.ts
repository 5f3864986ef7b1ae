import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTraceParent } from '@opentelemetry/core';
import fc from 'fast-check';
import { parentOf } from '../../functions/trace-parent.ts';
import { depositFromMetadata, depositMetadata } from '../../shared/domain/deposit-metadata.ts';
import { formatTraceparent, parseTraceparent } from '../../shared/domain/traceparent.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const good = `00-${TRACE}-${SPAN}-01`;

const HOSTILE = [
  '',
  ' ',
  'x',
  good.slice(0, -1),
  `${good}-more`,
  ` ${good}`,
  `${good}\n`,
  good.toUpperCase(),
  `ff-${TRACE}-${SPAN}-01`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE}-${SPAN}-zz`,
  `00_${TRACE}_${SPAN}_01`,
  `01-${TRACE}-${SPAN}-01-${'a'.repeat(100_000)}`,
  "'; DROP TABLE spans; --",
  null,
  undefined,
  17,
  {},
  [good],
];

test('a traceparent is read and written', () => {
  assert.deepEqual(parseTraceparent(good), { traceId: TRACE, spanId: SPAN, isSampled: true });
  assert.equal(formatTraceparent(parseTraceparent(good)!), good);
  assert.equal(parseTraceparent(`00-${TRACE}-${SPAN}-00`)?.isSampled, false);
  assert.equal(parseTraceparent(`cc-${TRACE}-${SPAN}-03-later`)?.isSampled, true, 'of a later version');
});

test('what is no traceparent is none', () => {
  for (const text of HOSTILE) assert.equal(parseTraceparent(text), null, String(text).slice(0, 80));
});

test('what is taken is what OpenTelemetry takes', () => {
  const hex = (n: number) => fc.string({ minLength: n, maxLength: n, unit: fc.constantFrom(...'0123456789abcdefg') });
  const any = fc.oneof(
    fc.string(),
    fc
      .tuple(hex(2), hex(32), hex(16), hex(2), fc.constantFrom('', '-x'))
      .map(([v, t, s, f, m]) => `${v}-${t}-${s}-${f}${m}`),
  );
  fc.assert(
    fc.property(any, (text) => {
      const theirs = parseTraceParent(text);
      const ours = parseTraceparent(text);
      // Theirs lets a space stand around it.
      if (text.trim() !== text) return;
      assert.deepEqual(ours && [ours.traceId, ours.spanId], theirs && [theirs.traceId, theirs.spanId], text);
    }),
    { numRuns: 2000 },
  );
});

const deposit = {
  compte: 'cabinet',
  id: '0'.repeat(20),
  directory: '/import/007868',
  name: 'a.pdf',
  user: 'robot',
  address: '127.0.0.1',
  at: '2026-01-01T00:00:00.000Z',
  sha256: 'a'.repeat(64),
  size: 3,
  unrenamed: false,
};

test('a deposit states its trace in its metadata; a wrong one is no part of it, and the rest stands', () => {
  const traced = { ...deposit, trace: good };
  assert.deepEqual(depositFromMetadata(depositMetadata(traced)), traced);
  for (const text of HOSTILE)
    if (typeof text === 'string')
      assert.deepEqual(depositFromMetadata({ ...depositMetadata(deposit), traceparent: text }), deposit);
});

test('an invocation goes on the trace of its message; the host is believed where it keeps its spans', () => {
  const of = (own: unknown, host?: string) =>
    parentOf({
      triggerMetadata: own === undefined ? {} : { applicationProperties: own as never },
      traceContext: host === undefined ? {} : { traceParent: host },
    });
  const hosts = `00-${TRACE}-${'1'.repeat(16)}-01`;
  const lone = `00-${'2'.repeat(32)}-${'1'.repeat(16)}-01`;
  assert.equal(of({ traceparent: good }), good);
  assert.equal(of({ 'Diagnostic-Id': good }), good);
  assert.equal(of({ traceparent: good }, hosts), hosts, 'a span of the host, in the trace of the message');
  assert.equal(of({ traceparent: good }, hosts.replace(/01$/, '00')), good, 'the host keeps nothing');
  assert.equal(of({ traceparent: good }, lone), good);
  assert.equal(of(undefined, lone), lone);
  assert.equal(of(undefined, lone.replace(/01$/, '00')), undefined);
  for (const text of HOSTILE)
    assert.equal(of({ traceparent: text }, typeof text === 'string' ? text : undefined), undefined);
  for (const properties of [null, 'text', 3, []]) assert.equal(of(properties), undefined);
});
