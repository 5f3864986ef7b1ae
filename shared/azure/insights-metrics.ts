import type { TokenCredential } from '@azure/identity';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';

/** Application Insights, reached by identity where there is one. Loads its exporter, which is large, when it is asked for. */
export async function insightsMetrics(
  connectionString: string,
  credential: TokenCredential | null,
): Promise<PushMetricExporter> {
  const { AzureMonitorMetricExporter } = await import('@azure/monitor-opentelemetry-exporter');
  return new AzureMonitorMetricExporter({
    connectionString,
    ...(credential ? { credential } : {}),
    // What can't be sent is lost: a function's disk is no place to keep it.
    disableOfflineStorage: true,
  });
}
