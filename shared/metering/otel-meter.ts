import { ExportResultCode } from '@opentelemetry/core';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { COUNTERS, type CounterName } from '../domain/metrics.ts';
import type { Log } from '../ports/log.ts';
import { GaugeProducer, SCOPE } from './gauge-producer.ts';
import type { OpenMeter } from './lazy-meter.ts';

/** What was counted since goes out this often; gauges go with `report` only. Milliseconds. */
const EXPORT_EVERY_MS = 60_000;
const EXPORT_LIMIT_MS = 30_000;

/** Counters of the SDK, gauges as they were measured. `exporter` null: nothing is pushed anywhere. */
export function otelMeter(service: string, exporter: PushMetricExporter | null, log: Log): OpenMeter {
  const pushed = new GaugeProducer();
  const shown = new GaugeProducer();
  const push = exporter
    ? new PeriodicExportingMetricReader({
        exporter: telling(exporter, log),
        exportIntervalMillis: EXPORT_EVERY_MS,
        exportTimeoutMillis: EXPORT_LIMIT_MS,
        metricProducers: [pushed],
      })
    : null;
  // As a reader only: it listens nowhere.
  const prometheus = new PrometheusExporter({ preventServerStart: true, metricProducers: [shown] });
  const serializer = new PrometheusSerializer('', false, undefined, true, true);
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'ami-compta' }),
    readers: push ? [push, prometheus] : [prometheus],
  });
  const meter = provider.getMeter(SCOPE);
  const counters = new Map(
    Object.entries(COUNTERS).map(([name, { unit, about }]) => [
      name as CounterName,
      meter.createCounter(name, { unit, description: about }),
    ]),
  );

  return {
    add(name, n, attributes) {
      counters.get(name)!.add(n, attributes);
    },
    async report(gauges) {
      if (!push) return;
      pushed.hold(gauges);
      await push.forceFlush();
    },
    async text(gauges) {
      shown.hold(gauges);
      const { resourceMetrics } = await prometheus.collect();
      return serializer.serialize(resourceMetrics);
    },
    async close() {
      await provider.shutdown();
    },
  };
}

/** The SDK says of an export that failed nothing that anybody hears. */
function telling(exporter: PushMetricExporter, log: Log): PushMetricExporter {
  return {
    export(metrics, done) {
      exporter.export(metrics, (result) => {
        if (result.code !== ExportResultCode.SUCCESS)
          log.warn('metrics-not-exported', { error: result.error ?? new Error('refused') });
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
    selectAggregationTemporality: (instrument) => exporter.selectAggregationTemporality!(instrument),
  };
}
