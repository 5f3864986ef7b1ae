import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { AzureMonitorMetricExporter } from '@azure/monitor-opentelemetry-exporter';
import { AggregationTemporality, InMemoryMetricExporter } from '@opentelemetry/sdk-metrics';
import type { GaugeReading } from '../../shared/domain/metrics.ts';
import { lazyMeter, type OpenMeter } from '../../shared/metering/lazy-meter.ts';
import { otelMeter } from '../../shared/metering/otel-meter.ts';
import { memoryWorld } from '../support/memory-ports.ts';

type Options = NonNullable<ConstructorParameters<typeof AzureMonitorMetricExporter>[0]>;

const silent = (compte: string, value: number): GaugeReading => ({
  name: 'ami.compte.robots_silent',
  value,
  attributes: { 'ami.compte': compte },
});

test('counters go on, gauges are told as they were measured last: nothing of one that is gone', async () => {
  const meter = otelMeter('functions', null, memoryWorld().deps.log);
  meter.add('ami.document.held', 2, { 'ami.reason': 'NO_DATE' });
  const first = await meter.text([silent('a', 1), silent('b', 2)]);
  assert.match(first, /^# HELP ami_compte_robots_silent As ami\.robot\.silent/m);
  assert.match(first, /^ami_compte_robots_silent\{ami_compte="a"\} 1$/m);
  assert.match(first, /^ami_document_held_total\{ami_reason="NO_DATE"\} 2$/m);
  meter.add('ami.document.held', 1, { 'ami.reason': 'NO_DATE' });
  const second = await meter.text([silent('b', 0)]);
  assert.match(second, /^ami_compte_robots_silent\{ami_compte="b"\} 0$/m);
  assert.doesNotMatch(second, /ami_compte="a"/);
  assert.match(second, /^ami_document_held_total\{ami_reason="NO_DATE"\} 3$/m);
  await meter.close();
});

test('what is pushed: counts since the last time, and each measurement once', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const meter = otelMeter('functions', exporter, memoryWorld().deps.log);
  meter.add('ami.document.filed', 3, { 'ami.decided_by': 'system' });
  await meter.report([silent('a', 1)]);
  await meter.text([silent('shown only', 1)]);
  await meter.report([]);
  const pushed = exporter
    .getMetrics()
    .map((m) =>
      m.scopeMetrics
        .flatMap((s) => s.metrics)
        .flatMap((metric) => metric.dataPoints.map((p) => `${metric.descriptor.name} ${JSON.stringify(p.value)}`)),
    );
  assert.deepEqual(pushed[0], ['ami.document.filed 3', 'ami.compte.robots_silent 1']);
  assert.deepEqual(pushed.slice(1).flat(), []);
  await meter.close();
});

test('the exporter for Azure sends them with their names, values and attributes; a refusal is told in the log', async () => {
  // Else it tells Microsoft of itself.
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = '1';
  const taken: string[] = [];
  let status = 200;
  const httpClient: NonNullable<Options['httpClient']> = {
    async sendRequest(request) {
      taken.push(String(request.body));
      const items = JSON.parse(String(request.body)).length;
      const bodyAsText = JSON.stringify({ itemsReceived: items, itemsAccepted: items, errors: [] });
      return { request, status, headers: request.headers, bodyAsText };
    },
  };
  const w = memoryWorld();
  const exporter = new AzureMonitorMetricExporter({
    connectionString:
      'InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=https://insights.test/',
    disableOfflineStorage: true,
    httpClient,
  });
  const meter = otelMeter('functions', exporter, w.deps.log);
  try {
    meter.add('ami.lot.published', 2, {});
    await meter.report([silent('cabinet', 1)]);
    const all = taken.join();
    for (const part of ['"ami.lot.published"', '"ami.compte.robots_silent"', '"ami.compte":"cabinet"'])
      assert.ok(all.includes(part), `${part} is not in ${all}`);
    status = 400;
    await meter.report([silent('cabinet', 1)]);
    assert.ok(
      w.log.some((l) => l.event === 'metrics-not-exported'),
      JSON.stringify(w.log),
    );
  } finally {
    status = 200;
    await meter.close();
  }
});

test('the SDK is loaded when something goes out; what was counted before is not lost, nor where it fails to load', async () => {
  const added: [string, number][] = [];
  const open: OpenMeter = {
    add: (name, n) => added.push([name, n]),
    report: async () => {},
    text: async () => 'text',
    close: async () => {},
  };
  let loads = 0;
  const w = memoryWorld();
  const meter = lazyMeter(async () => {
    if (++loads === 1) throw new Error('not there');
    return open;
  }, w.deps.log);
  meter.count('ami.lot.published', {});
  meter.count('ami.lot.published', {});
  await sleep(10);
  assert.equal(loads, 0);
  await assert.rejects(meter.text([]), /not there/);
  assert.equal(await meter.text([]), 'text');
  meter.count('ami.lot.collected', {});
  assert.deepEqual(added, [
    ['ami.lot.published', 2],
    ['ami.lot.collected', 1],
  ]);
  await meter.close();

  const never = lazyMeter(() => Promise.reject(new Error('not there')), w.deps.log);
  await never.close();
  assert.ok(!w.log.some((l) => l.event === 'metrics-not-exported'), 'nothing was counted, nothing is loaded');
  never.count('ami.lot.collected', {});
  await never.close();
  assert.ok(w.log.some((l) => l.event === 'metrics-not-exported'));
});
