import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import { lazyMeter } from './lazy-meter.ts';

/** `insights`: where metrics are pushed to; null: nowhere, they can be read as text. `service` names the process. */
export function createMeter(
  service: string,
  insights: { readonly connectionString: string; readonly clientId: string | undefined } | null,
  log: Log,
): Meter {
  return lazyMeter(async () => {
    // Imported here: neither is to slow a cold start.
    const { otelMeter } = await import('./otel-meter.ts');
    if (!insights) return otelMeter(service, null, log);
    const { azureExporter } = await import('./azure-exporter.ts');
    return otelMeter(service, azureExporter(insights.connectionString, insights.clientId), log);
  }, log);
}
