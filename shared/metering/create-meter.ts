import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import { lazyMeter } from './lazy-meter.ts';

/** `exporter`: where metrics are pushed to; null: nowhere, they can be read as text. `service` names the process. */
export function createMeter(service: string, exporter: (() => Promise<PushMetricExporter>) | null, log: Log): Meter {
  return lazyMeter(async () => {
    // Not before something is counted: a cold start does without it.
    const { otelMeter } = await import('./otel-meter.ts');
    return otelMeter(service, exporter ? await exporter() : null, log);
  }, log);
}
